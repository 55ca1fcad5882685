/**
 * The tables of an analysis for DuckDB, as Arrow IPC streams whose types are those of contracts/sql.ts. In: a result, or rows of the log.
 * Out: one stream a table; of `logs` one a batch, with texts by their index, since as texts they would fill the memory.
 */
import {
  type Data,
  Field,
  Float64,
  Int8,
  Int64,
  List,
  makeData,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import type { FeatureMatrix } from '../contracts/features';
import type { LogRowBatch } from '../contracts/log-rows';
import type { AnalysisResult } from '../contracts/result';
import { type SqlColumn, type SqlTableData, type SqlTableName, sqlTable } from '../contracts/sql';
import { incidentsJson } from '../core/ticket/incidents-json';
import { type Column, encodeAll, int64Column, ipcStream, utf8Column, validity } from './arrow-columns';
import { sessionRecords, templateRecords, windowRecords } from './result-csv';

type Row = Readonly<Record<string, unknown>>;

/** All but `logs`; what the analysis has nothing for (sessions without identifiers, windows without times) is left out. */
export function resultTables(
  result: AnalysisResult,
  features: FeatureMatrix | null,
): readonly SqlTableData[] {
  const { timeline, sessions, incidents, templates } = result;
  const windows = features && timeline ? windowRows(features, windowRecords(timeline)) : null;
  const rows: Readonly<Partial<Record<SqlTableName, readonly Row[] | null>>> = {
    templates: templateRecords(result),
    windows,
    incidents: incidentsJson(incidents, templates) as unknown as readonly Row[],
    sessions: sessions && sessionRecords(sessions),
  };
  return Object.entries(rows).flatMap(([name, of]) => (of ? [tableOf(name as SqlTableName, of)] : []));
}

/** Rows of `logs` without its message where none can be read; level, status, source and template by index. */
export function logRowsTable(batch: LogRowBatch, hasText: boolean): Uint8Array {
  const columns: Record<string, Column> = {
    line: int64Column(batch.line),
    timestamp: timeColumn(batch.timeMs),
    level: int64Column(batch.level),
    status: int64Column(batch.status),
    effective_level: int64Column(batch.effectiveLevel),
    source: int64Column(batch.source),
    template: int64Column(batch.template),
    ...(hasText ? { message: utf8Column(batch.message) } : {}),
  };
  return ipcStream(columns, batch.length);
}

/** Texts by their index: `idx` from 0, `text`. */
export function textTable(texts: readonly string[]): Uint8Array {
  return ipcStream({ idx: int64Column(texts.map((_, i) => i)), text: utf8Column(texts) }, texts.length);
}

function tableOf(name: SqlTableName, rows: readonly Row[]): SqlTableData {
  const columns = sqlTable(name).columns.map((column) => {
    const values = rows.map((row) => row[column.name]);
    return [column.name, columnOf(column, values)] as const;
  });
  return { name, ipc: ipcStream(Object.fromEntries(columns), rows.length), numRows: rows.length };
}

function windowRows({ columns, values }: FeatureMatrix, records: readonly Row[]): readonly Row[] {
  return records.map((record, w) => ({
    ...record,
    ...Object.fromEntries(columns.map((name, i) => [name, values[w * columns.length + i]])),
  }));
}

function columnOf(column: SqlColumn, values: readonly unknown[]): Column {
  if (!column.isList) return partOf(column, values);
  const lists = values.map((value) => (value ?? []) as readonly unknown[]);
  const valueOffsets = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    valueOffsets[i + 1] = valueOffsets[i] + list.length;
  });
  const child = partOf(column, lists.flat());
  const type = new List(new Field('item', child.type, true));
  return makeData({ type, length: lists.length, nullCount: 0, valueOffsets, child });
}

function partOf({ unit, fields }: SqlColumn, values: readonly unknown[]): Column {
  if (unit === null) {
    const children = fields.map((field) =>
      columnOf(
        field,
        values.map((value) => (value as Row)[field.name]),
      ),
    );
    const type = new Struct(fields.map(({ name }, i) => new Field(name, children[i].type, true)));
    return makeData({ type, length: values.length, nullCount: 0, children });
  }
  if (unit === 'text' || unit === 'object') return textColumn(values);
  if (unit === 'time') return timeColumn(values.map((value) => (value ? Date.parse(String(value)) : NaN)));
  return numberColumn(
    values.map((value) => (typeof value === 'number' ? value : NaN)),
    unit === '0 or 1' ? 'tiny' : unit === 'count' || unit === 'line' || unit === 'bytes' ? 'whole' : 'any',
  );
}

/** NaN becomes null. */
function numberColumn(values: readonly number[], size: 'tiny' | 'whole' | 'any'): Column {
  const length = values.length;
  const nulls = validity(length, (i) => !Number.isNaN(values[i]));
  const whole = (value: number): number => (Number.isNaN(value) ? 0 : Math.round(value));
  if (size === 'tiny')
    return makeData({ type: new Int8(), length, ...nulls, data: Int8Array.from(values, whole) });
  if (size === 'any')
    return makeData({ type: new Float64(), length, ...nulls, data: Float64Array.from(values) });
  const data = BigInt64Array.from(values, (value) => BigInt(whole(value)));
  return makeData({ type: new Int64(), length, ...nulls, data });
}

/** Milliseconds since 1970, UTC, as DuckDB's own TIMESTAMP; NaN becomes null, fractions of a millisecond are kept. */
function timeColumn(timeMs: ArrayLike<number>): Column {
  const nulls = validity(timeMs.length, (i) => !Number.isNaN(timeMs[i]));
  const data = BigInt64Array.from(timeMs, (ms) => (Number.isNaN(ms) ? 0n : BigInt(Math.round(ms * 1000))));
  return makeData({ type: new TimestampMicrosecond(), length: data.length, ...nulls, data });
}

/** No text is null, as an empty cell of a CSV is. */
function textColumn(values: readonly unknown[]): Data<Utf8> {
  const texts = values.map((value) => (value === null || value === undefined ? '' : String(value)));
  const nulls = validity(texts.length, (i) => texts[i] !== '');
  const { bytes, ends } = encodeAll(texts);
  return makeData({ type: new Utf8(), length: texts.length, ...nulls, valueOffsets: ends, data: bytes });
}
