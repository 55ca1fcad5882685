/**
 * Numbers that lines state, as series by window. In: LogTable, templates, windows with their counts, those learnt from, a way to read records. Out:
 * Measures: the median and the 95th percentile of each place that measures something, and the share of 5xx where it is a status. Read are a few
 * records of each window only, evenly spread, of templates that come in most windows only, and of a large log in some of its blocks only
 * (open-blocks.ts): memory and time are bounded whatever the log's size. Which places are taken is decided by the windows learnt from alone.
 */
import type { CountMatrix, Measure, WindowGrid } from '../../../contracts/features';
import type { LogTable, TemplateTable } from '../../../contracts/tables';
import { unitOf } from '../../drain/value-type';
import { quantileOfSorted } from '../../lib/quantile';
import { type Meaning, meaningOf, type SampledValue } from './is-measure';
import { openBlocks } from './open-blocks';
import { rowsOfEachWindow, rowsOverWindows, type SampledRows, type SampleOptions } from './sample-rows';
import { createValueReader, type Place, type RecordText, type Stated, type ValueReader } from './values';

/** Records at rows, in their order, each cut at so many bytes; null: the file cannot be read any more. */
export type ReadRecords = (
  rows: ArrayLike<number>,
  maxBytes: number,
) => Promise<readonly (RecordText | null)[]>;

export interface NumbersInput {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly grid: WindowGrid;
  readonly counts: CountMatrix;
  /** Ascending. */
  readonly learnt: readonly number[];
}

/** Most series, those that are in most windows first. */
const MAX_SERIES = 64;
/** Templates that are looked at. */
const MAX_TEMPLATES = 150;
/** Of the windows learnt from that hold records, so many hold the template, each with so many records. */
const MIN_SHARE01 = 0.5;
const MIN_WINDOWS = 12;
const MIN_RECORDS = 3;
/** Spots of the sample that a template is judged by, with neighbours. */
const NUM_SPOTS = 40;
const NUM_NEIGHBOURS = 2;
/** Of the records of the sample so many state a number at the place. */
const MIN_STATED01 = 0.9;
/** Records that are read in all, and of one template in one window. */
const MAX_READ = 100_000;
const MOST_OF_WINDOW = 40;
const LEAST_OF_WINDOW = 8;
const CHUNK_ROWS = 8192;
/** Bytes of a record that are looked at for the numbers in its fields. */
const FIELD_BYTES = 2048;
/** Values of a window from which on it has a median, and a 95th percentile. */
const MIN_FOR_MEDIAN = 3;
const MIN_FOR_P95 = 16;
const MIN_FOR_SHARE = 10;

interface Series {
  readonly slot: number;
  readonly template: number;
  readonly place: Place;
  readonly name: string;
  readonly unit: string;
  readonly step: number;
  readonly meaning: Exclude<Meaning, null>;
}

export async function readNumbers(numbers: NumbersInput, readRecords: ReadRecords): Promise<Measure[]> {
  const candidates = candidatesOf(numbers);
  if (candidates.length === 0) return [];
  const input = { ...numbers, open: openBlocks(numbers) };
  const found = await chooseSeries(input, candidates, readRecords);
  const chosen = [...new Set(found.map(({ template }) => template))];
  const most = Math.min(MOST_OF_WINDOW, Math.floor(MAX_READ / (input.grid.length * chosen.length)));
  const kept =
    most >= LEAST_OF_WINDOW
      ? chosen
      : chosen.slice(0, Math.floor(MAX_READ / (input.grid.length * LEAST_OF_WINDOW)));
  const series = found
    .filter(({ template }) => kept.includes(template))
    .map((each) => ({ ...each, slot: kept.indexOf(each.template) }));
  if (series.length === 0) return [];
  const rows = rowsOfEachWindow(input, kept, Math.max(LEAST_OF_WINDOW, most));
  return measuresOf(input, series, kept, rows, readRecords);
}

/** Templates that come often enough, those of most windows and records first. */
function candidatesOf({ templates, counts, learnt }: NumbersInput): number[] {
  const holding = new Uint32Array(templates.length);
  const records = new Float64Array(templates.length);
  let numActive = 0;
  for (const w of learnt) {
    if (counts.rowBegin[w + 1] > counts.rowBegin[w]) numActive++;
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
      if (counts.count[i] >= MIN_RECORDS) holding[counts.column[i]]++;
      records[counts.column[i]] += counts.count[i];
    }
  }
  const least = Math.max(MIN_WINDOWS, MIN_SHARE01 * numActive);
  return Array.from(holding.keys())
    .filter((template) => holding[template] >= least && !templates.muted?.[template])
    .sort((a, b) => holding[b] - holding[a] || records[b] - records[a] || a - b)
    .slice(0, MAX_TEMPLATES);
}

async function chooseSeries(
  input: NumbersInput & SampleOptions,
  candidates: readonly number[],
  readRecords: ReadRecords,
): Promise<Series[]> {
  const windows = new Uint8Array(input.grid.length);
  for (const w of input.learnt) windows[w] = 1;
  const rows = rowsOverWindows(input, candidates, windows, NUM_SPOTS, NUM_NEIGHBOURS);
  const readers = readersOf(input, candidates, true);
  const numRead = new Uint32Array(candidates.length);
  const byPlace = candidates.map(() => new Map<Place, { sample: SampledValue[]; unit: string }>());
  await forEachRecord(rows, readRecords, readers, (slot, window, stated) => {
    numRead[slot]++;
    for (const { place, value, unit } of stated) {
      const known = byPlace[slot].get(place) ?? { sample: [], unit };
      byPlace[slot].set(place, known);
      const factor = factorTo(known.unit, unit);
      if (factor !== null) known.sample.push({ window, value: value * factor });
    }
  });
  const tellsStatus = templatesWithStatus(input);
  const series = candidates.flatMap((template, slot) =>
    [...byPlace[slot]].flatMap(([place, { sample, unit }]) => {
      if (sample.length < MIN_STATED01 * numRead[slot]) return [];
      const inTime = [...sample].sort((a, b) => a.window - b.window);
      const meaning = meaningOf(inTime);
      // Where the status is known, the share of all responses tells.
      if (meaning === null || (meaning === 'status' && tellsStatus[template])) return [];
      const step = stepOf(inTime.map(({ value }) => value));
      return [{ slot, template, place, name: readers[slot].nameOf(place), unit, step, meaning }];
    }),
  );
  return series.slice(0, MAX_SERIES);
}

/** Least difference between two of the values that differ. */
function stepOf(values: readonly number[]): number {
  const distinct = Float64Array.from(new Set(values)).sort();
  return distinct
    .subarray(1)
    .reduce((least, value, i) => Math.min(least, value - distinct[i]), Number.POSITIVE_INFINITY);
}

function templatesWithStatus({ table, templates }: NumbersInput): Uint8Array {
  const tells = new Uint8Array(templates.length);
  table.kinds.status?.forEach((status, kind) => {
    if (status > 0) tells[templates.ofKind[kind]] = 1;
  });
  return tells;
}

function readersOf(
  { templates }: NumbersInput,
  chosen: readonly number[],
  withFields: boolean,
): ValueReader[] {
  return chosen.map((template) => createValueReader(templates.templates[template].text, withFields));
}

/** Null: they are not of one dimension. */
function factorTo(wanted: string, unit: string): number | null {
  if (unit === wanted) return 1;
  const [to, from] = [unitOf(wanted), unitOf(unit)];
  return to.dimension === from.dimension ? from.factor / to.factor : null;
}

async function forEachRecord(
  { rows, slot, window }: SampledRows,
  readRecords: ReadRecords,
  readers: readonly ValueReader[],
  visit: (slot: number, window: number, stated: readonly Stated[]) => void,
): Promise<void> {
  for (let begin = 0; begin < rows.length; begin += CHUNK_ROWS) {
    const records = await readRecords(rows.subarray(begin, begin + CHUNK_ROWS), FIELD_BYTES);
    records.forEach((record, i) => {
      const at = begin + i;
      if (record) visit(slot[at], window[at], readers[slot[at]].read(record));
    });
  }
}

async function measuresOf(
  input: NumbersInput & SampleOptions,
  series: readonly Series[],
  kept: readonly number[],
  rows: SampledRows,
  readRecords: ReadRecords,
): Promise<Measure[]> {
  const withFields = series.some(({ place }) => typeof place === 'string');
  const values = series.map(() => new Map<number, number[]>());
  const ofSlot = kept.map(
    (_, slot) => new Map(series.flatMap((each, i) => (each.slot === slot ? [[each.place, i]] : []))),
  );
  await forEachRecord(rows, readRecords, readersOf(input, kept, withFields), (slot, window, stated) => {
    for (const { place, value, unit } of stated) {
      const i = ofSlot[slot].get(place);
      if (i === undefined) continue;
      const factor = factorTo(series[i].unit, unit);
      if (factor === null) continue;
      const own = values[i].get(window);
      if (own) own.push(value * factor);
      else values[i].set(window, [value * factor]);
    }
  });
  return series.flatMap((each, i) => summarise(each, values[i], input.grid.length));
}

function summarise(
  { template, name, unit, step, meaning }: Series,
  values: ReadonlyMap<number, readonly number[]>,
  length: number,
): Measure[] {
  const num = new Uint32Array(length);
  for (const [w, own] of values) num[w] = own.length;
  const measure = (what: Measure['what'], least: number, of: (sorted: Float64Array) => number): Measure => {
    const value = new Float32Array(length).fill(Number.NaN);
    for (const [w, own] of values) if (own.length >= least) value[w] = of(Float64Array.from(own).sort());
    return {
      name: what === 'share' ? '5xx among responses' : name,
      what,
      template,
      unit,
      step: what === 'share' ? 0 : step,
      value,
      num,
    };
  };
  if (meaning === 'status')
    return [
      measure(
        'share',
        MIN_FOR_SHARE,
        (sorted) => sorted.filter((each) => each >= 500).length / sorted.length,
      ),
    ];
  return [
    measure('median', MIN_FOR_MEDIAN, (sorted) => quantileOfSorted(sorted, 0.5)),
    measure('p95', MIN_FOR_P95, (sorted) => quantileOfSorted(sorted, 0.95)),
  ];
}
