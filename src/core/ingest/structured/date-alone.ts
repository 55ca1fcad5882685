/** A date in a field of its own beside a clock in another: '2024-05-14'. Out: ms of its midnight, or NaN. */
import { DOT, MINUS, SLASH } from '../../lib/ascii';
import { dateMs, digitsAt } from '../time/time-parts';

export function dateAlone(bytes: Uint8Array, begin: number, end: number): number {
  if (end - begin !== 10) return Number.NaN;
  const mark = bytes[begin + 4];
  if (bytes[begin + 7] !== mark || (mark !== MINUS && mark !== SLASH && mark !== DOT)) return Number.NaN;
  return dateMs(digitsAt(bytes, begin, 4), digitsAt(bytes, begin + 5, 2), digitsAt(bytes, begin + 8, 2));
}
