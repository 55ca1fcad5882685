/** One cell of a dropped table after another, as what its column is to be. A cell that is not that is an error with its file, row and column. */
import type { DroppedTable, TableColumn } from '../../../contracts/lake-tables';

/** What is wrong with a table, in a sentence for the user. */
export class TableError extends Error {}

/** Logs are written between these: a number outside is of another unit. */
const EARLIEST_MS = Date.UTC(1980, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

export class TableReader {
  readonly name: string;
  readonly numRows: number;
  private readonly columns: DroppedTable['columns'];

  constructor({ name, numRows, columns }: DroppedTable) {
    this.name = name;
    this.numRows = numRows;
    this.columns = columns;
  }

  /** @throws TableError where there is no such column. */
  column(of: string): TableColumn {
    if (!Object.hasOwn(this.columns, of)) {
      const has = Object.keys(this.columns).join(', ');
      throw new TableError(`${this.name} has no column ${of} (it has ${has}).`);
    }
    return this.columns[of];
  }

  /** Times in ms since 1970, UTC; what states no zone is read as UTC. */
  times(of: string): Float64Array {
    const column = this.column(of);
    const values = column.kind === 'text' ? Float64Array.from(column.values, timeOf) : column.values;
    values.forEach((value, row) => {
      if (!(value >= EARLIEST_MS && value < LATEST_MS))
        this.refuse(row, of, 'is no time of these centuries: a number is read as ms since 1970');
    });
    return values;
  }

  /** Finite numbers of at least 0. */
  numbers(of: string, { isWhole = false, most = Number.MAX_SAFE_INTEGER } = {}): Float64Array {
    const column = this.column(of);
    const values = column.kind === 'text' ? Float64Array.from(column.values, numberOf) : column.values;
    values.forEach((value, row) => {
      const fits = value >= 0 && value <= most && (!isWhole || Number.isInteger(value));
      if (!fits) this.refuse(row, of, `is no ${isWhole ? 'whole ' : ''}number from 0 to ${most}`);
    });
    return values;
  }

  /** '' for an empty cell. */
  texts(of: string): readonly string[] {
    const column = this.column(of);
    if (column.kind === 'text') return column.values.map((value) => value ?? '');
    return Array.from(column.values, (value) => (Number.isNaN(value) ? '' : String(value)));
  }

  /** @throws TableError */
  refuse(row: number, column: string, why: string): never {
    const known = this.columns[column];
    const value = known === undefined ? '' : ` ${JSON.stringify(String(known.values[row]).slice(0, 60))}`;
    throw new TableError(`${this.name}, row ${row + 1}: ${column}${value} ${why}.`);
  }
}

const numberOf = (text: string | null): number =>
  text === null || text.trim() === '' ? Number.NaN : Number(text);

const ZONE = /(?:Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)$/i;

/** '2026-03-12 06:05:00', with a fraction, a T, a Z, 'UTC' or an offset. */
function timeOf(text: string | null): number {
  const given = (text ?? '').trim();
  if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(given)) return Number.NaN;
  const tidy = given.replace(' ', 'T').replace(/ ?(?:UTC|GMT)$/i, 'Z');
  const zoned = ZONE.test(tidy.slice(10)) ? tidy.replace(/([+-]\d\d)$/, '$1:00') : `${tidy}Z`;
  return Date.parse(zoned.replace(/ (?=[+-])/, ''));
}
