/** Which records are read for their numbers. In: LogTable, templates, windows. Out: rows in file order, evenly spread, always the same ones. */
import type { WindowGrid } from '../../../contracts/features';
import type { LogTable, TemplateTable } from '../../../contracts/tables';
import { forEachTimedRow, type RowRange, type VisitRow } from '../timed-rows';

/** Rows ascending; `slot`: index of the row's template among those asked for; `window`: of the grid. */
export interface SampledRows {
  readonly rows: Uint32Array;
  readonly slot: Uint16Array;
  readonly window: Uint32Array;
}

export interface SampleOptions {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly grid: WindowGrid;
  /** Rows that may be taken, in file order. */
  readonly open: readonly RowRange[];
}

/** Spots of each template over the windows given, at each the next `numNeighbours` records of it. */
export function rowsOverWindows(
  options: SampleOptions,
  chosen: readonly number[],
  windows: Uint8Array,
  numSpots: number,
  numNeighbours: number,
): SampledRows {
  const total = new Uint32Array(chosen.length);
  visitRows(options, chosen, (_row, slot, w) => {
    if (windows[w]) total[slot]++;
  });
  const seen = new Uint32Array(chosen.length);
  return gather(options, chosen, (slot, w) => {
    if (!windows[w]) return false;
    const i = seen[slot]++;
    const step = Math.max(numNeighbours, Math.floor(total[slot] / numSpots));
    return i % step < numNeighbours;
  });
}

/** At most `most` records of each template in each window. */
export function rowsOfEachWindow(
  options: SampleOptions,
  chosen: readonly number[],
  most: number,
): SampledRows {
  const { length } = options.grid;
  const total = new Uint32Array(chosen.length * length);
  visitRows(options, chosen, (_row, slot, w) => {
    total[slot * length + w]++;
  });
  const seen = new Uint32Array(total.length);
  return gather(options, chosen, (slot, w) => {
    const at = slot * length + w;
    const i = seen[at]++;
    const all = total[at];
    return all <= most || Math.floor(((i + 1) * most) / all) > Math.floor((i * most) / all);
  });
}

function gather(
  options: SampleOptions,
  chosen: readonly number[],
  isTaken: (slot: number, window: number) => boolean,
): SampledRows {
  const rows: number[] = [];
  const slots: number[] = [];
  const windows: number[] = [];
  visitRows(options, chosen, (row, slot, w) => {
    if (!isTaken(slot, w)) return;
    rows.push(row);
    slots.push(slot);
    windows.push(w);
  });
  return { rows: Uint32Array.from(rows), slot: Uint16Array.from(slots), window: Uint32Array.from(windows) };
}

function visitRows(
  options: SampleOptions,
  chosen: readonly number[],
  visit: (row: number, slot: number, window: number) => void,
): void {
  const { table, templates, grid, open } = options;
  const slotOf = slotsOf(options, chosen);
  const onRow: VisitRow = (row, timeMs, kind) => {
    const slot = slotOf[templates.ofKind[kind]];
    if (slot < 0) return;
    const w = Math.floor((timeMs - grid.startMs) / grid.windowMs);
    if (w >= 0 && w < grid.length) visit(row, slot, w);
  };
  forEachTimedRow(table, onRow, open);
}

function slotsOf({ templates }: SampleOptions, chosen: readonly number[]): Int32Array {
  const slotOf = new Int32Array(templates.length).fill(-1);
  chosen.forEach((template, slot) => {
    slotOf[template] = slot;
  });
  return slotOf;
}
