/** PostgreSQL's csvlog: rows without names, whose columns its manual fixes (23 of them, 24 since version 13, 26 since 14). Statements may hold line ends. */
import { COMMA } from '../../lib/ascii';
import { decodeRange } from '../../lib/bytes';
import { levelOfWord } from '../level';
import type { Sample } from '../sample';
import type { CsvParams } from '../structured/csv-columns';
import { type Cells, rowEnd, splitRow } from '../structured/csv-row';
import { csvFormat } from './csv';
import type { LogFormat } from './format';

const WIDTHS = [23, 24, 25, 26];
const [TIME, SEVERITY, STATE, MESSAGE, BACKEND] = [0, 11, 12, 13, 23];
const MAX_ROWS = 300;
const MIN_ROWS = 0.8;

export const pgCsvlogFormat: LogFormat = {
  id: 'pg-csvlog',
  detect(sample, among) {
    if (sample.length === 0 || (among && among.length < sample.counted.length)) return null;
    const widths = widthsOf(sample);
    const known = widths.filter((width) => width > 0);
    if (widths.length === 0 || known.length < widths.length * MIN_ROWS) return null;
    const params: CsvParams = {
      delimiter: COMMA,
      numColumns: known[0],
      time: TIME,
      date: -1,
      zone: -1,
      fraction: -1,
      unit: 'millis',
      status: false,
      level: SEVERITY,
      source: known[0] > BACKEND ? BACKEND : -1,
      message: MESSAGE,
      nameless: true,
    };
    return { format: 'pg-csvlog', score01: known.length / widths.length, style: 'csv', params };
  },
  createParser: csvFormat.createParser,
};

/** Cells of each of the first rows; 0: it is no row of a csvlog. */
function widthsOf({ bytes, begin }: Sample): number[] {
  const cells: Cells = { begin: [], end: [], escaped: [] };
  const widths: number[] = [];
  for (let at = begin[0]; at < bytes.length && widths.length < MAX_ROWS; ) {
    const stop = rowEnd(bytes, at, bytes.length, COMMA);
    if (stop < 0) break;
    const count = splitRow(bytes, at, stop, COMMA, cells);
    widths.push(isCsvlog(bytes, cells, count) ? count : 0);
    at = stop + 1;
  }
  return widths;
}

function isCsvlog(bytes: Uint8Array, { begin, end }: Cells, count: number): boolean {
  if (!WIDTHS.includes(count)) return false;
  const textOf = (column: number): string => decodeRange(bytes, begin[column], end[column]);
  return (
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(textOf(TIME)) &&
    /^[0-9A-Z]{5}$/.test(textOf(STATE)) &&
    levelOfWord(bytes, begin[SEVERITY], end[SEVERITY], true) > 0
  );
}
