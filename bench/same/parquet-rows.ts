// Two Parquet files, row by row, as DuckDB decodes them. In: their paths. Out: the first row that differs; null: none does.
import { DuckDBInstance } from '@duckdb/node-api';

export interface RowDifference {
  readonly at: string;
  readonly before: string | null;
  readonly after: string | null;
}

export async function compareRows(before: string, after: string): Promise<RowDifference | null> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    await connection.run("set timezone = 'UTC'");
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    const [a, b] = [before, after].map(readFile);
    const [columnsA, columnsB] = [await ask(`describe from ${a}`), await ask(`describe from ${b}`)].map(
      asText,
    );
    if (columnsA !== columnsB) return { at: 'columns', before: columnsA, after: columnsB };
    const [row] = await ask(
      `select coalesce(a.file_row_number, b.file_row_number) as row, ${jsonOf('a')}, ${jsonOf('b')}
       from ${a} a full join ${b} b on a.file_row_number = b.file_row_number
       where a is distinct from b order by row limit 1`,
    );
    if (row === undefined) return null;
    const [num, rowA, rowB] = row as [string, string | null, string | null];
    return { at: `row ${Number(num) + 1}`, before: rowA, after: rowB };
  } finally {
    connection.closeSync();
  }
}

function readFile(path: string): string {
  return `read_parquet('${path.replaceAll("'", "''")}', file_row_number = true)`;
}

/** One line, whatever the row holds. */
function jsonOf(side: 'a' | 'b'): string {
  return `case when ${side}.file_row_number is not null then to_json(${side})::varchar end`;
}

function asText(value: unknown): string {
  return JSON.stringify(value);
}
