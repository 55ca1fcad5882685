/** Some lines of a file as they were read: what each part was taken for. */
export interface FileSample {
  readonly fileIdx: number;
  readonly lines: readonly SampleLine[];
  /** The first lines that no rule explains. */
  readonly unparsed: readonly SampleLine[];
}

export type PartKind = 'time' | 'level' | 'source' | 'message' | 'rest';

export interface SampleLine {
  readonly lineNum: number;
  /** Cut at 2,000 characters. */
  readonly text: string;
  /** Ascending, not overlapping, [begin, end) in UTF-16 units of text; what no part covers is 'rest'. */
  readonly parts: readonly { readonly begin: number; readonly end: number; readonly kind: PartKind }[];
  /** Time as it was understood, ms UTC; null: none. */
  readonly timeMs: number | null;
  /** Index into LEVELS. */
  readonly level: number;
}
