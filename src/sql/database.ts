// One DuckDB over the tables of one analysis. In: the engine, and where the tables come from. Out: queries, one at a time. It reaches no file, no
// network and no extension, and that cannot be switched on again. Tables are loaded when a query first names one; `logs` in batches.
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { type DataType, type Field, RecordBatchReader, Type, tableFromIPC } from 'apache-arrow';
import { textTable } from '../archive/sql-tables';
import {
  type LogSlice,
  MAX_LOG_BYTES,
  MAX_LOG_ROWS,
  MAX_RESULT_ROWS,
  SQL_TABLES,
  type SqlLogFacts,
  type SqlProgress,
  type SqlSource,
  WHOLE_LOG,
} from '../contracts/sql';
import { LEVELS, STATUS_CLASSES } from '../contracts/units';
import { countOf, grouped } from '../core/wording/plural';
import { unreadInWords } from '../core/wording/unread';
import { errorWords } from './error-words';
import { statementsOf, whyRefused } from './statements';

export interface QueryResult {
  /** The schema and then the batches, as pieces of one Arrow IPC stream. */
  readonly pieces: readonly Uint8Array[];
  readonly isCut: boolean;
  readonly ms: number;
  readonly note: string;
}

export interface Database {
  /** @throws Error with what DuckDB or we have against it; an AbortError when it was stopped */
  run(sql: string, onProgress: (progress: SqlProgress) => void, slice?: LogSlice): Promise<QueryResult>;
  stop(): void;
}

/** What the engine may take of the 4 GB that WebAssembly has. */
const MEMORY = '3GB';
/** Between two looks whether it was stopped. */
const SLICE_MS = 40;
/** Bytes of a result that are kept at most. */
const MAX_RESULT_BYTES = 512 * 2 ** 20;

const LOCKS = [
  `SET memory_limit = '${MEMORY}'`,
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

/** @param engine instantiated, not opened @param now milliseconds of any clock */
export function createDatabase(engine: DuckDBBindings, source: SqlSource, now: () => number): Database {
  engine.open({
    path: ':memory:',
    maximumThreads: 1,
    query: { queryPollingInterval: SLICE_MS, castDecimalToDouble: true, castBigIntToDouble: false },
  });
  const connection = engine.connect();
  // biome-ignore lint/correctness/useHookAtTopLevel: no hook of React.
  const id = connection.useUnsafe((_, own) => own);
  for (const sql of LOCKS) connection.query(sql);
  let isStopped = false;
  let hasTables = false;
  let logs: 'none' | 'part' | 'whole' = 'none';
  let held = WHOLE_LOG;
  let note = '';
  const check = (): void => {
    if (isStopped) throw new DOMException('Stopped.', 'AbortError');
  };
  const execute = (sql: string): void => void connection.query(sql);
  const insert = (schema: string, name: string, ipc: Uint8Array): void =>
    connection.insertArrowFromIPCStream(ipc, { schema, name, create: false });

  const loadTables = async (): Promise<void> => {
    execute('CREATE SCHEMA IF NOT EXISTS kept');
    for (const { name, ipc } of await source.tables()) {
      const { columns } = SQL_TABLES.find((table) => table.name === name)!;
      execute(
        `CREATE OR REPLACE TABLE ${name} (${columns.map((each) => `"${each.name}" ${each.type}`).join(', ')})`,
      );
      insert('main', name, ipc);
    }
    const facts = await source.logFacts(WHOLE_LOG);
    execute('CREATE OR REPLACE TABLE kept.sources (idx BIGINT, text VARCHAR)');
    execute('CREATE OR REPLACE TABLE kept.templates (idx BIGINT, text VARCHAR)');
    insert('kept', 'sources', textTable(facts.sources));
    insert('kept', 'templates', textTable(facts.templates));
    for (const sql of logTables(facts)) execute(sql);
    hasTables = true;
  };

  const loadLogs = async (slice: LogSlice, onProgress: (progress: SqlProgress) => void): Promise<void> => {
    const facts = await source.logFacts(slice);
    const tooLarge = whyTooLarge(facts);
    if (tooLarge !== null) throw new Error(tooLarge);
    if (logs !== 'none') execute('TRUNCATE kept.rows');
    logs = 'part';
    held = slice;
    await source.openLogs(slice);
    let done = 0;
    for (let next = await source.nextLogs(); next !== null; next = await source.nextLogs()) {
      check();
      insert('kept', 'rows', next.ipc);
      done += next.numRows;
      onProgress({ step: 'logs', done, total: facts.numRows });
    }
    logs = 'whole';
    const unread = unreadInWords(await source.unreadLogs(), facts.numRows);
    const notes = [
      facts.numRows < facts.numAll ? sliceNote(facts, slice) : '',
      facts.numRecords > facts.numRows ? countedNote(facts) : '',
      facts.hasText ? '' : NO_TEXT,
      unread === '' ? '' : `Text could not be read of ${unread}. There, message says so in square brackets.`,
    ];
    note = notes.filter((each) => each !== '').join(' ');
  };

  /** The result of one statement, fetched as long as it is wanted. */
  const query = async (text: string, padding: string): Promise<Omit<QueryResult, 'note'>> => {
    const begun = now();
    let head = engine.startPendingQuery(id, padding + text, true);
    while (head === null) {
      await turn();
      if (isStopped) connection.cancelSent();
      check();
      head = engine.pollPendingQuery(id);
    }
    const asTexts = withoutEnums(text, tableFromIPC(head).schema.fields);
    if (asTexts !== null) {
      connection.cancelSent();
      return query(asTexts, '');
    }
    const pieces = [head];
    const answer = (isCut: boolean) => ({ pieces, isCut, ms: now() - begun });
    let numRows = 0;
    let bytes = 0;
    let turned = now();
    for (;;) {
      const piece = engine.fetchQueryResults(id);
      if (piece !== null && piece.length === 0) return answer(false);
      if (piece !== null) {
        pieces.push(piece);
        for (const batch of RecordBatchReader.from([head, piece])) numRows += batch.numRows;
        bytes += piece.length;
      }
      if (numRows >= MAX_RESULT_ROWS || bytes >= MAX_RESULT_BYTES) {
        connection.cancelSent();
        return answer(true);
      }
      if (now() - turned < SLICE_MS) continue;
      await turn();
      turned = now();
      if (isStopped) connection.cancelSent();
      check();
    }
  };

  return {
    async run(sql, onProgress, slice = WHOLE_LOG) {
      isStopped = false;
      const statements = statementsOf(sql);
      if (statements.length === 0)
        throw new Error('There is no statement yet: write one, or take an example.');
      const refused = statements.map(whyRefused).find((why) => why !== null);
      if (refused !== undefined) throw new Error(refused);
      onProgress({ step: 'tables', done: null, total: null });
      if (!hasTables) await loadTables();
      check();
      const needsLogs = statements.some(({ words }) => words.includes('logs'));
      const isHeld = logs === 'whole' && slice.where === held.where && slice.oneIn === held.oneIn;
      if (needsLogs && !isHeld) await loadLogs(slice, onProgress);
      onProgress({ step: 'query', done: null, total: null });
      let last: Omit<QueryResult, 'note'> | null = null;
      for (const statement of statements) {
        check();
        // What DuckDB says of a line is then of the whole text.
        last = await query(statement.text, sql.slice(0, statement.begin).replace(/[^\n]/g, ' ')).catch(
          reworded,
        );
      }
      return { ...last!, note: needsLogs ? note : '' };
    },
    stop() {
      isStopped = true;
    },
  };
}

const NO_TEXT = 'No file of this analysis is at hand, so message is NULL everywhere: give the files again.';

/** What of the log is not in `logs`. */
function sliceNote({ numRows, numAll, numAsked }: SqlLogFacts, { where, oneIn }: LogSlice): string {
  const of = where.trim() === '' ? '' : `those of ${where}`;
  const sample =
    oneIn > 1
      ? `one in ${grouped(oneIn)} of ${of === '' ? 'all' : `the ${grouped(numAsked)}`}, drawn by their number, so that counts are to be taken times ${grouped(oneIn)} and are estimates`
      : '';
  const which = [of, sample].filter((each) => each !== '').join(', ');
  return `logs holds ${grouped(numRows)} of the ${countOf(numAll, 'row')} of this log: ${which}. The others are not in this answer.`;
}

function countedNote({ numRows, numRecords }: SqlLogFacts): string {
  return `A database counted this log: the ${countOf(numRows, 'row')} of logs stand for ${countOf(numRecords, 'record')}, each for those of its kind in its window. Counts are in windows and templates.`;
}

/** The rows as they are kept, and the view in which their columns are those of structured_logs. */
function logTables({ hasText }: SqlLogFacts): readonly string[] {
  const words = (list: readonly string[], column: string): string =>
    `[${list.slice(1).map((word) => `'${word}'`)}][r.${column}] AS ${column}`;
  const message = hasText ? ', message VARCHAR' : '';
  return [
    `CREATE OR REPLACE TABLE kept.rows (line BIGINT, timestamp TIMESTAMP, level UTINYINT, status UTINYINT, effective_level UTINYINT, source UINTEGER, template UINTEGER${message})`,
    `CREATE OR REPLACE VIEW logs AS SELECT r.line, r.timestamp, ${words(LEVELS, 'level')}, ${words(STATUS_CLASSES, 'status')}, ${words(LEVELS, 'effective_level')}, s.text AS source, 'T' || (r.template::BIGINT + 1) AS template_id, t.text AS template, ${hasText ? 'r.message' : 'NULL::VARCHAR AS message'} FROM kept.rows r LEFT JOIN kept.sources s ON s.idx = r.source LEFT JOIN kept.templates t ON t.idx = r.template`,
  ];
}

function whyTooLarge({ numRows, numBytes }: SqlLogFacts): string | null {
  const isLarge = numRows > MAX_LOG_ROWS || numBytes > MAX_LOG_BYTES;
  if (!isLarge) return null;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  return `logs has ${numRows.toLocaleString('en')} rows of ${gigabytes(numBytes)}; a page holds ${MAX_LOG_ROWS.toLocaleString('en')} rows and ${gigabytes(MAX_LOG_BYTES)} at most. Choose which rows logs holds, below the query. The other tables can be asked. For all rows, save structured_logs.parquet (Exports) and ask DuckDB on your machine, or analyse fewer files; lake/duckdb.sql counts over more than one machine holds.`;
}

function reworded(error: Error): never {
  throw error.name === 'AbortError' ? error : new Error(errorWords(error.message));
}

/**
 * The same query with each ENUM as its text: the words of one are missing in results that come piece by piece. Null: it has none.
 * @throws Error for one inside of a list or a record
 */
function withoutEnums(text: string, fields: readonly Field[]): string | null {
  const inside = ({ children }: DataType): boolean =>
    (children ?? []).some(({ type }) => type.typeId === Type.Dictionary || inside(type));
  const deep = fields.find(({ type }) => inside(type));
  if (deep !== undefined)
    throw new Error(`${deep.name} holds an ENUM inside of a list or a record: cast it to VARCHAR there.`);
  const flat = fields.filter(({ type }) => type.typeId === Type.Dictionary);
  if (flat.length === 0) return null;
  const quoted = flat.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
  return `SELECT * REPLACE (${quoted.map((name) => `${name}::VARCHAR AS ${name}`).join(', ')}) FROM (${text}\n)`;
}

/** Lets a stop arrive. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
