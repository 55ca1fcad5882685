import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileSummary } from '../../contracts/tables';
import { chainNames } from './silence';

type Row = readonly [name: string, first: number, last: number];

function namesOf(...files: readonly Row[]): readonly string[] {
  return chainNames(
    files.map(([name, firstMs, lastMs]) => ({ name, firstMs, lastMs }) as unknown as FileSummary),
  );
}

test.each([
  ['app.log.1', 'app.log'],
  ['app.log.1.gz', 'app.log.gz'],
  ['app.log.old', 'app.log'],
  ['app-2026-03-01.log', 'app-2026-03-02.log'],
])('%s that ends as %s begins is a part of it', (before, after) => {
  expect(namesOf([before, 0, 50], ['web.log', 0, 100], [after, 51, 100])).toEqual([after, 'web.log', after]);
});

test('files of one stem that are written side by side are streams of their own', () => {
  const names = ['api-1.log', 'api-2.log', 'api-3.log'];
  expect(namesOf([names[0], 0, 40], [names[1], 0, 100], [names[2], 10, 100])).toEqual(names);
});

test('of a file without times nothing is known', () => {
  const files = [{ name: 'app.log.1', firstMs: null, lastMs: null }] as unknown as FileSummary[];
  expect(chainNames(files)).toEqual(['app.log.1']);
});

test('files of one stream do not overlap, whatever is dropped', () => {
  const row = fc.tuple(fc.constantFrom('a', 'b'), fc.nat(50), fc.nat(50));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const files = rows.map(([stem, first, length], i): Row => [`${stem}.log.${i}`, first, first + length]);
      const names = namesOf(...files);
      for (const [i, one] of files.entries())
        for (const [j, other] of files.entries()) {
          if (i >= j || names[i] !== names[j]) continue;
          expect(one[0][0]).toBe(other[0][0]);
          expect(one[2] <= other[1] || other[2] <= one[1]).toBe(true);
        }
    }),
  );
});
