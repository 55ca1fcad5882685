/**
 * Lines that begin with what is written as a date and a clock but cannot be one: '2025-11-31 14:79:16', 'Feb 30 10:00:00'. In: a line that no
 * parser takes. Out: whether it is one: then it is a record of its own without a time, not the rest of the one before.
 */
import { BLANK, DOT, MINUS, SLASH, TAB, UPPER_T } from '../../lib/ascii';
import { isDigit } from '../../lib/bytes';
import { monthAt } from './month-names';

const OPENING = new Set([91, 40, 34, 60]);
/** Each letter stands for what may be there: d a digit, n a digit or nothing, s a separator, b what parts date and clock. */
const SHAPES = ['ddddsdnsdnbdd:dd', 'dnsdnsddddbdn:dd', 'dnsdnsddbdn:dd:dd'] as const;
const MONTH_SHAPE = ' dnbdn:dd:dd';

export function hasImpossibleTime(bytes: Uint8Array, begin: number, end: number): boolean {
  const at = OPENING.has(bytes[begin]) ? begin + 1 : begin;
  if (isDigit(bytes[at])) return SHAPES.some((shape) => hasShape(bytes, at, end, shape));
  if (at + 14 > end || monthAt(bytes, at) === 0) return false;
  return hasShape(bytes, bytes[at + 4] === BLANK ? at + 4 : at + 3, end, MONTH_SHAPE);
}

function hasShape(bytes: Uint8Array, begin: number, end: number, shape: string): boolean {
  let at = begin;
  for (const part of shape) {
    const byte = at < end ? bytes[at] : 0;
    if (part === 'n' && !isDigit(byte)) continue;
    const fits =
      part === 'd' || part === 'n'
        ? isDigit(byte)
        : part === 's'
          ? byte === MINUS || byte === SLASH || byte === DOT
          : part === 'b'
            ? byte === BLANK || byte === UPPER_T || byte === TAB
            : byte === part.charCodeAt(0);
    if (!fits) return false;
    at++;
  }
  return true;
}
