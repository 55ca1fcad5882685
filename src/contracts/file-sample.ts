/** Some lines of a file as they were read: what each part was taken for. */
export interface FileSample {
  readonly fileIdx: number;
  /** Id of the format that reads it: one of `formats`, as a rule. */
  readonly formatId: string;
  /** Formats that explain at least some of its lines, best first; plain lines last. */
  readonly formats: readonly FormatChoice[];
  readonly lines: readonly SampleLine[];
  /** The first lines that no rule explains. */
  readonly unparsed: readonly SampleLine[];
}

export interface FormatChoice {
  /** For FileSetting.format. */
  readonly id: string;
  /** Name for the user. */
  readonly format: string;
  /** Share of the sampled lines that it alone explains, 0..1. */
  readonly share01: number;
}

export type PartKind = 'time' | 'level' | 'source' | 'message' | 'rest';

export interface SamplePart {
  readonly begin: number;
  readonly end: number;
  readonly kind: PartKind;
}

export interface SampleLine {
  /** Record that the line belongs to. */
  readonly row: number;
  readonly lineNum: number;
  /** Cut at 2,000 characters. */
  readonly text: string;
  /** Ascending, not overlapping, [begin, end) in UTF-16 units of text; what no part covers is 'rest'. */
  readonly parts: readonly SamplePart[];
  /** Time as it was understood, ms UTC; null: none. */
  readonly timeMs: number | null;
  /** Index into LEVELS. */
  readonly level: number;
}
