// Words typed in haste -> how well a text fits them. In: a query, a text. Out: a score and where the letters stand; null where one is missing.

export interface Fit {
  /** The higher the better. */
  readonly score: number;
  /** Begin and end of each run of letters that fit, in pairs, ascending. */
  readonly marks: readonly number[];
}

const NO_MARKS: readonly number[] = [];
/** Longer texts are looked at up to here only. */
const MAX_CHARS = 300;

/**
 * Every word of the query has to be in the text, in any order: as it stands, or its letters in their order. Case does not matter.
 * @param isStrict as it stands only: in a long text of a log a few letters are found anywhere
 */
export function fuzzyFit(query: string, text: string, isStrict = false): Fit | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { score: 0, marks: NO_MARKS };
  const haystack = text.slice(0, MAX_CHARS).toLowerCase();
  let score = 0;
  const runs: [number, number][] = [];
  for (const word of words) {
    const found = fitWord(word, haystack, isStrict);
    if (found === null) return null;
    score += found.score;
    runs.push(...found.runs);
  }
  // Of two that fit alike the shorter one is meant.
  return { score: score - haystack.length / 100, marks: joined(runs).flat() };
}

interface WordFit {
  readonly score: number;
  readonly runs: readonly [number, number][];
}

function fitWord(word: string, haystack: string, isStrict: boolean): WordFit | null {
  const whole = wholeAt(word, haystack);
  if (whole >= 0) {
    const atStart = isStart(haystack, whole) ? 60 : 0;
    return { score: 100 + atStart + word.length * 4, runs: [[whole, whole + word.length]] };
  }
  return isStrict ? null : scattered(word, haystack);
}

/** The first place at the start of a word, else the first at all. */
function wholeAt(word: string, haystack: string): number {
  const first = haystack.indexOf(word);
  for (let at = first; at >= 0; at = haystack.indexOf(word, at + 1)) if (isStart(haystack, at)) return at;
  return first;
}

/** Letters in their order, each at the next start of a word where there is one, else at the next place. */
function scattered(word: string, haystack: string): WordFit | null {
  const runs: [number, number][] = [];
  let score = 0;
  let from = 0;
  for (const letter of word) {
    const next = haystack.indexOf(letter, from);
    if (next < 0) return null;
    let at = next;
    if (next !== from || from === 0)
      for (let each = next; each >= 0; each = haystack.indexOf(letter, each + 1))
        if (isStart(haystack, each) && restFits(word, letter, haystack, each)) {
          at = each;
          break;
        }
    score += isStart(haystack, at) ? 12 : at === from ? 6 : 1;
    runs.push([at, at + letter.length]);
    from = at + letter.length;
  }
  return { score, runs };
}

/** Whether taking a later place leaves the letters behind it a place. */
function restFits(word: string, letter: string, haystack: string, at: number): boolean {
  let from = at + 1;
  for (const next of word.slice(word.indexOf(letter) + letter.length)) {
    const found = haystack.indexOf(next, from);
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}

function isStart(haystack: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(haystack[at - 1]);
}

function joined(runs: readonly [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [begin, end] of [...runs].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([begin, end]);
  }
  return out;
}
