import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type SavedTemplates, type TemplateEdit } from '../../contracts/settings';
import { mineTemplates } from './drain';
import { fitter } from './fits';
import { UNMATCHED } from './groups';
import { mergedText } from './merged-text';
import { makeMinerState } from './state';

function mine(
  messages: readonly string[],
  edits: readonly TemplateEdit[] = [],
  state: SavedTemplates | null = null,
) {
  const tokens = messages.map((message) => message.split(' ').filter((token) => token !== ''));
  const count = new Float64Array(tokens.length).fill(1);
  const mined = mineTemplates(
    { length: tokens.length, tokens, count },
    { ...DEFAULT_SETTINGS.drain, edits, state },
  );
  const texts = mined.templates.map(({ text }) => text);
  return {
    texts,
    of: messages.map((_, i) => texts[mined.ofShape[i]]),
    mined,
    codes: mined.problems.map(({ code }) => code),
  };
}

const USERS = ['user ann left', 'user bob left', 'user cy left', 'disk <*> is full', 'disk <*> is empty'];

describe('merge', () => {
  it('makes one template of several, of equal and of unequal length', () => {
    const { texts, of } = mine(USERS, [
      { kind: 'merge', templates: ['disk <*> is full', 'disk <*> is empty'] },
    ]);
    expect(texts).toEqual(['user <*> left', 'disk <*> is <*>']);
    expect(of[3]).toBe(of[4]);
    const uneven = mine(
      ['job started', 'job has now started'],
      [{ kind: 'merge', templates: ['job started', 'job has now started'] }],
    );
    expect(uneven.texts).toHaveLength(1);
    expect(uneven.codes).toEqual([]);
  });

  it('gives the same text in a log that has one of them only', () => {
    const { texts, codes } = mine(USERS.slice(3, 4), [
      { kind: 'merge', templates: ['disk <*> is full', 'disk <*> is empty'] },
    ]);
    expect(texts).toEqual(['disk <*> is <*>']);
    expect(codes).toEqual([]);
  });

  it('says so when one template is named twice', () => {
    const { codes } = mine(USERS, [{ kind: 'merge', templates: ['user <*> left', 'user <*> left'] }]);
    expect(codes).toEqual(['edit-no-effect']);
  });
});

describe('split', () => {
  it('makes a template for each word of a wildcard', () => {
    const { texts } = mine(USERS, [{ kind: 'split', template: 'user <*> left', position: 1 }]);
    expect(texts).toEqual(USERS);
  });

  it('keeps masked values together beside the words', () => {
    const { texts } = mine(
      [...USERS, 'user <*> left'],
      [{ kind: 'split', template: 'user <*> left', position: 1 }],
    );
    expect(texts).toContain('user ann left');
    expect(texts).toContain('user <*> left');
  });

  it('says why where the values were set aside before mining', () => {
    const { texts, mined } = mine(USERS, [{ kind: 'split', template: 'disk <*> is full', position: 1 }]);
    expect(texts).toContain('disk <*> is full');
    expect(mined.problems).toHaveLength(1);
    expect(mined.problems[0]).toMatchObject({ severity: 'warning', code: 'edit-no-effect' });
    expect(mined.problems[0].message).toContain('hold digits');
  });

  it('says so where the word is no wildcard', () => {
    expect(mine(USERS, [{ kind: 'split', template: 'user <*> left', position: 0 }]).codes).toEqual([
      'edit-no-effect',
    ]);
    expect(mine(USERS, [{ kind: 'split', template: 'user <*> left', position: 99 }]).codes).toEqual([
      'edit-no-effect',
    ]);
  });

  it('makes a bounded number of templates, of the most frequent words', () => {
    const letters = (n: number) => n.toString(36).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]);
    const messages = [
      ...new Set(Array.from({ length: 900 }, (_, i) => `user ${letters(i + 40)}zq has left`)),
    ];
    const tokens = messages.map((message) => message.split(' '));
    const count = Float64Array.from(messages, (_, i) => i);
    const edits = [{ kind: 'split', template: 'user <*> has left', position: 1 }] as const;
    const { templates } = mineTemplates(
      { length: tokens.length, tokens, count },
      { ...DEFAULT_SETTINGS.drain, edits },
    );
    expect(templates.filter(({ text }) => !text.includes('<*>'))).toHaveLength(200);
    expect(templates.map(({ text }) => text)).toContain(messages.at(-1));
    expect(templates.map(({ text }) => text)).not.toContain(messages[0]);
  });
});

describe('mark as one', () => {
  it('takes whole templates and single shapes of others', () => {
    const { texts, of } = mine([...USERS, 'user ann came'], [{ kind: 'one', text: 'user ann <*>' }]);
    expect(of[0]).toBe('user ann <*>');
    expect(of[5]).toBe('user ann <*>');
    expect(of[1]).toBe('user <*> left');
    expect(texts).toHaveLength(4);
  });

  it('is replayed in order with the others', () => {
    const { texts, codes } = mine(USERS, [
      { kind: 'one', text: 'disk <*>' },
      { kind: 'merge', templates: ['disk <*>', 'user <*> left'] },
    ]);
    expect(texts).toHaveLength(1);
    expect(codes).toEqual([]);
  });
});

it('counts edits that name what the log does not have in one note, and keeps quiet about pieces that are there', () => {
  const { mined, texts } = mine(USERS, [
    { kind: 'one', text: 'engine <*> off' },
    { kind: 'split', template: 'no such <*>', position: 2 },
    { kind: 'merge', templates: ['x', 'y'] },
    { kind: 'split', template: 'disk <*> is <*>', position: 3 },
  ]);
  expect(mined.problems).toHaveLength(1);
  expect(mined.problems[0]).toMatchObject({ severity: 'info', code: 'edits-absent' });
  expect(mined.problems[0].message).toMatch(/^3 template edits name/);
  expect(texts).toEqual(mine(USERS).texts);
});

const word = fc.constantFrom(
  'open',
  'shut',
  'user',
  'ann',
  'bob',
  'cy',
  '<*>',
  'a=<*>',
  'a=b',
  '(x)',
  'ssh2',
  '/etc/motd',
  'NEW',
);
const message = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const messages = fc.uniqueArray(message, { minLength: 1, maxLength: 30 });
/** Edits that name templates of the log by their number, so that they meet something. */
const drafts = fc.array(
  fc.record({
    kind: fc.constantFrom('merge', 'split', 'one'),
    a: fc.nat(40),
    b: fc.nat(40),
    text: message,
    at: fc.nat(5),
  }),
  { maxLength: 6 },
);
type Draft = typeof drafts extends fc.Arbitrary<(infer D)[]> ? D : never;

function editsOf(list: readonly string[], wanted: readonly Draft[]): TemplateEdit[] {
  const edits: TemplateEdit[] = [];
  for (const { kind, a, b, text, at } of wanted) {
    const { texts } = mine(list, edits);
    const name = (i: number): string => texts[i % texts.length];
    if (kind === 'merge') edits.push({ kind, templates: [name(a), name(b)] });
    else if (kind === 'split') edits.push({ kind, template: name(a), position: at });
    else edits.push({ kind: 'one', text: b % 2 ? text : name(b) });
  }
  return edits;
}

describe('any edits of any templates', () => {
  it('leave every shape one template that holds it, each with a text of its own and a shape', () => {
    fc.assert(
      fc.property(messages, drafts, (list, wanted) => {
        const { texts, of } = mine(list, editsOf(list, wanted));
        expect(new Set(texts).size).toBe(texts.length);
        expect(new Set(of).size).toBe(texts.length);
        for (const [i, text] of of.entries())
          expect(fitter(text)(list[i]), `${text} | ${list[i]}`).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('give the same again', () => {
    fc.assert(
      fc.property(messages, drafts, (list, wanted) => {
        const edits = editsOf(list, wanted);
        expect(mine(list, edits).mined).toEqual(mine(list, edits).mined);
      }),
      { numRuns: 50 },
    );
  });
});

describe('mergedText', () => {
  it('keeps the words that are shared in order', () => {
    expect(mergedText(['a b c d', 'a x c d'])).toBe('a <*> c d');
    expect(mergedText(['start of job ann', 'start of the long job bob'])).toBe('start <*> job <*>');
    expect(mergedText(['key=a end', 'key=b end'])).toBe('key=<*> end');
    expect(mergedText(['a b c', 'x y'])).toBe('<*>');
  });

  it('holds the texts it was made of', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 4 }), (texts) => {
        const fits = fitter(mergedText(texts));
        for (const text of texts) expect(fits(text), `${mergedText(texts)} | ${text}`).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a saved state', () => {
  const stateOf = (
    list: readonly string[],
    edits: readonly TemplateEdit[],
    learn: boolean,
  ): SavedTemplates => {
    const { texts, of } = mine(list, edits);
    const templates = texts.map((text) => ({ text, level: 'quiet' as const, count: 1 }));
    const patterns = list.map((text, i) => ({ text, template: of[i] }));
    const state = makeMinerState(templates, patterns, { ...DEFAULT_SETTINGS.drain, edits });
    const { settings, exact, templates: saved } = JSON.parse(JSON.stringify(state)) as typeof state;
    return { name: 'x', templates: saved, exact, edits: settings.edits, learn };
  };

  it('gives the same messages the same templates, edited or not, learning or not', () => {
    fc.assert(
      fc.property(messages, drafts, fc.boolean(), (list, wanted, learn) => {
        const edits = editsOf(list, wanted);
        const before = mine(list, edits);
        const { texts, of, codes } = mine(list, edits, stateOf(list, edits, learn));
        expect(of).toEqual(before.of);
        expect(texts.filter((text) => text !== UNMATCHED)).toEqual(before.texts);
        expect(codes).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the order of its templates whatever the log holds', () => {
    fc.assert(
      fc.property(messages, messages, drafts, fc.boolean(), (list, other, wanted, learn) => {
        const edits = editsOf(list, wanted);
        const state = stateOf(list, edits, learn);
        const { texts } = mine(other, edits, state);
        expect(texts.slice(0, state.templates.length)).toEqual(state.templates.map(({ text }) => text));
        if (!learn) expect(texts.slice(state.templates.length)).toEqual([UNMATCHED]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives what is merged later the first place of the two, and mined templates the edits it was made with', () => {
    const edits: TemplateEdit[] = [{ kind: 'merge', templates: ['disk <*> is full', 'lamp is on'] }];
    const state = stateOf(USERS, [], true);
    const [user, full] = mine(USERS).texts;
    const later = mine(USERS, [{ kind: 'merge', templates: [full, user] }], state);
    expect(later.texts[0]).toBe(mergedText([full, user]));
    const held = stateOf(USERS, edits, true);
    expect(mine(['lamp is on'], edits, held).of[0]).toBe(mergedText(['disk <*> is full', 'lamp is on']));
  });
});
