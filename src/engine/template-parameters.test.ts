import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type DrainSettings } from '../contracts/settings';
import type { Progress } from '../contracts/units';
import { mineTemplates } from '../core/drain/drain';
import { buildTemplateTable } from '../core/drain/template-table';
import { ingest, openedOf } from '../input/fixtures/ingest-here';
import { openFiles } from '../input/open';
import type { OpenedFile } from '../input/types';
import { readParameters } from './template-parameters';

const ignore = (): void => {};

async function tablesOf(files: readonly OpenedFile[], drain: Partial<DrainSettings> = {}) {
  const { table, blobs, plans, states } = await ingest(files);
  const mined = mineTemplates(table.shapes, { ...DEFAULT_SETTINGS.drain, ...drain });
  return { table, templates: buildTemplateTable(table, mined), text: { table, blobs, plans, states } };
}

type SomeTables = Awaited<ReturnType<typeof tablesOf>>;

const read = (tables: SomeTables, template = 0, maxRead?: number) =>
  readParameters(tables, template, ignore, maxRead);

/** Most frequent values of each wildcard of a log's only template. */
async function valuesOf(lines: readonly string[], drain?: Partial<DrainSettings>) {
  const tables = await tablesOf([openedOf(`${lines.join('\n')}\n`)], drain);
  expect(tables.templates.templates.map(({ text }) => text)).toHaveLength(1);
  const { wildcards, numUnmatched, numRead } = await read(tables);
  expect([numUnmatched, numRead]).toEqual([0, tables.table.length]);
  return wildcards.map(({ top }) => top.map(({ value, count }) => `${value} x${count}`));
}

const stamp = (i: number): string => new Date(Date.UTC(2026, 2, 2) + i * 1000).toISOString();

describe('readParameters', () => {
  it('counts what every wildcard stood for, with places, kinds and quantiles', async () => {
    const lines = Array.from(
      { length: 100 },
      (_, i) => `${stamp(i)} INFO served 10.0.0.${i % 4}:8080 in ${i + 1} ms`,
    );
    const tables = await tablesOf([openedOf(`${lines.join('\n')}\n`)]);
    const found = await read(tables);
    expect(tables.templates.templates[0].text).toBe('served <*>:<*> in <*> ms');
    expect(found).toMatchObject({ template: 0, numRecords: 100, numRead: 100, numUnmatched: 0 });
    const [ip, port, took] = found.wildcards;
    expect(ip).toMatchObject({ position: 1, nth: 0, type: 'ip', numDistinct: 4, quantiles: null });
    expect(ip.top).toEqual([0, 1, 2, 3].map((i) => ({ value: `10.0.0.${i}`, count: 25 })));
    expect(port).toMatchObject({ position: 1, nth: 1, numDistinct: 1, top: [{ value: '8080', count: 100 }] });
    expect(took).toMatchObject({ position: 3, nth: 0, type: 'duration', unit: 'ms', numDistinct: 100 });
    expect(took.quantiles).toEqual([1, 25.75, 50.5, 75.25, 95.05, 99.01, 100]);
  });

  it('reads messages of JSON, logfmt and CSV as mining saw them', async () => {
    const json = [1, 2, 2].map((n) => `{"ts":"${stamp(n)}","level":"info","msg":"a \\"b\\" took ${n}\\tms"}`);
    expect(await valuesOf(json)).toEqual([['2 x2', '1 x1']]);
    const logfmt = [1, 2, 2].map((n) => `ts=${stamp(n)} level=info msg="job ${n} is done"`);
    expect(await valuesOf(logfmt)).toEqual([['2 x2', '1 x1']]);
    const csv = [1, 2, 2].map((n) => `${stamp(n)},INFO,"said ""${n}"", and left"`);
    expect(await valuesOf(['time,level,message', ...csv])).toEqual([['2 x2', '1 x1']]);
  });

  it('reads the first line of a record of several, and lists of any length, and nothing', async () => {
    const traces = [1, 2, 2].map((n) => `${stamp(n)} ERROR call ${n} failed\n  at x (y.js:${n})\n  at z`);
    expect(await valuesOf(traces)).toEqual([['2 x2', '1 x1']]);
    const lists = ['1, 2', '3', '3'].map((ids, i) => `${stamp(i)} INFO ids ${ids} lost`);
    expect(await valuesOf(lists)).toEqual([['3 x2', '1, 2 x1']]);
    const absent = ['(x7)', '()', '()'].map((each, i) => `${stamp(i)} INFO peer 10.0.0.1 ${each} left`);
    expect((await valuesOf(absent)).flat().join()).toContain('10.0.0.1');
  });

  it('takes the mask of the reader for a wildcard, whatever it covers', async () => {
    const masks = [{ name: 'colour', pattern: 'light (?:red|green)' }];
    const lines = ['red', 'green', 'red'].map((word, i) => `${stamp(i)} INFO lamp light ${word} on`);
    expect(await valuesOf(lines, { masks })).toEqual([['light red x2', 'light green x1']]);
  });

  it('reads templates that the reader merged, of one length and of two', async () => {
    const log = [
      ...[1, 2, 2].map((n) => `${stamp(n)} INFO disk ${n} was opened by web`),
      ...[4, 5].map((n) => `${stamp(n)} INFO disk ${n} was closed by web`),
      ...[7, 8].map((n) => `${stamp(n)} INFO disk ${n} was left half open by cron`),
    ];
    const opened = openedOf(`${log.join('\n')}\n`);
    const { templates } = await tablesOf([opened]);
    const texts = templates.templates.map(({ text }) => text);
    expect(texts).toHaveLength(3);
    for (const merged of [texts.slice(0, 2), texts]) {
      const tables = await tablesOf([opened], { edits: [{ kind: 'merge', templates: merged }] });
      const found = await read(tables);
      expect(found.numUnmatched, tables.templates.templates[0].text).toBe(0);
      expect(found.numRecords).toBe(merged.length === 2 ? 5 : 7);
    }
  });

  it('spreads what it reads over all records, and says how much it read', async () => {
    const lines = Array.from({ length: 1000 }, (_, i) => `${stamp(i)} INFO step ${i} done`);
    const tables = await tablesOf([openedOf(`${lines.join('\n')}\n`)]);
    const found = await read(tables, 0, 50);
    expect(found).toMatchObject({ numRecords: 1000, numRead: 50 });
    const { quantiles } = found.wildcards[0];
    expect([quantiles?.[0], quantiles?.[2], quantiles?.at(-1)]).toEqual([0, 490, 980]);
    expect(await read(tables, 0, 50)).toEqual(found);
  });

  it('counts all records over the time of the whole log', async () => {
    const lines = Array.from({ length: 720 }, (_, i) =>
      i < 360 ? `${stamp(i)} INFO tick ${i}` : `${stamp(i)} WARN late by ${i} s`,
    );
    const tables = await tablesOf([openedOf(`${lines.join('\n')}\n`)]);
    const { overTime } = await read(tables, 1, 10);
    expect(overTime?.startMs).toBe(Date.parse(stamp(0)));
    expect(overTime?.counts.slice(0, 36)).toEqual(new Array(36).fill(0));
    expect(overTime?.counts.reduce((a, b) => a + b)).toBe(360);
    expect((await read(await tablesOf([openedOf('a 1\na 2\n')]))).overTime).toBeNull();
  });

  it('reads nothing where the files are not at hand, and leaves out what a file no longer holds', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => `${stamp(i)} INFO step ${i} done\n`);
    const tables = await tablesOf([openedOf(lines.join(''))]);
    const without = (blobs: readonly Blob[]) => ({ ...tables, text: { ...tables.text, blobs } });
    expect(await read(without([]))).toMatchObject({ numRecords: 100, numRead: 0 });
    const whole = tables.text.blobs[0];
    const { numRead, wildcards } = await read(without([whole.slice(0, whole.size / 2)]));
    expect(numRead).toBeLessThan(100);
    expect(wildcards[0].top.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(numRead);
  });

  it('counts lines that the text does not explain', async () => {
    const lines = Array.from({ length: 10 }, (_, i) => `${stamp(i)} INFO step ${i} done`);
    const { templates, ...rest } = await tablesOf([openedOf(`${lines.join('\n')}\n`)]);
    const edited = [{ ...templates.templates[0], text: 'step <*>0 done' }];
    const found = await read({ ...rest, templates: { ...templates, templates: edited } });
    expect(found.numUnmatched).toBe(9);
    expect(found.wildcards[0].top).toEqual([{ value: '', count: 1 }]);
  });

  it('reports its way, and refuses a template that is not there', async () => {
    const tables = await tablesOf([openedOf('a 1\na 2\n')]);
    const reports: Progress[] = [];
    await readParameters(tables, 0, (progress) => reports.push(progress));
    expect(reports.at(-1)).toMatchObject({ done: 2, total: 2, unit: 'lines' });
    await expect(read(tables, 7)).rejects.toThrow(RangeError);
  });
});

/** Real logs, outside the repository; the tests are skipped where they are missing. */
const DATA = process.env.HARBINGER_DATA ?? join(process.cwd(), '../shared/data');
const SYSTEMS = existsSync(join(DATA, 'parsing')) ? readdirSync(join(DATA, 'parsing')) : [];
const REAL = [
  ...SYSTEMS.map((name) => join(DATA, 'parsing', name, `${name}_2k.log`)),
  join(DATA, 'hdfs_2pct', 'HDFS_2pct.log.gz'),
].filter(existsSync);

it.skipIf(REAL.length === 0)(
  'templates explain more than 99 % of the records of every real log',
  async () => {
    for (const path of REAL) {
      const file = new File([readFileSync(path)], path, { lastModified: Date.UTC(2006, 5, 1) });
      const tables = await tablesOf((await openFiles([{ path, file }])).logs);
      let [numRead, numUnmatched] = [0, 0];
      for (let template = 0; template < tables.templates.length; template++) {
        const found = await read(tables, template);
        numRead += found.numRead;
        numUnmatched += found.numUnmatched;
      }
      expect([path, numRead]).toEqual([path, tables.table.length]);
      expect(numUnmatched / numRead, path).toBeLessThan(0.01);
    }
  },
  120_000,
);
