/**
 * A dropped file of changes. In: its text, CSV (comma, semicolon or tab, with a header) or JSON (an array, or an object that
 * holds one). Out: the changes in order of time, and a Problem with its line for every row that could not be read.
 */
import type { Change, ChangesFile } from '../../contracts/changes';
import type { Problem } from '../../contracts/units';
import { dataText } from '../wording/data-text';
import { problem } from '../wording/problem';
import { changeKindOfCell } from './change-kinds';
import { parseChangeTime } from './change-time';
import { type CsvRow, parseCsv } from './csv';

const ALIASES = {
  time: [
    'time',
    'timestamp',
    'date',
    'datetime',
    'when',
    'at',
    'start',
    'started_at',
    'start_time',
    'created_at',
    'deployed_at',
    'closed_at',
  ],
  kind: ['kind', 'type', 'change_type', 'category', 'action', 'event', 'event_type'],
  what: [
    'what',
    'change',
    'description',
    'summary',
    'title',
    'text',
    'details',
    'message',
    'name',
    'subject',
  ],
  source: [
    'source',
    'service',
    'component',
    'system',
    'app',
    'application',
    'host',
    'target',
    'environment',
    'who',
    'author',
    'user',
  ],
} as const;
type Field = keyof typeof ALIASES;
/** Rows with problems that are told one by one. */
const MAX_PROBLEMS = 20;
const MAX_CHANGES = 10_000;

/** Cells of one change by field name; '' where the file has none. */
interface RawChange {
  readonly lineNum: number | null;
  readonly cells: Readonly<Record<Field, string>>;
}

/**
 * Reads a file of changes. Never throws: what cannot be read is a Problem.
 * @param name file as dropped; the source of changes that name none
 * @param zone for times without an offset: 'UTC', an IANA name, or '+02:00'
 */
export function parseChanges(name: string, text: string, zone: string): ChangesFile {
  const problems: Problem[] = [];
  const raw = readRaw(name, text.replace(/^\uFEFF/, ''), problems);
  const changes: Change[] = [];
  let numBad = 0;
  for (const { lineNum, cells } of raw.slice(0, MAX_CHANGES)) {
    const timeMs = parseChangeTime(cells.time, zone);
    const what = cells.what.trim() || cells.kind.trim();
    if (timeMs !== null && what !== '') {
      const source = cells.source.trim() || name;
      changes.push({ timeMs, kind: changeKindOfCell(cells.kind, what), what, source, row: null });
    } else if (++numBad <= MAX_PROBLEMS) {
      const why =
        timeMs === null
          ? `its time "${cells.time.slice(0, 60)}" could not be read`
          : 'it does not say what changed';
      problems.push(changesProblem('bad-change-row', `A change was left out: ${why}.`, name, lineNum));
    }
  }
  if (numBad > MAX_PROBLEMS)
    problems.push(
      changesProblem('bad-change-row', `${numBad - MAX_PROBLEMS} more changes were left out.`, name, null),
    );
  if (raw.length > MAX_CHANGES)
    problems.push(
      changesProblem('too-many-changes', `Only the first ${MAX_CHANGES} changes were read.`, name, null),
    );
  changes.sort((a, b) => a.timeMs - b.timeMs);
  return { changes, problems };
}

function readRaw(name: string, text: string, problems: Problem[]): readonly RawChange[] {
  const start = text.trimStart();
  if (start === '') {
    problems.push(changesProblem('empty-file', 'The file of changes is empty.', name, null));
    return [];
  }
  if (start.startsWith('[') || start.startsWith('{')) return readJson(name, text, problems);
  const rows = parseCsv(text);
  const columns = columnsOf(rows[0].cells);
  if (columns.time < 0 || (columns.what < 0 && columns.kind < 0)) {
    const message =
      'The file of changes was not read: its header needs a time column and a column for what changed (time,kind,what,source).';
    problems.push(changesProblem('bad-changes-header', message, name, 1));
    return [];
  }
  return rows.slice(1).map((row) => rawOfRow(row, columns));
}

function rawOfRow(row: CsvRow, columns: Readonly<Record<Field, number>>): RawChange {
  const cell = (field: Field) => (columns[field] < 0 ? '' : (row.cells[columns[field]] ?? ''));
  return {
    lineNum: row.lineNum,
    cells: { time: cell('time'), kind: cell('kind'), what: cell('what'), source: cell('source') },
  };
}

function readJson(name: string, text: string, problems: Problem[]): readonly RawChange[] {
  const items = jsonItems(text);
  if (items === null) {
    problems.push(
      changesProblem(
        'bad-changes-json',
        'The file of changes is not valid JSON, or holds no list of changes: it was not read.',
        name,
        null,
      ),
    );
    return [];
  }
  return items.map((item) => {
    const record = asRecord(item);
    const names = Object.keys(record);
    const columns = columnsOf(names);
    const cell = (field: Field) => (columns[field] < 0 ? '' : cellText(record[names[columns[field]]]));
    return {
      lineNum: null,
      cells: { time: cell('time'), kind: cell('kind'), what: cell('what'), source: cell('source') },
    };
  });
}

/** Records of a JSON array, of an object that holds one, of a single object, or of one object a line; null: neither. */
function jsonItems(text: string): readonly unknown[] | null {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    const parsed: unknown = JSON.parse(plain);
    if (Array.isArray(parsed)) return parsed;
    return Object.values(asRecord(parsed)).find(Array.isArray) ?? [parsed];
  } catch {
    return jsonLines(plain);
  }
}

function jsonLines(text: string): readonly unknown[] | null {
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown);
  } catch {
    return null;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return dataText(value);
}

function normalise(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Column of each field, -1: none; earlier aliases win over later ones. */
function columnsOf(header: readonly string[]): Record<Field, number> {
  const names = header.map(normalise);
  const find = (field: Field) => {
    const alias = ALIASES[field].find((each) => names.includes(each));
    return alias === undefined ? -1 : names.indexOf(alias);
  };
  return { time: find('time'), kind: find('kind'), what: find('what'), source: find('source') };
}

function changesProblem(code: string, message: string, file: string, lineNum: number | null): Problem {
  return problem('warning', code, message, { file, lineNum });
}
