import type { AnalysisResult } from './result';

/** What the list of analyses shows; small, read at start. */
export interface AnalysisMeta {
  readonly id: string;
  readonly name: string;
  /** When it was stored, ms since 1970. */
  readonly savedMs: number;
  readonly verdict: string;
  readonly tone: 'alarm' | 'warning' | 'calm' | 'unknown';
  readonly numIncidents: number;
  readonly numRecords: number;
  /** Bytes of the stored columns. */
  readonly bytes: number;
  readonly numChunks: number;
  /** Key of its body and chunks; absent in analyses stored by older versions: its id. */
  readonly copy?: string;
  /** Checksums of the body and of each chunk as they were written; absent in analyses stored by older versions. */
  readonly bodySum?: string;
  readonly chunkSums?: readonly string[];
}

/** What is known of an analysis before it is stored. */
export type NewAnalysis = Omit<AnalysisMeta, 'bytes' | 'numChunks' | 'copy' | 'bodySum' | 'chunkSums'>;

/** A stored analysis; `version` moves when its form changes. `result` stands first: it can be read by itself. */
export interface Snapshot {
  readonly version: 3;
  readonly result: AnalysisResult;
  /** LogTable columns and templates; opaque to storage. */
  readonly tables: unknown;
}
