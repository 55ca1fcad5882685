/**
 * Every file of EXPORTS.md by its name. In: the result of an analysis, and the ways to its rows. Out: one Blob a name.
 * What an analysis has no ground for (sessions without identifiers, windows without times) is not offered.
 */
import type { FeatureMatrix } from '../contracts/features';
import type { AnalysisResult, Timeline } from '../contracts/result';
import type { MinerState } from '../core/drain/state';
import { benchmarkJson } from './benchmark-json';
import type { LogRows } from './log-rows';
import { sessionsCsv, templatesCsv, windowsCsv } from './result-csv';
import { runSummary } from './run-summary';
import { structuredCsv } from './structured-csv';

/** Writer of Parquet; in the page the archive worker, in a test src/archive/parquet.ts itself. */
export interface ParquetWriter {
  structured(rows: LogRows, onRows: (numRows: number) => void): Promise<Blob>;
  features(features: FeatureMatrix, timeline: Timeline): Promise<Blob>;
}

export interface ExportContext {
  readonly result: AnalysisResult;
  /** Version of the product. */
  readonly version: string;
  /** Null: the log has no times. */
  readonly features: FeatureMatrix | null;
  /** Starts a new way through all rows; null while the files are not at hand. */
  readonly rows: (() => LogRows) | null;
  /** Templates to be opened again by a later analysis; made when it is asked for. */
  readonly minerState: () => MinerState;
  readonly parquet: ParquetWriter;
  /** Called with the number of rows written so far. */
  readonly onRows: (numRows: number) => void;
}

type Build = (context: ExportContext) => Promise<Blob> | Blob;

const BUILDERS: Readonly<Record<string, Build>> = {
  'run_summary.json': ({ result, version }) => json(runSummary(result, version)),
  'windows.csv': ({ result }) => csv(windowsCsv(result.timeline)),
  'sessions.csv': ({ result }) =>
    csv(result.sessions ? sessionsCsv(result.sessions) : missing('sessions.csv')),
  'templates.csv': ({ result }) => csv(templatesCsv(result)),
  'miner_state.json': ({ minerState }) => json(minerState()),
  'benchmark.json': ({ result }) => json(benchmarkJson(result.benchmark)),
  'feature_windows.parquet': ({ features, result: { timeline }, parquet }) =>
    features && timeline ? parquet.features(features, timeline) : missing('feature_windows.parquet'),
  'structured_logs.parquet': ({ rows, parquet, onRows }) =>
    rows ? parquet.structured(rows(), onRows) : missing('structured_logs.parquet'),
  'structured_logs.csv': ({ rows, onRows }) =>
    rows ? structuredCsv(rows(), onRows) : missing('structured_logs.csv'),
};

/** Names that buildExport can give, the small ones first. */
export function exportNames(context: Pick<ExportContext, 'result' | 'features' | 'rows'>): readonly string[] {
  const { result, features, rows } = context;
  return Object.keys(BUILDERS).filter((name) => {
    if (name === 'sessions.csv') return result.sessions !== null;
    if (name === 'feature_windows.parquet') return features !== null && result.timeline !== null;
    return !name.startsWith('structured_logs.') || rows !== null;
  });
}

/**
 * One export.
 * @throws RangeError for a name that exportNames does not list.
 */
export async function buildExport(name: string, context: ExportContext): Promise<Blob> {
  const build = Object.hasOwn(BUILDERS, name) ? BUILDERS[name] : missing(name);
  return build(context);
}

function missing(name: string): never {
  throw new RangeError(`no export of this analysis: ${name}`);
}

function csv(text: string): Blob {
  return new Blob([text], { type: 'text/csv' });
}

function json(value: unknown): Blob {
  return new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' });
}
