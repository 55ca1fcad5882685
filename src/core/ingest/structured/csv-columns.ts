/** Columns of CSV with a header, learnt from a sample: which holds the time, the level ... */
import { CARRIAGE_RETURN, LINE_FEED, QUOTE } from '../../lib/ascii';
import { decodeRange } from '../../lib/bytes';
import type { ScaleId } from '../level-scale';
import type { Sample } from '../sample';
import { type Column, MAX_VALUES, timeFacts, timeOf } from './column';
import { type Cells, rowEnd, splitRow } from './csv-row';
import { type FieldRole, rankOfName, type WantedRole } from './field-names';
import type { WantedField } from './json-walk';
import { learnRoles, STATUS_NAME } from './learn-roles';
import { isNumber } from './pairs';

export interface CsvParams {
  readonly delimiter: number;
  readonly numColumns: number;
  /** Column of each role, -1: none. */
  readonly time: number;
  /** Column of the date where `time` holds only the clock. */
  readonly date: number;
  /** Of its offset from UTC. */
  readonly zone: number;
  /** Of the parts of its second. */
  readonly fraction: number;
  readonly unit: 'millis' | 'micros' | 'nanos';
  readonly level: number;
  /** The level's column holds statuses of HTTP. */
  readonly status: boolean;
  readonly source: number;
  readonly message: number;
  /** Of the level column, where its values are numbers. */
  readonly scale?: ScaleId;
  /** Column of a response's status; absent or -1: none. */
  readonly response?: number;
  /** The first line is a row as any other. */
  readonly nameless?: boolean;
}

const MAX_ROWS = 500;
const MIN_ROWS = 3;
/** Rows of a file whose names do not tell have the header's number of cells nearly all. */
const MIN_EVEN = 0.9;
const NAME = /^[\p{L}@#_][\p{L}\p{N}\p{M} @.#()/[\]{}:%_-]{0,59}$/u;

/** Columns from the first line and the values below; null: neither tells of a message, or a time and one more. */
export function learnColumns(sample: Sample): CsvParams | null {
  if (sample.length === 0) return null;
  for (const char of [',', ';', '\t', '|']) {
    const names = headerOf(sample, char);
    // A line that states a time is a record.
    if (names.length < 2 || names.some((name) => name.length > 60 || timeOf(name)?.partial === 0)) continue;
    const named = namedRoles(names);
    const known = named.length;
    const isNamed = known >= 2 && (named.includes('time') || named.includes('message'));
    if (!isNamed && !names.every((name) => NAME.test(name))) continue;
    const delimiter = char.charCodeAt(0);
    const { columns, even, wider } = columnsOf(sample, delimiter, names);
    const params = paramsOf(delimiter, names, learnRoles(columns));
    if (isNamed) return params;
    const isTold =
      params.time >= 0 && (params.level >= 0 || params.message >= 0 || isTimeTable(names, columns, params));
    if (isTold && Math.max(even, wider) >= MIN_EVEN) return params;
  }
  return learnNameless(sample);
}

/** Its time goes by a usual name and every row states one: what the rows tell of, no column tells alone ('EVENT_TYPE,TIMESTAMP,USER_ID,...'). */
const isTimeTable = (names: readonly string[], columns: readonly Column[], { time }: CsvParams): boolean =>
  names.length >= MIN_NAMELESS_COLUMNS &&
  rankOfName('time', names[time]) >= 0 &&
  timeFacts(columns[time]).alone > MIN_EVEN;

const MIN_NAMELESS_COLUMNS = 4;
const MIN_QUOTED = 0.5;

/** Rows without a header: quotes tell that it is CSV, values what the columns are. */
function learnNameless(sample: Sample): CsvParams | null {
  const first = decodeRange(sample.bytes, sample.begin[0], sample.end[0]);
  for (const char of [',', ';', '\t']) {
    if (!first.includes(`${char}"`)) continue;
    const delimiter = char.charCodeAt(0);
    const cells: Cells = { begin: [], end: [], escaped: [] };
    const num = splitRow(sample.bytes, sample.begin[0], sample.end[0], delimiter, cells);
    if (num < MIN_NAMELESS_COLUMNS) continue;
    const names = Array.from({ length: num }, (_, i) => `${i + 1}`);
    const { columns, even, quoted } = columnsOf(sample, delimiter, names, true);
    if (even < MIN_EVEN || quoted < MIN_QUOTED) continue;
    // Which of them is a source no value tells.
    const params = { ...paramsOf(delimiter, names, learnRoles(columns)), source: -1, nameless: true };
    if (params.time >= 0 && params.level >= 0) return params;
  }
  return null;
}

function headerOf(sample: Sample, delimiter: string): string[] {
  const header = decodeRange(sample.bytes, sample.begin[0], sample.end[0]);
  return header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));
}

const namedRoles = (names: readonly string[]): FieldRole[] =>
  (['time', 'level', 'source', 'message'] as const).filter((role) =>
    names.some((name) => rankOfName(role, name) >= 0),
  );

function columnsOf(
  sample: Sample,
  delimiter: number,
  names: readonly string[],
  nameless = false,
): { columns: Column[]; even: number; wider: number; quoted: number } {
  const values = names.map((): string[] => []);
  let rows = 0;
  let even = 0;
  let wider = 0;
  let quoted = 0;
  for (const { cells, count } of firstRows(sample, delimiter, nameless)) {
    if (rows++ >= MAX_VALUES) break;
    if (count === names.length) even++;
    if (count === names.length + 1) wider++;
    if (cells.begin.some((begin, c) => c < count && sample.bytes[begin - 1] === QUOTE)) quoted++;
    for (let c = 0; c < Math.min(count, names.length); c++) {
      const text = decodeRange(sample.bytes, cells.begin[c], cells.end[c]).trim();
      if (text !== '') values[c].push(cells.escaped[c] ? text.replaceAll('""', '"') : text);
    }
  }
  const columns = names.map((name, c) => ({
    name,
    values: values[c],
    coverage: values[c].length / Math.max(1, rows),
    text: values[c].length === 0 ? 1 : values[c].filter((text) => !isNumber(text)).length / values[c].length,
  }));
  const shareOf = (num: number): number => (rows < MIN_ROWS ? 0 : num / rows);
  return { columns, even: shareOf(even), wider: shareOf(wider), quoted: quoted / Math.max(1, rows) };
}

function paramsOf(delimiter: number, names: readonly string[], fields: readonly WantedField[]): CsvParams {
  const columnOf = (role: WantedRole, of?: string): number => {
    const field = fields.find((wanted) => wanted.role === role && wanted.of === of);
    return field ? names.indexOf(field.path) : -1;
  };
  const [time, level] = [columnOf('time'), columnOf('level')];
  const of = names[time];
  const unit = (['nanos', 'micros', 'millis'] as const).find((role) => columnOf(role, of) >= 0) ?? 'nanos';
  return {
    delimiter,
    numColumns: names.length,
    time,
    date: columnOf('date', of),
    zone: columnOf('zone', of),
    fraction: columnOf(unit, of),
    unit,
    level,
    status: level >= 0 && STATUS_NAME.test(names[level]),
    source: columnOf('source'),
    message: columnOf('message'),
    response: columnOf('status'),
    scale: fields.find(({ role }) => role === 'level')?.scale,
  };
}

/** The cells of each row, behind the header where there is one; one object, filled again and again. */
function* firstRows(
  sample: Sample,
  delimiter: number,
  nameless = false,
): Iterable<{ cells: Cells; count: number }> {
  const cells: Cells = { begin: [], end: [], escaped: [] };
  let at = nameless ? sample.begin[0] : sample.bytes.indexOf(LINE_FEED, sample.begin[0]) + 1;
  for (let rows = 0; (at > 0 || nameless) && at < sample.bytes.length && rows < MAX_ROWS; rows++) {
    const stop = rowEnd(sample.bytes, at, sample.bytes.length, delimiter);
    if (stop < 0) return;
    if (stop - at > 1 || bytesLeft(sample, at, stop)) {
      yield { cells, count: splitRow(sample.bytes, at, stop, delimiter, cells) };
    }
    at = stop + 1;
  }
}

/** Share of the first rows that have the header's number of cells. */
export function shareOfRows(sample: Sample, params: CsvParams): number {
  let rows = 0;
  let good = 0;
  for (const { count } of firstRows(sample, params.delimiter, params.nameless)) {
    rows++;
    if (count === params.numColumns) good++;
  }
  return rows === 0 ? 0 : good / rows;
}

const bytesLeft = (sample: Sample, at: number, stop: number): boolean =>
  stop > at && sample.bytes[at] !== CARRIAGE_RETURN;
