/** Tables as they come out of a database, column by column: what reading Parquet or CSV gives, and what windows that were counted elsewhere are made of. */

/** Numbers, whole numbers, times in ms since 1970 (UTC) and texts; NaN and null: the cell is empty. */
export type TableColumn =
  | { readonly kind: 'number' | 'whole' | 'time'; readonly values: Float64Array }
  | { readonly kind: 'text'; readonly values: readonly (string | null)[] };

export interface DroppedTable {
  /** As it was dropped. */
  readonly name: string;
  readonly numRows: number;
  readonly columns: Readonly<Record<string, TableColumn>>;
}
