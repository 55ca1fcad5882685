import { describe, expect, test } from 'vitest';
import type { BaselineRows } from '../../../contracts/saved-baseline';
import { type EpochMs, NUM_LEVELS } from '../../../contracts/units';
import { driftSince } from './drift';
import { rowsToRetain } from './evict';
import { matchTemplates, mostGeneral } from './match-templates';
import { prependSaved } from './prepend';
import { joinRows, pickRows } from './rows';

const WINDOW = 300_000;
const quiet = (...texts: string[]) => texts.map((text) => ({ text, level: 'quiet' as const, gravity: 3 }));

/** `counts`: one list of [template, count] a window. */
function rowsOf(
  texts: readonly string[],
  counts: readonly (readonly (readonly [number, number])[])[],
  startMs = 0,
  name = 'a',
): BaselineRows {
  const rowBegin = new Uint32Array(counts.length + 1);
  counts.forEach((row, i) => {
    rowBegin[i + 1] = rowBegin[i] + row.length;
  });
  const num = counts.length;
  return {
    windowMs: WINDOW,
    templates: quiet(...texts),
    sources: [{ name, print: name }],
    startMs: Float64Array.from(counts, (_, i) => startMs + i * WINDOW),
    source: new Uint16Array(num),
    counts: {
      numRows: num,
      numColumns: texts.length,
      rowBegin,
      column: Uint32Array.from(counts.flat(), ([template]) => template),
      count: Uint32Array.from(counts.flat(), ([, count]) => count),
    },
    columns: ['volume'],
    values: Float32Array.from(counts, (row) => row.reduce((sum, [, count]) => sum + count, 0)),
    levelCounts: new Uint32Array(num * NUM_LEVELS),
    gravityCounts: new Uint32Array(num * NUM_LEVELS),
    sightings: {
      rowBegin: Uint32Array.from({ length: num + 1 }, (_, i) => i),
      template: new Uint32Array(num),
      tick: Uint32Array.from({ length: num }, (_, i) => i),
    },
  };
}

describe('templates of two logs', () => {
  test('are the same with equal text and level, or where one covers the other', () => {
    const saved = quiet('user <*> went', 'cache is warm', 'cache is cold', 'gone for good');
    const own = quiet('cache is <*>', 'user ann went', 'user bob went', 'quite new');
    const { ofSaved, ofOwn, numGroups } = matchTemplates(saved, own);
    expect([...ofOwn]).toEqual([0, 1, 1, 2]);
    expect([...ofSaved]).toEqual([1, 0, 0, 3]);
    expect(numGroups).toBe(4);
  });

  test('of different levels, or covered by hardly more than wildcards, are not', () => {
    const saved = [{ text: 'disk full', level: 'error' as const }, ...quiet('<*> <*>', '<*>')];
    const { numGroups } = matchTemplates(saved, quiet('disk full', 'a b'));
    expect(numGroups).toBe(5);
  });

  test('of which the reader made evil patterns are compared in bounded time', () => {
    const evil = `x ${'<*>a'.repeat(200)}`;
    const { numGroups } = matchTemplates(quiet(evil), quiet(`x ${'a'.repeat(3000)}b`));
    expect(numGroups).toBe(2);
  });

  test('share the more general text', () => {
    expect(mostGeneral(quiet('user ann', 'user <*>', 'user bob')).text).toBe('user <*>');
  });
});

test('joined rows: templates that are the same become one column, counts are summed', () => {
  const a = rowsOf(['user <*> came', 'old'], [[[0, 3]], [[1, 1]]], 0, 'a');
  const b = rowsOf(
    ['user ann came', 'user bob came', 'fresh'],
    [
      [
        [0, 2],
        [1, 5],
        [2, 1],
      ],
    ],
    9 * WINDOW,
    'b',
  );
  const both = joinRows(a, b);
  expect(both.templates.map(({ text }) => text)).toEqual(['user <*> came', 'old', 'fresh']);
  expect([...both.counts.column]).toEqual([0, 1, 0, 2]);
  expect([...both.counts.count]).toEqual([3, 1, 7, 1]);
  expect([...both.source]).toEqual([0, 0, 1]);
  expect([...both.sightings.template]).toEqual([0, 0, 0]);
  expect([...pickRows(both, [0, 2]).counts.count]).toEqual([3, 7, 1]);
});

describe('forgetting', () => {
  const long = rowsOf(
    ['always', 'weekly'],
    Array.from({ length: 3000 }, (_, i) =>
      i === 700
        ? [
            [0, 1],
            [1, 1],
          ]
        : [[0, 1]],
    ),
  );
  const keep = rowsToRetain(long, 3000, 1000, 42);

  test('leaves as many as may stay, evenly over all ages, the same for the same seed', () => {
    expect(keep.length).toBeLessThanOrEqual(1000);
    expect(keep.length).toBeGreaterThan(950);
    const thirds = [0, 1000, 2000].map(
      (from) => keep.filter((row) => row >= from && row < from + 1000).length,
    );
    for (const num of thirds) expect(num).toBeGreaterThan(250);
    expect(rowsToRetain(long, 3000, 1000, 42)).toEqual(keep);
    expect(rowsToRetain(long, 3000, 1000, 43)).not.toEqual(keep);
  });

  test('spares the only windows of a weekly job', () => {
    expect(keep).toContain(700);
  });

  test('keeps runs of windows together, as the LSTM looks at several', () => {
    const alone = keep.filter((row) => !keep.includes(row - 1) && !keep.includes(row + 1));
    expect(alone.length).toBeLessThan(10);
  });

  test('ends where every run holds something rare', () => {
    const rare = rowsOf(
      Array.from({ length: 40 }, (_, i) => `kind ${i}`),
      Array.from({ length: 40 }, (_, i) => [[i, 1]]),
    );
    expect(rowsToRetain(rare, 40, 10, 1).length).toBeLessThanOrEqual(10);
  });
});

test('drift: new, gone, volume and mix; none against itself', () => {
  const then = rowsOf(['a came', 'b came'], [[[0, 8]], [[1, 8]]]);
  expect(driftSince(then, then)).toMatchObject({ numNew: 0, numGone: 0, volumeRatio: 1, divergence01: 0 });
  const now = rowsOf(['a came', 'c came'], [[[0, 16]], [[1, 16]]]);
  const drift = driftSince(then, now)!;
  expect(drift).toMatchObject({ numTemplates: 2, numNew: 1, numGone: 1, volumeRatio: 2, numWindows: 2 });
  expect(drift.divergence01).toBeCloseTo(0.5, 6);
});

describe('a ground on saved windows', () => {
  const saved = rowsOf(
    ['x came', 'gone'],
    [
      [[0, 1]],
      [
        [0, 2],
        [1, 1],
      ],
      [[0, 3]],
    ],
  );
  const gap = { ...saved, startMs: Float64Array.of(0, WINDOW, 5 * WINDOW) };
  const features = {
    grid: { startMs: (8 * WINDOW) as EpochMs, windowMs: WINDOW, length: 2, reason: '' },
    columns: ['volume'],
    values: Float32Array.of(4, 5),
    counts: {
      numRows: 2,
      numColumns: 3,
      rowBegin: Uint32Array.of(0, 1, 3),
      column: Uint32Array.of(0, 0, 1),
      count: Uint32Array.of(4, 5, 6),
    },
    levelCounts: new Uint32Array(2 * NUM_LEVELS),
  };
  const columns = { ofSaved: Uint32Array.of(0, 2), ofOwn: Uint32Array.of(0, 1) };
  const ground = prependSaved(features, gap, columns, 'saved');

  test('keeps the times: windows between that nobody saved are pauses, and not learnt', () => {
    expect(ground.offset).toBe(8);
    expect(ground.places).toEqual([0, 1, 5]);
    expect(ground.features.grid).toMatchObject({ startMs: 0, length: 10 });
    expect([...ground.features.paused!]).toEqual([0, 0, 1, 1, 1, 0, 1, 1, 0, 0]);
    expect(ground.baseline).toMatchObject({ begin: 0, end: 8 });
    expect([...ground.baseline.leftOut!]).toEqual([0, 0, 1, 1, 1, 0, 1, 1, 0, 0]);
  });

  test('holds both counts under the columns of the log', () => {
    const { counts, values } = ground.features;
    const row = (w: number) =>
      Array.from({ length: counts.rowBegin[w + 1] - counts.rowBegin[w] }, (_, i) => {
        const at = counts.rowBegin[w] + i;
        return [counts.column[at], counts.count[at]];
      });
    expect([0, 1, 2, 5, 8, 9].map(row)).toEqual([
      [[0, 1]],
      [
        [0, 2],
        [2, 1],
      ],
      [],
      [[0, 3]],
      [[0, 4]],
      [
        [0, 5],
        [1, 6],
      ],
    ]);
    expect([...values]).toEqual([1, 3, 0, 0, 0, 3, 0, 0, 4, 5]);
  });

  test('keeps the hour of the week where the saved windows are of another year', () => {
    const year = 364 * 86_400_000;
    const later = { ...features, grid: { ...features.grid, startMs: (8 * WINDOW + year) as EpochMs } };
    const { offset, features: both } = prependSaved(later, gap, columns, '');
    const weekMs = 7 * 86_400_000;
    expect((both.grid.startMs + offset * WINDOW) % weekMs).toBe((8 * WINDOW) % weekMs);
    expect(offset).toBe(8);
  });

  test('leaves out what the reader called normal', () => {
    const { counts } = prependSaved(features, gap, columns, '', Uint8Array.of(0, 0, 1)).features;
    expect([...counts.column]).not.toContain(2);
  });
});

test('rows of an older version know fewer columns: those that they lack are 0, the others stay in their places', () => {
  const old = { ...rowsOf(['a'], [[[0, 3]], [[0, 5]]]), columns: ['volume'] };
  const now = {
    ...rowsOf(['a'], [[[0, 7]]], 10 * WINDOW, 'b'),
    columns: ['volume', 'responses'],
    values: Float32Array.from([7, 2]),
  };
  const { columns, values } = joinRows(old, now);
  expect(columns).toEqual(['volume', 'responses']);
  expect([...values]).toEqual([3, 0, 5, 0, 7, 2]);
});
