/** Numbers of messages as IBM's programs write them, the last letter of which states the level: 'ANR0401E', 'AMQ9209E:', or one between: 'CAUAJM_E_10029'. In: bytes of a message. Out: its level. */
import { COLON, UNDERSCORE, UPPER_A, UPPER_E, UPPER_I, UPPER_S, UPPER_W, UPPER_Z } from '../../lib/ascii';
import { isBlank, isWordByte, skipBlanks, skipDigits } from '../../lib/bytes';
import type { Cursor } from './cursor';

const LEVEL_OF_LETTER: Readonly<Record<number, number>> = {
  [UPPER_I]: 3,
  [UPPER_W]: 5,
  [UPPER_E]: 6,
  [UPPER_S]: 7,
};

/** 0: the message begins with no such number. */
export function levelOfMessageId(bytes: Uint8Array, begin: number, end: number): number {
  let at = begin;
  while (at < end && bytes[at] >= UPPER_A && bytes[at] <= UPPER_Z) at++;
  if (bytes[at] === UNDERSCORE && bytes[at + 2] === UNDERSCORE) {
    const stop = skipDigits(bytes, at + 3, end);
    const isId = at - begin >= 2 && at - begin <= 12 && stop - at >= 5;
    return isId && (stop === end || !isWordByte(bytes[stop])) ? (LEVEL_OF_LETTER[bytes[at + 1]] ?? 0) : 0;
  }
  const digits = skipDigits(bytes, at, end);
  if (at - begin < 3 || at - begin > 8 || digits - at < 3 || digits - at > 5) return 0;
  const after = digits + 1;
  if (after < end && !isBlank(bytes[after]) && bytes[after] !== COLON) return 0;
  return LEVEL_OF_LETTER[bytes[digits]] ?? 0;
}

const MIN_SHARE = 0.9;

/** Nearly every message begins with one, and not always of the same level. */
export function statesByMessageId({ bytes, at, end }: Cursor): boolean {
  const levels = at.map((begin, i) => levelOfMessageId(bytes, skipBlanks(bytes, begin, end[i]), end[i]));
  return levels.filter((level) => level > 0).length > at.length * MIN_SHARE && new Set(levels).size > 1;
}
