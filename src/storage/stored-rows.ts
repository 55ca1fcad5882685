// Rows of the database as they are read, checked before anybody shows or computes with them: another program, a damaged disk or an older
// page may have written them. What does not hold is set aside with its key, so that it can be named and deleted; the rest is used.
import * as v from 'valibot';
import type { BaselineMeta } from '../contracts/saved-baseline';
import { DETECTORS, type DetectorName } from '../contracts/scores';
import type { AnalysisMeta } from '../contracts/stored-analysis';

/** A row that cannot be used. */
export interface DamagedRow {
  readonly id: string;
  /** As far as it can be told. */
  readonly name: string;
}

export interface CheckedRows<T> {
  readonly good: readonly T[];
  readonly damaged: readonly DamagedRow[];
}

/** Ends of what Date can hold, ms. */
const MOST_MS = 8.64e15;
export const number = (least: number, most: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));
export const whole = (most: number) => v.pipe(number(0, most), v.integer());
export const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
export const timeMs = number(-MOST_MS, MOST_MS);
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const num = whole(Number.MAX_SAFE_INTEGER);

const analysis = v.object({
  id,
  name: text(10_000),
  savedMs: timeMs,
  verdict: text(100_000),
  tone: v.picklist(['alarm', 'warning', 'calm', 'unknown']),
  numIncidents: num,
  numRecords: num,
  bytes: num,
  numChunks: num,
  copy: v.optional(text(500)),
  bodySum: v.optional(text(100)),
  chunkSums: v.optional(v.array(text(100))),
}) satisfies v.GenericSchema<unknown, AnalysisMeta>;

const share01 = number(0, 1);
const shares = Object.fromEntries(DETECTORS.map((name) => [name, v.nullable(share01)])) as unknown as Record<
  DetectorName,
  v.NullableSchema<typeof share01, undefined>
>;

export const baselineMeta = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: text(200),
  savedMs: timeMs,
  windowMs: number(1, 7 * 86_400_000),
  numRows: num,
  numTemplates: num,
  firstMs: timeMs,
  lastMs: timeMs,
  print: text(100),
  validation: v.nullable(
    v.object({
      voteShare01: v.object(shares),
      confirmedShare01: share01,
      falseAlarmsPerDay: number(0, 1e6),
    }),
  ),
  refreshes: v.pipe(
    v.array(v.object({ atMs: timeMs, log: text(10_000), numAdded: num, numForgotten: num })),
    v.maxLength(10_000),
  ),
}) satisfies v.GenericSchema<unknown, BaselineMeta>;

export const checkAnalyses = (rows: readonly unknown[]): CheckedRows<AnalysisMeta> => split(analysis, rows);
export const checkBaselines = (rows: readonly unknown[]): CheckedRows<BaselineMeta> =>
  split(baselineMeta, rows);

function split<T>(schema: v.GenericSchema<unknown, T>, rows: readonly unknown[]): CheckedRows<T> {
  const good: T[] = [];
  const damaged: DamagedRow[] = [];
  for (const row of rows) {
    const parsed = v.safeParse(schema, row, { abortEarly: true });
    if (parsed.success) good.push(parsed.output);
    else damaged.push(nameOf(row));
  }
  return { good, damaged };
}

/** The database gives no row without its key; that one may be no text. */
function nameOf(row: unknown): DamagedRow {
  const { id, name } = row as { id: string; name?: unknown };
  return {
    id,
    name: typeof name === 'string' && name !== '' ? name.slice(0, 200) : String(id).slice(0, 200),
  };
}
