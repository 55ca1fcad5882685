import { makeVector, vectorFromArray } from 'apache-arrow';
import { expect, test } from 'vitest';
import type { SqlKind } from '../contracts/sql';
import { chartOf } from './chart';

const HOUR = 3_600_000;

function column(name: string, kind: SqlKind, values: readonly (string | number | null)[]) {
  const isText = kind === 'text';
  const vector = isText ? vectorFromArray(values) : makeVector(Float64Array.from(values, (v) => v as number));
  return { name, kind, values: vector };
}

test('numbers over times are lines, in order of time', () => {
  const time = column('t', 'time', [2 * HOUR, HOUR, 3 * HOUR]);
  const chart = chartOf(
    [time, column('a', 'number', [2, 1, 3]), column('b', 'number', [20, 10, Number.NaN])],
    3,
  )!;
  expect(chart).toMatchObject({ kind: 'line', xName: 't', x: [HOUR, 2 * HOUR, 3 * HOUR], leftOut: '' });
  expect(chart.series).toEqual([
    { name: 'a', values: [1, 2, 3] },
    { name: 'b', values: [10, 20, null] },
  ]);
});

test('a word beside a time and a number makes a line each, the largest first', () => {
  const words = Array.from({ length: 20 }, (_, i) => `w${i % 10}`);
  const times = Array.from({ length: 20 }, (_, i) => (i < 10 ? HOUR : 2 * HOUR));
  const numbers = Array.from({ length: 20 }, (_, i) => i % 10);
  const chart = chartOf(
    [column('t', 'time', times), column('w', 'text', words), column('n', 'number', numbers)],
    20,
  )!;
  expect(chart.x).toEqual([HOUR, 2 * HOUR]);
  expect(chart.series.map(({ name }) => name)).toEqual(['w9', 'w8', 'w7', 'w6', 'w5', 'w4', 'w3', 'w2']);
  expect(chart.series[0].values).toEqual([9, 9]);
  expect(chart.leftOut).toBe('the first 8 of 10 values of w');
});

test('numbers over words are bars; a hostile or a long word is only text', () => {
  const names = ['<img src=x>', null, 'x'.repeat(100)];
  const chart = chartOf([column('w', 'text', names), column('n', 'number', [1, 2, 3])], 3)!;
  expect(chart).toMatchObject({ kind: 'bar', x: ['<img src=x>', '(none)', `${'x'.repeat(59)}…`] });
});

test('what has no such form, or is one row, or very many, is not drawn', () => {
  const [time, word, number] = [
    column('t', 'time', [1, 2]),
    column('w', 'text', ['a', 'b']),
    column('n', 'number', [1, 2]),
  ];
  expect(chartOf([time, word], 2)).toBeNull();
  expect(chartOf([number, number], 2)).toBeNull();
  expect(chartOf([word, word, number], 2)).toBeNull();
  expect(chartOf([time, time, number], 2)).toBeNull();
  expect(chartOf([time, number], 1)).toBeNull();
  expect(chartOf([time, number], 1_000_000)).toBeNull();
});
