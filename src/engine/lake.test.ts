// The SQL of lake/ run by DuckDB over small logs: the same templates and windows as the page has.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { namesOf } from '../contracts/export-column';
import {
  LAKE_FEATURE_COLUMNS,
  TEMPLATE_LINE_COLUMNS,
  TEMPLATE_WINDOW_COLUMNS,
} from '../contracts/export-lake';
import { duckdb } from '../core/lake/dialects/duckdb';
import { lakeReadme } from '../core/lake/readme';
import { lakeScript } from '../core/lake/script';
import { AGREED, compareLake } from './fixtures/compare-lake';
import { countLog } from './fixtures/count-log';
import { runInDuckdb } from './fixtures/lake-duckdb';
import { HEADS, logOf, START } from './fixtures/lake-logs';
import { lakeModelOf } from './lake-model';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harbinger-lake-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function compared(texts: ReadonlyMap<string, string>) {
  const counted = await countLog([...texts].map(([path, content]) => ({ path, content })));
  const model = await lakeModelOf(counted);
  const run = await runInDuckdb(lakeScript(model, duckdb, '1.2.3'), folder, texts);
  return { counted, model, run, found: compareLake(counted, model, run) };
}

describe('DuckDB counts as the page does', () => {
  test.each(Object.entries(HEADS))('of %s', async (_name, head) => {
    const { found, model, run } = await compared(new Map([['a.log', logOf(head, 1)]]));
    expect(model.lines.none).toEqual([]);
    expect(found).toMatchObject(AGREED);
    expect(found.numRecords).toBe(400);
    expect(run.windows.some(([volume]) => volume > 0)).toBe(true);
    expect(run.windows.some(([, errors]) => errors > 0)).toBe(true);
  });

  test('of several files at once: times between records are those within a file', async () => {
    const texts = new Map([1, 2, 3].map((seed) => [`${seed}.log`, logOf(HEADS.log4j, seed)]));
    expect((await compared(texts)).found).toMatchObject(AGREED);
  });

  test('of a file in which some lines end in CR LF, and some are empty', async () => {
    const mixed = logOf(HEADS.log4j, 9).replace(/\n/g, (end, at: number) => ['\r\n', end, '\n\n'][at % 3]);
    expect((await compared(new Map([['a.log', mixed]]))).found).toMatchObject(AGREED);
  });

  test('of traces whose every line has a head', async () => {
    const [first, ...rest] = logOf(HEADS.log4j, 4).split('\n');
    const headed = (message: string): string => first.replace(/(com\.shop\.Cart: ).*/, `$1${message}`);
    const trace = [
      'Traceback (most recent call last)',
      '  File "/usr/lib/a.py", line 160, in run',
      '    res = self.dispatch(message)',
      'oslo_db.exception.DBDeadlock: lost',
    ].map(headed);
    const { found, run } = await compared(new Map([['a.log', [first, ...trace, ...rest].join('\n')]]));
    expect(found).toMatchObject(AGREED);
    expect(run.coverage[3]).toBe(4);
  });
});

test('what is saved has the columns that are documented', async () => {
  await compared(new Map([['a.log', logOf(HEADS.log4j, 8)]]));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const columnsOf = async (name: string): Promise<unknown[]> =>
    (
      await connection.runAndReadAll(
        `SELECT column_name FROM (DESCRIBE SELECT * FROM '${folder}/${name}.parquet')`,
      )
    )
      .getRows()
      .flat();
  expect(await columnsOf('feature_windows')).toEqual(namesOf(LAKE_FEATURE_COLUMNS));
  expect(await columnsOf('template_windows')).toEqual(namesOf(TEMPLATE_WINDOW_COLUMNS));
  expect(await columnsOf('template_lines')).toEqual(namesOf(TEMPLATE_LINE_COLUMNS));
  connection.closeSync();
});

test('lines of the lake that the page has not seen are unknown, and counted', async () => {
  const counted = await countLog([{ path: 'a.log', content: logOf(HEADS.log4j, 5) }]);
  const model = await lakeModelOf(counted);
  const more = `${logOf(HEADS.log4j, 5)}2026-03-12 06:10:00,000 INFO [main-1] com.shop.Cart: nobody has seen this\nnor this\n`;
  const run = await runInDuckdb(lakeScript(model, duckdb, '1.2.3'), folder, new Map([['a.log', more]]));
  expect(run.coverage.at(-1)).toBe(1);
  expect(run.templateWindows.filter(([id]) => id === 'unknown').map((row) => row.map(String))).toEqual([
    ['unknown', 'info', '0', '1'],
  ]);
});

test('a format whose head cannot be expressed is named, and so is what was checked', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${new Date(START + i * 60_000).toISOString()},INFO,"a ""b"" ${i}",x`,
  );
  const counted = await countLog([
    { path: 'a.csv', content: ['time,level,message,host', ...rows].join('\n') },
  ]);
  const model = await lakeModelOf(counted);
  expect(model.lines.heads).toEqual([]);
  const text = lakeReadme(model, [duckdb]);
  expect(text).toContain(`Format ${model.lines.none[0].format}: `);
  expect(text).toContain('no line is read');
});

test('a message of more words than shapes hold is matched by those that they hold', async () => {
  const lines = logOf(HEADS.log4j, 7).trimEnd().split('\n');
  const content = lines
    .flatMap((line, i) =>
      i % 30 === 0 ? [line, line.replace(/(Cart: ).*/, `$1${'word '.repeat(300)}${i}`)] : [line],
    )
    .join('\n');
  expect((await compared(new Map([['a.log', content]]))).found).toMatchObject(AGREED);
});

test('a template too long for an expression is matched by its ends and its length, and said', async () => {
  const long = 'someword '.repeat(250);
  const lines = logOf(HEADS.log4j, 6).trimEnd().split('\n');
  const content = lines
    .flatMap((line, i) => (i % 30 === 0 ? [line, lines[i].replace(/(Cart: ).*/, `$1${long}${i}`)] : [line]))
    .join('\n');
  const { found, model } = await compared(new Map([['a.log', content]]));
  expect(found).toMatchObject(AGREED);
  expect(model.match.shortened).toHaveLength(1);
  expect(lakeReadme(model, [duckdb])).toContain('too long for an expression');
});
