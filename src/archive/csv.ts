/**
 * CSV as RFC 4180 wants it (papaparse quotes), with a guard of our own: log text is hostile, and a spreadsheet would run
 * a cell that begins like a formula (OWASP, 'CSV injection'). In: rows of cells. Out: text with CRLF line ends.
 */
import Papa from 'papaparse';

/** A cell: text of the log is guarded, our own numbers are not; null, undefined and NaN are empty. */
export type Cell = string | number | null | undefined;

const FORMULA_START = /^[=+\-@\t\r]/;

/** Text that no spreadsheet evaluates: one that begins with = + - @ TAB or CR gets a single quote before it. */
export function guardFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/**
 * Records of a CSV, each ended by CRLF, without a header.
 * @param rows strings are guarded, numbers written as they are (-1 stays -1).
 */
export function csvRecords(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map((row) => row.map(cellText));
  return `${Papa.unparse(cells, { newline: '\r\n', skipEmptyLines: false })}\r\n`;
}

/** A whole CSV: header and records. */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return csvRecords([header]) + csvRecords(rows);
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return guardFormula(cell);
}
