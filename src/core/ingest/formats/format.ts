/** What a log format is: a detector over a sample and a maker of byte parsers. One file per format in this folder. */
import { createHeader, type HeaderParser } from '../header';
import type { Sample } from '../sample';
import type { DateOrder } from '../time/date-order';
import type { RecordStyle } from '../types';

export interface FormatMatch {
  /** Name for the user. */
  readonly format: string;
  /** Share of the sample's lines (continuations apart) that the format explains, 0..1. */
  readonly score01: number;
  readonly style: RecordStyle;
  readonly params: unknown;
  /** Its lines state no time though lines of the format usually do: they may be data within records of another one. */
  readonly timeless?: boolean;
}

export interface LogFormat {
  readonly id: string;
  /** Null: not of this format. `among`: only these lines count (default all that do not look like continuations). */
  detect(sample: Sample, among?: readonly number[]): FormatMatch | null;
  /** `params.raw`: the message is left as it is, since what it holds is read by others. `order`: of the file's dates; null: not known. */
  createParser(params: unknown, order: DateOrder | null): HeaderParser;
  /** Formats of style 'blocks' only. */
  createSplitter?(params: unknown): Splitter;
  /** Whether the text of a record may go on behind the records that follow it. Such a format tells its records apart behind a prefix too. */
  readsOn?(params: unknown): boolean;
}

export interface Block {
  /** End of the record's own bytes, and where the next record begins. */
  readonly contentEnd: number;
  readonly next: number;
  /** It does not end as it should. */
  readonly broken: boolean;
}

/** The block at `at` of bytes[0, end); null: it may go on beyond `end`, which never is so when `last`. Bounded by MAX_RECORD_BYTES. */
export interface Splitter {
  readonly split: (bytes: Uint8Array, at: number, end: number, last: boolean) => Block | null;
  /** Bytes before the first block that are no record ('[' of an array). */
  readonly lead: number;
  /** Text between records, and before the first, belongs to containers and may name their source. */
  readonly encloses?: boolean;
}

/** Share of lines that a parser takes. */
export function shareParsed(sample: Sample, lines: readonly number[], parse: HeaderParser): number {
  if (lines.length === 0) return 0;
  const out = createHeader();
  let hits = 0;
  for (const i of lines) if (parse(sample.bytes, sample.begin[i], sample.end[i], out)) hits++;
  return hits / lines.length;
}

export function lineText(sample: Sample, i: number): string {
  return new TextDecoder().decode(sample.bytes.subarray(sample.begin[i], sample.end[i]));
}

/** Share of the lines (at most 400 of them) whose text matches. */
export function shareMatching(sample: Sample, lines: readonly number[], pattern: RegExp): number {
  const stride = Math.max(1, Math.floor(lines.length / 400));
  let hits = 0;
  let num = 0;
  for (let i = 0; i < lines.length; i += stride) {
    num++;
    if (pattern.test(lineText(sample, lines[i]))) hits++;
  }
  return num === 0 ? 0 : hits / num;
}

/** Detector of a format whose parser needs nothing learnt. */
export function fixedFormat(id: string, style: RecordStyle, parse: HeaderParser): LogFormat {
  return {
    id,
    detect(sample, among = sample.counted) {
      const score01 = shareParsed(sample, among, parse);
      return score01 > 0 ? { format: id, score01, style, params: null } : null;
    },
    createParser: () => parse,
  };
}
