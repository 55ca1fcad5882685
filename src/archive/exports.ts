/**
 * The exports of rows, windows and templates by their names in contracts/exports.ts. In: the result of an analysis, and the ways to its
 * rows. Out: one Blob a name. What an analysis has nothing for (sessions without identifiers, windows without times) is not offered.
 */

import type { FilePart } from '../contracts/exported-file';
import { type EXPORTS, type ExportName, exportRow } from '../contracts/exports';
import type { FeatureMatrix } from '../contracts/features';
import type { DroppedTable } from '../contracts/lake-tables';
import type { PinnedLine } from '../contracts/pins';
import type { AnalysisResult, Timeline } from '../contracts/result';
import type { MinerState } from '../core/drain/state';
import { benchmarkJson } from './benchmark-json';
import type { LogRows } from './log-rows';
import { pinsCsv } from './pins-csv';
import { sessionsCsv, templatesCsv, windowsCsv } from './result-csv';
import { runSummary } from './run-summary';
import { structuredCsv } from './structured-csv';

/** Writer of Parquet; in the page the archive worker, in a test src/archive/parquet.ts itself. */
export interface ParquetWriter {
  structured(rows: LogRows, onRows: (numRows: number) => void): Promise<Blob>;
  partitioned(
    rows: LogRows,
    folders: readonly string[],
    onRows: (numRows: number) => void,
  ): Promise<readonly FilePart[]>;
  features(features: FeatureMatrix, timeline: Timeline): Promise<Blob>;
  table(table: DroppedTable): Promise<Blob>;
}

export interface ExportContext {
  readonly result: AnalysisResult;
  /** Version of the product. */
  readonly version: string;
  /** Null: the log has no times. */
  readonly features: FeatureMatrix | null;
  /** Starts a new way through all records; null while the files are not at hand, and where a database counted the log: its rows are not all records. */
  readonly rows: (() => LogRows) | null;
  /** Lines can be read. */
  readonly hasLines: boolean;
  /** Templates to be opened again by a later analysis; made when it is asked for. */
  readonly minerState: () => MinerState;
  /** Lines that were pinned, with their text or without. */
  readonly pins: (withText: boolean) => Promise<readonly PinnedLine[]>;
  /** False: without lines of the log, where an export may go without them. */
  readonly withLines: boolean;
  readonly parquet: ParquetWriter;
  /** Text of a file of lake/; made when it is asked for. */
  readonly lake: (name: LakeFile) => Promise<string>;
  /** Windows as a database gives them; made when it is asked for. */
  readonly home: (kind: 'cells' | 'lines') => Promise<DroppedTable>;
  /** Called with the number of rows written so far. */
  readonly onRows: (numRows: number) => void;
}

/** Those of the rest that are tickets and the like are made in engine/ticket-exports.ts, those that are handed on whole in engine/share-exports.ts, a folder of tables in engine/tables-exports.ts. */
type TableName = Exclude<
  ExportName,
  | ShareName
  | 'incidents.json'
  | 'partitioned_logs.zip'
  | Extract<(typeof EXPORTS)[number], { group: 'Ticket' }>['name']
>;

/** An analysis as one file. */
export type ShareName = 'report.html' | 'analysis.harbinger' | 'redacted_logs.tar.gz';

/** Files of lake/. */
export type LakeFile = Extract<ExportName, `lake/${string}`>;

/** What decides which exports there are. */
type Offered = Pick<ExportContext, 'result' | 'features' | 'rows' | 'hasLines'>;

interface Builder {
  /** Whether this analysis has what it is made of; absent: every one has. */
  readonly has?: (context: Offered) => boolean;
  /** Called only where it has. Text becomes a Blob of the type that the file's row states. */
  readonly build: (context: ExportContext) => Promise<Blob | string> | string;
}

const hasRows: Builder['has'] = ({ rows }) => rows !== null;

/** A database reads the lines itself, so that no row is needed here, but the heads are held against some. */
const lakeFile = (name: LakeFile): Builder => ({
  has: ({ rows, features }) => rows !== null && features !== null,
  build: ({ lake }) => lake(name),
});

const BUILDERS: Readonly<Record<TableName, Builder>> = {
  'run_summary.json': {
    build: async ({ result, version, pins }) => json(runSummary(result, version, await pins(false))),
  },
  'pins.csv': { build: async ({ pins, withLines }) => pinsCsv(await pins(withLines)) },
  'windows.csv': { build: ({ result }) => windowsCsv(result.timeline) },
  'sessions.csv': {
    has: ({ result }) => result.sessions !== null,
    build: ({ result }) => sessionsCsv(result.sessions!),
  },
  'templates.csv': { build: ({ result }) => templatesCsv(result) },
  'miner_state.json': { build: ({ minerState }) => json(minerState()) },
  'benchmark.json': { build: ({ result }) => json(benchmarkJson(result.benchmark)) },
  'feature_windows.parquet': {
    has: ({ features, result }) => features !== null && result.timeline !== null,
    build: ({ features, result, parquet }) => parquet.features(features!, result.timeline!),
  },
  'template_windows.parquet': {
    has: ({ features }) => features !== null,
    build: async ({ home, parquet }) => parquet.table(await home('cells')),
  },
  'template_lines.parquet': {
    has: ({ features, hasLines }) => features !== null && hasLines,
    build: async ({ home, parquet }) => parquet.table(await home('lines')),
  },
  'structured_logs.parquet': {
    has: hasRows,
    build: ({ rows, parquet, onRows }) => parquet.structured(rows!(), onRows),
  },
  'structured_logs.csv': { has: hasRows, build: ({ rows, onRows }) => structuredCsv(rows!(), onRows) },
  'lake/README.md': lakeFile('lake/README.md'),
  'lake/duckdb.sql': lakeFile('lake/duckdb.sql'),
  'lake/clickhouse.sql': lakeFile('lake/clickhouse.sql'),
  'lake/spark.sql': lakeFile('lake/spark.sql'),
  'lake/trino.sql': lakeFile('lake/trino.sql'),
};
const NAMES = Object.keys(BUILDERS) as readonly TableName[];

/** Names that buildExport can give, the small ones first. */
export function exportNames(context: Offered): readonly string[] {
  return NAMES.filter((name) => BUILDERS[name].has?.(context) ?? true);
}

/**
 * One export.
 * @throws RangeError for a name that exportNames does not list.
 */
export async function buildExport(name: string, context: ExportContext): Promise<Blob> {
  const known = NAMES.find((each) => each === name);
  const builder = known && BUILDERS[known];
  if (!builder || builder.has?.(context) === false)
    throw new RangeError(`no export of this analysis: ${name}`);
  const made = await builder.build(context);
  return typeof made === 'string' ? new Blob([made], { type: exportRow(name).media }) : made;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
