/**
 * structured_logs.parquet, feature_windows.parquet and tables of columns. In: rows in batches, a feature matrix, a table. Out: a Blob.
 * One row group after another (parquet-wasm, transformParquetStream): memory is that of a batch, not of the log.
 */
import init, {
  Compression,
  Table,
  transformParquetStream,
  WriterPropertiesBuilder,
} from 'parquet-wasm/esm/parquet_wasm.js';
import { namesOf } from '../contracts/export-column';
import { LOG_COLUMNS, type LogColumn } from '../contracts/export-tables';
import type { FeatureMatrix } from '../contracts/features';
import type { DroppedTable, TableColumn } from '../contracts/lake-tables';
import type { LogRowBatch, LogRowNames } from '../contracts/log-rows';
import type { Timeline } from '../contracts/result';
import { DETECTORS } from '../contracts/scores';
import { templateId } from '../contracts/tables';
import { LEVELS, STATUS_CLASSES } from '../contracts/units';
import {
  type Column,
  createVocabulary,
  dictionaryColumn,
  float64Column,
  int8Column,
  int64Column,
  ipcStream,
  timestampColumn,
  utf8Column,
  type Vocabulary,
} from './arrow-columns';
import { BATCH_ROWS, type LogRows } from './log-rows';
import { detectorOf, verdictOf } from './result-csv';

/** UTF-16 units of messages in one Arrow batch: its 32-bit offsets end at 2 GB, and wasm memory should stay small. */
const BATCH_CHARS = 16 * 2 ** 20;

/** Loads the wasm module once. @param wasm absolute URL of the own origin, or its bytes. */
export async function initParquet(wasm: URL | string | BufferSource): Promise<void> {
  await init({ module_or_path: wasm });
}

/**
 * The LOG_COLUMNS; level, source, template_id and template as dictionaries. A record without a time or a level has null there.
 * initParquet comes first.
 * @param onRows called with the number of rows written so far.
 */
export function structuredParquet(
  rows: LogRows,
  onRows: (numRows: number) => void = () => {},
): Promise<Blob> {
  return writeParquet(logStreams(rows, onRows));
}

/** Columns start, end, every feature, and per detector its score and vote (null where it gave none). */
export function featureParquet(features: FeatureMatrix, timeline: Timeline): Promise<Blob> {
  const columns = featureColumns(features, timeline);
  return writeParquet(ofOne(ipcStream(columns, features.grid.length)));
}

/** A table as it is; an empty text is one, as is null. */
export function tableParquet({ numRows, columns }: DroppedTable): Promise<Blob> {
  const entries = Object.entries(columns).map(([name, column]) => [name, arrowColumn(column)]);
  return writeParquet(ofOne(ipcStream(Object.fromEntries(entries), numRows)));
}

function arrowColumn(column: TableColumn): Column {
  if (column.kind === 'text') return utf8Column(column.values.map((text) => text ?? ''));
  if (column.kind === 'time') return timestampColumn(column.values);
  return column.kind === 'whole' ? int64Column(column.values) : float64Column(column.values);
}

/** @param ipcStreams of one schema, each with its batches @throws Error as the writer words it, for a type that Parquet has no place for */
export async function writeParquet(ipcStreams: AsyncIterable<Uint8Array>): Promise<Blob> {
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(BATCH_ROWS)
    .setCreatedBy('harbinger')
    .build();
  const bytes: ReadableStream<Uint8Array<ArrayBuffer>> = await transformParquetStream(
    recordBatchStream(ipcStreams[Symbol.asyncIterator]()),
    properties,
  );
  const parts: BlobPart[] = [];
  const reader = bytes.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return new Blob(parts, { type: 'application/vnd.apache.parquet' });
}

/** Pulled one batch at a time, so that none waits in memory. */
function recordBatchStream(ipcStreams: AsyncIterator<Uint8Array>): ReadableStream {
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await ipcStreams.next();
        if (next.done) return controller.close();
        for (const batch of Table.fromIPCStream(next.value).recordBatches()) controller.enqueue(batch);
      },
      async cancel() {
        await ipcStreams.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* logStreams(rows: LogRows, onRows: (numRows: number) => void): AsyncGenerator<Uint8Array> {
  const vocabularies = createVocabularies(rows);
  // The writer learns the schema from the first batch; an empty one makes a log without rows a valid file.
  yield ipcStream(logColumns(EMPTY_BATCH, vocabularies, 0, 0), 0);
  let numRows = 0;
  for await (const batch of rows.batches) {
    for (let begin = 0; begin < batch.length; ) {
      const end = pieceEnd(batch, begin);
      yield ipcStream(logColumns(batch, vocabularies, begin, end), end - begin);
      begin = end;
    }
    numRows += batch.length;
    onRows(numRows);
  }
}

/** End of a piece that holds at least one row and stays within the limits of rows and text. */
function pieceEnd(batch: LogRowBatch, begin: number): number {
  let chars = batch.message[begin].length;
  let end = begin + 1;
  while (end < batch.length && end - begin < BATCH_ROWS) {
    chars += batch.message[end].length;
    if (chars > BATCH_CHARS) break;
    end++;
  }
  return end;
}

interface Vocabularies {
  readonly level: Vocabulary;
  readonly status: Vocabulary;
  readonly effectiveLevel: Vocabulary;
  readonly source: Vocabulary;
  readonly templateId: Vocabulary;
  readonly template: Vocabulary;
}

function createVocabularies({ sources, templates }: LogRowNames): Vocabularies {
  return {
    level: createVocabulary(LEVELS.slice(1), 1),
    status: createVocabulary(STATUS_CLASSES.slice(1), 5),
    effectiveLevel: createVocabulary(LEVELS.slice(1), 6),
    source: createVocabulary(sources, 2),
    templateId: createVocabulary(
      templates.map((_, i) => templateId(i)),
      3,
    ),
    template: createVocabulary(templates, 4),
  };
}

function logColumns(
  batch: LogRowBatch,
  words: Vocabularies,
  begin: number,
  end: number,
): Readonly<Record<string, Column>> {
  const template = Int32Array.from(batch.template.subarray(begin, end));
  return inOrder({
    line: int64Column(batch.line.subarray(begin, end)),
    timestamp: timestampColumn(batch.timeMs.subarray(begin, end)),
    level: dictionaryColumn(words.level, indexFromOne(batch.level, begin, end)),
    status: dictionaryColumn(words.status, indexFromOne(batch.status, begin, end)),
    effective_level: dictionaryColumn(words.effectiveLevel, indexFromOne(batch.effectiveLevel, begin, end)),
    source: dictionaryColumn(words.source, Int32Array.from(batch.source.subarray(begin, end))),
    template_id: dictionaryColumn(words.templateId, template),
    template: dictionaryColumn(words.template, template),
    message: utf8Column(batch.message.slice(begin, end)),
  });
}

/** 0 is none, which a dictionary has no word for. */
const indexFromOne = (values: Uint8Array, begin: number, end: number): Int32Array =>
  Int32Array.from(values.subarray(begin, end), (value) => value - 1);

function inOrder(columns: Readonly<Record<LogColumn, Column>>): Readonly<Record<string, Column>> {
  return Object.fromEntries(namesOf(LOG_COLUMNS).map((name) => [name, columns[name]]));
}

const EMPTY_BATCH: LogRowBatch = {
  length: 0,
  line: new Float64Array(0),
  timeMs: new Float64Array(0),
  level: new Uint8Array(0),
  status: new Uint8Array(0),
  effectiveLevel: new Uint8Array(0),
  source: new Uint32Array(0),
  component: new Uint32Array(0),
  template: new Uint32Array(0),
  message: [],
};

function featureColumns(features: FeatureMatrix, timeline: Timeline): Record<string, Column> {
  const { grid, columns: names, values } = features;
  const starts = Float64Array.from({ length: grid.length }, (_, w) => grid.startMs + w * grid.windowMs);
  const columns: Record<string, Column> = {
    start: timestampColumn(starts),
    end: timestampColumn(starts.map((start) => start + grid.windowMs)),
  };
  names.forEach((name, i) => {
    columns[name] = float64Column(starts.map((_, w) => values[w * names.length + i]));
  });
  for (const name of DETECTORS) {
    const detector = detectorOf(timeline, name);
    const verdicts = Array.from(starts, (_, w) => verdictOf(detector, w));
    columns[`${name}_score`] = float64Column(verdicts.map(([score]) => score ?? Number.NaN));
    columns[`${name}_vote`] = int8Column(verdicts.map(([, vote]) => vote));
  }
  return columns;
}

async function* ofOne<T>(value: T): AsyncGenerator<T> {
  yield value;
}
