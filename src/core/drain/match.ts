/**
 * Texts of line patterns -> the saved templates that hold them, without learning: the same log a week later keeps the
 * template numbers of its baseline. An index by the rarest word of each template keeps a text from being held against
 * more than a few of them.
 */
import type { SavedTemplates } from '../../contracts/settings';
import { fitter } from './fits';
import { keyMaker } from './keys';
import { hasWildcard, splitParts, withoutWildcards } from './token';

/** A template that no saved one is. */
export const NO_TEMPLATE = 0xffffffff;

/**
 * Template of each text, as the first index of its wording in `saved.templates`; NO_TEMPLATE where none holds it. A
 * pattern that is named in `exact` goes there; else the template with the most literal text that fits it as it stands;
 * else one that fits when words with digits count as values, as in mining. The first on a tie.
 */
export function matchTexts(
  texts: readonly string[],
  { templates, exact }: Pick<SavedTemplates, 'templates' | 'exact'>,
): Uint32Array {
  const wordings = [...new Set(templates.map(({ text }) => text))];
  const firstIdx = new Map<string, number>();
  templates.forEach(({ text }, i) => {
    if (!firstIdx.has(text)) firstIdx.set(text, i);
  });
  const numbers = wordings.map((text) => firstIdx.get(text) as number);
  const named = new Map(
    exact.map(([pattern, template]) => [pattern, firstIdx.get(templates[template].text)]),
  );
  const asTheyStand = new TextIndex(wordings, numbers);
  const keyOf = keyMaker();
  const keyText = (text: string): string => keyOf(text.split(' ')).join(' ');
  let byKeys: TextIndex | null = null;
  return Uint32Array.from(texts, (text) => {
    const found = named.get(text) ?? asTheyStand.find(text);
    if (found !== NO_TEMPLATE) return found;
    byKeys ??= new TextIndex(wordings.map(keyText), numbers);
    return byKeys.find(keyText(text));
  });
}

interface Candidate {
  readonly number: number;
  readonly numLiteral: number;
  readonly fits: (text: string) => boolean;
}

class TextIndex {
  private readonly same = new Map<string, number>();
  private readonly byAnchor = new Map<string, Candidate[]>();
  /** Templates without a word to find them by. */
  private readonly loose: Candidate[] = [];

  constructor(texts: readonly string[], numbers: readonly number[]) {
    const anchors = texts.map((text) => [...new Set(anchorsOf(text, true))]);
    const frequency = new Map<string, number>();
    for (const list of anchors)
      for (const anchor of list) frequency.set(anchor, (frequency.get(anchor) ?? 0) + 1);
    texts.forEach((text, i) => {
      if (!this.same.has(text)) this.same.set(text, numbers[i]);
      if (!hasWildcard(text)) return;
      const rarest = anchors[i].reduce<string | null>(
        (best, anchor) =>
          best === null || (frequency.get(anchor) ?? 0) < (frequency.get(best) ?? 0) ? anchor : best,
        null,
      );
      this.listOf(rarest).push({
        number: numbers[i],
        numLiteral: withoutWildcards(text).length,
        fits: fitter(text),
      });
    });
    for (const list of [this.loose, ...this.byAnchor.values()]) list.sort(compare);
  }

  /** A text that is a template's own needs no search: nothing can say more of it. */
  find(text: string): number {
    const same = this.same.get(text);
    if (same !== undefined) return same;
    let best: Candidate | null = null;
    for (const anchor of new Set(anchorsOf(text, false))) {
      const list = this.byAnchor.get(anchor);
      if (list !== undefined) best = better(list, text, best);
    }
    return better(this.loose, text, best)?.number ?? NO_TEMPLATE;
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

function better(sorted: readonly Candidate[], text: string, best: Candidate | null): Candidate | null {
  for (const candidate of sorted) {
    if (best !== null && compare(candidate, best) >= 0) return best;
    if (candidate.fits(text)) return candidate;
  }
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

const DELIMITER = /^[=,;:()[\]{}>"'|]$/;
