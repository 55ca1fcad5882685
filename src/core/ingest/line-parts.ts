/**
 * Which bytes of a line were taken for what. In: a plan, a line (or a whole record where the format delimits it). Out: spans
 * of time, level, source and message. Source and message are where the parser says; a parser keeps no place of time and
 * level, so they are found by asking it again: bytes whose change changes the answer are what it was read from.
 */
import type { PartKind } from '../../contracts/file-sample';
import {
  BACKSLASH,
  COLON,
  DIGIT_0,
  DIGIT_1,
  DIGIT_2,
  DIGIT_4,
  EQUALS,
  ESCAPE,
  QUOTE,
  UPPER_E,
  UPPER_I,
  UPPER_Q,
  UPPER_W,
} from '../lib/ascii';
import { isDigit, isLetter } from '../lib/bytes';
import { hasAnsi, sequenceEnd } from './ansi';
import { createHeader, type Header, type HeaderParser } from './header';
import { levelOfWord } from './level';
import { levelOfValue } from './level-scale';
import { createParsersOf } from './plan-parsers';
import { trimToFirstLine } from './shards/shard-csv';
import { widenTime } from './time/time-span';
import { isDelimited, type ScanPlan } from './types';

export interface BytePart {
  readonly begin: number;
  readonly end: number;
  readonly kind: PartKind;
}

interface Span {
  readonly begin: number;
  readonly end: number;
}

/** Parts of a line by the parser that reads it, ascending, not overlapping; none where no parser takes it. */
export type PartFinder = (line: Uint8Array) => BytePart[];

/** Bytes of a line that are looked at. */
const MAX_LOOKED = 4096;
const OTHER_DIGITS = [DIGIT_1, DIGIT_0, DIGIT_2, DIGIT_4];
/** Q is in no level; the others are levels of one letter. */
const OTHER_LETTERS = [UPPER_Q, UPPER_E, UPPER_I, UPPER_W];
/** Bytes between two changed ones that still belong together: '12/Mar/2026', '10:00:00, 5'. */
const MAX_GAP = 5;

export function createPartFinder(plan: ScanPlan): PartFinder {
  const parsers = createParsersOf(plan);
  const header = createHeader();
  return (line) => {
    const { bytes, placeOf } = plan.ansi && hasAnsi(line) ? withoutSequences(line) : plainLine(line);
    const parse = parsers.find((candidate) => candidate(bytes, 0, bytes.length, header));
    if (!parse) return [];
    if (isDelimited(plan.style)) trimToFirstLine(header);
    const parts = partsOf(bytes, parse, header);
    return parts.map(({ begin, end, kind }) => ({ begin: placeOf(begin), end: placeOf(end - 1) + 1, kind }));
  };
}

interface PlacedLine {
  /** A copy that may be changed for a moment. */
  readonly bytes: Uint8Array;
  /** Place in the line as it stands. */
  readonly placeOf: (i: number) => number;
}

const plainLine = (line: Uint8Array): PlacedLine => ({ bytes: line.slice(), placeOf: (i) => i });

/** Terminal colours gone, as the parser sees it. */
function withoutSequences(line: Uint8Array): PlacedLine {
  const places: number[] = [];
  for (let i = 0; i < line.length; ) {
    if (line[i] === ESCAPE) i = sequenceEnd(line, i, line.length);
    else places.push(i++);
  }
  return { bytes: Uint8Array.from(places, (i) => line[i]), placeOf: (i) => places[i] };
}

function partsOf(bytes: Uint8Array, parse: HeaderParser, header: Header): BytePart[] {
  const { timeMs, zoneMinutes, level } = header;
  const message = placeIn(bytes, header.messageBytes, header.messageBegin, header.messageEnd);
  const source = placeIn(bytes, header.sourceBytes, header.sourceBegin, header.sourceEnd);
  const probe = prober(bytes, parse);
  const isOther = (out: Header): boolean =>
    !Number.isNaN(out.timeMs) && (out.timeMs !== timeMs || out.partial !== header.partial);
  const times = Number.isNaN(timeMs) ? [] : timesIn(bytes, probe, isOther, [source, message]);
  const wide = times.map((span) => widenTime(bytes, span, !Number.isNaN(zoneMinutes)));
  const levels = level === 0 ? [] : levelIn(bytes, probe, level, wide, [source, message]);
  const named = (kind: PartKind, spans: readonly (Span | null)[]): BytePart[] =>
    spans.flatMap((span) => (span && span.end > span.begin ? [{ ...span, kind }] : []));
  return layOut([
    ...named('time', wide),
    ...named('level', levels),
    ...named('source', [source]),
    ...named('message', [message]),
  ]);
}

/** Where text that the parser found stands in the line: it may have been unescaped on the way. */
function placeIn(line: Uint8Array, from: Uint8Array, begin: number, end: number): Span | null {
  if (end <= begin) return null;
  if (from === line) return { begin, end };
  const text = from.slice(begin, end);
  let needle = text;
  // As it stands, as text of a JSON string, and as JSON within JSON.
  for (let depth = 0; depth < 3; depth++) {
    const at = indexOfBytes(line, needle);
    if (at >= 0) return { begin: at, end: at + needle.length };
    const escaped = JSON.stringify(new TextDecoder().decode(needle)).slice(1, -1);
    needle = new TextEncoder().encode(escaped);
  }
  return null;
}

function indexOfBytes(line: Uint8Array, needle: Uint8Array): number {
  for (let at = line.indexOf(needle[0]); at >= 0; at = line.indexOf(needle[0], at + 1))
    if (needle.every((byte, i) => line[at + i] === byte)) return at;
  return -1;
}

type Probe = (at: number, others: readonly number[], isOther: (out: Header) => boolean) => boolean;

/** Whether the parser answers otherwise, though it still takes the line, when the byte at `at` is another one. */
function prober(bytes: Uint8Array, parse: HeaderParser): Probe {
  const out = createHeader();
  return (at, others, isOther) => {
    const own = bytes[at];
    const differs = others.some((other) => {
      bytes[at] = other;
      return other !== own && parse(bytes, 0, bytes.length, out) && isOther(out);
    });
    bytes[at] = own;
    return differs;
  };
}

function timesIn(
  bytes: Uint8Array,
  probe: Probe,
  isOther: (out: Header) => boolean,
  skip: readonly (Span | null)[],
): Span[] {
  const spans: Span[] = [];
  const stop = Math.min(bytes.length, MAX_LOOKED);
  for (let i = 0; i < stop; i++) {
    if (!isDigit(bytes[i]) || isWithin(i, skip) || !probe(i, OTHER_DIGITS, isOther)) continue;
    const last = spans.at(-1);
    if (last && i - last.end <= MAX_GAP) spans[spans.length - 1] = { begin: last.begin, end: i + 1 };
    else spans.push({ begin: i, end: i + 1 });
  }
  return spans;
}

/** The word or number that states the level: outside the message before within it. */
function levelIn(
  bytes: Uint8Array,
  probe: Probe,
  level: number,
  times: readonly Span[],
  [source, message]: readonly (Span | null)[],
): Span[] {
  const isOther = (out: Header): boolean => out.level !== level;
  const look = (skip: readonly (Span | null)[]): Span | null => {
    const words = wordsOf(bytes).filter((word) => !isWithin(word.begin, skip) && !isKey(bytes, word.end));
    const states = ({ begin, end }: Span): boolean =>
      levelOfWord(bytes, begin, end, true) === level || levelOfValue(bytes, begin, end) === level;
    const moving = words.filter(({ begin, end }) => {
      for (let i = begin; i < end; i++)
        if (probe(i, isDigit(bytes[i]) ? OTHER_DIGITS : OTHER_LETTERS, isOther)) return true;
      return false;
    });
    return moving.find(states) ?? moving.at(-1) ?? words.find(states) ?? null;
  };
  const found = look([...times, source, message]) ?? look([...times, source]);
  return found ? [found] : [];
}

/** A key that is misspelt moves the level as well: 'level=', '"level":', '"log\\":'. */
function isKey(bytes: Uint8Array, end: number): boolean {
  let at = end;
  while (bytes[at] === BACKSLASH || bytes[at] === QUOTE) at++;
  return bytes[at] === EQUALS || (at > end && bytes[at] === COLON);
}

/** Runs of letters, and runs of digits. */
function wordsOf(bytes: Uint8Array): Span[] {
  const words: Span[] = [];
  const stop = Math.min(bytes.length, MAX_LOOKED);
  const classOf = (byte: number): number => (isDigit(byte) ? 1 : isLetter(byte) ? 2 : 0);
  for (let begin = 0; begin < stop; ) {
    const kind = classOf(bytes[begin]);
    let end = begin + 1;
    while (end < stop && classOf(bytes[end]) === kind) end++;
    if (kind > 0 && end - begin <= 20) words.push({ begin, end });
    begin = end;
  }
  return words;
}

const isWithin = (at: number, spans: readonly (Span | null)[]): boolean =>
  spans.some((span) => span !== null && at >= span.begin && at < span.end);

/** Earlier kinds win; what a later one has left of its span stays, in pieces. */
function layOut(parts: readonly BytePart[]): BytePart[] {
  const taken: BytePart[] = [];
  for (const part of parts) {
    let pieces: BytePart[] = [part];
    for (const { begin, end } of taken)
      pieces = pieces.flatMap((piece) =>
        [
          { ...piece, end: Math.min(piece.end, begin) },
          { ...piece, begin: Math.max(piece.begin, end) },
        ].filter((left) => left.end > left.begin),
      );
    taken.push(...pieces);
  }
  return taken.sort((a, b) => a.begin - b.begin);
}
