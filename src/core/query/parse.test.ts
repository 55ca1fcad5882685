import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from './parse';
import { printQuery } from './print';
import { EVERYTHING, joined, type Query } from './query';

const read = (text: string): Query => {
  const { query, problem } = parseQuery(text);
  if (query === null) throw new Error(`${text}: ${problem.message}`);
  return query;
};

const PIECES = [
  'level:error',
  'level>=warn',
  'component=nova',
  '-template:T42',
  'status:5xx',
  'after:10:00',
  'latency_ms>400',
  '"lost connection"',
  '"a \\" b"',
  '/attach(ed)? volume/i',
  '/[/]x/',
  '/var/log/syslog',
  '(',
  ')',
  'OR',
  'AND',
  'NOT',
  '-',
  '--flag',
  'http://x/y',
  'C:\\dir',
  'ERROR:',
  'a=b',
  '"',
  '/',
  '[',
  'x)',
  '-(',
  '10:00:05',
  'é',
  '\\',
  '=',
  '>=',
];
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 });
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  pieces.map((each) => each.join(' ')),
  pieces.map((each) => each.join('')),
);

test('any text is read or refused with a place in it, and what is read is printed as what reads the same', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { query, problem } = parseQuery(text);
      if (query === null) {
        expect(problem.message).not.toBe('');
        expect(problem.begin).toBeGreaterThanOrEqual(0);
        expect(problem.end).toBeGreaterThan(problem.begin);
        return;
      }
      const printed = printQuery(query);
      expect(read(printed)).toEqual(query);
      expect(printQuery(read(printed))).toBe(printed);
    }),
    { numRuns: 3000 },
  );
});

// A colon before // opens an address, where values are not looked for.
const value = fc.oneof(
  { weight: 9, arbitrary: fc.string({ minLength: 1 }) },
  fc.constantFrom('//', '//host/path', '==', '>1', '(', '"', '\\', '-a', 'OR', '/a/'),
);
const name = fc
  .stringMatching(/^[a-z_]{2,8}[0-9]?$/)
  .filter(
    (each) => !/^(level|component|file|template|status|after|before|source|lvl|since|until)$/.test(each),
  );
const terms: fc.Arbitrary<Query> = fc.oneof(
  value.map((text): Query => ({ kind: 'text', text })),
  fc.constantFrom<Query>(
    { kind: 'regex', source: 'a\\/b|c{2}', flags: 'i' },
    { kind: 'regex', source: '[/ ]', flags: 'su' },
  ),
  fc
    .tuple(name, fc.constantFrom<':' | '='>(':', '='), value)
    .map(([field, op, given]): Query => ({ kind: 'field', field, op, value: given })),
  fc
    .tuple(name, fc.integer())
    .map(([field, num]): Query => ({ kind: 'field', field, op: '>=', value: `${num}` })),
  fc.constantFrom<Query>(
    { kind: 'field', field: 'level', op: '>=', value: 'warn' },
    { kind: 'field', field: 'template', op: ':', value: 'T42' },
  ),
);
const { tree } = fc.letrec<{ tree: Query }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    terms,
    tie('tree').map((of): Query => ({ kind: 'not', of })),
    fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((parts) => joined('and', parts)),
    fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((parts) => joined('or', parts)),
  ),
}));

test('every query is printed as text that reads as it', () => {
  fc.assert(
    fc.property(tree, (query) => {
      expect(read(printQuery(query))).toEqual(query);
    }),
    { numRuns: 2000 },
  );
});

test('what the language means', () => {
  const text = (word: string): Query => ({ kind: 'text', text: word });
  expect(read('')).toEqual(EVERYTHING);
  expect(read('a b OR c')).toEqual(joined('or', [joined('and', [text('a'), text('b')]), text('c')]));
  expect(read('a (b OR c)')).toEqual(joined('and', [text('a'), joined('or', [text('b'), text('c')])]));
  expect(read('-template:T42')).toEqual({
    kind: 'not',
    of: { kind: 'field', field: 'template', op: ':', value: 'T42' },
  });
  expect(read('NOT a')).toEqual({ kind: 'not', of: text('a') });
  expect(read('/var/log/syslog')).toEqual(text('/var/log/syslog'));
  expect(read('/api/v1/x')).toEqual(text('/api/v1/x'));
  expect(read('/lost connection/i')).toEqual({ kind: 'regex', source: 'lost connection', flags: 'i' });
  expect(read('http://x:80/y')).toEqual(text('http://x:80/y'));
  expect(read('latency_ms>400')).toEqual({ kind: 'field', field: 'latency_ms', op: '>', value: '400' });
  expect(read('Level:ERROR source:x')).toMatchObject({ parts: [{ field: 'level' }, { field: 'component' }] });
});

test.each([
  ['a "open', 'not closed', 2],
  ['level:loud', 'no level', 0],
  ['x after:noon', 'no time', 2],
  ['/a(b/', 'regular expression', 0],
  ['/a[ b', 'no / at its end', 0],
  ['(a OR b', 'not closed', 0],
  ['a ) b', 'closes nothing', 2],
  ['OR b', 'both sides', 0],
  ['a OR', 'both sides', 2],
  ['latency_ms>slow', 'no number', 0],
  ['/a/x', 'no letter', 3],
  ['component:', 'a value is missing', 0],
  ['status:700', 'no status', 0],
])('%s is refused, and where', (text, why, begin) => {
  const { problem } = parseQuery(text);
  expect(problem?.message).toContain(why);
  expect(problem?.begin).toBe(begin);
});
