/**
 * How a message's bytes fall into tokens and parts: the one rule that the hashing scan (shape.ts) and the scan that makes
 * texts (shape-text.ts) share. A token is a run without white space. A part is a run of word bytes and joiners inside
 * a token; a part that holds a digit is variable and becomes WILDCARD, but for the word that names it (keptBytes);
 * delimiters around it stay literal.
 */
import {
  BLANK,
  CASE_BIT,
  COLON,
  DELETE,
  DIGIT_0,
  DIGIT_9,
  DOT,
  LOWER_A,
  LOWER_F,
  LOWER_Z,
  MINUS,
  PLUS,
  UNDERSCORE,
} from '../../lib/ascii';
export const WILDCARD = '<*>';

export const WORD = 0;
export const DIGIT = 1;
export const JOINER = 2;
export const DELIMITER = 3;
export const SPACE = 4;

/** Only so much of a message counts. */
export const MAX_MESSAGE_BYTES = 65_536;
/** More tokens than this end in one wildcard. */
export const MAX_TOKENS = 256;
/** A part of at most so many bytes before a colon may begin a MAC or IPv6 address. */
export const MAX_HEX_GROUP = 4;
/** A part longer than this is data (base64, a dump), not wording. */
export const MAX_PART_BYTES = 128;

/** Class of each byte. Bytes from 0x80 up belong to words of other scripts. */
export const BYTE_CLASS = makeByteClasses();

function makeByteClasses(): Uint8Array {
  const classes = new Uint8Array(256).fill(WORD);
  for (let byte = 0; byte <= BLANK; byte++) classes[byte] = SPACE;
  classes[DELETE] = SPACE;
  for (let byte = DIGIT_0; byte <= DIGIT_9; byte++) classes[byte] = DIGIT;
  for (const char of '.-/@+#%$&~*!?\\^`') classes[char.charCodeAt(0)] = JOINER;
  for (const char of '=,;:()[]{}<>"\'|') classes[char.charCodeAt(0)] = DELIMITER;
  return classes;
}

/** Whether a part starts at i: a word byte, a digit, or the sign of a number. */
export function startsPart(bytes: Uint8Array, i: number, end: number): boolean {
  const kind = BYTE_CLASS[bytes[i]];
  if (kind <= DIGIT) return true;
  const byte = bytes[i];
  return (byte === MINUS || byte === PLUS) && i + 1 < end && BYTE_CLASS[bytes[i + 1]] === DIGIT;
}

/** End of the part that starts at i: joiners count only between word bytes or digits. */
export function partEnd(bytes: Uint8Array, i: number, end: number): number {
  let at = i + 1;
  while (at < end) {
    const kind = BYTE_CLASS[bytes[at]];
    if (kind >= DELIMITER) break;
    if (kind === JOINER && (at + 1 >= end || BYTE_CLASS[bytes[at + 1]] > DIGIT)) break;
    at++;
  }
  return at;
}

/** Longest word that stays before the number that it names ('blk_', 'attempt_', 'core.'). */
const MAX_PREFIX = 16;

/**
 * How many of the first bytes of a part stay, where its first digit is at digitAt > begin: all of a word with one digit
 * in it ('ssh2', 'jk2_init'); the word and separator before a number ('blk_', 'core.'); otherwise none. What consists
 * of hex digits only is a number.
 */
export function keptBytes(bytes: Uint8Array, begin: number, digitAt: number, end: number): number {
  if (end - begin > MAX_PART_BYTES || isHexOnly(bytes, begin, digitAt)) return 0;
  if (isLetter(bytes[digitAt - 1])) return hasOneDigit(bytes, digitAt, end) ? end - begin : 0;
  let last = digitAt - 1;
  if (bytes[last] === MINUS && bytes[last - 1] === UNDERSCORE) last--;
  const separator = bytes[last];
  if (separator !== UNDERSCORE && separator !== DOT && separator !== MINUS) return 0;
  const length = last - begin;
  if (length < 2 || length > MAX_PREFIX) return 0;
  for (let i = begin; i < last; i++) if (!isLetter(bytes[i])) return 0;
  return length + 1;
}

function hasOneDigit(bytes: Uint8Array, digitAt: number, end: number): boolean {
  for (let i = digitAt + 1; i < end; i++) if (BYTE_CLASS[bytes[i]] === DIGIT) return false;
  return true;
}

/** Whether the letters before the first digit are hex digits all (a joiner or '_' between them does not count). */
function isHexOnly(bytes: Uint8Array, begin: number, digitAt: number): boolean {
  for (let i = begin; i < digitAt; i++) if (!isHex(bytes[i]) && bytes[i] !== MINUS) return false;
  return true;
}

function isLetter(byte: number): boolean {
  const letter = byte | CASE_BIT;
  return letter >= LOWER_A && letter <= LOWER_Z;
}

const MIN_GROUPS = 4;
const IPV6_GROUPS = 8;

/**
 * End of the colon-separated hex number (MAC, GUID, IPv6 address) that starts with the part [begin, end of part), or 0:
 * at least four groups of two hex digits, or groups of up to four where '::' stands or eight are there.
 */
export function hexGroupsEnd(bytes: Uint8Array, begin: number, end: number): number {
  let numGroups = 0;
  let pairs = true;
  let gap = false;
  let i = begin;
  for (;;) {
    const groupBegin = i;
    while (i < end && i - groupBegin <= 4 && isHex(bytes[i])) i++;
    const length = i - groupBegin;
    if (length > 4) return 0;
    if (length === 0) gap = true;
    else numGroups++;
    if (length !== 2) pairs = false;
    if (i + 1 >= end || bytes[i] !== COLON || !(isHex(bytes[i + 1]) || bytes[i + 1] === COLON)) break;
    i++;
  }
  if (i < end && BYTE_CLASS[bytes[i]] <= DIGIT) return 0;
  const found = numGroups + (gap ? 1 : 0) >= MIN_GROUPS && (pairs || gap || numGroups === IPV6_GROUPS);
  return found ? i : 0;
}

function isHex(byte: number): boolean {
  const letter = byte | CASE_BIT;
  return (byte >= DIGIT_0 && byte <= DIGIT_9) || (letter >= LOWER_A && letter <= LOWER_F);
}
