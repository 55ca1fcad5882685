import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { createRandom } from '../lib/random';
import { mineTemplates } from './drain';
import { matchTexts } from './match';
import { mergeStates, type NamedState } from './merge-states';
import { type MinerState, makeMinerState } from './state';

const { drain } = DEFAULT_SETTINGS;
const FORMS = [
  (w: () => string) => `session opened for user ${w()} from <IP>`,
  (w: () => string) => `volume ${w()} attached to host ${w()}`,
  () => 'disk <*> is full',
  () => 'cache warmed in <*> ms',
  (w: () => string) => `retry of ${w()} after <*> failures of backend`,
  (w: () => string) => `worker ${w()} took <*> jobs and left <*> waiting in queue`,
  () => 'heartbeat',
];
const NAMES = ['ann', 'bob', 'cleo', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida', 'jon', 'kim', 'leo', 'max'];

/** Distinct masked patterns of a log's part, in order of their first line. */
function patternsOf(seed: number, num: number): string[] {
  const random = createRandom(seed);
  const name = (): string => NAMES[random.int(NAMES.length)];
  return [...new Set(Array.from({ length: num }, () => FORMS[random.int(FORMS.length)](name)))];
}

function stateOf(patterns: readonly string[], settings = drain): MinerState {
  const tokens = patterns.map((text) => text.split(' '));
  const count = new Float64Array(tokens.length).fill(1);
  const { templates, ofShape } = mineTemplates({ length: tokens.length, tokens, count }, settings);
  const told = patterns.map((text, i) => ({ text, template: templates[ofShape[i]].text }));
  const listed = templates.map(({ text }) => ({ text, level: 'quiet' as const, count: 1 }));
  return makeMinerState(listed, told, settings);
}

function merged(...states: readonly MinerState[]): MinerState {
  const found = mergeStates(states.map((state, i): NamedState => ({ name: `${i}.json`, state })));
  if (!found.ok) throw new Error(found.error);
  return found.state;
}

/** Text of the template that each pattern is matched to. */
function textsOf(state: MinerState, patterns: readonly string[]): string[] {
  return [...matchTexts(patterns, state)].map((template) => state.templates[template].text);
}

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

describe('states put together', () => {
  it.each(SEEDS)('give each line the template that the whole gives it: %i', (seed) => {
    const [a, b] = [patternsOf(seed, 40), patternsOf(seed + 100, 40)];
    const all = [...new Set([...a, ...b])];
    expect(textsOf(merged(stateOf(a), stateOf(b)), all)).toEqual(textsOf(stateOf(all), all));
  });

  it.each(SEEDS)('whichever come first together: %i', (seed) => {
    const [a, b, c] = [0, 100, 200].map((more) => stateOf(patternsOf(seed + more, 20)));
    const all = [0, 100, 200].flatMap((more) => patternsOf(seed + more, 20));
    expect(textsOf(merged(merged(a, b), c), all)).toEqual(textsOf(merged(a, merged(b, c)), all));
    expect(textsOf(merged(merged(a, b), c), all)).toEqual(textsOf(merged(a, b, c), all));
  });

  it.each(SEEDS)('keep the ids of the first: %i', (seed) => {
    const first = patternsOf(seed, 15);
    const before = stateOf(first);
    const after = merged(before, stateOf(patternsOf(seed + 100, 200)));
    const [was, is] = [matchTexts(first, before), matchTexts(first, after)];
    const ofId = new Map<number, Set<number>>();
    for (const [i, id] of was.entries()) ofId.set(id, (ofId.get(id) ?? new Set()).add(is[i]));
    // Those that became one have the first id of them; none has one of what is new.
    for (const [id, now] of ofId) for (const each of now) expect(each).toBeLessThanOrEqual(id);
    expect(after.templates.slice(0, before.templates.length).map(({ id }) => id)).toEqual(
      before.templates.map(({ id }) => id),
    );
  });

  it('a state alone, or twice, is itself', () => {
    const state = stateOf(patternsOf(1, 60));
    for (const same of [merged(state), merged(state, state)]) {
      expect(same.templates.map(({ text }) => text)).toEqual(state.templates.map(({ text }) => text));
      expect(same.patterns).toEqual(state.patterns);
    }
    expect(merged(state, state).templates.every(({ count }) => count === 2)).toBe(true);
  });

  it('says which one cannot be put to the others, and why', () => {
    const state = stateOf(patternsOf(1, 20));
    const other = stateOf(patternsOf(2, 20), { ...drain, similarity01: 0.7 });
    const bare: MinerState = { ...state, patterns: null };
    const said = (second: MinerState) =>
      mergeStates([
        { name: 'a.json', state },
        { name: 'b.json', state: second },
      ]);
    expect(said(other)).toEqual({
      ok: false,
      error: 'b.json was mined under other settings than a.json',
    });
    expect(said(bare)).toEqual({
      ok: false,
      error: 'b.json holds no line patterns that could be mined with those of others',
    });
  });
});
