// Texts of templates are hostile: a literal holds every one of them and ends where it should, in every dialect.
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAKE_DIALECTS } from '../../../contracts/export-lake';
import type { Dialect } from '../dialect';
import { literal } from '../pattern';
import { clickhouse } from './clickhouse';
import { duckdb } from './duckdb';
import { spark } from './spark';
import { trino } from './trino';

const HOSTILE = [
  "'",
  "''",
  '\\',
  "\\'",
  '"',
  '`',
  '$$',
  '$1',
  '--',
  '/*',
  '*/',
  ';',
  '\n',
  '\r\n',
  '\u0000',
  '{{',
  '}}',
  '$' + '{x}',
  ':p',
  '?',
  '%',
  '\u2028',
  'é',
  '日',
  '😀',
  '\ud800',
  'E',
  'x',
  ' ',
  "U&'",
  '\\1',
  '(',
  ')',
  '[',
  ']',
  '.',
  '*',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
/** What no database takes is replaced: NUL, and halves of characters. */
const held = (value: string): string => value.toWellFormed().replaceAll('\u0000', '\ufffd');

/** Reads the literal that a text begins with, by the dialect's own rule; null: it does not end. */
function readLiteral(
  sql: string,
  hasEscapes: boolean,
): { readonly value: string; readonly rest: string } | null {
  if (!sql.startsWith("'")) return null;
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', "'": "'", '\\': '\\' };
  let value = '';
  for (let i = 1; i < sql.length; i++) {
    if (hasEscapes && sql.startsWith('\\u', i)) {
      value += String.fromCharCode(Number.parseInt(sql.slice(i + 2, i + 6), 16));
      i += 5;
    } else if (hasEscapes && sql[i] === '\\') value += escapes[sql[++i]];
    else if (sql[i] !== "'") value += sql[i];
    else if (!hasEscapes && sql[i + 1] === "'") value += sql[i++];
    else return { value, rest: sql.slice(i + 1) };
  }
  return null;
}

test.each<[Dialect, boolean]>([
  [duckdb, false],
  [trino, false],
  [clickhouse, true],
  [spark, true],
])('a literal of $title is the text, and nothing of it stands outside', (dialect, hasEscapes) => {
  fc.assert(
    fc.property(text, (value) => {
      expect(readLiteral(`${dialect.text(value)} AS x -- '`, hasEscapes)).toEqual({
        value: held(value),
        rest: " AS x -- '",
      });
      const pattern = dialect.matches('m', literal(value));
      const at = pattern.indexOf("'");
      const read = readLiteral(pattern.slice(at), hasEscapes);
      expect(read?.value).toBe(held(literal(value)));
      expect(read?.rest).toMatch(/^\)?$/);
    }),
  );
});

test('DuckDB reads each literal as the text, and its expression matches the text alone', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await fc.assert(
    fc.asyncProperty(text, text, async (value, other) => {
      const [own, pattern] = [duckdb.text(value), `^${literal(held(value))}$`];
      const query = `SELECT ${own}, ${duckdb.matches(own, pattern)}, ${duckdb.matches(duckdb.text(other), pattern)}`;
      const [[read, isOwn, isOther]] = (await connection.runAndReadAll(query)).getRows();
      expect([read, isOwn, isOther]).toEqual([held(value), true, held(other) === held(value)]);
      expect(new RegExp(pattern).test(held(value))).toBe(true);
    }),
    { numRuns: 300 },
  );
  connection.closeSync();
});

test('Spark finds no variable to put a value in place of', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(spark.text(value)).not.toContain('$' + '{');
    }),
  );
});

test('there is a dialect for each file that is offered', () => {
  expect([duckdb, clickhouse, spark, trino].map(({ id }) => id)).toEqual([...LAKE_DIALECTS]);
});
