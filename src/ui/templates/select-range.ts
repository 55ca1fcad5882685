// Tick boxes of a list. In: what is ticked, the list as shown, the row that was clicked, the one before. Out: what is ticked.

/** With an anchor (shift was held) the rows from it to `idx` become what `idx` becomes. Ascending. */
export function toggleSelected(
  selected: readonly number[],
  shown: readonly number[],
  idx: number,
  anchor: number | null,
): readonly number[] {
  const next = new Set(selected);
  const isOn = !next.has(idx);
  for (const each of rangeOf(shown, idx, anchor)) {
    if (isOn) next.add(each);
    else next.delete(each);
  }
  return [...next].sort((a, b) => a - b);
}

function rangeOf(shown: readonly number[], idx: number, anchor: number | null): readonly number[] {
  const from = anchor === null ? -1 : shown.indexOf(anchor);
  const to = shown.indexOf(idx);
  if (from < 0 || to < 0) return [idx];
  return shown.slice(Math.min(from, to), Math.max(from, to) + 1);
}
