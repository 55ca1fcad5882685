import { describe, expect, test } from 'vitest';
import type { SavedBaseline } from '../contracts/saved-baseline';
import { NUM_LEVELS } from '../contracts/units';
import { fingerprintOfRows } from '../core/baseline/saved/rows';
import { baselineFromText, baselineToText } from './baseline-file';

function savedOf(): SavedBaseline {
  const rows: SavedBaseline['rows'] = {
    windowMs: 300_000,
    templates: [
      { text: 'request <*> took <NUM> ms', level: 'quiet', gravity: 3 },
      { text: '\u202Eodd "text" <b>', level: 'error', gravity: 6 },
    ],
    sources: [{ name: 'a.log', print: 'ff' }],
    startMs: Float64Array.of(300_000, 600_000),
    source: Uint16Array.of(0, 0),
    counts: {
      numRows: 2,
      numColumns: 2,
      rowBegin: Uint32Array.of(0, 1, 3),
      column: Uint32Array.of(0, 0, 1),
      count: Uint32Array.of(7, 9, 1),
    },
    columns: ['volume', 'error_count'],
    values: Float32Array.of(7, 0, 10, 1),
    levelCounts: new Uint32Array(2 * NUM_LEVELS).fill(1),
    gravityCounts: new Uint32Array(2 * NUM_LEVELS).fill(2),
    sightings: { rowBegin: Uint32Array.of(0, 1, 1), template: Uint32Array.of(0), tick: Uint32Array.of(42) },
  };
  return {
    version: 1,
    rows,
    lstm: null,
    meta: {
      id: 'b1',
      name: 'good',
      savedMs: 5,
      windowMs: 300_000,
      numRows: 2,
      numTemplates: 2,
      firstMs: 300_000,
      lastMs: 600_000,
      print: fingerprintOfRows(rows),
      validation: {
        voteShare01: { baseline: 0.5, iforest: null, lstm: 0 },
        confirmedShare01: 0,
        falseAlarmsPerDay: 0,
      },
      refreshes: [{ atMs: 9, log: 'b.log', numAdded: 1, numForgotten: 0 }],
    },
  };
}

test('a file holds the baseline whole', () => {
  expect(baselineFromText(baselineToText(savedOf()))).toEqual(savedOf());
});

describe('a file is refused with a reason', () => {
  /** The text of a baseline in which the value at a path is another one. */
  const broken = (path: string, value: unknown): string => {
    const saved = structuredClone(savedOf());
    const names = path.split('.');
    const last = names.pop()!;
    const holder = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], saved);
    (holder as Record<string, unknown>)[last] = value;
    return baselineToText(saved);
  };
  test.each([
    ['another file', '{"a": 1}', /no saved baseline/],
    ['no JSON', 'hello', /no saved baseline/],
    ['another version', broken('version', 2), /version 2/],
    ['columns that are none', broken('rows.counts.column', Uint32Array.of(0, 0, 9)), /counts do not fit/],
    [
      'rows that go back',
      broken('rows.counts.rowBegin', Uint32Array.of(0, 3, 3).with(1, 4)),
      /counts do not fit/,
    ],
    ['too few values', broken('rows.values', new Float32Array(3)), /values do not fit/],
    ['levels of another type', broken('rows.levelCounts', [1, 2]), /levels do not fit/],
    ['a time that is none', broken('rows.startMs', Float64Array.of(1, Number.NaN)), /no time/],
    ['a level that is unknown', broken('rows.templates.0.level', 'loud'), /templates are none/],
    ['a source that is not there', broken('rows.source', Uint16Array.of(0, 3)), /sources do not fit/],
    ['no name', broken('meta.name', 7), /name or date/],
  ])('%s', (_what, text, reason) => {
    expect(() => baselineFromText(text)).toThrow(reason);
  });
});
