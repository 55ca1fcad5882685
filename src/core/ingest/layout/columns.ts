/** Columns of words in a sample's headers: which of them hold names (few distinct values that read as names). */
import { levelOfToken } from '../level';
import type { Sample } from '../sample';
import type { TimePlace } from './place';

const MAX_LOOKED = 1500;

export const share = <T>(values: readonly T[], test: (value: T) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

/** Few distinct values for their number, that read as names. */
export function isNameColumn(values: readonly string[]): boolean {
  const distinct = new Set(values).size;
  if (distinct > Math.max(3, values.length * 0.25)) return false;
  return share(values, (value) => /^[\p{L}_$/][^=,;"']*$/u.test(value) && value.length < 100) > 0.9;
}

/** Words (or fields) before the time that name a source: the first name column, dotted ones first; -1: none. */
export function learnSourceBefore(sample: Sample, { before, mark }: TimePlace): number {
  const count = Math.max(...before);
  const lines: string[][] = [];
  for (let i = 0; i < Math.min(sample.length, MAX_LOOKED); i++) {
    const line = new TextDecoder().decode(sample.bytes.subarray(sample.begin[i], sample.end[i]));
    lines.push(mark === undefined ? line.split(/[ \t]+/, count) : line.split(mark, count).map(bare));
  }
  const columns = Array.from({ length: count }, (_, c) => lines.map((cells) => cells[c] ?? ''));
  const names = columns
    .map((column, idx) => ({ column, idx }))
    .filter(({ column }) => isNameColumn(column) && share(column, isLevel) < 0.5);
  const dotted = names.find(({ column }) => share(column, (cell) => /[a-z]\.[a-z]/i.test(cell)) > 0.6);
  return (dotted ?? names[0])?.idx ?? -1;
}

/** A field without its blanks and the bracket that opens it. */
const bare = (field: string): string => field.trim().replace(/^\[/, '');

function isLevel(cell: string): boolean {
  const bytes = new TextEncoder().encode(cell);
  return levelOfToken(bytes, 0, bytes.length, true) > 0;
}
