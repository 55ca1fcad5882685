import { expect, test } from 'vitest';
import { placeOfError } from '../core/lib/sql-place';
import { statementsOf, whyRefused } from './statements';

test('statements end at a semicolon that is in no string, name or comment', () => {
  const sql = `SELECT ';' AS a; -- a ; here
/* and ; here */ FROM "lo;gs" WHERE x = $$;$$;;`;
  const found = statementsOf(sql);
  expect(found.map(({ text }) => text)).toEqual([
    `SELECT ';' AS a`,
    `-- a ; here\n/* and ; here */ FROM "lo;gs" WHERE x = $$;$$`,
  ]);
  expect(found.map(({ begin, text }) => sql.slice(begin, begin + text.length))).toEqual(
    found.map(({ text }) => text),
  );
  expect(statementsOf(' ;; -- nothing\n')).toEqual([]);
});

test('words are those that name something, not those in strings and comments', () => {
  const [{ words }] = statementsOf(`SELECT "Line" FROM LOGS -- windows\nWHERE message LIKE '%sessions%'`);
  expect(words).toEqual(['select', 'line', 'from', 'logs', 'where', 'message', 'like']);
});

test.each([
  'SELECT 1',
  'WITH a AS (SELECT 1) SELECT * FROM a',
  'FROM logs',
  'SHOW TABLES',
  'summarize windows',
  'EXPLAIN ANALYZE SELECT 1',
  'CREATE TABLE mine AS SELECT 1',
  'CREATE OR REPLACE TEMP VIEW mine AS SELECT * FROM logs',
  'CREATE TABLE IF NOT EXISTS "my own" (a INT)',
  "SELECT E'it\\'s; DROP TABLE templates; --'",
  'WITH a AS (SELECT 1) SELECT * FROM a',
  'PIVOT windows ON start USING count(*)',
])('%s may be run', (sql) => {
  expect(whyRefused(statementsOf(sql)[0])).toBeNull();
});

test.each([
  ['INSTALL httpfs', /INSTALL is refused: nothing is loaded/],
  ['force install httpfs', /FORCE is refused/],
  ['LOAD httpfs', /LOAD is refused/],
  ["ATTACH 'x.db'", /ATTACH is refused/],
  ["COPY (SELECT 1) TO 'x.csv'", /COPY is refused/],
  ['EXPORT DATABASE d', /EXPORT is refused/],
  ['SET memory_limit = 1', /SET is refused: queries read/],
  ['PRAGMA database_list', /PRAGMA is refused/],
  ['DELETE FROM windows', /DELETE is refused/],
  ['DROP VIEW logs', /DROP is refused/],
  ['WITH a AS (SELECT 1) DELETE FROM incidents', /WITH with DELETE is refused/],
  ['WITH a AS (SELECT 1) INSERT INTO kept.rows SELECT 1', /WITH with INSERT is refused/],
  ['EXPLAIN ANALYZE DELETE FROM incidents', /EXPLAIN with DELETE is refused/],
  ['CREATE OR REPLACE TABLE main.windows AS SELECT 0 AS volume', /This CREATE is refused/],
  ['CREATE OR REPLACE VIEW "main" . "logs" AS SELECT 1', /This CREATE is refused/],
  ['CREATE OR REPLACE VIEW main/**/.logs AS SELECT 1', /This CREATE is refused/],
  ['CREATE OR REPLACE TABLE kept.rows AS SELECT 1', /This CREATE is refused/],
  ['CREATE OR REPLACE MACRO main.sum(x) AS 42', /This CREATE is refused/],
  ['CREATE MACRO count(x) AS 0', /This CREATE is refused/],
  ['CREATE OR REPLACE VIEW logs AS SELECT 1', /logs is a table of the analysis/],
  ['CREATE TEMP TABLE "Windows" (a INT)', /windows is a table of the analysis/],
])('%s is refused', (sql, why) => {
  expect(whyRefused(statementsOf(sql)[0])).toMatch(why);
});

test('an error leads to its place, also in a long line of which DuckDB shows a part', () => {
  const sql = 'SELECT 1\nFROM logs\nWHERE  nowhere = 1';
  const at = placeOfError('Binder Error: x\n\nLINE 3: WHERE  nowhere = 1\n               ^', sql)!;
  expect(at).toEqual({ lineNum: 3, column: 8, at: sql.indexOf('nowhere') });
  const long = `SELECT ${'1 + '.repeat(60)}nowhere + ${'2 + '.repeat(60)}3`;
  const part = long.slice(long.indexOf('nowhere') - 30, long.indexOf('nowhere') + 30);
  const message = `Binder Error: x\n\nLINE 1: ...${part}...\n${' '.repeat('LINE 1: ...'.length + 30)}^`;
  const [begin] = [placeOfError(message, long)!.at];
  expect(long.slice(begin).startsWith('+') || long.slice(begin).startsWith('nowhere')).toBe(true);
  expect(placeOfError('Error: no place', sql)).toBeNull();
  expect(placeOfError('LINE 9: x\n        ^', sql)).toBeNull();
});

test('a text with escapes is one statement, whatever it holds', () => {
  expect(statementsOf("SELECT E'\\'; DROP TABLE templates; --'").length).toBe(1);
  expect(statementsOf("SELECT e'\\\\'; DROP TABLE templates").map(({ words }) => words[0])).toEqual([
    'select',
    'drop',
  ]);
});
