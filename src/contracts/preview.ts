import type { EpochMs } from './units';

/** What is known of a log while it is still being read; each one replaces the one before. Counts only grow. */
export interface Preview {
  readonly numRecords: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Files that reading has reached, with the format that was found. */
  readonly files: readonly { readonly name: string; readonly format: string }[];
  /** Null while no record states a time. */
  readonly histogram: PreviewHistogram | null;
  /** Distinct templates so far. */
  readonly numTemplates: number;
  /** The most frequent ones, at most MAX_PREVIEW_TEMPLATES, most frequent first. */
  readonly templates: readonly PreviewTemplate[];
}

export const MAX_PREVIEW_TEMPLATES = 40;

/** Bins [startMs + i * binMs, + binMs), i < length; at most 240 of them, fewer as the span grows. */
export interface PreviewHistogram {
  readonly startMs: EpochMs;
  readonly binMs: number;
  readonly length: number;
  /** Records per bin: length * 3, row-major: quiet, warning, error and above. */
  readonly counts: Float64Array;
}

export interface PreviewTemplate {
  readonly text: string;
  readonly count: number;
  /** The gravest level of its records; index into LEVELS. */
  readonly level: number;
}
