/** Identifiers that sessions are made by (HDFS blocks, request ids, trace ids). In: sample, or a line. Out: a plan, or the keys in the line. */
import { MINUS } from '../../lib/ascii';
import { asciiBytes, isDigit, isHex, isWordByte, startsWithAt } from '../../lib/bytes';
import { lineText } from '../formats/format';
import type { Sample } from '../sample';
import type { IdentifierPlan } from '../types';

const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const ID_NAMES =
  '(?:trace|request|req|correlation|session|transaction|txn|tx|span|job|task|order|message|instance|conversation|flow|call|operation|block)';

interface Pattern {
  readonly regex: RegExp;
  readonly charset: IdentifierPlan['charset'];
  readonly keepPrefix: boolean;
}
/** Group 1: prefix as written; group 2: key. */
const PATTERNS: readonly Pattern[] = [
  { regex: /(?<![\w-])([A-Za-z]{2,16}_)(-?\d{6,20})(?![\w-])/g, charset: 'digits', keepPrefix: true },
  {
    regex: new RegExp(`(?<![\\w-])([A-Za-z]{2,16}[-_])(${UUID})(?![\\w-])`, 'g'),
    charset: 'uuid',
    keepPrefix: true,
  },
  {
    regex: new RegExp(`(?<!\\w)([A-Za-z_]{2,24}["']?[:=] ?["']?)(${UUID})(?![\\w-])`, 'g'),
    charset: 'uuid',
    keepPrefix: false,
  },
  {
    regex: /(?<!\w)([A-Za-z_]{2,24}["']?[:=] ?["']?)([0-9a-f]{16,32})(?![\w-])/g,
    charset: 'hex',
    keepPrefix: false,
  },
  {
    regex: new RegExp(`(?<!\\w)(${ID_NAMES}[_.-]?(?:id|uuid)["']?[:=] ?["']?)([\\w-]{4,64})(?![\\w-])`, 'gi'),
    charset: 'word',
    keepPrefix: false,
  },
];

const MIN_SHARE = 0.3;
const MIN_KEYS = 20;
/** `repeated`: least share of lines whose key other lines of the sample have too; `meanLines`: least mean lines of a key. */
const LEAST = { repeated: 0.5, meanLines: 1.8 };
/** A UUID is an identifier beyond doubt, even where many of them come once. */
const MIN_OF_UUIDS = { repeated: 0.3, meanLines: 1.3 };

interface Candidate {
  readonly pattern: Pattern;
  readonly prefix: string;
  readonly linesOfKey: Map<string, number>;
  numLines: number;
  minLength: number;
}

/** The identifier that most lines share in groups; null where there is none. */
export function learnIdentifier(sample: Sample): IdentifierPlan | null {
  const heads = Array.from({ length: sample.length }, (_, i) => i).filter((i) => !sample.continues[i]);
  const candidates = PATTERNS.map(() => new Map<string, Candidate>());
  for (const i of heads) collect(lineText(sample, i), candidates);
  let best: Candidate | null = null;
  let bestWorth = 0;
  for (const candidate of candidates.flatMap((of) => [...of.values()])) {
    const worth = worthOf(candidate, heads.length);
    if (worth > bestWorth) {
      best = candidate;
      bestWorth = worth;
    }
  }
  return best && planOf(best);
}

function collect(line: string, candidates: Map<string, Candidate>[]): void {
  for (const [index, pattern] of PATTERNS.entries()) {
    let seen: string[] | null = null;
    for (const [whole, prefix, key] of line.matchAll(pattern.regex)) {
      if (seen?.includes(whole)) continue;
      const candidate = candidateOf(candidates[index], pattern, prefix, key);
      if (!seen?.some((other) => other.startsWith(prefix))) candidate.numLines++;
      seen = seen === null ? [whole] : [...seen, whole];
      candidate.linesOfKey.set(key, (candidate.linesOfKey.get(key) ?? 0) + 1);
      candidate.minLength = Math.min(candidate.minLength, key.length);
    }
  }
}

function candidateOf(of: Map<string, Candidate>, pattern: Pattern, prefix: string, key: string): Candidate {
  const known = of.get(prefix);
  if (known) return known;
  const candidate = { pattern, prefix, linesOfKey: new Map(), numLines: 0, minLength: key.length };
  of.set(prefix, candidate);
  return candidate;
}

/** Share of lines with a key that repeats; 0 where the rules above are not met. */
function worthOf(candidate: Candidate, numLines: number): number {
  const share = candidate.numLines / Math.max(1, numLines);
  const keys = candidate.linesOfKey.size;
  if (share < MIN_SHARE || keys < MIN_KEYS) return 0;
  let repeated = 0;
  let mentions = 0;
  for (const lines of candidate.linesOfKey.values()) {
    mentions += lines;
    if (lines > 1) repeated += lines;
  }
  const least = candidate.pattern.charset === 'uuid' ? MIN_OF_UUIDS : LEAST;
  if (repeated / mentions < least.repeated || mentions / keys < least.meanLines) return 0;
  return (share * repeated) / mentions;
}

function planOf({ pattern, prefix, minLength }: Candidate): IdentifierPlan {
  const word = prefix
    .replace(/[^A-Za-z]+$/, '')
    .replace(/[_.-]?(id|uuid)$/i, '')
    .toLowerCase();
  const identifier = { blk: 'block', req: 'request' }[word] ?? (word || 'id');
  // Numbers vary in length: the shortest seen is no bound.
  const min = pattern.charset === 'digits' ? 1 : pattern.charset === 'uuid' ? 36 : Math.min(minLength, 8);
  return { identifier, prefix, charset: pattern.charset, min, keepPrefix: pattern.keepPrefix };
}

/** Told the range of each key; `bytes` is the line's. */
export type FoundKey = (bytes: Uint8Array, begin: number, end: number) => void;

/**
 * Finder that calls `found` for each key in bytes[begin, end). Looks at every prefix.length-th byte only, and closer where
 * that byte occurs in the prefix (Horspool 1980): this runs over every line.
 */
export function createMentionFinder(
  plan: IdentifierPlan,
  found: FoundKey,
): (bytes: Uint8Array, begin: number, end: number) => void {
  const prefix = asciiBytes(plan.prefix);
  const tail = prefix.length - 1;
  const shift = shiftsOf(prefix);
  const inKey = keyBytes[plan.charset];
  const { keepPrefix, min } = plan;
  const signed = plan.charset === 'digits';
  return (bytes, begin, end) => {
    for (let i = begin + tail; i < end; ) {
      const step = shift[bytes[i]];
      if (step !== 0) {
        i += step;
        continue;
      }
      const prefixBegin = i - tail;
      const key = ++i;
      if (!startsWithAt(bytes, prefixBegin, end, prefix)) continue;
      const keyBegin = signed && bytes[key] === MINUS ? key + 1 : key;
      let at = keyBegin;
      while (at < end && inKey[bytes[at]] === 1) at++;
      if (at - keyBegin >= min) found(bytes, keepPrefix ? prefixBegin : key, at);
      i = Math.max(i, at);
    }
  };
}

/** How far the end of the prefix lies at least beyond a place that holds the byte; 0: it may be the end. */
function shiftsOf(prefix: Uint8Array): Uint8Array {
  const shift = new Uint8Array(256).fill(Math.min(255, prefix.length));
  for (const [i, byte] of prefix.entries()) shift[byte] = Math.min(255, prefix.length - 1 - i);
  return shift;
}

const isUuidByte = (byte: number): boolean => isHex(byte) || byte === MINUS;
const isKeyByte = (byte: number): boolean => isWordByte(byte) || byte === MINUS;
/** 1 for each byte that a key may hold. */
export const keyBytes: Readonly<Record<IdentifierPlan['charset'], Uint8Array>> = {
  digits: tableOf(isDigit),
  hex: tableOf(isHex),
  uuid: tableOf(isUuidByte),
  word: tableOf(isKeyByte),
};

function tableOf(holds: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (holds(byte) ? 1 : 0));
}
