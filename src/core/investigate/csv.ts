/** CSV after RFC 4180, with comma, semicolon or tab (the one that the header holds most of). In: text. Out: rows of cells. */
export interface CsvRow {
  /** Physical line that the row starts on, from 1. */
  readonly lineNum: number;
  readonly cells: readonly string[];
}

/** Rows in file order, empty lines left out. A quote that never closes takes the rest of the text into its cell. */
export function parseCsv(text: string): readonly CsvRow[] {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let lineNum = 1;
  let at = 0;
  while (at < text.length) {
    const row = readRow(text, at, separator);
    if (row.cells.length > 1 || row.cells[0].trim() !== '') rows.push({ lineNum, cells: row.cells });
    for (let i = at; i < row.end; i++) if (text.charCodeAt(i) === 10) lineNum++;
    at = row.end;
  }
  return rows;
}

function separatorOf(text: string): string {
  const lineEnd = text.indexOf('\n');
  const header = lineEnd < 0 ? text : text.slice(0, lineEnd);
  return [',', ';', '\t'].reduce((best, each) =>
    header.split(each).length > header.split(best).length ? each : best,
  );
}

/** One row from `begin`; `end` is where the next one begins. */
function readRow(text: string, begin: number, separator: string): { cells: string[]; end: number } {
  const cells: string[] = [];
  let at = begin;
  for (;;) {
    const cell = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, separator);
    cells.push(cell.value);
    at = cell.end;
    if (text[at] !== separator) break;
    at++;
  }
  if (text[at] === '\r') at++;
  if (text[at] === '\n') at++;
  return { cells, end: Math.max(at, begin + 1) };
}

function readPlain(text: string, begin: number, separator: string): { value: string; end: number } {
  let end = begin;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
  return { value: text.slice(begin, end), end };
}

function readQuoted(text: string, begin: number): { value: string; end: number } {
  let value = '';
  let at = begin + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return skipToSeparator(text, quote + 1, value);
    value += '"';
    at = quote + 2;
  }
  return { value, end: text.length };
}

/** What follows a closing quote up to the separator belongs to no cell by the RFC; it is kept with this one. */
function skipToSeparator(text: string, at: number, value: string): { value: string; end: number } {
  let end = at;
  while (end < text.length && !',;\t\r\n'.includes(text[end])) end++;
  return { value: value + text.slice(at, end), end };
}
