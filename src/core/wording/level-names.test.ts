import { expect, test } from 'vitest';
import { LEVELS } from '../../contracts/units';
import { linesOfLevel, ofLevel } from './level-names';

test('lines are called what their level makes them', () => {
  const levels = ['', 'notice', 'warn', 'error', 'fatal'] as const;
  expect(levels.map((name) => linesOfLevel(LEVELS.indexOf(name)))).toEqual([
    'lines',
    'lines',
    'warnings',
    'errors',
    'errors',
  ]);
});

test('no level is said too', () => {
  expect([ofLevel(LEVELS.indexOf('')), ofLevel(LEVELS.indexOf('warn'))]).toEqual([
    'without a level',
    'of level warn',
  ]);
});
