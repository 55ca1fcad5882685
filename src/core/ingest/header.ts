/** What a header parser finds in one line: reused for every line, so that the hot path allocates nothing. */
export interface Header {
  /** Bytes that `source*`, `level*` and `message*` point into: the line itself, or a buffer of unescaped text. */
  sourceBytes: Uint8Array;
  messageBytes: Uint8Array;
  /** ms since 1970 of the written date and time (as if UTC); NaN: none. */
  timeMs: number;
  /** Stated offset from UTC in minutes; NaN: none stated. */
  zoneMinutes: number;
  /** 0: full date; 1: no year (timeMs within the year 2000); 2: no date (timeMs within the day). */
  partial: 0 | 1 | 2;
  /** Index into LEVELS; 0: none. */
  level: number;
  /** 1 to 5: the record tells of a response whose status is 1xx to 5xx; 0: of none. With BY_STATUS where `level` is taken from it. */
  status: number;
  sourceBegin: number;
  sourceEnd: number;
  messageBegin: number;
  messageEnd: number;
  /** What it says is the rest of the record before it, if that is of the same source, or of the same moment too. */
  follows: Follows;
  /** Of which source and moment the line is, as trace-lines.ts packs them; 0: not known. */
  stream: number;
}

export const BY_STATUS = 8;

export type Follows = 0 | 1 | 2;
export const FOLLOWS_NOTHING = 0;
export const FOLLOWS_MOMENT = 1;
export const FOLLOWS_SOURCE = 2;

/** Header.stream of a record that was cut: the next one goes on with it. */
export const STREAM_CUT = -2;
/** Of a record whose stream is not known. */
export const STREAM_UNKNOWN = -1;

/** Fills `out` from the line bytes[begin, end) (no line break in it) and says whether the line is of its format. */
export type HeaderParser = (bytes: Uint8Array, begin: number, end: number, out: Header) => boolean;

const NOTHING = new Uint8Array(0);

export function createHeader(): Header {
  return {
    sourceBytes: NOTHING,
    messageBytes: NOTHING,
    timeMs: Number.NaN,
    zoneMinutes: Number.NaN,
    partial: 0,
    level: 0,
    status: 0,
    sourceBegin: 0,
    sourceEnd: 0,
    messageBegin: 0,
    messageEnd: 0,
    follows: FOLLOWS_NOTHING,
    stream: 0,
  };
}

/** Back to 'nothing found, the whole line is the message'. */
export function resetHeader(out: Header, bytes: Uint8Array, begin: number, end: number): void {
  out.sourceBytes = bytes;
  out.messageBytes = bytes;
  out.timeMs = Number.NaN;
  out.zoneMinutes = Number.NaN;
  out.partial = 0;
  out.level = 0;
  out.status = 0;
  out.sourceBegin = begin;
  out.sourceEnd = begin;
  out.messageBegin = begin;
  out.messageEnd = end;
  out.follows = FOLLOWS_NOTHING;
  out.stream = 0;
}
