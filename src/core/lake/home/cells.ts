/**
 * template_windows as they come home. In: tables of them, the windows that they belong to. Out: the cells, in the order of their files and places; each
 * is the records of a template, level and status in one window. Counts that do not add up to the windows' are an error, not a verdict.
 */
import type { DroppedTable } from '../../../contracts/lake-tables';
import { LEVELS } from '../../../contracts/units';
import { TableError, TableReader } from './column-reader';
import type { HomeWindows } from './windows';

export interface Cell {
  readonly templateId: string;
  readonly template: string;
  /** Index into LEVELS, as it is stated. */
  readonly level: number;
  /** 1 to 5 for 1xx to 5xx; 0: none. */
  readonly status: number;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly component: string;
  /** Where its first record stands, as the database says. */
  readonly file: string;
  readonly seq: number;
  /** Of the record after it. */
  readonly nextSeq: number;
  /** That it was counted by; one for all. */
  readonly model: string;
}

/** Rows of template_windows that a tab holds. */
const MAX_CELLS = 3_000_000;
/** Features are single numbers: of many millions of records the last ones are rounded. */
const MAX_OFF01 = 1e-6;

/** @throws TableError */
export function homeCells(tables: readonly DroppedTable[], windows: HomeWindows): readonly Cell[] {
  const numRows = tables.reduce((sum, table) => sum + table.numRows, 0);
  if (numRows > MAX_CELLS)
    throw new TableError(
      `${tables[0].name} and the others like it hold ${numRows.toLocaleString('en')} rows; ${MAX_CELLS.toLocaleString('en')} are judged at most: drop fewer windows, or count larger ones.`,
    );
  const cells: Cell[] = [];
  const sums = new Float64Array(windows.numWindows);
  for (const table of tables) addCells(new TableReader(table), windows, sums, cells);
  if (cells.length === 0) throw new TableError(`${tables[0].name} holds no record.`);
  const { startMs, windowMs, volume } = windows;
  const wrong = sums.findIndex((sum, w) => Math.abs(sum - volume[w]) > MAX_OFF01 * sum);
  if (wrong >= 0) {
    const at = new Date(startMs + wrong * windowMs).toISOString();
    throw new TableError(
      `The tables do not belong together: in the window of ${at} template_windows count ${sums[wrong].toLocaleString('en')} records, feature_windows ${volume[wrong].toLocaleString('en')}.`,
    );
  }
  return cells.sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.seq - b.seq || a.firstMs - b.firstMs,
  );
}

function addCells(reader: TableReader, windows: HomeWindows, sums: Float64Array, cells: Cell[]): void {
  const { startMs, windowMs, numWindows } = windows;
  const [starts, first, last] = ['start', 'first_seen', 'last_seen'].map((name) => reader.times(name));
  const [ids, templates, levels, components, files] = [
    'template_id',
    'template',
    'level',
    'component',
    'file',
  ].map((name) => reader.texts(name));
  const models = reader.texts('model');
  const model = cells[0]?.model ?? models[0];
  const status = reader.numbers('status', { isWhole: true, most: 5 });
  const counts = reader.numbers('count', { isWhole: true, most: 2 ** 32 - 1 });
  const [seqs, nextSeqs] = ['seq', 'next_seq'].map((name) => reader.numbers(name, { isWhole: true }));
  for (let row = 0; row < reader.numRows; row++) {
    const w = (starts[row] - startMs) / windowMs;
    if (!(Number.isInteger(w) && w >= 0 && w < numWindows))
      reader.refuse(row, 'start', 'is no window of feature_windows');
    const level = (LEVELS as readonly string[]).indexOf(levels[row].toLowerCase());
    if (level < 0) reader.refuse(row, 'level', `is none of ${LEVELS.slice(1).join(', ')}`);
    if (counts[row] === 0) reader.refuse(row, 'count', 'is of no record');
    if (models[row] !== model)
      reader.refuse(
        row,
        'model',
        `is not ${model}, by which others were counted: drop windows of one lake/ at a time`,
      );
    const end = starts[row] + windowMs;
    if (!(first[row] >= starts[row] && first[row] <= last[row]))
      reader.refuse(row, 'first_seen', 'is not within its window');
    if (last[row] >= end) reader.refuse(row, 'last_seen', 'is not within its window');
    sums[w] += counts[row];
    cells.push({
      templateId: ids[row],
      template: templates[row],
      level,
      status: status[row],
      count: counts[row],
      firstMs: first[row],
      lastMs: last[row],
      component: components[row],
      file: files[row],
      seq: seqs[row],
      nextSeq: nextSeqs[row],
      model,
    });
  }
}
