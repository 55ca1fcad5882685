/** The whole written time around its digits. In: a line, the span of the digits that count. Out: with names of day and month, fraction, AM, zone. */

const BEFORE =
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[ /-]+$/i;
const AFTER = /^[.,:]?\d*(?: ?[AP]M\b)?/i;
const ZONE = /^(?:Z\b| ?(?:UTC|GMT|[A-Z]{2,3}T)\b| ?[+-]\d\d(?::?\d\d)?)/;
const MAX_AROUND = 40;

interface Span {
  readonly begin: number;
  readonly end: number;
}

export function widenTime(line: Uint8Array, { begin, end }: Span, hasZone: boolean): Span {
  // One character a byte, so that places in the text are places in the line.
  const text = (from: number, to: number): string => String.fromCharCode(...line.subarray(from, to));
  let first = begin;
  while (first > 0 && line[first - 1] >= 48 && line[first - 1] <= 57) first--;
  first -= BEFORE.exec(text(Math.max(0, first - MAX_AROUND), first))?.[0].length ?? 0;
  let last = end;
  const tail = (pattern: RegExp): void => {
    const found = pattern.exec(text(last, Math.min(line.length, last + MAX_AROUND)))?.[0] ?? '';
    if (/\w$/.test(found)) last += found.length;
  };
  tail(AFTER);
  if (hasZone) tail(ZONE);
  return { begin: first, end: last };
}
