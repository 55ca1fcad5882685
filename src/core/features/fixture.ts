/** Small logs for the tests of detection: records by time, template and level to the tables that ingest and Drain would make. */
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { EpochMs, RowIdx } from '../../contracts/units';
import { createRandom, type Random } from '../lib/random';

export interface TestRecord {
  /** NaN: the record states no time. */
  readonly timeMs: number;
  readonly template: number;
  readonly level?: number;
  readonly file?: number;
  /** Identifier of its session. */
  readonly key?: string;
}

export const START = Date.UTC(2026, 0, 5) as EpochMs;
export const MINUTE = 60_000;

/** Records in the order given, those of file 0 first; texts[i] is the text of template i. */
export function tablesOf(
  records: readonly TestRecord[],
  texts: readonly string[],
): { table: LogTable; templates: TemplateTable } {
  const files = [...new Set(records.map((record) => record.file ?? 0))].sort((a, b) => a - b);
  const rows = files.flatMap((file) => records.filter((record) => (record.file ?? 0) === file));
  const numLevels = 8;
  const kindOf = (record: TestRecord): number => record.template * numLevels + (record.level ?? 3);
  const shape = Uint32Array.from({ length: texts.length * numLevels }, (_, kind) =>
    Math.floor(kind / numLevels),
  );
  let rowBegin = 0;
  const shards = files.map((file) => {
    const own = rows.filter((record) => (record.file ?? 0) === file);
    const shard = {
      fileIdx: file,
      rowBegin,
      length: own.length,
      byteBegin: 0,
      byteEnd: own.length,
      lineBegin: 0,
      byteOffset: Uint32Array.from(own.keys()),
      timeMs: Float64Array.from(own, (record) => record.timeMs),
      kind: Uint32Array.from(own, kindOf),
      extraRow: new Uint32Array(0),
      extraLines: new Uint32Array(0),
    };
    rowBegin += own.length;
    return shard;
  });
  const keys = [...new Set(rows.flatMap((record) => (record.key ? [record.key] : [])))];
  const mentioned = rows.flatMap((record, row) =>
    record.key ? [{ row, key: keys.indexOf(record.key) }] : [],
  );
  const table = {
    length: rows.length,
    files: shards.map(({ timeMs, fileIdx }) => summaryOf(`file${fileIdx}.log`, timeMs)),
    shards,
    kinds: {
      length: shape.length,
      shape,
      level: Uint8Array.from(shape, (_, kind) => kind % numLevels),
      source: new Uint32Array(shape.length),
    },
    shapes: {
      length: texts.length,
      tokens: texts.map((text) => text.split(' ')),
      count: new Float64Array(texts.length),
    },
    sources: [''],
    mentions: {
      length: mentioned.length,
      identifier: 'request',
      chunks: [
        {
          rowBegin: 0,
          row: Uint32Array.from(mentioned, (each) => each.row),
          key: Uint32Array.from(mentioned, (each) => each.key),
        },
      ],
      keys,
    },
    problems: [],
  } as unknown as LogTable;
  return {
    table: keys.length > 0 ? table : { ...table, mentions: null },
    templates: templatesOf(rows, texts, shape),
  };
}

function summaryOf(name: string, timeMs: Float64Array) {
  const known = timeMs.filter((time) => !Number.isNaN(time));
  return {
    name,
    firstMs: known.length ? Math.min(...known) : null,
    lastMs: known.length ? Math.max(...known) : null,
  };
}

function templatesOf(
  rows: readonly TestRecord[],
  texts: readonly string[],
  ofKind: Uint32Array,
): TemplateTable {
  const templates = texts.map((text, template) => {
    const own = rows.filter((record) => record.template === template);
    return {
      text,
      count: own.length,
      firstMs: null,
      lastMs: null,
      firstRow: 0 as RowIdx,
      level: own.reduce((most, record) => Math.max(most, record.level ?? 3), 0),
      source: 0,
    };
  });
  return { length: texts.length, templates, ofKind };
}

export const STEADY_TEXTS = [
  'request served',
  'cache hit',
  'job done',
  'user signed in',
  'mail sent',
  'index built',
];

/** Records of STEADY_TEXTS at a steady rate over numWindows windows of five minutes, with some randomness. */
export function steadyRecords(numWindows: number, seed = 1): TestRecord[] {
  const random = createRandom(seed);
  return Array.from({ length: numWindows }, (_, window) => windowOf(window, random)).flat();
}

function windowOf(window: number, random: Random): TestRecord[] {
  const records = STEADY_TEXTS.flatMap((_, template) =>
    Array.from({ length: 8 + random.int(6) }, () => ({
      timeMs: START + (window + random.next()) * 5 * MINUTE,
      template,
    })),
  );
  return records.sort((a, b) => a.timeMs - b.timeMs);
}

/** `num` records of one template spread over a window of five minutes. */
export function burst(window: number, template: number, num: number, level = 6): TestRecord[] {
  return Array.from({ length: num }, (_, i) => ({
    timeMs: START + (window + (i + 0.5) / num) * 5 * MINUTE,
    template,
    level,
  }));
}

/** By time. */
export function inOrder(records: readonly TestRecord[]): TestRecord[] {
  return [...records].sort((a, b) => a.timeMs - b.timeMs);
}
