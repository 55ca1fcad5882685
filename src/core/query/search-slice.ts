/**
 * Records of one slice of a file whose text a query asks for. In: bytes, where the candidates stand in them, the query of each. Out: which
 * of them it asks for. Where every hit holds a known literal, bytes are searched for it, and only records that hold it become text.
 */
import { CARRIAGE_RETURN, LINE_FEED } from '../lib/ascii';
import { type ByteFinder, byteFinder } from './byte-finder';
import { type TextMatcher, textMatcher } from './match-text';
import { parseQuery } from './parse';

/** Candidates of one slice, ascending. */
export interface SliceQuery {
  /** Bytes [starts[i], ends[i]) of the slice are candidate i; breaks of lines at its end are no part of it. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Index into `queries` of each candidate. */
  readonly queryOf: Uint8Array;
  /** Queries in the language; their columns are decided. */
  readonly queries: readonly string[];
}

interface Plan extends TextMatcher {
  /** Finds an ASCII part of the literal; null: there is none to look for. */
  readonly finder: ByteFinder | null;
  /** What the finder finds is all that is asked. */
  readonly isFound: boolean;
}

const plans = new Map<string, Plan>();
const MAX_KEPT = 64;

/** 1 for each candidate that is a hit. */
export function searchSlice(bytes: Uint8Array, given: SliceQuery): Uint8Array {
  const slice = { ...given, ends: given.ends.map((end, i) => trimmedEnd(bytes, given.starts[i], end)) };
  const hits = new Uint8Array(slice.starts.length);
  for (const [idx, query] of slice.queries.entries()) {
    const plan = planOf(query);
    if (plan.finder === null) oneByOne(bytes, slice, idx, plan, hits);
    else byLiteral(bytes, slice, idx, plan, plan.finder, hits);
  }
  return hits;
}

function trimmedEnd(bytes: Uint8Array, begin: number, end: number): number {
  let at = end;
  while (at > begin && (bytes[at - 1] === LINE_FEED || bytes[at - 1] === CARRIAGE_RETURN)) at--;
  return at;
}

function planOf(text: string): Plan {
  const known = plans.get(text);
  if (known !== undefined) return known;
  const { query, problem } = parseQuery(text);
  if (query === null) throw new Error(problem.message);
  const matcher = textMatcher(query);
  const ascii = longestAscii(matcher.literal);
  const plan: Plan = {
    ...matcher,
    finder: ascii === '' ? null : byteFinder(ascii),
    isFound: matcher.isLiteral && ascii === matcher.literal,
  };
  if (plans.size >= MAX_KEPT) plans.clear();
  plans.set(text, plan);
  return plan;
}

/** Letters beyond ASCII are other bytes when they are large: they are compared as text. */
function longestAscii(literal: string): string {
  const runs = literal.match(/[\x20-\x7e\t]+/g) ?? [];
  return runs.sort((a, b) => b.length - a.length)[0] ?? '';
}

const utf8 = new TextDecoder();
/** Records that are decoded by themselves; where there are more of them, the slice is decoded at once. */
const FEW = 200;

/** Text of records of one slice. */
function textReader(bytes: Uint8Array, isWhole: boolean): (begin: number, end: number) => string {
  let numRead = 0;
  let whole: string | null = null;
  return (begin, end) => {
    if (whole === null && (isWhole || ++numRead > FEW)) whole = utf8.decode(bytes);
    // As many characters as bytes: every one stands where its byte does.
    return whole?.length === bytes.length ? whole.slice(begin, end) : utf8.decode(bytes.subarray(begin, end));
  };
}

function byLiteral(
  bytes: Uint8Array,
  { starts, ends, queryOf }: SliceQuery,
  idx: number,
  plan: Plan,
  finder: ByteFinder,
  hits: Uint8Array,
): void {
  const read = textReader(bytes, false);
  let i = 0;
  for (let at = finder.next(bytes, starts[0] ?? 0, bytes.length); at >= 0; ) {
    while (i < starts.length && ends[i] < at + finder.length) i++;
    if (i === starts.length) return;
    if (at >= starts[i]) {
      if (queryOf[i] === idx && (plan.isFound || plan.test(read(starts[i], ends[i])))) hits[i] = 1;
      at = ends[i];
    } else at = starts[i];
    at = finder.next(bytes, at, bytes.length);
  }
}

function oneByOne(
  bytes: Uint8Array,
  { starts, ends, queryOf }: SliceQuery,
  idx: number,
  plan: Plan,
  hits: Uint8Array,
): void {
  const read = textReader(bytes, true);
  for (let i = 0; i < starts.length; i++)
    if (queryOf[i] === idx && plan.test(read(starts[i], ends[i]))) hits[i] = 1;
}
