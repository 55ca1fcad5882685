import { expect, test } from 'vitest';
import { piecesOf, placeOf } from './pieces';

test('words without the marks around them; the first of the sentence is told', () => {
  expect(piecesOf('"Threads" (of /var/x) wait, and/or fail: 22% — db.pool’s.')).toEqual(
    ['Threads', 'of', '/var/x', 'wait', 'and', 'or', 'fail', '22%', 'db.pool'].map((text, i) => ({
      text,
      isFirst: i === 0,
    })),
  );
});

test('a piece stands where no word and no number is cut through', () => {
  expect(placeOf('ab', 'xab ab')).toBe(4);
  expect(placeOf('a.b', 'x a.b.c')).toBe(2);
  expect(placeOf('wait', 'waited waits')).toBe(-1);
  for (const piece of ['1', '5', '12', '45', '000']) expect(placeOf(piece, '1.5 12:45 1,000')).toBe(-1);
  expect(placeOf('1.5', 'took 1.5, 2')).toBe(5);
  expect(placeOf('ü', 'müde über ü')).toBe(10);
  expect(placeOf('', 'x')).toBe(-1);
});
