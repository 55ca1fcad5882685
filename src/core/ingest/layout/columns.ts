/** Columns of words in a sample's headers: which of them hold names (few distinct values that read as names). */
import type { Sample } from '../sample';

const MAX_LOOKED = 1500;

export const share = <T>(values: readonly T[], test: (value: T) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

/** Few distinct values for their number, that read as names. */
export function isNameColumn(values: readonly string[]): boolean {
  const distinct = new Set(values).size;
  if (distinct > Math.max(3, values.length * 0.25)) return false;
  return share(values, (value) => /^[\p{L}_$/][^=,;"']*$/u.test(value) && value.length < 100) > 0.9;
}

/** Words before the time that name a source: the first name column, dotted ones first. */
export function learnSourceBefore(sample: Sample, before: readonly number[]): number {
  const words = Math.max(...before);
  const lines: string[][] = [];
  for (let i = 0; i < Math.min(sample.length, MAX_LOOKED); i++)
    lines.push(
      new TextDecoder().decode(sample.bytes.subarray(sample.begin[i], sample.end[i])).split(/[ \t]+/, words),
    );
  const columns = Array.from({ length: words }, (_, c) => lines.map((cells) => cells[c] ?? ''));
  const names = columns.map((column, idx) => ({ column, idx })).filter(({ column }) => isNameColumn(column));
  const dotted = names.find(({ column }) => share(column, (cell) => /[a-z]\.[a-z]/i.test(cell)) > 0.6);
  return (dotted ?? names[0])?.idx ?? -1;
}
