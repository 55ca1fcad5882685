/** Which word or field behind the time of a line is the status of an HTTP request, where none is written as usual. In: positions behind the header. Out: its place, or null. */
import { skipBlanks } from '../../lib/bytes';
import { type Cursor, textOf } from './cursor';

export interface StatusPlace {
  /** Fields parted by tabs, else words parted by blanks. */
  readonly tabs: boolean;
  readonly index: number;
}

const MIN_SHARE = 0.95;
const MIN_LINES = 4;
const MAX_STATUSES = 15;
const MAX_FIELDS = 40;
const STATUS = /^(10[0-3]|2[0-2]\d|30[0-8]|4[0-5]\d|499|50\d|51[01]|52\d|530|59[89])$/;
const METHOD = /^(GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS|CONNECT|TRACE|PROPFIND)$/;

export function learnStatus({ bytes, at, end }: Cursor): StatusPlace | null {
  if (at.length < MIN_LINES) return null;
  const lines = at.map((begin, i) => textOf(bytes, skipBlanks(bytes, begin, end[i]), end[i]));
  const tabs = lines.filter((line) => line.includes('\t')).length > lines.length * MIN_SHARE;
  // Words in quotes may hold any number of blanks.
  const rows = lines.map((line) => (tabs ? line.split('\t') : line.split('"')[0].split(/[ \t]+/)));
  const columns = Array.from({ length: MAX_FIELDS }, (_, index) => rows.map((row) => row[index] ?? ''));
  const isAll = (values: readonly string[], pattern: RegExp): boolean =>
    values.filter((value) => pattern.test(value)).length >= values.length * MIN_SHARE;
  if (!columns.some((values) => isAll(values, METHOD))) return null;
  const index = columns.findIndex((values) => isAll(values, STATUS) && new Set(values).size <= MAX_STATUSES);
  return index < 0 ? null : { tabs, index };
}
