/** Branded units: what can be mixed up gets a name of its own. `Idx` counts from 0, `Num` from 1. */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Milliseconds since 1970-01-01T00:00:00Z, UTC; fractions (microseconds of a log) allowed. */
export type EpochMs = Brand<number, 'EpochMs'>;
/** Row of a LogTable: records of all files, file after file, in file order. */
export type RowIdx = Brand<number, 'RowIdx'>;
/** Index into TemplateTable; stable for the same bytes and settings. */
export type TemplateIdx = Brand<number, 'TemplateIdx'>;
/** Window of a WindowGrid. */
export type WindowIdx = Brand<number, 'WindowIdx'>;

/** Half-open span of time [start, end). */
export interface TimeSpan {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** Levels in order of gravity; a level column holds the index into this list (0: the line states none). */
export const LEVELS = ['', 'trace', 'debug', 'info', 'notice', 'warn', 'error', 'fatal'] as const;
export type LevelName = (typeof LEVELS)[number];
/** Of responses, by class; the first: none. */
export const STATUS_CLASSES = ['', '1xx', '2xx', '3xx', '4xx', '5xx'] as const;
export const LEVEL_INFO = 3;
export const LEVEL_WARN = 5;
export const LEVEL_ERROR = 6;
export const NUM_LEVELS = LEVELS.length;

/** Reported by every long call. `done` and `total` are in `unit`; total is null when it is not known. */
export interface Progress {
  readonly stage: Stage;
  /** File or detector the stage is at, '' when it does not matter. */
  readonly detail: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'lines' | 'windows' | 'steps' | 'files';
  /** Training loss of the epoch just done, where there is a training. */
  readonly loss?: number;
}
export const STAGES = ['open', 'ingest', 'drain', 'features', 'detect', 'investigate', 'archive'] as const;
export type Stage = (typeof STAGES)[number];
export type OnProgress = (progress: Progress) => void;

/** An error or notice as a value: what, where, and what was done about it. Shown to the user as it is. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  /** Kebab-case, stable: 'empty-file', 'truncated-gzip', 'binary-file', 'file-unreadable', ... */
  readonly code: string;
  /** One sentence for the user, with what happens to the data. */
  readonly message: string;
  readonly file: string | null;
  /** Physical line, from 1; null when it does not apply. */
  readonly lineNum: number | null;
  readonly byteOffset: number | null;
}
