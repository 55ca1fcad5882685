import type { LevelClass } from './settings';
import type { EpochMs, Problem, RowIdx, TemplateIdx } from './units';

/**
 * Records of one shard of one file, in file order: 16 bytes a row. Text is never stored: it is read back from the
 * source by byte offset. A record is a header line and the lines that belong to it (stack trace).
 */
export interface LogShard {
  readonly fileIdx: number;
  /** Global row of the shard's first record. */
  readonly rowBegin: number;
  readonly length: number;
  /** Bytes [byteBegin, byteEnd) of the file belong to this shard (records and gaps). */
  readonly byteBegin: number;
  readonly byteEnd: number;
  /** Physical lines (data rows of a CSV with names) of the file before the first record of this shard. */
  readonly lineBegin: number;
  /** Start of each record, relative to byteBegin. It ends where the next one, or the shard, ends (gaps apart). */
  readonly byteOffset: Uint32Array;
  /** Time of each record in ms since 1970, UTC; NaN: the record states no time. */
  readonly timeMs: Float64Array;
  /** Kind of each record: row of KindTable. */
  readonly kind: Uint32Array;
  /**
   * Physical lines, sparse: record r starts on line lineBegin + r + extraLines[i], where i is the last entry with
   * extraRow[i] < r (none: + 0). extraRow ascends; extraLines is the running sum of continuation lines of the records
   * up to and including extraRow[i]. Leading lines that continue the previous shard's record are not counted here:
   * lineBegin is the line of this shard's first record. For CSV a line is a data row.
   */
  readonly extraRow: Uint32Array;
  readonly extraLines: Uint32Array;
}

/** Bytes that belong to no record, and why ('byte-order-mark', 'csv-header', 'unreadable', ...). */
export interface Gap {
  readonly begin: number;
  readonly end: number;
  readonly reason: string;
}

export interface Zone {
  /** IANA name or '+02:00'; what the times without a zone were read as. */
  readonly name: string;
  /** beside: neither lines nor settings say, and ids that a file beside it shares do. */
  readonly from: 'log' | 'setting' | 'beside' | 'assumed';
  /** Of 'beside', as it goes on 'by ...': '31 ids that it shares with gateway.log'. */
  readonly by?: string;
}

/** One thing that is needed to understand a time, and where it was taken from. */
export interface ReadFrom {
  /** 'Europe/Berlin', '2026', '2024-05-14', 'day first'. */
  readonly value: string;
  /** stated: the lines say it; set: by the user; decided: lines of the file, its name or the files beside it leave no other; assumed: nothing tells. */
  readonly from: 'stated' | 'set' | 'decided' | 'assumed';
  /** What it was taken from, as it goes on 'by ...': 'the date of the file'. */
  readonly by: string;
}

/** A whole hour that the written times skip, or write twice, because clocks were put forward or back then. */
export interface ClockChange {
  /** Begin of the hour, as it was read. */
  readonly atMs: EpochMs;
  readonly kind: 'forward' | 'back';
  /** Some of the zones whose clocks changed then. */
  readonly zones: readonly string[];
}

/** How the times of a file were understood. Null: the file does not need it. */
export interface TimeReading {
  readonly zone: ReadFrom | null;
  /** Of the first record whose time states no year. */
  readonly year: ReadFrom | null;
  /** Of the first record whose time states no date. */
  readonly day: ReadFrom | null;
  /** Of dates of numbers, as 05/06/2024. */
  readonly dateOrder: ReadFrom | null;
  /** By time; only of times that state no zone and have none set. */
  readonly clockChanges: readonly ClockChange[];
}

/** Where what is no time was taken from. */
export interface ReadingRules {
  readonly format: ReadFrom;
  /** Stated in a place of its own, or taken from words of the message. */
  readonly level: ReadFrom;
  /** Where a record begins. */
  readonly records: ReadFrom;
}

/** What the name of a file tells of its place among the others. */
export interface FilePlace {
  /** `log`: path of the log that it is a part of; parts count from the oldest, 0. Null: it is no part of another. */
  readonly rotation: { readonly log: string; readonly partIdx: number; readonly numParts: number } | null;
  /** It is of the run of a container before the present one. */
  readonly previousContainer: boolean;
}

/** How one file was read. numRecord bytes + gapBytes = bytes, always. */
export interface FileSummary {
  /** Path as dropped ('folder/app.log.gz'), made unique by a suffix ' (2)'. */
  readonly name: string;
  /** Size of the text that was analysed (after decompression; of a binary log, of the text that is made of it). */
  readonly bytes: number;
  /** Lower-case hex xxh64 (seed 0) of that text; null when it could not be read to the end. */
  readonly xxh64: string | null;
  /** 'gzip', ... 'journal', 'evtx' with the size of the dropped file; null when it was plain. */
  readonly compression: { readonly kind: string; readonly bytes: number } | null;
  readonly format: string;
  /** Share of sampled lines that the format explains, 0..1. */
  readonly formatConfidence01: number;
  readonly encoding: string;
  readonly zone: Zone;
  /** Physical lines. */
  readonly numLines: number;
  readonly numRecords: number;
  /** Lines that neither start a record by the format nor look like a continuation: kept, shown, counted here. */
  readonly numUnparsed: number;
  /** Line numbers (from 1) of the first few unparsed lines. */
  readonly unparsedLineNums: readonly number[];
  /** Records whose time is before that of the record before them, but for those where clocks were put back by an hour. */
  readonly numBackwards: number;
  readonly gaps: readonly Gap[];
  readonly rowBegin: number;
  readonly rowEnd: number;
  readonly firstMs: EpochMs | null;
  readonly lastMs: EpochMs | null;
  /** Absent in analyses stored by older versions. */
  readonly reading?: TimeReading;
  /** Absent in analyses stored by older versions. */
  readonly rules?: ReadingRules;
  /** Absent where the name tells nothing, and in analyses stored by older versions. */
  readonly place?: FilePlace;
}

/** All records of all files: file after file, shard after shard. */
export interface LogTable {
  readonly length: number;
  readonly files: readonly FileSummary[];
  readonly shards: readonly LogShard[];
  readonly kinds: KindTable;
  readonly shapes: ShapeTable;
  /** Names that KindTable.source points to; index 0 is '' (the line names none: its file stands in). */
  readonly sources: readonly string[];
  readonly mentions: MentionTable | null;
  readonly problems: readonly Problem[];
  /** Set where a database counted the log, so that a row stands for many records; absent: a row is a record. */
  readonly counted?: CountedRows;
}

/** A log of which the windows were counted elsewhere: each row is the first record of a template, level and status in its window. */
export interface CountedRows {
  /** Records that each row stands for. */
  readonly weight: Uint32Array;
  /** Time of the last of them. */
  readonly lastMs: Float64Array;
  readonly startMs: EpochMs;
  readonly windowMs: number;
  readonly numWindows: number;
  /** 1 for a window that nobody counted; one entry a window. */
  readonly paused: Uint8Array;
  /** What counts of templates do not tell, by the names of FEATURE_COLUMNS; one entry a window. */
  readonly figures: Readonly<Record<CountedFigure, Float64Array>>;
}

/** Features that need the records in their order. */
export const COUNTED_FIGURES = [
  'new_pairs',
  'delta_mean_ms',
  'delta_sd_ms',
  'gap_max_ms',
  'burstiness',
] as const;
export type CountedFigure = (typeof COUNTED_FIGURES)[number];

/** Distinct (shape, level, status, source); a few thousand in millions of records. */
export interface KindTable {
  readonly length: number;
  readonly shape: Uint32Array;
  /** Index into LEVELS: what the records count as, as they state or by the status of a response; 5xx is an error at least. */
  readonly level: Uint8Array;
  /** 1 to 5: the records tell of a response whose status is 1xx to 5xx; 0: of none. Absent: none does. */
  readonly status?: Uint8Array;
  /** Index into LEVELS: the level as it is stated; 0: none is, though `level` may be taken from the status. Absent: it is `level`. */
  readonly stated?: Uint8Array;
  /** Index into LogTable.sources. */
  readonly source: Uint32Array;
}

/**
 * Distinct token sequences of messages, variable parts masked. Order: first occurrence in file order, so that nothing
 * depends on the number of workers.
 */
export interface ShapeTable {
  readonly length: number;
  /** Tokens of each shape; a masked part is '<*>' or a typed '<IP>', '<UUID>', '<HEX>', '<NUM>', ... */
  readonly tokens: readonly (readonly string[])[];
  readonly count: Float64Array;
}

/**
 * Mentions of the identifier that sessions are made by (blk_..., req-..., instance uuid), where the lines carry one.
 * A sparse index beside the rows: pairs (row, key), rows ascending, in pieces as they were read.
 */
export interface MentionTable {
  /** Pairs in all chunks. */
  readonly length: number;
  /** What the identifier is: 'block', 'request', 'instance', 'uuid', ... */
  readonly identifier: string;
  readonly chunks: readonly MentionChunk[];
  readonly keys: readonly string[];
}

export interface MentionChunk {
  readonly rowBegin: number;
  /** Row of each pair; null: one pair a row, from rowBegin on without a gap. */
  readonly row: Uint32Array | null;
  /** Index into keys. */
  readonly key: Uint32Array;
}

export interface Template {
  /** Wildcards are '<*>' or typed ('<IP>'); tokens joined by one space. */
  readonly text: string;
  readonly count: number;
  readonly firstMs: EpochMs | null;
  readonly lastMs: EpochMs | null;
  readonly firstRow: RowIdx;
  /** The gravest level that at least 1 % of its records carry; index into LEVELS. */
  readonly level: number;
  /** Records that state an error or worse, however few; absent in analyses stored before they were counted. */
  readonly numErrors?: number;
  /** Most frequent source. */
  readonly source: number;
}

/** Templates in order of first occurrence; those of a saved state come first, in its order. */
export interface TemplateTable {
  readonly length: number;
  readonly templates: readonly Template[];
  /** Template of each kind: the way from a row to its template. */
  readonly ofKind: Uint32Array;
  /** Levels that each template is of, where one wording is several; absent in analyses stored by older versions. */
  readonly levelClass?: readonly LevelClass[];
  /** 1 for a template that detection passes over, as the user called it normal; absent: there is none. */
  readonly muted?: Uint8Array;
  /** Templates from here on are known from a saved baseline only, and have no record; absent: there are none. */
  readonly numOwn?: number;
}

/** `T12` for index 11: the id that exports show. */
export function templateId(idx: TemplateIdx | number): string {
  return `T${idx + 1}`;
}
