/** At most `max` of the rows, evenly spread, in order; the first is among them. */
export function spreadOver(rows: Uint32Array, max: number): Uint32Array {
  if (rows.length <= max) return rows;
  return Uint32Array.from({ length: max }, (_, i) => rows[Math.floor((i * rows.length) / max)]);
}
