/** Words that state a level, in any case, with or without brackets. Out: index into LEVELS (0: not a level word). */
import { isLetter } from '../lib/bytes';

const WORDS: Readonly<Record<string, number>> = {
  trace: 1,
  trce: 1,
  verbose: 1,
  verb: 1,
  silly: 1,
  finest: 1,
  finer: 1,
  all: 1,
  debug: 2,
  dbg: 2,
  debg: 2,
  dbug: 2,
  fine: 2,
  debug1: 2,
  debug2: 2,
  debug3: 2,
  debug4: 2,
  debug5: 2,
  info: 3,
  inf: 3,
  information: 3,
  informational: 3,
  log: 3,
  note: 3,
  config: 3,
  statement: 3,
  detail: 3,
  hint: 3,
  context: 3,
  default: 3,
  success: 3,
  notice: 4,
  warn: 5,
  wrn: 5,
  warning: 5,
  error: 6,
  err: 6,
  eror: 6,
  severe: 6,
  failure: 6,
  fail: 6,
  fatal: 7,
  ftl: 7,
  fata: 7,
  critical: 7,
  crit: 7,
  crt: 7,
  emerg: 7,
  emergency: 7,
  alert: 7,
  panic: 7,
  dpanic: 7,
  // Of java.util.logging, Windows and others in German, French, Italian, Spanish, Portuguese.
  informationen: 3,
  infos: 3,
  warnung: 5,
  avertissement: 5,
  avviso: 5,
  advertencia: 5,
  aviso: 5,
  fehler: 6,
  erreur: 6,
  errore: 6,
  erro: 6,
  grave: 6,
  schwerwiegend: 6,
  kritisch: 7,
  critique: 7,
};
/** Words that are levels only where a format has a column for them: too common in prose. */
const AMBIGUOUS = new Set([
  'all',
  'silly',
  'fine',
  'log',
  'note',
  'config',
  'statement',
  'detail',
  'hint',
  'context',
  'default',
  'success',
  'fail',
  'failure',
  'alert',
  'infos',
  'avviso',
  'aviso',
  'erro',
  'grave',
]);
const MAX_WORD = 13;

interface Entry {
  readonly word: string;
  readonly level: number;
  readonly shy: boolean;
}
const BUCKETS: Entry[][] = Array.from({ length: 256 }, () => []);
const bucketOf = (length: number, first: number, last: number): number =>
  (length * 37 + first * 7 + last) & 255;
for (const [word, level] of Object.entries(WORDS)) {
  const key = bucketOf(word.length, word.charCodeAt(0), word.charCodeAt(word.length - 1));
  BUCKETS[key].push({ word, level, shy: AMBIGUOUS.has(word) });
}

/** Level of the bare word bytes[begin, end); `column`: the place is known to hold levels, so shy words count. */
export function levelOfWord(bytes: Uint8Array, begin: number, end: number, column: boolean): number {
  const length = end - begin;
  if (length < 3 || length > MAX_WORD) return 0;
  const first = bytes[begin] | 32;
  for (const entry of BUCKETS[bucketOf(length, first, bytes[end - 1] | (bytes[end - 1] > 64 ? 32 : 0))]) {
    if (entry.word.length !== length || (entry.shy && !column)) continue;
    let same = true;
    for (let i = 0; i < length && same; i++) {
      const byte = bytes[begin + i];
      same = (byte > 64 ? byte | 32 : byte) === entry.word.charCodeAt(i);
    }
    if (same) return entry.level;
  }
  return 0;
}

/** Letters that stand for levels: Android, glog, zap's console ('I', 'W', ...). */
export function levelOfLetter(byte: number): number {
  switch (byte) {
    case 86: // V
    case 84: // T
      return 1;
    case 68: // D
      return 2;
    case 73: // I
      return 3;
    case 78: // N
      return 4;
    case 87: // W
      return 5;
    case 69: // E
      return 6;
    case 70: // F
    case 65: // A
    case 67: // C
      return 7;
    default:
      return 0;
  }
}

/** Level of a word that may wear brackets or end in punctuation: '[error]', 'WARN:', '<info>', 'ERROR|', '[core:error]'. */
export function levelOfToken(bytes: Uint8Array, begin: number, end: number, column: boolean): number {
  let b = begin;
  let e = end;
  while (b < e && !isLetter(bytes[b])) b++;
  while (e > b && !isWordEnd(bytes[e - 1])) e--;
  if (b - begin > 2 || end - e > 3) return 0;
  const level = levelOfWord(bytes, b, e, column || isStated(bytes, begin, b, e, end));
  if (level > 0 || bytes[begin] !== 91) return level;
  let colon = e;
  while (colon > b && bytes[colon - 1] !== 58) colon--;
  return colon > b ? levelOfWord(bytes, colon, e, column) : 0;
}

/** Shy words are levels in brackets of their own ('[Note]') and as capitals before a colon ('DETAIL:'). */
function isStated(bytes: Uint8Array, begin: number, b: number, e: number, end: number): boolean {
  // 'SERVICE ALERT:' names an event.
  if (bytes[e - 1] === 84 && (bytes[b] | 32) === 97) return false;
  if (e < end && bytes[e] === 58) return (bytes[b] & 32) === 0 && (bytes[e - 1] & 32) === 0;
  return bytes[begin] === 91 && e - b === 4 && bytes[e] === 93 && (bytes[b] | 32) === 110;
}

/** A level word that is no prose: in capitals, or with a mark at either end. */
export function isLoud(bytes: Uint8Array, begin: number, end: number): boolean {
  return !isLetter(bytes[begin]) || !isLetter(bytes[end - 1]) || (bytes[begin + 1] & 32) === 0;
}

function isWordEnd(byte: number): boolean {
  return isLetter(byte) || (byte >= 49 && byte <= 53);
}

/** Syslog severities 0..7 (RFC 5424) as indices into LEVELS. */
export const LEVEL_OF_SEVERITY = [7, 7, 7, 6, 5, 4, 3, 2] as const;

/**
 * Level that a message itself begins with ('error: ...', 'Warning: ...', '<warn> ...', '[error] ...', and network gear's
 * '%ASA-4-106023: ...'), for formats without a level.
 */
export function levelOfMessage(bytes: Uint8Array, begin: number, end: number): number {
  const first = bytes[begin];
  if (first === 60 || first === 91) return levelInMarks(bytes, begin, end);
  if (first === 37) return levelOfCode(bytes, begin, end);
  let e = begin;
  const stop = Math.min(end, begin + MAX_WORD);
  while (e < stop && isLetter(bytes[e])) e++;
  return e < end && bytes[e] === 58 ? levelOfWord(bytes, begin, e, false) : 0;
}

/** '<warn>', '[error]' and nothing else within the marks. */
function levelInMarks(bytes: Uint8Array, begin: number, end: number): number {
  let e = begin + 1;
  const stop = Math.min(end, e + MAX_WORD);
  while (e < stop && isLetter(bytes[e])) e++;
  const close = bytes[begin] === 60 ? 62 : 93;
  return e < end && bytes[e] === close ? levelOfWord(bytes, begin + 1, e, false) : 0;
}

const MAX_CODE = 60;

/** '%FACILITY-SEVERITY-MNEMONIC', the severity as in syslog. */
function levelOfCode(bytes: Uint8Array, begin: number, end: number): number {
  const stop = Math.min(end - 2, begin + MAX_CODE);
  for (let i = begin + 2; i < stop && bytes[i] > 32; i++) {
    const severity = bytes[i + 1] - 48;
    if (bytes[i] === 45 && bytes[i + 2] === 45 && severity >= 0 && severity <= 7)
      return LEVEL_OF_SEVERITY[severity];
  }
  return 0;
}

/** Level in capitals that a '/', '.', '[' or ')' parts from another word: 'ERROR/MainProcess]', '[main/INFO]', 'prod.ERROR:', 'WARNING[69]'. */
export function levelOfJoint(bytes: Uint8Array, begin: number, end: number): number {
  const stop = Math.min(end, begin + MAX_CODE);
  let from = begin;
  while (from < stop && !isLetter(bytes[from])) from++;
  for (let i = from; i <= stop; i++) {
    const byte = i === stop ? 0 : bytes[i];
    if (isLetter(byte) || (byte >= 48 && byte <= 57) || byte === 45 || byte === 95) continue;
    const loud = i - from > 2 && (bytes[from] & 32) === 0 && (bytes[i - 1] & 32) === 0;
    const level = loud ? levelOfWord(bytes, from, i, false) : 0;
    if (level > 0 && i - from < end - begin) return level;
    from = i + 1;
  }
  return 0;
}

/** Level of a column of single capital letters, 0: the letter says none. */
export function levelOfColumnLetter(byte: number): number {
  return byte === 65 ? 0 : levelOfLetter(byte);
}

/** Level of an HTTP status of three digits: 5xx error, 4xx warning, else information. -1: it is no status. */
export function levelOfStatus(status: number): number {
  if (status < 100 || status > 599) return -1;
  return status >= 500 ? 6 : status >= 400 ? 5 : 3;
}
