/**
 * Miner states of several logs, or of parts of one -> one state. In: states, in order. Out: the templates that all their line patterns together are mined to, so that
 * parts mined apart give what the whole gives, whichever are put together first. Ids are kept: those of the first state are its own, and
 * what the later ones know more follows in their order. Where two templates have become one, lines get the first of their ids.
 */
import { mineTemplates } from './drain';
import { type MinerState, makeMinerState, type Pattern, type StateTemplate } from './state';

export type StatesMerged =
  | { readonly ok: true; readonly state: MinerState }
  | { readonly ok: false; readonly error: string };

export interface NamedState {
  readonly name: string;
  readonly state: MinerState;
}

/** @param all at least one */
export function mergeStates(all: readonly NamedState[]): StatesMerged {
  const [first, ...others] = all;
  const other = others.find(({ state }) => settingsText(state) !== settingsText(first.state));
  if (other) return no(`${other.name} was mined under other settings than ${first.name}`);
  const bare = all.find(({ state }) => state.patterns === null);
  if (bare) return no(`${bare.name} holds no line patterns that could be mined with those of others`);
  const textOf = minedTexts(all);
  const patterns: Pattern[] = [...textOf].map(([text, template]) => ({ text, template }));
  const settings = { ...first.state.settings, state: null };
  return { ok: true, state: makeMinerState(templatesOf(all, textOf), patterns, settings) };
}

function no(error: string): StatesMerged {
  return { ok: false, error };
}

const settingsText = ({ settings }: MinerState): string =>
  JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Text of the template of each pattern, patterns in order. */
function minedTexts(all: readonly NamedState[]): ReadonlyMap<string, string> {
  const texts = [...new Set(all.flatMap(({ state }) => (state.patterns ?? []).map(([text]) => text)))];
  const tokens = texts.map((text) => text.split(' '));
  const shapes = { length: tokens.length, tokens, count: new Float64Array(tokens.length).fill(1) };
  // They are masked already.
  const settings = { ...all[0].state.settings, masks: [], state: null };
  const { templates, ofShape } = mineTemplates(shapes, settings);
  return new Map(texts.map((text, i) => [text, templates[ofShape[i]].text]));
}

type Known = Omit<StateTemplate, 'id' | 'words'>;

function templatesOf(all: readonly NamedState[], textOf: ReadonlyMap<string, string>): readonly Known[] {
  const merged: Known[] = [];
  const placeOf = new Map<string, number>();
  const add = (template: Known, keepsId: boolean): void => {
    const key = `${template.level} ${template.text}`;
    const place = placeOf.get(key);
    if (place === undefined) placeOf.set(key, merged.length);
    else merged[place] = { ...merged[place], count: merged[place].count + template.count };
    if (place === undefined) merged.push(template);
    else if (keepsId) merged.push({ ...template, count: 0 });
  };
  all.forEach(({ state }, i) => {
    const textsOf = newTexts(state, textOf);
    const split: Known[] = [];
    for (const { text, level, count } of state.templates) {
      const [most = text, ...rest] = textsOf.get(text) ?? [];
      add({ text: most, level, count }, i === 0);
      split.push(...rest.map((each) => ({ text: each, level, count: 0 })));
    }
    for (const each of split) add(each, false);
  });
  return merged;
}

/** By text of a template: the texts that its patterns are mined to now, that of most patterns first. */
function newTexts(
  { templates, patterns }: MinerState,
  textOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, Map<string, number>>();
  for (const [pattern, template] of patterns ?? []) {
    const { text } = templates[template];
    const own = counts.get(text) ?? new Map<string, number>();
    counts.set(text, own);
    const now = textOf.get(pattern)!;
    own.set(now, (own.get(now) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([text, own]) => [text, [...own].sort((a, b) => b[1] - a[1]).map(([now]) => now)]),
  );
}
