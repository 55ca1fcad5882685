/**
 * Counts of templates per window as compressed sparse rows. In: (window, template) of each record, in any order. Out: a
 * CountMatrix. Neighbouring records share a window, so counts are gathered densely and flushed when the window changes.
 */
import type { CountMatrix } from '../../contracts/features';

export interface CountBuilder {
  /** `num` records, at least 1. */
  add(window: number, template: number, num?: number): void;
  finish(): CountMatrix;
}

export function createCountBuilder(numRows: number, numColumns: number): CountBuilder {
  const dense = new Uint32Array(numColumns);
  const touched: number[] = [];
  const entryRow: number[] = [];
  const entryColumn: number[] = [];
  const entryCount: number[] = [];
  let current = -1;
  const flush = (): void => {
    touched.sort((a, b) => a - b);
    for (const template of touched) {
      entryRow.push(current);
      entryColumn.push(template);
      entryCount.push(dense[template]);
      dense[template] = 0;
    }
    touched.length = 0;
  };
  return {
    add(window, template, num = 1) {
      if (window !== current) {
        flush();
        current = window;
      }
      if (dense[template] === 0) touched.push(template);
      dense[template] += num;
    },
    finish() {
      flush();
      return compress(numRows, numColumns, entryRow, entryColumn, entryCount);
    },
  };
}

/** Sorts entries by row and column and sums those that meet. */
function compress(
  numRows: number,
  numColumns: number,
  rows: number[],
  columns: number[],
  counts: number[],
): CountMatrix {
  const order = Uint32Array.from(rows.keys());
  if (!isAscending(rows)) order.sort((a, b) => rows[a] - rows[b] || columns[a] - columns[b]);
  const column = new Uint32Array(order.length);
  const count = new Uint32Array(order.length);
  const rowBegin = new Uint32Array(numRows + 1);
  let length = 0;
  let lastRow = -1;
  for (const entry of order) {
    const row = rows[entry];
    if (row === lastRow && column[length - 1] === columns[entry]) count[length - 1] += counts[entry];
    else {
      column[length] = columns[entry];
      count[length++] = counts[entry];
      rowBegin[row + 1] = length;
    }
    lastRow = row;
  }
  for (let row = 0; row < numRows; row++) rowBegin[row + 1] = Math.max(rowBegin[row + 1], rowBegin[row]);
  return { numRows, numColumns, rowBegin, column: column.slice(0, length), count: count.slice(0, length) };
}

/** As it is when the lines are in order of time; a row that was flushed twice in a row would repeat columns, and cannot be. */
function isAscending(rows: readonly number[]): boolean {
  for (let i = 1; i < rows.length; i++) if (rows[i] < rows[i - 1]) return false;
  return true;
}

/** First window in which each template occurs; numRows when it never does. */
export function firstRowOfColumns(counts: CountMatrix): Uint32Array {
  const first = new Uint32Array(counts.numColumns).fill(counts.numRows);
  for (let row = counts.numRows - 1; row >= 0; row--) {
    for (let i = counts.rowBegin[row]; i < counts.rowBegin[row + 1]; i++) first[counts.column[i]] = row;
  }
  return first;
}

/** In how many of some windows each template occurs. */
export function numWindowsHolding(counts: CountMatrix, windows: readonly number[]): Uint32Array {
  const num = new Uint32Array(counts.numColumns);
  for (const w of windows)
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) num[counts.column[i]]++;
  return num;
}
