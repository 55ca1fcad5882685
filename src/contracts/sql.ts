// SQL over the tables of an analysis: what they are called, what their columns are, and what crosses the threads. The columns are those of the
// exports, so that what a query says here it says over the saved files too.
import type { ExportColumn, Unit } from './export-column';
import { INCIDENTS_KEYS } from './export-incidents';
import {
  FEATURE_COLUMNS,
  LOG_COLUMNS,
  SESSION_COLUMNS,
  TEMPLATE_COLUMNS,
  WINDOW_COLUMNS,
} from './export-tables';
import type { UnreadPart } from './unread';

/** One column; of a list of records, `fields` are those of an entry. */
export interface SqlColumn {
  readonly name: string;
  /** Type of DuckDB. */
  readonly type: string;
  readonly what: string;
  /** Null: it is a list or a record of others. */
  readonly unit: Unit | null;
  readonly isList: boolean;
  readonly fields: readonly SqlColumn[];
}

export interface SqlTable {
  readonly name: string;
  /** The exports that have these columns. */
  readonly of: string;
  readonly columns: readonly SqlColumn[];
}

/** Times carry no zone: they are UTC, as in every export. */
const TYPES: Readonly<Record<Unit, string>> = {
  time: 'TIMESTAMP',
  text: 'VARCHAR',
  object: 'VARCHAR',
  count: 'BIGINT',
  line: 'BIGINT',
  bytes: 'BIGINT',
  '0 or 1': 'TINYINT',
  share: 'DOUBLE',
  score: 'DOUBLE',
  number: 'DOUBLE',
  bits: 'DOUBLE',
  minutes: 'DOUBLE',
  seconds: 'DOUBLE',
  ms: 'DOUBLE',
  'bytes a second': 'DOUBLE',
};

const AFTER_TIMES = 3;
const windowColumns: readonly ExportColumn[] = [
  ...WINDOW_COLUMNS.slice(0, AFTER_TIMES),
  ...FEATURE_COLUMNS,
  ...WINDOW_COLUMNS.slice(AFTER_TIMES),
];
const incidentColumns = INCIDENTS_KEYS.map((each) => ({ ...each, name: each.name.replace('[].', '') }));

export const SQL_TABLES = [
  { name: 'logs', of: 'structured_logs.parquet', columns: sqlColumns(LOG_COLUMNS) },
  { name: 'templates', of: 'templates.csv', columns: sqlColumns(TEMPLATE_COLUMNS) },
  { name: 'windows', of: 'windows.csv and feature_windows.parquet', columns: sqlColumns(windowColumns) },
  { name: 'incidents', of: 'incidents.json', columns: sqlColumns(incidentColumns) },
  { name: 'sessions', of: 'sessions.csv', columns: sqlColumns(SESSION_COLUMNS) },
] as const satisfies readonly SqlTable[];
export type SqlTableName = (typeof SQL_TABLES)[number]['name'];

/** Those of a table. @throws RangeError for a name that no table has. */
export function sqlTable(name: SqlTableName): SqlTable {
  const found = SQL_TABLES.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`no table: ${name}`);
  return found;
}

/** Paths like 'evidence[].line' as columns that hold others. */
function sqlColumns(columns: readonly ExportColumn[]): readonly SqlColumn[] {
  const heads = [...new Set(columns.map(({ name }) => name.split('.')[0]))];
  return heads.map((head) => {
    const own = columns.find(({ name }) => name === head);
    const isList = head.endsWith('[]');
    const name = isList ? head.slice(0, -2) : head;
    const tail = isList ? '[]' : '';
    if (own !== undefined) {
      const { unit, what } = own;
      return { name, type: TYPES[unit] + tail, what, unit, isList, fields: [] };
    }
    const inside = columns.filter((each) => each.name.startsWith(`${head}.`));
    const fields = sqlColumns(inside.map((each) => ({ ...each, name: each.name.slice(head.length + 1) })));
    const type = `STRUCT(${fields.map((each) => `"${each.name}" ${each.type}`).join(', ')})${tail}`;
    return {
      name,
      type,
      what: fields.map((each) => `${each.name}: ${each.what}`).join(' '),
      unit: null,
      isList,
      fields,
    };
  });
}

/** Rows of `logs` are read from the files: beyond either, no page can hold them. */
export const MAX_LOG_ROWS = 5_000_000;
/** Of text, in bytes. */
export const MAX_LOG_BYTES = 1.5 * 2 ** 30;
/** Rows of a result; what is beyond is not fetched. */
export const MAX_RESULT_ROWS = 500_000;

/** Which rows `logs` holds, where it cannot or need not hold all of them. */
export interface LogSlice {
  /** A query of columns, its times in UTC; '': all rows. */
  readonly where: string;
  /** Of those one in so many, at least 1: a sample that is the same each time. */
  readonly oneIn: number;
}

export const WHOLE_LOG: LogSlice = { where: '', oneIn: 1 };

/** A table as an Arrow IPC stream. */
export interface SqlTableData {
  readonly name: SqlTableName;
  readonly ipc: Uint8Array;
  readonly numRows: number;
}

/** What `logs` would hold. */
export interface SqlLogFacts {
  readonly numRows: number;
  /** Rows of the whole log. */
  readonly numAll: number;
  /** Rows of those that the slice asks for, before a sample is drawn of them. */
  readonly numAsked: number;
  /** More than there are rows where a database counted the log: each row is then the first of several. */
  readonly numRecords: number;
  /** Of the text of these rows; of a slice it is their share of each file, an estimate. */
  readonly numBytes: number;
  /** False: no file is at hand, so that no message can be read. */
  readonly hasText: boolean;
  /** Texts that the rows name by their index. */
  readonly sources: readonly string[];
  readonly templates: readonly string[];
}

/** Where the thread of SQL gets tables from: the analysis worker, by a port between the two. */
export interface SqlSource {
  /** All but `logs`; those that the analysis has. */
  tables(): Promise<readonly SqlTableData[]>;
  /** @throws Error for a slice that columns alone cannot tell */
  logFacts(slice: LogSlice): Promise<SqlLogFacts>;
  /** Begins the rows of `logs` anew. */
  openLogs(slice: LogSlice): Promise<void>;
  /** The next rows, as an Arrow IPC stream; null after the last. */
  nextLogs(): Promise<{ readonly ipc: Uint8Array; readonly numRows: number } | null>;
  /** Records whose text could not be read, of the rows given so far. */
  unreadLogs(): Promise<readonly UnreadPart[]>;
}

/** What a run waits for. */
export interface SqlProgress {
  readonly step: 'engine' | 'tables' | 'logs' | 'query';
  /** Bytes of the engine, rows of `logs`; null: it cannot be said. */
  readonly done: number | null;
  readonly total: number | null;
}

/** How a column is shown and sorted. */
export type SqlKind = 'number' | 'time' | 'text';

/** What may be drawn of a result. */
export interface SqlChart {
  readonly kind: 'line' | 'bar';
  readonly xName: string;
  /** Ms since 1970 for lines, words for bars. */
  readonly x: readonly number[] | readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** What of the result is not drawn; ''. */
  readonly leftOut: string;
}

export interface SqlAnswerColumn {
  readonly name: string;
  /** Of Arrow. */
  readonly type: string;
  readonly kind: SqlKind;
  /** Of the longest of its name and its first cells, in UTF-16 units. */
  readonly chars: number;
}

export interface SqlAnswer {
  readonly columns: readonly SqlAnswerColumn[];
  readonly numRows: number;
  /** There were more rows than are kept. */
  readonly isCut: boolean;
  /** Of the query alone, without what had to be loaded for it. */
  readonly ms: number;
  /** Null: there is nothing to draw. */
  readonly chart: SqlChart | null;
  /** What is to be known of the text of `logs`; '': it was not asked, or is whole. */
  readonly note: string;
}

/** A cell as it is shown; null is no value. */
export type SqlCell = string | null;

/** The thread of SQL. */
export interface SqlApi {
  /**
   * Runs the statements one after another; the answer is that of the last. @throws Error with what DuckDB or we have against it; an AbortError
   * when it was stopped.
   */
  run(text: string, onProgress: (progress: SqlProgress) => void, slice?: LogSlice): Promise<SqlAnswer>;
  /** Ends what runs, as soon as the engine listens. */
  stop(): Promise<void>;
  /** Rows [begin, end) of the last answer. */
  rows(begin: number, end: number): Promise<readonly (readonly SqlCell[])[]>;
  /** The last answer as a file. */
  save(form: 'csv' | 'parquet'): Promise<Blob>;
}
