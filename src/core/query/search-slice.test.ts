import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literalOf, textMatcher } from './match-text';
import { parseQuery } from './parse';
import { searchSlice } from './search-slice';

const encoder = new TextEncoder();

/** Hits among records that stand behind one another, each with a line break. */
function search(
  records: readonly string[],
  queries: readonly string[],
  queryOf?: readonly number[],
): number[] {
  const parts = records.map((record) => encoder.encode(`${record}\n`));
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  const [starts, ends] = [new Uint32Array(parts.length), new Uint32Array(parts.length)];
  let at = 0;
  parts.forEach((part, i) => {
    bytes.set(part, at);
    starts[i] = at;
    at += part.length;
    ends[i] = at;
  });
  const of = Uint8Array.from(queryOf ?? records.map(() => 0));
  return [...searchSlice(bytes, { starts, ends, queryOf: of, queries })].flatMap((hit, i) =>
    hit ? [i] : [],
  );
}

const LINES = [
  '2024-03-01 10:00:00 ERROR cinder: Lost Connection to db-1 latency_ms=412 user="a b"',
  '2024-03-01 10:00:01 INFO nova: volume attached to vm {"latency_ms": 38, "path": "/x"}',
  'Traceback (most recent call last):\n  File "a.py", line 3\nTypeError: bad',
  'ÜBER größe 20 °C',
  '',
];

test.each([
  ['"lost connection"', [0]],
  ['LOST', [0]],
  ['/attach(ed)? to/', [1]],
  ['/lost con+ection/', []],
  ['/lost con+ection/i', [0]],
  ['/^TypeError: bad$/', [2]],
  ['latency_ms>400', [0]],
  ['latency_ms<400', [1]],
  ['latency_ms=38', [1]],
  ['user="a b"', [0]],
  ['path:/x', [1]],
  ['-latency_ms>1', [2, 3, 4]],
  ['über', [3]],
  ['"GRÖSSE"', []],
  ['"gröSSe" OR GRÖßE', [3]],
  ['error -nova', [0, 2]],
  ['a (volume OR bad)', [1, 2]],
])('%s', (query, hits) => {
  expect(search(LINES, [query])).toEqual(hits);
});

test('each record is asked for by its own query', () => {
  expect(search(LINES, ['latency_ms>1', 'bad'], [0, 1, 1, 0, 0])).toEqual([0, 2]);
});

const words = fc.constantFrom('lost', 'Lost', 'conn', 'err', 'ERR', 'é', 'É', ' ', 'x', '=', '4', '\n', 'K');
const record = fc.array(words, { maxLength: 12 }).map((each) => each.join(''));
const query = fc.constantFrom(
  'lost',
  '"st c"',
  'é',
  'É4',
  '/lo+st/',
  '/l.?st co/i',
  '/(lost|err)/',
  '/err[ =]+4?/i',
  'x=4',
  'lost -err',
  'lost OR conn',
  '-x',
);

test('bytes give what the text of each record gives', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), query, (records, asked) => {
      const { test: isHit } = textMatcher(parseQuery(asked).query!);
      expect(search(records, [asked])).toEqual(records.flatMap((text, i) => (isHit(text) ? [i] : [])));
    }),
    { numRuns: 2000 },
  );
});

test('the literal of an expression stands in everything that it matches', () => {
  const literal = (source: string, flags = '') => literalOf({ kind: 'regex', source, flags });
  expect(literal('attach(ed)? volume')).toBe(' volume');
  expect(literal('lost|found')).toBe('');
  expect(literal('(lost|found) it all')).toBe(' it all');
  expect(literal('conn?ection')).toBe('ection');
  expect(literal('Conn+ection', 'i')).toBe('ection');
  expect(literal('abcd*')).toBe('abc');
  expect(literal('abcd{2,}x')).toBe('abc');
  expect(literal('\\d+\\.log')).toBe('.log');
  expect(literal('[abc]xyz\\bfoo!')).toBe('foo!');
  expect(literal('\\x41bcd')).toBe('bcd');
  expect(literal('(?<=abc)de')).toBe('');
  expect(literal('(?!abcdef)xyzw')).toBe('xyzw');
});

test('an expression is never passed over by its literal', () => {
  const pieces = fc.constantFrom(
    'lost',
    'x',
    'E',
    '\\d',
    '.',
    '[ab]',
    '(ab|lost)',
    '?',
    '+',
    '*',
    '{2}',
    '(?=lost)',
    ' ',
    '\\.',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), record, (parts, text) => {
      const source = parts.join('');
      let regex: RegExp;
      try {
        regex = new RegExp(source, 'im');
      } catch {
        return;
      }
      const found = literalOf({ kind: 'regex', source, flags: 'i' });
      if (regex.test(text)) expect(text.toLowerCase()).toContain(found);
    }),
    { numRuns: 5000 },
  );
});
