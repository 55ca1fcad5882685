/** Status of a line that tells of an HTTP request. In: bytes of the line behind its time. Out: 1 to 5 for 1xx to 5xx, and the level that goes with it. */
import { BACKSLASH, CLOSE_PAREN, DOT, QUOTE, SLASH, UPPER_A, UPPER_P, UPPER_Z } from '../lib/ascii';
import { isBlank, isDigit, isLetter, skipBlanks } from '../lib/bytes';
import { BY_STATUS, type Header } from './header';
import { digitsAt } from './time/time-parts';

/** 1 to 5; 0: the number is no status. */
export const classOfStatus = (status: number): number =>
  status >= 100 && status < 600 ? Math.floor(status / 100) : 0;

/** By class of status: 5xx error, 4xx warning, else information. */
export const LEVEL_OF_CLASS = [0, 3, 3, 3, 5, 6] as const;

/** Sets the status, and by it the level where none is stated. */
export function setStatus(out: Header, found: number): void {
  if (found === 0) return;
  out.status = found;
  if (out.level > 0) return;
  out.level = LEVEL_OF_CLASS[found];
  out.status |= BY_STATUS;
}

/** A request in quotes or its protocol, or a proxy's result code. */
export const REQUEST =
  /"[A-Z]{3,8} \S+( HTTP\/[\d.]+)?"|\(HTTP\/[\d.]+ \d{3}\)|\b[A-Z_]+\/\d{3} \d+ [A-Z]{3,8} /;

/**
 * The status behind the request in quotes ('"GET / HTTP/1.1" 200'), else the first number of three digits before it
 * ('... 503 200 0 1 "GET / HTTP/1.1"'), else 'HTTP/1.1 200', else 'TCP_MISS/200'. 0: none of them.
 */
export function statusClass(bytes: Uint8Array, begin: number, end: number): number {
  const open = bytes[begin] === QUOTE ? begin : quoteAt(bytes, begin, end);
  const close = open < 0 ? -1 : closeQuote(bytes, open + 1, end);
  if (close > 0) {
    const behind = statusAt(bytes, skipBlanks(bytes, close + 1, end), end);
    if (behind > 0) return behind;
  }
  const stop = open < 0 ? end : open;
  for (let i = begin + 1; i + 3 <= stop; i++) {
    // Without a request in quotes only 'HTTP/1.1 200' and 'TCP_MISS/200' tell a status from other numbers.
    const parted = isBlank(bytes[i - 1])
      ? open > 0 || isProtocol(bytes, begin, i - 1)
      : bytes[i - 1] === SLASH && isLetter(bytes[i - 2]);
    if (!parted || !isDigit(bytes[i])) continue;
    const found = statusAt(bytes, i, end);
    if (found > 0) return found;
  }
  return 0;
}

/** 'HTTP/1.1' ends at `end`. */
const isProtocol = (bytes: Uint8Array, begin: number, end: number): boolean =>
  end - 5 > begin && bytes[end - 2] === DOT && bytes[end - 4] === SLASH && bytes[end - 5] === UPPER_P;

function statusAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 3 > end || (at + 3 < end && !isBlank(bytes[at + 3]) && bytes[at + 3] !== CLOSE_PAREN)) return 0;
  return classOfStatus(digitsAt(bytes, at, 3));
}

/** A quote with capitals behind it: where a request begins. */
function quoteAt(bytes: Uint8Array, begin: number, end: number): number {
  for (let i = begin; i + 3 < end; i++)
    if (
      bytes[i] === QUOTE &&
      bytes[i + 1] >= UPPER_A &&
      bytes[i + 1] <= UPPER_Z &&
      bytes[i + 2] >= UPPER_A &&
      bytes[i + 2] <= UPPER_Z
    )
      return i;
  return -1;
}

function closeQuote(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i;
  }
  return -1;
}
