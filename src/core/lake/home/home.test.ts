// Windows that come home: what is accepted, and what is refused with its file, row and column.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DroppedTable, TableColumn } from '../../../contracts/lake-tables';
import { LEVELS } from '../../../contracts/units';
import { lineNumOf } from '../../lib/log-table';
import { homeCells } from './cells';
import { countedLog } from './counted-table';
import { homeLines } from './lines';
import { homeColumnsOf, homeKindOf } from './table-kind';
import { ABSENT, idsOf } from './template-ids';
import { homeWindows } from './windows';

const START = Date.UTC(2026, 2, 12, 6);
const MINUTE = 60_000;

type Value = string | number | null;

function tableOf(name: string, rows: readonly Readonly<Record<string, Value>>[]): DroppedTable {
  const columns = Object.keys(rows[0]).map((column): [string, TableColumn] => {
    const values = rows.map((row) => row[column]);
    if (values.some((value) => typeof value === 'string'))
      return [
        column,
        { kind: 'text', values: values.map((value) => (value === null ? null : String(value))) },
      ];
    const numbers = Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
    return [column, { kind: 'number', values: numbers }];
  });
  return { name, numRows: rows.length, columns: Object.fromEntries(columns) };
}

const windowRow = (w: number, volume: number, more: Record<string, Value> = {}) => ({
  start: START + w * MINUTE,
  end: START + (w + 1) * MINUTE,
  volume,
  new_pairs: 1,
  delta_mean_ms: 20,
  delta_sd_ms: 3,
  gap_max_ms: 40,
  burstiness: -0.5,
  ...more,
});
const cellRow = (w: number, count: number, more: Record<string, Value> = {}) => ({
  start: START + w * MINUTE,
  template_id: 'T3',
  template: 'user <*> came',
  level: 'info',
  status: 0,
  count,
  first_seen: START + w * MINUTE + 1000,
  last_seen: START + w * MINUTE + 59_000,
  component: 'web',
  file: 'a.log',
  seq: 10 * w + 1,
  next_seq: 10 * w + 2,
  model: 'm',
  ...more,
});
const windows = (...rows: ReturnType<typeof windowRow>[]) => tableOf('feature_windows.parquet', rows);
const cells = (...rows: ReturnType<typeof cellRow>[]) => tableOf('template_windows.parquet', rows);

describe('what is refused, and where', () => {
  const one = windows(windowRow(0, 5), windowRow(1, 6));
  const none = (table: DroppedTable, column: string): DroppedTable => {
    const { [column]: _, ...columns } = table.columns;
    return { ...table, columns };
  };
  const cases: readonly (readonly [string, () => unknown, RegExp])[] = [
    [
      'no column',
      () => homeWindows([none(one, 'volume')]),
      /^feature_windows\.parquet has no column volume \(it has start, end/,
    ],
    [
      'no time',
      () => homeWindows([windows(windowRow(0, 5, { start: 'yesterday' }))]),
      /row 1: start "yesterday" is no time/,
    ],
    [
      'no number',
      () => homeWindows([windows(windowRow(0, 5, { gap_max_ms: -1 }))]),
      /row 1: gap_max_ms "-1" is no number/,
    ],
    [
      'NaN',
      () => homeWindows([windows(windowRow(0, 5), windowRow(1, 5, { delta_sd_ms: null }))]),
      /row 2: delta_sd_ms "NaN"/,
    ],
    [
      'a rate beyond its range',
      () => homeWindows([windows(windowRow(0, 5, { burstiness: 3 }))]),
      /burstiness "3" is not between/,
    ],
    ['half a record', () => homeWindows([windows(windowRow(0, 5.5))]), /volume "5.5" is no whole number/],
    [
      'an end before the start',
      () => homeWindows([windows(windowRow(0, 5, { end: START }))]),
      /end .* is not after the start/,
    ],
    [
      'two sizes',
      () => homeWindows([windows(windowRow(0, 5), windowRow(1, 5, { end: START + 5 * MINUTE }))]),
      /a window of 240000 ms among windows of 60000 ms/,
    ],
    [
      'a window off the others',
      () => homeWindows([windows(windowRow(0, 5), windowRow(1.5, 5))]),
      /row 2: start .* no whole number of windows/,
    ],
    ['a window twice', () => homeWindows([one, windows(windowRow(1, 6))]), /row 1: start .* counted twice/],
    [
      'decades',
      () => homeWindows([windows(windowRow(0, 5), windowRow(5e7, 5))]),
      /500,000 are judged at most/,
    ],
    [
      'a cell of another time',
      () => homeCells([cells(cellRow(7, 5))], homeWindows([one])),
      /row 1: start .* is no window of feature_windows/,
    ],
    [
      'an unknown level',
      () => homeCells([cells(cellRow(0, 5, { level: 'loud' }))], homeWindows([one])),
      /level "loud" is none of trace, debug/,
    ],
    [
      'a status of 700',
      () => homeCells([cells(cellRow(0, 5, { status: 7 }))], homeWindows([one])),
      /status "7" is no whole number from 0 to 5/,
    ],
    [
      'no record in a cell',
      () => homeCells([cells(cellRow(0, 0))], homeWindows([one])),
      /count "0" is of no record/,
    ],
    [
      'a record outside',
      () => homeCells([cells(cellRow(0, 5, { last_seen: START + MINUTE }))], homeWindows([one])),
      /last_seen .* is not within its window/,
    ],
    [
      'more rows than a tab holds',
      () => homeCells([{ ...cells(cellRow(0, 5)), numRows: 4_000_000 }], homeWindows([one])),
      /hold 4,000,000 rows; 3,000,000 are judged at most/,
    ],
    [
      'a number of seconds',
      () => homeWindows([windows(windowRow(0, 5, { start: START / 1000 }))]),
      /start .* is no time of these centuries/,
    ],
    [
      'two models',
      () => homeCells([cells(cellRow(0, 5), cellRow(1, 6, { model: 'n' }))], homeWindows([one])),
      /model "n" is not m/,
    ],
    [
      'lines of another model',
      () => homeLines([tableOf('l', [{ file: 'a', seq: 1, line: 'x', model: 'n' }])], 'm'),
      /model "n" is not m/,
    ],
    [
      'a line twice',
      () =>
        homeLines(
          [
            tableOf('l', [
              { file: 'a', seq: 1, line: 'x', model: 'm' },
              { file: 'a', seq: 1, line: 'y', model: 'm' },
            ]),
          ],
          'm',
        ),
      /two different lines/,
    ],
    [
      'counts that differ',
      () => homeCells([cells(cellRow(0, 5), cellRow(1, 7))], homeWindows([one])),
      /do not belong together: in the window of 2026-03-12T06:01:00\.000Z template_windows count 7 records, feature_windows 6/,
    ],
    [
      'one id for two templates',
      () => {
        const counted = homeWindows([one]);
        const both = homeCells([cells(cellRow(0, 5), cellRow(1, 6, { template: 'another' }))], counted);
        return countedLog(both, counted, () => null);
      },
      /T3 stands for two templates, "user <\*> came" and "another"/,
    ],
  ];
  test.each(cases)('%s', (_what, run, message) => {
    expect(run).toThrow(message);
  });
});

describe('what is accepted', () => {
  test.each([
    ['2026-03-12 06:00:00', 'DuckDB'],
    ['2026-03-12 06:00:00.000 UTC', 'Trino'],
    ['2026-03-12T06:00:00Z', 'ISO'],
    ['2026-03-12 08:00:00+02', 'an offset of hours'],
    ['2026-03-12 08:00:00.000 +02:00', 'an offset'],
  ])('%s is a time, as of %s', (start) => {
    const row = windowRow(0, 5, { start, end: '2026-03-12 06:01:00' });
    expect(homeWindows([tableOf('w.csv', [row])]).startMs).toBe(START);
  });

  test('partitions in any order; what nobody counted between them is a pause', () => {
    const home = homeWindows([
      windows(windowRow(5, 1), windowRow(4, 2)),
      windows(windowRow(1, 3), windowRow(0, 4)),
    ]);
    expect(home.numWindows).toBe(6);
    expect([...home.volume]).toEqual([4, 3, 0, 0, 2, 1]);
    expect([...home.paused]).toEqual([0, 0, 1, 1, 0, 0]);
  });

  test('ids keep their places, rows their lines and files, records that continue theirs', () => {
    const counted = homeWindows([windows(windowRow(0, 9), windowRow(1, 6))]);
    const home = homeCells(
      [
        cells(
          cellRow(1, 6, { file: 'b.log', seq: 40, next_seq: 43 }),
          cellRow(0, 5, { seq: 7, next_seq: 8 }),
          cellRow(0, 4, {
            template_id: 'unknown',
            template: null,
            level: '',
            status: 5,
            seq: 3,
            next_seq: 4,
          }),
        ),
      ],
      counted,
    );
    const lines = ['first', '  at a', '  at b', 'of the next'].map((line, i) => ({
      file: 'b.log',
      seq: 40 + i,
      line,
      model: 'm',
    }));
    const { table, templates, texts, numQuoted } = countedLog(
      home,
      counted,
      homeLines([tableOf('l', lines)], 'm'),
    );
    expect(templates.templates.map(({ text, count }) => [text, count])).toEqual([
      [ABSENT, 0],
      [ABSENT, 0],
      ['user <*> came', 11],
      ['lines of no known template', 4],
    ]);
    expect(table.files.map(({ name }) => name)).toEqual(['a.log', 'b.log']);
    expect(
      table.shards.map((shard) => Array.from({ length: shard.length }, (_, i) => lineNumOf(shard, i))),
    ).toEqual([[3, 7], [40]]);
    expect(texts.map((text) => new TextDecoder().decode(text))).toEqual([
      'lines of no known template\nuser <*> came\n',
      'first\n  at a\n  at b\n',
    ]);
    expect(numQuoted).toBe(1);
    expect([...table.kinds.level].sort()).toEqual([3, 6]);
  });

  test('tables are told by their columns alone', () => {
    const of = (table: DroppedTable) => homeKindOf(Object.keys(table.columns));
    expect(of(windows(windowRow(0, 5)))).toBe('windows');
    expect(of(cells(cellRow(0, 5)))).toBe('cells');
    expect(homeKindOf(['file', 'seq', 'line'])).toBeNull();
    expect(homeKindOf(['file', 'seq', 'line', 'model'])).toBe('lines');
    expect(homeKindOf(['line', 'timestamp', 'level', 'message'])).toBeNull();
    expect(homeKindOf(['time', 'file', 'seq', 'line', 'model'])).toBeNull();
    expect(homeColumnsOf(['start', 'count', 'template_id', 'status', 'extra'])).toEqual([
      'start',
      'template_id',
      'status',
      'count',
    ]);
  });
});

test('ids and components with blanks are kept apart', () => {
  const counted = homeWindows([windows(windowRow(0, 9))]);
  const rows = [
    cellRow(0, 5, { template_id: 'a', template: 'one', component: 'b c' }),
    cellRow(0, 4, { template_id: 'a b', template: 'two', component: 'c', seq: 9, next_seq: 10 }),
  ];
  const { templates, table } = countedLog(homeCells([cells(...rows)], counted), counted, () => null);
  expect(templates.templates.map(({ text, count }) => [text, count])).toEqual([
    ['one', 5],
    ['two', 4],
  ]);
  expect(table.sources).toEqual(['', 'b c', 'c']);
});

test('as many templates as a lake has', () => {
  const many = Array.from({ length: 200_000 }, (_, i) => ({
    templateId: `T${i + 1}`,
    template: `text ${i}`,
  }));
  expect(idsOf(many).texts.length).toBe(200_000);
});

test('whatever cells say, records are counted once: by template, by weight and in the windows', () => {
  const cell = fc.record({
    w: fc.integer({ min: 0, max: 4 }),
    id: fc.constantFrom('T1', 'T2', 'T9', 'unknown', 'custom', 'T0', 'T99999999'),
    level: fc.constantFrom(...LEVELS),
    status: fc.integer({ min: 0, max: 5 }),
    count: fc.integer({ min: 1, max: 2 ** 31 }),
    file: fc.constantFrom('', 'a.log', 'constructor', 'x/../y'),
    seq: fc.integer({ min: 0, max: 2 ** 33 }),
  });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 30 }), (given) => {
      const volume = [0, 0, 0, 0, 0];
      for (const { w, count } of given) volume[w] += count;
      fc.pre(volume.every((sum) => sum < 2 ** 32));
      const counted = homeWindows([windows(...volume.map((sum, w) => windowRow(w, sum)))]);
      const rows = given.map(({ w, id, level, status, count, file, seq }) =>
        cellRow(w, count, {
          template_id: id,
          template: `text of ${id}`,
          level,
          status,
          file,
          seq,
          next_seq: seq + 1,
        }),
      );
      const { table, templates, texts } = countedLog(
        homeCells([cells(...rows)], counted),
        counted,
        () => null,
      );
      const total = volume.reduce((sum, num) => sum + num, 0);
      expect(templates.templates.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      expect(table.counted?.weight.reduce((sum, num) => sum + num, 0)).toBe(total);
      expect(table.shards.reduce((sum, { length }) => sum + length, 0)).toBe(given.length);
      expect(table.files.map(({ bytes }) => bytes)).toEqual(texts.map(({ length }) => length));
      for (const shard of table.shards)
        for (let i = 1; i < shard.length; i++)
          expect(lineNumOf(shard, i)).toBeGreaterThan(lineNumOf(shard, i - 1));
    }),
  );
});
