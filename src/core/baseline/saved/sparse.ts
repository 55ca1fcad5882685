/** Sparse rows: pairs of numbers by row. In: rows picked from several, keys renamed. Out: the same form, columns ascending. */

export interface SparseRows {
  readonly rowBegin: Uint32Array;
  readonly key: Uint32Array;
  readonly value: Uint32Array;
}

/** Where a row of the result comes from; null: an empty row. `keyOf` gives the new key of an old one, below 0 to leave it out. */
export interface SparsePart {
  readonly rows: SparseRows;
  readonly keyOf: (key: number) => number;
}

export type RowPick = readonly [part: number, row: number] | null;

/** Rows in the order of `picks`, each sorted by key; `sum`: entries of the same key become one. */
export function pickSparse(
  parts: readonly SparsePart[],
  picks: readonly RowPick[],
  sum: boolean,
): SparseRows {
  const rowBegin = new Uint32Array(picks.length + 1);
  const keys: number[] = [];
  const values: number[] = [];
  picks.forEach((pick, i) => {
    const begin = keys.length;
    for (const [key, value] of pick === null ? [] : entriesOf(parts[pick[0]], pick[1])) {
      const last = keys.length - 1;
      if (sum && last >= begin && keys[last] === key) values[last] += value;
      else {
        keys.push(key);
        values.push(value);
      }
    }
    rowBegin[i + 1] = keys.length;
  });
  return { rowBegin, key: Uint32Array.from(keys), value: Uint32Array.from(values) };
}

function entriesOf({ rows, keyOf }: SparsePart, row: number): [number, number][] {
  const entries: [number, number][] = [];
  for (let i = rows.rowBegin[row]; i < rows.rowBegin[row + 1]; i++) {
    const key = keyOf(rows.key[i]);
    if (key >= 0) entries.push([key, rows.value[i]]);
  }
  return entries.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Rows of a dense table of `width` values a row, in the order of `picks`; empty rows are 0. */
export function pickDense<T extends Float32Array | Uint32Array>(
  parts: readonly T[],
  picks: readonly RowPick[],
  width: number,
): T {
  const out = new (parts[0].constructor as new (length: number) => T)(picks.length * width);
  picks.forEach((pick, i) => {
    if (pick !== null) out.set(parts[pick[0]].subarray(pick[1] * width, (pick[1] + 1) * width), i * width);
  });
  return out;
}

/** Values of a dense table in the order of other columns; a column that it lacks, as one of an older version does, is 0. */
export function inColumns(
  values: Float32Array,
  columns: readonly string[],
  wanted: readonly string[],
): Float32Array {
  if (columns.length === wanted.length && columns.every((name, i) => name === wanted[i])) return values;
  const places = wanted.map((name) => columns.indexOf(name));
  const numRows = values.length / Math.max(1, columns.length);
  const out = new Float32Array(numRows * wanted.length);
  for (let row = 0; row < numRows; row++)
    places.forEach((place, i) => {
      if (place >= 0) out[row * wanted.length + i] = values[row * columns.length + place];
    });
  return out;
}
