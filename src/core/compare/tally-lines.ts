/**
 * What a query of columns asks for -> counts by template, levels, times. In: the tables, a query that no text has to answer. Out: one side of a
 * comparison. Two passes over the columns.
 */
import type { SideTally, TemplateTally } from '../../contracts/compare';
import type { LogTable } from '../../contracts/tables';
import { type EpochMs, NUM_LEVELS } from '../../contracts/units';
import { fileTimes, numOfRow } from '../lib/log-table';
import { isOfColumns, type Query } from '../query/query';
import { ASKED, type RowColumns, selectRows, spanIdxOf, timesNamed } from '../query/select-rows';

/** Bins of a template, fewer where templates are very many: their table would grow with both. */
const MAX_BINS = 64;
const MIN_BINS = 8;
const MAX_CELLS = 2 ** 22;

/** @throws Error for a query that the texts would have to answer. */
export function tallyLines(columns: RowColumns, query: Query): Omit<SideTally, 'analysis'> {
  if (!isOfColumns(query)) throw new Error('A side is named by level, component, file, template and time.');
  const { table, templates } = columns;
  const { state } = selectRows(columns, query);
  const ofKind = new Float64Array(table.kinds.length);
  const firstRow = new Float64Array(templates.length).fill(-1);
  const firstMs = new Float64Array(templates.length).fill(Number.NaN);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let numRecords = 0;
  const times = timesNamed(table, query);
  const isCovered = new Uint8Array(times.length + 2);
  forRows(columns, state, (row, kind, time, own) => {
    const num = numOfRow(table, row);
    ofKind[kind] += num;
    numRecords += num;
    isCovered[spanIdxOf(times, own)] = 1;
    if (own < least) least = own;
    if (own > most) most = own;
    const template = templates.ofKind[kind];
    if (firstRow[template] >= 0 && !(time < firstMs[template])) return;
    firstRow[template] = row;
    firstMs[template] = time;
  });
  const { counts, gravest, ofLevel } = countKinds(columns, ofKind);
  const own: TemplateTally[] = [];
  const placeOf = new Int32Array(templates.length).fill(-1);
  counts.forEach((count, template) => {
    if (count === 0) return;
    placeOf[template] = own.length;
    own.push({
      template,
      text: templates.templates[template].text,
      levelClass: templates.levelClass?.[template] ?? null,
      level: gravest[template],
      count,
      firstRow: firstRow[template],
      firstMs: Number.isNaN(firstMs[template]) ? null : (firstMs[template] as EpochMs),
    });
  });
  const hasTimes = least <= most;
  const { binMs, numBins } = hasTimes ? binsOf(most - least, own.length) : { binMs: 1, numBins: 0 };
  const bins = new Uint32Array(own.length * numBins);
  if (hasTimes)
    forRows(columns, state, (row, kind, time) => {
      const bin = Math.floor((time - least) / binMs);
      if (bin < 0 || bin >= numBins) return;
      bins[placeOf[templates.ofKind[kind]] * numBins + bin] += numOfRow(table, row);
    });
  const span = { firstMs: least as EpochMs, lastMs: most as EpochMs };
  return {
    ...{ numRecords, levels: ofLevel, ...(hasTimes ? span : { firstMs: null, lastMs: null }) },
    ...{ coveredMs: hasTimes ? coveredOf(table, times, isCovered, [least, most]) : null },
    ...{ binMs, numBins, templates: own, bins },
  };
}

/**
 * Time that a side has its records in. A span that it names counts whole, as far as the log reaches, and what it leaves out does not; an open end is
 * where its records begin or end.
 */
function coveredOf(
  { files }: LogTable,
  times: readonly number[],
  isCovered: Uint8Array,
  [least, most]: readonly [number, number],
): number {
  const [first, last] = fileTimes(files);
  let covered = 0;
  for (let i = 0; i <= times.length; i++) {
    if (!isCovered[i]) continue;
    const begin = i === 0 ? least : Math.max(first, times[i - 1]);
    const end = i === times.length ? most : Math.min(last, times[i]);
    covered += Math.max(0, end - begin);
  }
  return covered;
}

/** `time`: of the record or of the last one before it in its file; `own`: its own. NaN: none. */
type OnRow = (row: number, kind: number, time: number, own: number) => void;

function forRows({ table }: RowColumns, state: Uint8Array, onRow: OnRow): void {
  let fileIdx = -1;
  let time = Number.NaN;
  for (const shard of table.shards) {
    if (shard.fileIdx !== fileIdx) time = Number.NaN;
    fileIdx = shard.fileIdx;
    const { kind, timeMs, length, rowBegin } = shard;
    for (let i = 0; i < length; i++) {
      const own = timeMs[i];
      if (!Number.isNaN(own)) time = own;
      if (state[rowBegin + i] === ASKED) onRow(rowBegin + i, kind[i], time, own);
    }
  }
}

function countKinds({ templates, levels }: RowColumns, ofKind: Float64Array) {
  const counts = new Float64Array(templates.length);
  const gravest = new Uint8Array(templates.length);
  const ofLevel = new Array<number>(NUM_LEVELS).fill(0);
  ofKind.forEach((count, kind) => {
    if (count === 0) return;
    const template = templates.ofKind[kind];
    counts[template] += count;
    gravest[template] = Math.max(gravest[template], levels[kind]);
    ofLevel[levels[kind]] += count;
  });
  return { counts, gravest, ofLevel };
}

/** The shortest power of two of milliseconds in which the span has few enough bins. */
function binsOf(spanMs: number, numTemplates: number): { binMs: number; numBins: number } {
  const fit = Math.floor(MAX_CELLS / Math.max(1, numTemplates));
  const most = Math.min(MAX_BINS, Math.max(MIN_BINS, fit));
  let binMs = 1;
  while (Math.floor(spanMs / binMs) >= most) binMs *= 2;
  return { binMs, numBins: Math.floor(spanMs / binMs) + 1 };
}
