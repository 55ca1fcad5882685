// Lines of the log as the page asks for them: what is shown, what is looked for, and what comes back. Queries are text in the language of
// src/core/query/parse.ts.
import type { FileSummary } from './tables';
import type { EpochMs } from './units';
import type { UnreadPart, UnreadWhy } from './unread';

/** Which lines are listed, and how. Two that are equal field by field are the same list. */
export interface LineQuery {
  /** Lines that are shown; '': all. */
  readonly where: string;
  /** What is looked for among them: counted, marked, jumped to; '': nothing. */
  readonly find: string;
  /** Of them only the hits are shown. */
  readonly onlyHits: boolean;
  /** So many lines of the log are shown before and behind each that is asked for, 0 to MAX_CONTEXT. */
  readonly context: number;
  /** true: all files merged by time; false: file after file, in file order. */
  readonly byTime: boolean;
  /** Records of one template that follow one another directly stand as one. */
  readonly folds: boolean;
  /** Rows whose run is not folded. */
  readonly open: readonly number[];
}

export const MAX_CONTEXT = 50;

/** How far the search of texts is. */
export interface SearchState {
  readonly phase: 'running' | 'done' | 'stopped' | 'failed';
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly seconds: number;
  /** Why it failed, for the user: the expression that took too long; '': it did not. */
  readonly problem: string;
  /** Records that it could not look at so far: none of them counts as no hit. */
  readonly unread: readonly UnreadPart[];
}

export interface LineRow {
  readonly row: number;
  readonly fileIdx: number;
  readonly lineNum: number;
  readonly timeMs: EpochMs | null;
  /** Index into LEVELS: what the record counts as. */
  readonly level: number;
  /** The record states it, the status of its response is it, or the words of its template; '': it has none. */
  readonly levelFrom: '' | 'stated' | 'status' | 'words';
  /** 1 to 5: of a response of 1xx to 5xx; 0: of none. */
  readonly status: number;
  readonly source: number;
  readonly template: number;
  /** The record as it stands in the file, cut at 16 KB; null where it cannot be read: `unread` says why. */
  readonly text: string | null;
  readonly unread?: UnreadWhy;
  /** First line of its message: what the columns hold is gone from it. Null with the text. */
  readonly message: string | null;
  /** Begin and end of each place of the text that holds what is asked for, in pairs. */
  readonly marks: readonly number[];
  readonly isHit: boolean;
  /** Shown for a line beside it only. */
  readonly isContext: boolean;
  /** Records of the same template right behind it that stand in this line; 0: none. */
  readonly numFolded: number;
  /** Time of the last of them; null: it states none. */
  readonly lastMs: EpochMs | null;
}

export interface LinePage {
  /** Lines of the list so far. */
  readonly total: number;
  readonly rows: readonly LineRow[];
  /** Records that are asked for, folded ones among them, those of the context not. */
  readonly numRecords: number;
  /** Records that hold what is looked for; null: nothing is. */
  readonly numHits: number | null;
  /** Null: columns alone answer the query. */
  readonly search: SearchState | null;
}

export interface LinePlace {
  /** Of the row, or of the line that would follow it. */
  readonly index: number;
  /** Stands there by itself; is within a folded line; is not in the list. */
  readonly found: 'shown' | 'folded' | 'absent';
}

export interface LineMapMarks {
  readonly rows: readonly number[];
  /** Ms since 1970, ascending. */
  readonly times: readonly number[];
}

/** One entry a part of the list, but for the last two. */
export interface LineMap {
  /** The gravest level of the part; index into LEVELS. */
  readonly level: Uint8Array;
  readonly numErrors: Uint32Array;
  readonly numHits: Uint32Array;
  /** Index in the list of each row, or of the line that would follow it. */
  readonly placeOfRow: readonly number[];
  /** Of the first line of that time or later. */
  readonly placeOfTime: readonly number[];
}

/** Number of the index of a level, source, template, file and of lines. */
export type CountOf = readonly [idx: number, count: number];

/** Most frequent first. */
export interface LineCounts {
  /** One entry a level. */
  readonly levels: readonly number[];
  readonly sources: readonly CountOf[];
  readonly templates: readonly CountOf[];
  readonly files: readonly CountOf[];
}

/** A field that lines write, on a sample of them. */
export interface LineField {
  readonly name: string;
  /** Lines of the sample that state it. */
  readonly count: number;
  /** All its values are numbers. */
  readonly isNumeric: boolean;
  /** Most frequent first; few. */
  readonly values: readonly (readonly [value: string, count: number])[];
}

/** One slice of a file for a thread that searches: bytes [begin, end) of the blob, candidates relative to `begin` (src/core/query/search-slice.ts). */
export interface SearchJob {
  readonly blob: Blob;
  /** What the file was when it was analysed. `states` as of TextSource. */
  readonly text: Pick<FileSummary, 'bytes' | 'xxh64'> & { readonly states: Uint8Array | undefined };
  readonly begin: number;
  readonly end: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly queryOf: Uint8Array;
  readonly queries: readonly string[];
}
