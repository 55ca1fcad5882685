import { expect, test } from 'vitest';
import { LEVELS } from '../../contracts/units';
import { ofLevel } from './level-names';

test('no level is said too', () => {
  expect([ofLevel(LEVELS.indexOf('')), ofLevel(LEVELS.indexOf('warn'))]).toEqual([
    'without a level',
    'of level warn',
  ]);
});
