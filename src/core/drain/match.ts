/**
 * Texts of line patterns -> the saved templates that hold them, without learning: the same log a week later keeps the
 * template numbers of its baseline. An index by the rarest word of each template keeps a text from being held against
 * more than a few of them.
 */
import type { SavedTemplate, SavedTemplates } from '../../contracts/settings';
import { fitter } from './fits';
import { keyMaker } from './keys';
import { hasWildcard, splitParts, withoutWildcards } from './token';

/** A template that no saved one is. */
export const NO_TEMPLATE = 0xffffffff;

/**
 * Template of each text, as the first index of its wording in `saved.templates`; NO_TEMPLATE where none holds it. A
 * pattern that is named in `exact` goes there; else the template with the most literal text that fits it as it stands;
 * else one that fits when words with digits count as values, as in mining. The first on a tie. A template fits texts of
 * as many words as it has had, since its wildcards have not stood for more; one without a letter only its own form.
 */
export function matchTexts(
  texts: readonly string[],
  { templates, exact }: Pick<SavedTemplates, 'templates' | 'exact'>,
): Uint32Array {
  const wordings = wordingsOf(templates);
  const named = new Map(
    exact.map(([pattern, template]) => [pattern, wordings.get(templates[template].text)?.number]),
  );
  const keyOf = keyMaker();
  const keyText = (text: string): string => keyOf(text.split(' ')).join(' ');
  const asTheyStand = new TextIndex([...wordings.values()]);
  const byKeys = new TextIndex([...wordings.values()].map((each) => ({ ...each, text: keyText(each.text) })));
  return Uint32Array.from(texts, (text) => {
    const own = named.get(text) ?? asTheyStand.same(text);
    if (own !== undefined) return own;
    const key = keyOf(text.split(' '));
    const found = asTheyStand.find(text, key.length);
    return found === NO_TEMPLATE ? byKeys.find(key.join(' '), key.length) : found;
  });
}

interface Wording {
  readonly text: string;
  /** First index among the saved templates. */
  readonly number: number;
  readonly words: SavedTemplate['words'];
}

/** Templates that differ in their level only are one wording here. */
function wordingsOf(templates: readonly SavedTemplate[]): Map<string, Wording> {
  const wordings = new Map<string, Wording>();
  templates.forEach(({ text, words }, number) => {
    if (!wordings.has(text)) wordings.set(text, { text, number, words });
  });
  return wordings;
}

interface Candidate {
  readonly number: number;
  readonly numLiteral: number;
  readonly words: SavedTemplate['words'];
  readonly fits: (text: string) => boolean;
}

class TextIndex {
  private readonly ownText = new Map<string, number>();
  private readonly byAnchor = new Map<string, Candidate[]>();
  /** Templates without a word to find them by. */
  private readonly loose: Candidate[] = [];

  constructor(wordings: readonly Wording[]) {
    const anchors = wordings.map(({ text }) => [...new Set(anchorsOf(text, true))]);
    const frequency = new Map<string, number>();
    for (const list of anchors)
      for (const anchor of list) frequency.set(anchor, (frequency.get(anchor) ?? 0) + 1);
    wordings.forEach(({ text, number, words }, i) => {
      if (!this.ownText.has(text)) this.ownText.set(text, number);
      const literal = withoutWildcards(text);
      if (!hasWildcard(text) || !LETTER.test(literal)) return;
      const candidate = { number, words, numLiteral: literal.length, fits: fitter(text) };
      this.listOf(rarest(anchors[i], frequency)).push(candidate);
    });
    for (const list of [this.loose, ...this.byAnchor.values()]) list.sort(compare);
  }

  /** The template of just this text: nothing can say more of it. */
  same(text: string): number | undefined {
    return this.ownText.get(text);
  }

  /** @param numWords Words of the text, a run of values counted as one. */
  find(text: string, numWords: number): number {
    const same = this.ownText.get(text);
    if (same !== undefined) return same;
    let best: Candidate | null = null;
    for (const anchor of new Set(anchorsOf(text, false))) {
      const list = this.byAnchor.get(anchor);
      if (list !== undefined) best = better(list, text, numWords, best);
    }
    return better(this.loose, text, numWords, best)?.number ?? NO_TEMPLATE;
  }

  private listOf(anchor: string | null): Candidate[] {
    if (anchor === null) return this.loose;
    let list = this.byAnchor.get(anchor);
    if (list === undefined) {
      list = [];
      this.byAnchor.set(anchor, list);
    }
    return list;
  }
}

/** Most literal text first; the smaller number on a tie. */
function compare(a: Candidate, b: Candidate): number {
  return b.numLiteral - a.numLiteral || a.number - b.number;
}

function better(
  sorted: readonly Candidate[],
  text: string,
  numWords: number,
  best: Candidate | null,
): Candidate | null {
  for (const candidate of sorted) {
    if (best !== null && compare(candidate, best) >= 0) return best;
    if (isOfLength(candidate, numWords) && candidate.fits(text)) return candidate;
  }
  return best;
}

function isOfLength({ words }: Candidate, numWords: number): boolean {
  return words === null || (numWords >= words[0] && numWords <= words[1]);
}

function rarest(anchors: readonly string[], frequency: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  for (const anchor of anchors)
    if (best === null || (frequency.get(anchor) ?? 0) < (frequency.get(best) ?? 0)) best = anchor;
  return best;
}

/**
 * What a text can be found by. Of a template: its words without a wildcard, and the beginnings ('owner=') of those that
 * have one later; whatever fits it has all of these. Of a line pattern: every word and every beginning.
 */
function anchorsOf(text: string, isTemplate: boolean): string[] {
  const anchors: string[] = [];
  for (const token of text.split(' ')) {
    if (token === '') continue;
    const isOpen = isTemplate && hasWildcard(token);
    if (!isOpen) anchors.push(`=${token}`);
    if (isOpen || !isTemplate) {
      const head = headOf(token);
      if (head !== null) anchors.push(`^${head}`);
    }
  }
  return anchors;
}

/** The text up to the first delimiter after a word, with it; null where a wildcard, or none, comes first. */
function headOf(token: string): string | null {
  let head = '';
  let hasWord = false;
  for (const part of splitParts(token)) {
    if (part.startsWith('<')) return null;
    head += part;
    if (!DELIMITER.test(part)) hasWord = true;
    else if (hasWord) return head;
  }
  return null;
}

const LETTER = /\p{L}/u;
const DELIMITER = /^[=,;:()[\]{}>"'|]$/;
