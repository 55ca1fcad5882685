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

test('of a lake without a record every count is 0, and none is null', async () => {
  const model = await lakeModelOf(await countLog([{ path: 'a.log', content: logOf(HEADS.log4j, 5) }]));
  const save = "COPY lake_coverage TO 'lake_coverage.parquet';\n";
  const numbersOf = async (content: string): Promise<string[]> => {
    await runInDuckdb(lakeScript(model, duckdb, '1.2.3') + save, folder, new Map([['a.log', content]]));
    return (await savedRows('lake_coverage'))[0].map(String);
  };
  expect(await numbersOf('')).toEqual(['0', '0', '0', '0', '0']);
  expect(await numbersOf('no head\n')).toEqual(['1', '0', '1', '0', '0']);
});

test('a second round: mined on the lines that the engine draws, what was unknown is known', async () => {
  const [known, news] = [logOf(HEADS.log4j, 11), logOf(HEADS.log4j, 12)].map((text) =>
    text.split('\n').slice(0, 300),
  );
  // A part that the page has never seen writes wordings of its own, in the second of three hours.
  const other = news.map((line, i) =>
    line
      .replace('2026-03-12 06', '2026-03-12 07')
      .replace(
        /com\.shop\.Cart: .*/,
        `com.shop.Pay: ${['charged card of', 'refused card of', 'asked bank for'][i % 3]} order ${i}`,
      ),
  );
  const texts = new Map([['a.log', [...known, ...other].join('\n')]]);
  const first = await lakeModelOf(await countLog([{ path: 'a.log', content: known.join('\n') }]));
  const whole = await countLog([...texts].map(([path, content]) => ({ path, content })));
  const run = async (model: typeof first) => {
    const script = lakeScript({ ...model, grid: whole.features!.grid }, duckdb, '1.2.3');
    return { ...(await runInDuckdb(script, folder, texts)), sample: await savedRows('lake_sample') };
  };
  const before = await run(first);
  const isOther = (line: unknown): boolean => String(line).includes('com.shop.Pay');
  expect(before.coverage.at(-1)).toBe(other.filter(isOther).length);
  // Of each component and hour so many known lines and so many unknown ones, each as it stands.
  expect(before.sample.length).toBeLessThanOrEqual(20 * 2 * 3);
  expect(before.sample.filter(([, , line]) => isOther(line)).length).toBe(20);
  expect([...known, ...other]).toEqual(expect.arrayContaining(before.sample.map(([, , line]) => line)));
  const lines = before.sample.map(([, , line]) => String(line)).join('\n');
  const second = await lakeModelOf(
    await countLog([{ path: 'a.log', content: `${known.join('\n')}\n${lines}` }]),
  );
  expect((await run(second)).coverage.at(-1)).toBe(0);
});

test('the unknown are told by component and hour, and add up', async () => {
  const counted = await countLog([{ path: 'a.log', content: logOf(HEADS.log4j, 5) }]);
  const more = `${logOf(HEADS.log4j, 5)}2026-03-12 09:10:00,000 INFO [main-1] com.shop.Mail: nobody has seen this\n`;
  const script = lakeScript(await lakeModelOf(counted), duckdb, '1.2.3');
  const save = "COPY lake_coverage_hours TO 'lake_coverage_hours.parquet';\n";
  const { coverage } = await runInDuckdb(script + save, folder, new Map([['a.log', more]]));
  const hours = (await savedRows('lake_coverage_hours')).map(([component, hour, ...counts]) => [
    component,
    String(hour),
    ...counts.map(Number),
  ]);
  expect(hours).toContainEqual(['com.shop.Mail', '2026-03-12 09:00:00', 1, 1, 1]);
  const sum = (column: number): number => hours.reduce((all, row) => all + Number(row[column]), 0);
  expect([sum(2), sum(3)]).toEqual([coverage[1], coverage.at(-1)]);
});

async function savedRows(name: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = (await connection.runAndReadAll(`SELECT * FROM '${folder}/${name}.parquet'`)).getRows();
  connection.closeSync();
  return rows as unknown[][];
}

test('a template without a word of its own takes in no line that nobody has seen', async () => {
  const lines = logOf(HEADS.log4j, 13).trimEnd().split('\n');
  const bare = ['17', '0x7f3a', '8 9', 'aa:bb:cc:dd:ee:01'];
  const known = lines.map((line, i) =>
    i % 5 === 0 ? line.replace(/(Cart: ).*/, `$1${bare[(i / 5) % bare.length]}`) : line,
  );
  const model = await lakeModelOf(await countLog([{ path: 'a.log', content: known.join('\n') }]));
  const more = [
    ...known,
    ...lines.slice(0, 9).map((line) => line.replace(/(Cart: ).*/, '$1nobody has seen this')),
  ];
  const run = await runInDuckdb(
    lakeScript(model, duckdb, '1.2.3'),
    folder,
    new Map([['a.log', more.join('\n')]]),
  );
  expect(run.coverage.at(-1)).toBe(lines.slice(0, 9).filter((line) => line.includes('Cart: ')).length);
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
