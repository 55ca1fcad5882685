/** What crosses between detection, the shard scanners and the assembly: plans, jobs and results. Plain data only: it crosses threads. */
import type { Gap } from '../../contracts/tables';
import type { PackedTexts } from '../lib/bytes-interner';
import { STREAM_UNKNOWN } from './header';
import type { LevelColumn } from './layout/level-column';
import type { PrefixKind } from './line-prefix';
import type { DateOrder } from './time/date-order';

/**
 * How lines become records. timed: a record starts where a header with a time parses, all else continues it;
 * lines: each line is a record unless it looks like a continuation; csv: rows with quoting; blocks: records of several
 * lines that the format itself delimits (pretty-printed JSON, journald export).
 */
export type RecordStyle = 'timed' | 'lines' | 'csv' | 'blocks';

/** Records whose ends are known only when they are read: shards go one after another, a header may span lines. */
export const isDelimited = (style: RecordStyle): boolean => style === 'csv' || style === 'blocks';

/** One header parser with what it learnt from the sample; `params` is plain data that its parser understands. */
export interface ParserSpec {
  /** Id of the LogFormat that makes the parser. */
  readonly parser: string;
  /** Name for the user: 'openstack', 'log4j', 'json-lines', ... */
  readonly format: string;
  readonly params: unknown;
  /** Set where messages hold records of their own. */
  readonly inner?: InnerPlan;
  /** Set where a tool put something before each line. */
  readonly prefix?: PrefixKind;
}

/** What detection learns of the records within messages. */
export interface InnerPlan {
  /** Tried in order on each message; each may hold a further plan. */
  readonly parsers: readonly ParserSpec[];
  /** The outer time is the shipper's, or lacks the year that the inner one has. */
  readonly innerTime: boolean;
  /** The outer level is the same whatever the messages state. */
  readonly defaultLevel: boolean;
  /** Runtimes write one physical line of a program a record: what reads as the rest of a record is one. */
  readonly lines: boolean;
  /** Messages of several lines were seen: the header is in the first. */
  readonly folded: boolean;
  /** Texts end in a line break: one that does not was cut by the runtime, and goes on in the next record. */
  readonly ended: boolean;
  /** Messages that no parser takes are columns one of which states the level. */
  readonly column?: LevelColumn;
  /** Sources (hashed) whose messages nearly all have a header: what has none continues a record. */
  readonly headed: readonly number[];
}

/** Tells identifiers of sessions in a line: after `prefix`, a run of the class, `min`..`max` bytes long. */
export interface IdentifierPlan {
  /** 'block', 'request', 'instance', 'trace', ... */
  readonly identifier: string;
  /** Literal text right before the key's own characters. */
  readonly prefix: string;
  readonly charset: 'digits' | 'hex' | 'uuid' | 'word';
  readonly min: number;
  /** true: keys keep the prefix ('blk_123'); false: they are the text after it. */
  readonly keepPrefix: boolean;
}

/** All that a scanner needs to read any shard of one file. */
export interface ScanPlan {
  readonly format: string;
  readonly style: RecordStyle;
  /** Tried in order on each line; the first is the file's format. */
  readonly parsers: readonly ParserSpec[];
  readonly identifier: IdentifierPlan | null;
  /** Zone of times that state none: 'UTC', IANA name or '+02:00'. */
  readonly zone: string;
  /** Lines hold terminal colours: they are taken out before a header is looked for. */
  readonly ansi?: boolean;
  /** Blank lines part the records: what their further lines begin with is told by them, even a time. */
  readonly paragraphs?: boolean;
  /** Set where times are dates of numbers that may have the day first or the month. */
  readonly dates?: DatePlan;
  /** Set where times name their zone by a word that is in use in more than one part of the world. */
  readonly zoneWord?: ZoneWordPlan;
}

export interface DatePlan {
  readonly order: DateOrder;
  /** decided: lines of this file or of those beside it tell; set: by the user. */
  readonly from: 'decided' | 'assumed' | 'set';
  /** What it was taken from, as it goes on "by ...". */
  readonly by: string;
}

export interface ZoneWordPlan {
  readonly word: string;
  /** Minutes that the parsers read it as, and those that it means here. */
  readonly reads: number;
  readonly means: number;
  readonly from: 'decided' | 'assumed';
  /** 'India'. */
  readonly where: string;
}

export interface FormatGuess {
  readonly format: string;
  /** Share of the sampled lines (continuations apart) that the format explains, 0..1. */
  readonly confidence01: number;
  readonly plan: ScanPlan;
}

/** A name that a container states for the records within, until a level below `scope` is left (levels count from the record's). */
export interface Enclosing {
  readonly rank: number;
  readonly text: string;
  readonly scope: number;
}

/** State of the open record where a shard begins. */
export interface Carry {
  /** A record has begun before this shard. */
  readonly hasRecord: boolean;
  /** Continuation lines and bytes of that record so far. */
  readonly lines: number;
  readonly bytes: number;
  /** Header.stream of that record; -1: not known. */
  readonly stream: number;
  /** The shard begins inside a line that was too long to keep whole. */
  readonly midLine: boolean;
  /** Records in containers: names of what encloses those that follow. */
  readonly enclosing?: readonly Enclosing[];
}

/** First shard of a file. */
export const CARRY_NONE: Carry = { hasRecord: false, lines: 0, bytes: 0, stream: 0, midLine: false };
/** What a scanner assumes of a later shard; the assembly asks for a second scan where that matters and is wrong. */
export const CARRY_ASSUMED: Carry = {
  hasRecord: true,
  lines: 0,
  bytes: 0,
  stream: STREAM_UNKNOWN,
  midLine: false,
};

/** Bytes [begin, end) of a file, cut at line ends (or where a line is longer than 1 MB). */
export interface ShardJob {
  readonly fileIdx: number;
  readonly shardIdx: number;
  readonly begin: number;
  readonly end: number;
  /** The shard ends the file. */
  readonly last: boolean;
  readonly plan: ScanPlan;
  readonly carry: Carry;
  /** Give the bytes back with the result (for the fingerprint). */
  readonly wantBytes: boolean;
}

/** Shapes in order of first occurrence; the text of shape i is text[textEnd[i - 1], textEnd[i]). */
export interface PackedShapes {
  /** 64-bit hash of each shape's tokens in two words: equal tokens have equal hashes in every shard of an analysis. */
  readonly hash: Int32Array;
  /** UTF-8: tokens with one blank between them; broken bytes as they are. */
  readonly text: Uint8Array;
  readonly textEnd: Uint32Array;
  readonly count: Float64Array;
}

/** One scanned shard. Row, kind, shape, source and key numbers count within the shard, in order of first occurrence. */
export interface ShardResult {
  readonly fileIdx: number;
  readonly shardIdx: number;
  readonly begin: number;
  /** Below the job's end where a CSV row was cut: the next shard has to begin here. */
  readonly end: number;
  readonly length: number;
  /** Relative to begin. */
  readonly byteOffset: Uint32Array;
  /** UTC ms; NaN: none; times without a year or a date are coded, see partial-time.ts. */
  readonly timeMs: Float64Array;
  readonly kind: Uint32Array;
  readonly kindShape: Uint32Array;
  /** Level and status, as packed-level.ts packs them. */
  readonly kindLevel: Uint8Array;
  readonly kindSource: Uint32Array;
  readonly shapes: PackedShapes;
  /** Messages that met the limits on shapes and were given a coarser one. */
  readonly numCoarse: number;
  readonly sources: readonly string[];
  /** As in LogShard. */
  readonly extraRow: Uint32Array;
  readonly extraLines: Uint32Array;
  /** Lines that begin in this shard (CSV with names: data rows). */
  readonly numLines: number;
  /** What belongs to the record that was open before: bytes, and lines that begin in this shard. */
  readonly leadingBytes: number;
  readonly leadingLines: number;
  /** Stream of the lines that lead the shard, where it was not known whose they are and they had to be of one; else absent. */
  readonly leadingStream?: number;
  readonly carryIn: Carry;
  readonly carryOut: Carry;
  readonly numUnparsed: number;
  /** Lines (from 0, within the shard) of the first few unparsed ones. */
  readonly unparsedLines: readonly number[];
  readonly gaps: readonly Gap[];
  /** Records whose time stated its zone, and the first such offset in minutes. */
  readonly numZoned: number;
  readonly zoneMinutes: number | null;
  readonly mentionRow: Uint32Array;
  readonly mentionKey: Uint32Array;
  readonly mentionKeys: PackedTexts;
  readonly bytes: Uint8Array | null;
  /** No byte given to the scanner is above 127; false or absent: not known. */
  readonly isAscii?: boolean;
  /** If the file ends with this shard, it ends within a record, or within the container of its records. */
  readonly cutOff?: boolean;
  /** The bytes could not be read: they are a gap, and nothing continues across it. */
  readonly unreadable?: boolean;
}

/** A thread (or in tests the same one) that scans shards. */
export interface ShardScanner {
  scan(blob: Blob, job: ShardJob): Promise<ShardResult>;
}

/** Buffers of a result, to be transferred rather than copied. */
export function transferablesOf(result: ShardResult): ArrayBuffer[] {
  const arrays = [result.byteOffset, result.timeMs, result.kind, result.kindShape, result.kindLevel];
  const { hash, text, textEnd, count } = result.shapes;
  const more = [result.kindSource, hash, text, textEnd, count, result.extraRow, result.extraLines];
  const { mentionRow, mentionKey, mentionKeys } = result;
  const keys = [mentionKeys.text, mentionKeys.textEnd];
  const mentions = [mentionRow, mentionKey, ...keys, ...(result.bytes ? [result.bytes] : [])];
  const buffers = [...arrays, ...more, ...mentions].map((array) => array.buffer as ArrayBuffer);
  return [...new Set(buffers)];
}
