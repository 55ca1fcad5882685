/**
 * The windows of an analysis as a database would give them, so that they come home without their log. In: the tables, the grid. Out: template_windows
 * as a table, and for each of its rows the first record, which template_lines is read by.
 */

import type { WindowGrid } from '../../../contracts/features';
import type { DroppedTable } from '../../../contracts/lake-tables';
import type { LogTable, TemplateTable } from '../../../contracts/tables';
import { templateId } from '../../../contracts/tables';
import { LEVEL_ERROR, LEVELS } from '../../../contracts/units';
import { changedHours } from '../../features/clock-changes';
import { effectiveLevelOfKinds } from '../../features/effective-level';
import { forEachTimedRow } from '../../features/timed-rows';
import { hashText } from '../../lib/hash';
import { lineNumOf, numOfRow, shardIdxOfRow } from '../../lib/log-table';
import { UNKNOWN } from '../model';
import { ERROR_SLOT_MS, MOST_LINES } from './row-size';
import { UNKNOWN_TEXT } from './template-ids';

export interface OwnCells {
  readonly cells: DroppedTable;
  /** First record of each row of `cells`. */
  readonly rows: Uint32Array;
  readonly model: string;
}

interface OwnCell {
  readonly window: number;
  readonly kind: number;
  count: number;
  firstMs: number;
  lastMs: number;
  row: number;
}

/** @param normal texts of templates that are left out of the windows */
export function ownCells(
  table: LogTable,
  templates: TemplateTable,
  grid: WindowGrid,
  normal: readonly string[],
): OwnCells {
  const cells = gather(table, templates, grid, new Set(normal));
  const texts = templates.templates.map(({ text }) => text);
  const model = `harbinger-page-${hashText(JSON.stringify(texts))}`;
  const { kinds } = table;
  const of = (kind: number): number => templates.ofKind[kind];
  const isUnknown = (kind: number): boolean => texts[of(kind)] === UNKNOWN_TEXT;
  const places = cells.map(({ row }) => placeOf(table, row));
  const times = (value: (cell: OwnCell) => number) => ({
    kind: 'time' as const,
    values: Float64Array.from(cells, value),
  });
  const numbers = (value: (cell: OwnCell, i: number) => number) => ({
    kind: 'number' as const,
    values: Float64Array.from(cells, value),
  });
  const whole = (value: (cell: OwnCell, i: number) => number) => ({
    kind: 'whole' as const,
    values: Float64Array.from(cells, value),
  });
  const words = (value: (cell: OwnCell, i: number) => string) => ({
    kind: 'text' as const,
    values: cells.map(value),
  });
  return {
    model,
    rows: Uint32Array.from(cells, ({ row }) => row),
    cells: {
      name: 'template_windows',
      numRows: cells.length,
      columns: {
        start: times(({ window }) => grid.startMs + window * grid.windowMs),
        template_id: words(({ kind }) => (isUnknown(kind) ? UNKNOWN : templateId(of(kind)))),
        template: words(({ kind }) => (isUnknown(kind) ? '' : texts[of(kind)])),
        level: words(({ kind }) => LEVELS[(kinds.stated ?? kinds.level)[kind]]),
        status: numbers(({ kind }) => kinds.status?.[kind] ?? 0),
        count: numbers(({ count }) => count),
        first_seen: times(({ firstMs }) => firstMs),
        last_seen: times(({ lastMs }) => lastMs),
        component: words(({ kind }) => table.sources[kinds.source[kind]]),
        file: words((_, i) => places[i].file),
        seq: whole((_, i) => places[i].line),
        next_seq: whole((_, i) => places[i].nextLine),
        model: words(() => model),
      },
    },
  };
}

/** By window, template, level and status, errors by ERROR_SLOT_MS as well, in the order of their first records. */
function gather(
  table: LogTable,
  templates: TemplateTable,
  grid: WindowGrid,
  normal: ReadonlySet<string>,
): readonly OwnCell[] {
  const { kinds, counted } = table;
  const isNormal = templates.templates.map(({ text }) => normal.has(text));
  const stated = kinds.stated ?? kinds.level;
  const groups = new Map<string, number>();
  const groupOf = Uint32Array.from({ length: kinds.length }, (_, kind) => {
    const key = `${templates.ofKind[kind]} ${stated[kind]} ${kinds.status?.[kind] ?? 0}`;
    const group = groups.get(key) ?? groups.size;
    groups.set(key, group);
    return group;
  });
  const numSlots = Math.ceil(grid.windowMs / ERROR_SLOT_MS);
  const gravity = effectiveLevelOfKinds(table, templates);
  const found = new Map<number, OwnCell>();
  const hours = changedHours(table, templates.length);
  forEachTimedRow(table, (row, timeMs, kind, fileIdx) => {
    const window = Math.floor((timeMs - grid.startMs) / grid.windowMs);
    const template = templates.ofKind[kind];
    if (window < 0 || window >= grid.length || isNormal[template]) return;
    if (hours.isSpare(fileIdx, timeMs, template)) return;
    const slot =
      gravity[kind] >= LEVEL_ERROR
        ? Math.floor((timeMs - grid.startMs - window * grid.windowMs) / ERROR_SLOT_MS)
        : 0;
    const key = (window * numSlots + slot) * groups.size + groupOf[kind];
    const cell = found.get(key);
    const count = numOfRow(table, row);
    const lastMs = counted ? counted.lastMs[row] : timeMs;
    if (cell === undefined) {
      found.set(key, { window, kind, count, firstMs: timeMs, lastMs, row });
      return;
    }
    cell.count += count;
    cell.lastMs = Math.max(cell.lastMs, lastMs);
    if (timeMs < cell.firstMs) Object.assign(cell, { firstMs: timeMs, row, kind });
  });
  return [...found.values()].sort((a, b) => a.row - b.row);
}

/** Where a record stands, and where the next one of its file does. */
function placeOf(table: LogTable, row: number): { file: string; line: number; nextLine: number } {
  const shardIdx = shardIdxOfRow(table, row);
  const shard = table.shards[shardIdx];
  const line = lineNumOf(shard, row - shard.rowBegin);
  const file = table.files[shard.fileIdx].name;
  if (row + 1 >= table.files[shard.fileIdx].rowEnd) return { file, line, nextLine: line + MOST_LINES };
  const next = table.shards[shardIdxOfRow(table, row + 1)];
  return { file, line, nextLine: lineNumOf(next, row + 1 - next.rowBegin) };
}

/** template_lines, from the texts of the first records; null: one cannot be read. */
export function ownLines({ cells, model }: OwnCells, texts: readonly (string | null)[]): DroppedTable {
  const [file, seq] = [cells.columns.file.values, cells.columns.seq.values];
  const rows = texts.flatMap((text, i) =>
    (text ?? '')
      .split('\n', MOST_LINES)
      .map((line, k) => ({ file: String(file[i]), seq: Number(seq[i]) + k, line: line.replace(/\r$/, '') }))
      .filter(() => text !== null),
  );
  return {
    name: 'template_lines',
    numRows: rows.length,
    columns: {
      file: { kind: 'text', values: rows.map((row) => row.file) },
      seq: { kind: 'whole', values: Float64Array.from(rows, (row) => row.seq) },
      line: { kind: 'text', values: rows.map(({ line }) => line) },
      model: { kind: 'text', values: rows.map(() => model) },
    },
  };
}
