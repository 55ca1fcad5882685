import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import type { ShapeTable } from '../../contracts/tables';
import { mineTemplates } from './drain';
import { matchShapes, NO_TEMPLATE, saveMiner } from './match';

function shapes(...messages: string[]): ShapeTable {
  const tokens = messages.map((message) => (message === '' ? [] : message.split(' ')));
  return { length: tokens.length, tokens, count: new Float64Array(tokens.length).fill(1) };
}

function trained(...messages: string[]) {
  const mined = mineTemplates(shapes(...messages), DEFAULT_SETTINGS.drain);
  return { mined, state: saveMiner(mined, DEFAULT_SETTINGS.drain) };
}

describe('matchShapes', () => {
  const learnt = [
    'disk <*> is full',
    'user ann left',
    'user bob left',
    'node1 joined <*>',
    '<*> bytes sent',
    '',
  ];

  it('finds every shape that it learnt, after a way through JSON', () => {
    const { mined, state } = trained(...learnt);
    const again = JSON.parse(JSON.stringify(state));
    expect([...matchShapes(shapes(...learnt), again)]).toEqual([...mined.ofShape]);
  });

  it('matches new values and learns nothing', () => {
    const { state } = trained(...learnt);
    const found = matchShapes(
      shapes('user zoe left', 'node7 joined <*>', 'disk <*> is empty', 'user left'),
      state,
    );
    expect(found[0]).toBe(state.templates.indexOf('user <*> left'));
    expect(found[1]).toBe(state.templates.indexOf('node1 joined <*>'));
    expect(found[2]).toBe(NO_TEMPLATE);
    expect(found[3]).toBe(NO_TEMPLATE);
  });

  it('prefers the template that says most', () => {
    const { state } = trained('<*> says <*> now', 'lamp <*> says on now');
    expect(matchShapes(shapes('<*> says on now'), state)[0]).toBe(0);
    expect(matchShapes(shapes('lamp <*> says on now'), state)[0]).toBe(1);
  });
});
