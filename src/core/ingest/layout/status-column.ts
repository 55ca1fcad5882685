/**
 * Requests written as words or columns without names, one of which is the status ('- 192.0.2.9 - 500 - GET -', rows of CloudFront).
 * In: positions behind what is known of the header. Out: which word it is, or -1; and the status of a line by it.
 */
import { skipBlanks, skipWord } from '../../lib/bytes';
import { classOfStatus } from '../http-status';
import { digitsAt } from '../time/time-parts';
import { type Cursor, textOf } from './cursor';

const METHODS = new Set([
  'GET',
  'POST',
  'PUT',
  'HEAD',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'CONNECT',
  'TRACE',
  'PROPFIND',
]);
/** Statuses in use: a number of bytes is seldom one of them in nearly every line. */
const STATUSES = new Set(
  `100 101 200 201 202 203 204 206 207 300 301 302 303 304 307 308 400 401 402 403 404 405 406 408 409 410 411 412 413 414 415 416
   417 418 421 422 423 424 425 426 428 429 431 444 451 460 463 464 499 500 501 502 503 504 505 507 508 511 520 521 522 523 524 525`.split(
    /\s+/,
  ),
);
const UNIT = /^(ms|s|us|bytes?|kb)\b/i;
const MAX_WORDS = 30;
const MIN_REQUESTS = 0.8;
const MIN_STATUSES = 0.95;

/** -1: most lines are no requests, or no word of them is always a status. */
export function learnStatusColumn({ bytes, at, end }: Cursor): number {
  if (at.length === 0) return -1;
  const counts = new Array<number>(MAX_WORDS).fill(0);
  let requests = 0;
  for (const [i, from] of at.entries()) {
    const words = textOf(bytes, from, end[i])
      .trim()
      .split(/[ \t]+/)
      .slice(0, MAX_WORDS);
    if (words.some((word) => METHODS.has(word))) requests++;
    for (const [k, word] of words.entries())
      if (STATUSES.has(word) && !UNIT.test(words[k + 1] ?? '')) counts[k]++;
  }
  const most = Math.max(...counts);
  return requests >= at.length * MIN_REQUESTS && most >= at.length * MIN_STATUSES ? counts.indexOf(most) : -1;
}

/** 1 to 5; 0: the word is no status. */
export function statusInColumn(bytes: Uint8Array, from: number, end: number, column: number): number {
  let at = skipBlanks(bytes, from, end);
  for (let i = 0; i < column; i++) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  return skipWord(bytes, at, end) - at === 3 ? classOfStatus(digitsAt(bytes, at, 3)) : 0;
}
