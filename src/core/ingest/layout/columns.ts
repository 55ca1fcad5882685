/** Columns of words in a sample's headers: which of them hold names (few distinct values that read as names). */
import { levelOfToken } from '../level';
import type { Sample } from '../sample';
import type { TimePlace } from './place';

const MAX_LOOKED = 1500;

export const share = <T>(values: readonly T[], test: (value: T) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

/** 'c.e.shop.OrderController', 'shop::cart': names of loggers come in more kinds than others. */
const isDotted = (value: string): boolean => /^\[?[a-z_$][\w$]*(?:(?:\.|::)[\w$[\]/]+)+\]?:?$/i.test(value);

/** Few distinct values for their number, that read as names. */
export function isNameColumn(values: readonly string[]): boolean {
  const distinct = new Set(values).size;
  const most =
    share(values, isDotted) > 0.8 ? Math.max(12, values.length * 0.5) : Math.max(3, values.length * 0.25);
  if (distinct > most) return false;
  return share(values, (value) => /^[\p{L}_$/][^=,;"']*$/u.test(value) && value.length < 100) > 0.9;
}

/** What the words (or fields) before the time are: which names a source (the first name column, dotted ones first), which is a level's letter (-1: none), whether one states a level. */
export function learnWordsBefore(
  sample: Sample,
  { before, mark }: TimePlace,
): { source: number; letter: number; hasLevel: boolean } {
  const count = Math.max(...before);
  const lines: string[][] = [];
  for (let i = 0; i < Math.min(sample.length, MAX_LOOKED); i++) {
    const line = new TextDecoder().decode(sample.bytes.subarray(sample.begin[i], sample.end[i]));
    lines.push(mark === undefined ? line.split(/[ \t]+/, count) : line.split(mark, count).map(bare));
  }
  const columns = Array.from({ length: count }, (_, c) => lines.map((cells) => cells[c] ?? ''));
  const letter = mark === undefined ? columns.findIndex(isLetterColumn) : -1;
  const names = columns
    .map((column, idx) => ({ column, idx }))
    .filter(({ column, idx }) => idx !== letter && isNameColumn(column) && share(column, isLevel) < 0.5);
  const dotted = names.find(({ column }) => share(column, (cell) => /[a-z]\.[a-z]/i.test(cell)) > 0.6);
  const hasLevel = letter >= 0 || columns.some((column) => share(column, isLevel) > 0.6);
  return { source: (dotted ?? names[0])?.idx ?? -1, letter, hasLevel };
}

const LETTER = /^(?:[A-Z][/!>]?|[A-Z]\d{3}:|[iwefdt]\/?|\[[A-Z]\]?|\([A-Z]\)|<[A-Z]>|D[bf1-5])$/;

/** Single letters in nearly every line, capitals or those small ones that levels begin with, more than one of them, most of them known to state levels. */
export const isLetterColumn = (values: readonly string[]): boolean =>
  share(values, (value) => LETTER.test(value)) > 0.95 &&
  share(values, (value) => /[IWEFDVTNC]/i.test(value)) >= 0.5 &&
  new Set(values).size > 1;

/** A field without its blanks and the bracket that opens it. */
const bare = (field: string): string => field.trim().replace(/^\[/, '');

function isLevel(cell: string): boolean {
  const bytes = new TextEncoder().encode(cell);
  return levelOfToken(bytes, 0, bytes.length, true) > 0;
}
