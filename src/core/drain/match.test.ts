import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { fitter } from './fits';
import { matchTexts, NO_TEMPLATE } from './match';
import { makeMinerState } from './state';
import { withoutWildcards } from './token';

function saved(...texts: string[]) {
  return { templates: texts.map((text) => ({ text, level: 'quiet' as const, words: null })), exact: [] };
}

describe('matchTexts', () => {
  const state = saved(
    'disk <*> is full',
    'user <*> left',
    'node1 joined <*>',
    '<*> bytes sent',
    '',
    'lamp on',
  );

  it('matches new values and learns nothing', () => {
    const texts = [
      'user zoe left',
      'node7 joined <*>',
      '<*> bytes sent',
      '',
      'lamp on',
      'disk <*> is empty',
      'user left',
    ];
    expect([...matchTexts(texts, state)]).toEqual([1, 2, 3, 4, 5, NO_TEMPLATE, NO_TEMPLATE]);
  });

  it('prefers the template that says most, the first on a tie', () => {
    const found = matchTexts(['<*> says on now', 'lamp <*> says on now', 'a x'], {
      ...saved('<*> says <*> now', 'lamp <*> says on now', '<*> x', 'a <*>'),
    });
    expect([...found]).toEqual([0, 1, 2]);
  });

  it('gives a wording that has several templates the first of them', () => {
    expect([...matchTexts(['a b'], saved('x', 'a <*>', 'a <*>'))]).toEqual([1]);
  });

  it('takes a wildcard for no more words than it has stood for', () => {
    const templates = [
      { text: 'job <*> done', level: 'quiet' as const, words: [3, 4] as const },
      { text: '<*>', level: 'quiet' as const, words: null },
      { text: '(<*>: <*>)', level: 'quiet' as const, words: null },
    ];
    const texts = [
      'job a done',
      'job a b done',
      'job a b c done',
      'job 7 <*> <*> done',
      'off',
      '<*> <*>',
      '(a: b)',
    ];
    const found = matchTexts(texts, { templates, exact: [] });
    expect([...found]).toEqual([0, 0, NO_TEMPLATE, 0, NO_TEMPLATE, 1, NO_TEMPLATE]);
  });

  it('follows the patterns that are named', () => {
    const templates = saved('<*> left', 'user <*>').templates;
    expect([...matchTexts(['user left'], { templates, exact: [['user left', 0]] })]).toEqual([0]);
    expect([...matchTexts(['user left'], { templates, exact: [['user left', 1]] })]).toEqual([1]);
  });

  it('tells words with digits apart where the texts do', () => {
    const texts = ['via ssh2 <*>', 'via ssh1 <*>', 'via ssh3 <*>'];
    expect([...matchTexts(texts, saved('via ssh1 <*>', 'via ssh2 <*>'))]).toEqual([1, 0, 0]);
  });

  it('finds what begins with a key, a bracket, a wildcard', () => {
    const state = saved('owner=<*> gone', '[ab<*> x', '(k=<*>', '<*>: v<*>', 'a<<*>');
    const texts = ['owner=Pool{<*>} gone', '[abc] x', '(k=v)', '<IP>: vdown', 'a<IP>'];
    expect([...matchTexts(texts, state)]).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('matchTexts, on anything', () => {
  const word = fc.constantFrom(
    'a',
    'b',
    'a=',
    'a=b',
    'a=<*>',
    '<*>',
    '<IP>',
    '[a',
    '[<*>',
    'x1',
    '<',
    'a<b>',
    '"c',
    'd"',
  );
  const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

  it('finds by its index what a search through all templates finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 12 }), text, (templates, line) => {
        const fitting = templates
          .map((template, i) => ({ template, i }))
          .filter(
            ({ template }) =>
              template === line || (/[a-z]/.test(withoutWildcards(template)) && fitter(template)(line)),
          )
          .sort(
            (x, y) =>
              Number(y.template === line) - Number(x.template === line) ||
              withoutWildcards(y.template).length - withoutWildcards(x.template).length ||
              x.i - y.i,
          );
        const [found] = matchTexts([line], saved(...templates));
        if (fitting.length > 0) expect(found).toBe(fitting[0].i);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('makeMinerState', () => {
  const settings = DEFAULT_SETTINGS.drain;
  const templates = [
    { text: '<*> left', level: 'quiet' as const, count: 7 },
    { text: 'user <*>', level: 'quiet' as const, count: 3 },
  ];

  it('names the patterns that matching would put elsewhere, and no others', () => {
    const patterns = [
      { text: 'user left', template: '<*> left' },
      { text: 'bob left', template: '<*> left' },
      { text: 'user ann', template: 'user <*>' },
    ];
    const state = makeMinerState(templates, patterns, settings);
    expect(state.exact).toEqual([]);
    const other = makeMinerState(templates, [{ text: 'user left', template: 'user <*>' }], settings);
    expect(other.exact).toEqual([['user left', 1]]);
  });

  it('counts the words of a template in this log and in the state before; those of a pattern are any', () => {
    const before = [{ text: 'user <*>', level: 'quiet' as const, words: [4, 5] as const }];
    const state = makeMinerState(templates, [{ text: 'user <*> <*> x', template: 'user <*>' }], {
      ...settings,
      edits: [{ kind: 'one', text: '<*> left' }],
      state: { name: 'x', templates: before, exact: [], edits: [], learn: true },
    });
    expect(state.templates.map(({ words }) => words)).toEqual([null, [3, 5]]);
  });

  it('numbers the templates and leaves out the state that it was made under', () => {
    const state = makeMinerState(templates, [], {
      ...settings,
      state: { name: 'x', ...saved('a'), edits: [], learn: true },
    });
    expect(state.templates.map(({ id, count }) => [id, count])).toEqual([
      ['T1', 7],
      ['T2', 3],
    ]);
    expect(state.settings).not.toHaveProperty('state');
  });
});
