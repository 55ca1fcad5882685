// Sides of a comparison over read files, against a plain walk over the same lines.
import { expect, test } from 'vitest';
import type { AnalysisResult } from '../contracts/result';
import { compareSides } from '../core/compare/compare';
import { compareValues } from '../core/compare/compare-values';
import { readSideValues, tallySide } from './compare-lines';
import { countLog } from './fixtures/count-log';

const START = Date.UTC(2026, 4, 6, 10);
const SECOND = 1000;

/** An hour, a line a second: routine, and from `illFrom` on a fuse that blows each ten seconds and slower pages. */
function hour(illFrom: number): string {
  return Array.from({ length: 3600 }, (_, i) => {
    const stamp = new Date(START + i * SECOND).toISOString();
    const isIll = i >= illFrom;
    if (isIll && i % 10 === 0) return `${stamp} ERROR fuse blown at rack ${i % 7}\n`;
    if (i % 3 === 0) return `${stamp} INFO order ${i} accepted for region ${isIll ? 'south' : 'north'}\n`;
    return `${stamp} INFO page shown in ${(isIll ? 400 : 40) + (i % 20)} ms\n`;
  }).join('');
}

async function tablesOf(...files: readonly (readonly [path: string, content: string])[]) {
  const counted = await countLog(files.map(([path, content]) => ({ path, content })));
  return { ...counted, source: null, result: { id: files[0][0] } as AnalysisResult };
}

const from = (second: number): string => new Date(START + second * SECOND).toISOString();

test('a side holds the lines of its query, counted by template, level and time', async () => {
  const tables = await tablesOf(['shop.log', hour(2400)]);
  const tally = tallySide(tables, `after:${from(2400)} before:${from(3000)}`);
  expect(tally.numRecords).toBe(600);
  expect(tally.coveredMs).toBe(600 * SECOND);
  expect(tally.firstMs).toBe(START + 2400 * SECOND);
  const fuse = tally.templates.find(({ text }) => text.includes('fuse'))!;
  expect(fuse).toMatchObject({ count: 60, firstRow: 2400, level: 6 });
  expect(tally.levels[6]).toBe(60);
  expect(tally.bins.reduce((sum, num) => sum + num, 0)).toBe(600);
});

test('what a side leaves out in between is none of its time', async () => {
  const tables = await tablesOf(['shop.log', hour(2400)]);
  const rest = tallySide(tables, `-(after:${from(600)} before:${from(2600)})`);
  expect(rest.numRecords).toBe(1600);
  expect(rest.coveredMs).toBe((600 + 999) * SECOND);
});

test('texts cannot name a side, and a query that cannot be read says so', async () => {
  const tables = await tablesOf(['shop.log', hour(2400)]);
  expect(() => tallySide(tables, '"fuse blown"')).toThrow(/level, component, file/);
  expect(() => tallySide(tables, 'level:(')).toThrow();
});

test('two ranges, two files and two analyses name the same difference', async () => {
  const one = await tablesOf(['shop.log', hour(2400)]);
  const [good, bad] = [hour(3600), hour(0)];
  const two = await tablesOf(['good.log', good], ['bad.log', bad]);
  const apart = [await tablesOf(['good.log', good]), await tablesOf(['bad.log', bad])];
  const pairs = [
    [tallySide(one, `before:${from(2400)}`), tallySide(one, `after:${from(2400)}`)],
    [tallySide(two, 'file=good.log'), tallySide(two, 'file=bad.log')],
    [tallySide(apart[0], ''), tallySide(apart[1], '')],
  ] as const;
  for (const pair of pairs) {
    const [first] = compareSides(pair, 'lines').differences;
    expect(first.kind).toBe('appeared');
    expect(first.text).toContain('fuse blown at rack');
  }
});

test('values of a side are those of its lines alone', async () => {
  const tables = await tablesOf(['shop.log', hour(2400)]);
  const [before, after] = [`before:${from(2400)}`, `after:${from(2400)}`];
  const page = tables.templates.templates.findIndex(({ text }) => text.includes('page shown'));
  const sides = [
    await readSideValues(tables, before, [page]),
    await readSideValues(tables, after, [page]),
  ] as const;
  const [change] = compareValues([sides[0][0], sides[1][0]]);
  expect(change.medians!.map((ms) => Math.round(ms / 50) * 50)).toEqual([50, 400]);
});
