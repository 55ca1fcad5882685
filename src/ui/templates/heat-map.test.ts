import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Template } from '../../contracts/tables';
import type { RowIdx } from '../../contracts/units';
import { cellAfter } from './heat-canvas';
import { heat01, heatRows, MAX_HEAT_ROWS } from './heat-rows';

const template = (count: number, level: number): Template => ({
  ...{ text: 't', count, level, firstMs: null, lastMs: null, firstRow: 0 as RowIdx, source: 0 },
});

test('a burst of thirty stands above a rhythm of thousands, and above two records that come together', () => {
  const bins = [
    Uint32Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 400 : 200)),
    Uint32Array.from({ length: 40 }, (_, i) => (i === 7 ? 30 : 0)),
    Uint32Array.from({ length: 40 }, (_, i) => (i === 7 ? 2 : 0)),
  ];
  const templates = [template(12_000, 3), template(30, 3), template(2, 3)];
  const rows = heatRows([0, 1, 2], templates, (idx) => bins[idx], 'uneven');
  expect(rows[0]).toBe(1);
});

test('what comes in a burst stands above what comes evenly, however frequent that is', () => {
  const bins = [new Uint32Array(16).fill(50), Uint32Array.from({ length: 16 }, (_, i) => (i === 9 ? 40 : 0))];
  const templates = [template(800, 3), template(40, 3)];
  const binsOf = (idx: number) => bins[idx];
  expect(heatRows([0, 1], templates, binsOf, 'uneven')).toEqual([1, 0]);
  expect(heatRows([0, 1], templates, binsOf, 'count')).toEqual([0, 1]);
  expect(heatRows([0, 1], [template(800, 3), template(40, 6)], binsOf, 'level')).toEqual([1, 0]);
});

test('rows are few, and none of a template without a record', () => {
  const templates = Array.from({ length: 80 }, (_, i) => template(i, 3));
  const rows = heatRows(
    [...templates.keys()],
    templates,
    (idx) => new Uint32Array(idx === 79 ? 0 : 9),
    'count',
  );
  expect(rows).toHaveLength(MAX_HEAT_ROWS);
  expect(rows[0]).toBe(78);
});

test('a cell is darker the more it holds, and none is seen where there is nothing', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), (a, b, more) => {
      const most = Math.max(a, b) + more;
      const [x, y] = [heat01(Math.min(a, b), most), heat01(Math.max(a, b), most)];
      expect(x).toBeLessThanOrEqual(y);
      expect(y).toBeLessThanOrEqual(1);
      expect(heat01(0, most)).toBe(0);
    }),
  );
});

test('arrow keys reach every cell and never leave the map', () => {
  const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End');
  fc.assert(
    fc.property(
      fc.array(key, { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (keys, numRows, numBins) => {
        let cell = null as ReturnType<typeof cellAfter>;
        for (const each of keys) cell = cellAfter(each, cell, numRows, numBins);
        expect(cell!.row).toBeGreaterThanOrEqual(0);
        expect(cell!.row).toBeLessThan(numRows);
        expect(cell!.bin).toBeGreaterThanOrEqual(0);
        expect(cell!.bin).toBeLessThan(numBins);
      },
    ),
  );
  expect(cellAfter('x', null, 3, 3)).toBeNull();
});
