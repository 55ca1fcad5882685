// What may be drawn of a result: over a column of times as lines, else over one of words as bars. In: its columns. Out: points; null where the
// result has no such form, or is too long to be looked at.
import type { Vector } from 'apache-arrow';
import type { SqlChart, SqlKind } from '../contracts/sql';
import { numberAt, textAt } from './cell-text';

export interface ChartColumn {
  readonly name: string;
  readonly kind: SqlKind;
  readonly values: Vector;
}

const MAX_POINTS = 2000;
const MAX_BARS = 40;
const MAX_SERIES = 8;
const MAX_LABEL = 60;

export function chartOf(columns: readonly ChartColumn[], numRows: number): SqlChart | null {
  const times = columns.filter(({ kind }) => kind === 'time');
  const words = columns.filter(({ kind }) => kind === 'text');
  const numbers = columns.filter(({ kind }) => kind === 'number');
  if (numRows < 2 || numRows > MAX_POINTS || numbers.length === 0) return null;
  if (times.length === 1 && words.length === 0) return lines(times[0], numbers, numRows);
  if (times.length === 1 && words.length === 1 && numbers.length === 1)
    return linesByWord(times[0], words[0], numbers[0], numRows);
  if (times.length === 0 && words.length === 1) return bars(words[0], numbers, numRows);
  return null;
}

function lines(time: ChartColumn, numbers: readonly ChartColumn[], numRows: number): SqlChart {
  const order = inOrder(time, numRows);
  return {
    kind: 'line',
    xName: time.name,
    x: order.map((row) => numberAt(time.values, row)!),
    series: numbers.slice(0, MAX_SERIES).map(({ name, values }) => ({
      name,
      values: order.map((row) => numberAt(values, row)),
    })),
    leftOut: beyond(numbers.length, MAX_SERIES, 'columns'),
  };
}

/** A line a word: 'errors by component and hour' is read so. */
function linesByWord(time: ChartColumn, word: ChartColumn, number: ChartColumn, numRows: number): SqlChart {
  const order = inOrder(time, numRows);
  const x = [...new Set(order.map((row) => numberAt(time.values, row)!))];
  const at = new Map(x.map((ms, i) => [ms, i]));
  const byWord = new Map<string, { sum: number; values: (number | null)[] }>();
  for (const row of order) {
    const name = label(word, row);
    const series = byWord.get(name) ?? { sum: 0, values: new Array<number | null>(x.length).fill(null) };
    byWord.set(name, series);
    const value = numberAt(number.values, row);
    series.values[at.get(numberAt(time.values, row)!)!] = value;
    series.sum += Math.abs(value ?? 0);
  }
  const largest = [...byWord].sort(([, a], [, b]) => b.sum - a.sum);
  return {
    kind: 'line',
    xName: time.name,
    x,
    series: largest.slice(0, MAX_SERIES).map(([name, { values }]) => ({ name, values })),
    leftOut: beyond(byWord.size, MAX_SERIES, `values of ${word.name}`),
  };
}

function bars(word: ChartColumn, numbers: readonly ChartColumn[], numRows: number): SqlChart {
  const rows = Array.from({ length: Math.min(numRows, MAX_BARS) }, (_, row) => row);
  return {
    kind: 'bar',
    xName: word.name,
    x: rows.map((row) => label(word, row)),
    series: numbers.slice(0, MAX_SERIES).map(({ name, values }) => ({
      name,
      values: rows.map((row) => numberAt(values, row)),
    })),
    leftOut: [beyond(numRows, MAX_BARS, 'rows'), beyond(numbers.length, MAX_SERIES, 'columns')]
      .filter((part) => part !== '')
      .join(', '),
  };
}

/** Rows with a time, by it. */
function inOrder({ values }: ChartColumn, numRows: number): readonly number[] {
  return Array.from({ length: numRows }, (_, row) => row)
    .filter((row) => numberAt(values, row) !== null)
    .sort((a, b) => numberAt(values, a)! - numberAt(values, b)!);
}

function label({ values }: ChartColumn, row: number): string {
  const text = textAt(values, row) ?? '(none)';
  return text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL - 1)}…` : text;
}

function beyond(num: number, most: number, what: string): string {
  return num > most ? `the first ${most} of ${num} ${what}` : '';
}
