// Traces of ten languages, as they are written, folded to their innermost cause and the own frame nearest to the throw.
import { describe, expect, it } from 'vitest';
import { bareLine } from './bare-line';
import { findTraces, foldException } from './exceptions';
import { TRACES } from './fixtures/traces';

describe('foldException', () => {
  for (const { name, text, type, message, place, numFrames } of TRACES)
    it(name, () => {
      const found = foldException(text);
      expect(found?.type).toBe(type);
      expect(found?.message).toBe(message);
      expect(found?.frame && `${found.frame.file}:${found.frame.line} ${found.frame.name}`).toBe(place);
      if (numFrames !== undefined) expect(found?.numFrames).toBe(numFrames);
    });

  const NAMES = ['Context.<anonymous>', 'Suite.Runner', 'Object.<anonymous>', 'Cart.add', 'async Cart.add'];
  const PLACES = [
    'cart.js',
    'test/cart.js',
    '/srv/shop/cart.js',
    `file://${'/srv/shop/cart.js'}`,
    'C:\\shop\\cart.js',
  ];
  it.each(NAMES.flatMap((name) => PLACES.map((place) => [name, place] as const)))(
    'a frame with line and column is of Node: %s (%s)',
    (name, place) => {
      const found = foldException(`AssertionError: expected 1 to equal 2\n    at ${name} (${place}:6:82)`);
      expect(found?.frame).toMatchObject({ line: 6 });
      expect(found?.frame?.file).toMatch(/cart\.js$/);
    },
  );

  it.each([
    ['Shop.Cart.Add(Int32 id)', null],
    ['Shop.Cart.Add(String a, Int32 b) in /src/Cart.cs:line 41', 41],
  ])('a frame with parameters is of .NET: %s', (frame, line) => {
    const found = foldException(`System.InvalidOperationException: no cart\n   at ${frame}`);
    expect(found?.frame?.line).toBe(line);
    expect(found?.frame?.name).toBe('Shop.Cart.Add');
  });

  it('quotes only what the trace holds', () => {
    for (const { text } of TRACES) {
      const found = foldException(text);
      const flat = text.replace(/\s+/g, ' ');
      expect(flat).toContain(found?.type === 'panic' || found?.type === 'kernel oops' ? '' : found?.type);
      if (found?.frame && found.frame.file !== 'kernel') expect(text).toContain(found.frame.file);
    }
  });

  it('finds none in lines that only speak of errors', () => {
    for (const text of [
      '2024-05-01 10:00:00 INFO Handler for NullPointerException registered',
      'ERROR: 0 errors',
      'Error: something went wrong',
      'TestErrorPage PASSED\n    at step 2 of 3',
      'panic: nothing follows',
      '    at the end of the day',
      'Caused by: nothing',
    ])
      expect(foldException(text)).toBeNull();
  });
});

describe('findTraces', () => {
  it('gives the spans of traces among other lines', () => {
    const [first, second] = [TRACES[0], TRACES.find(({ name }) => name === 'Python')!].map(({ text }) =>
      text.split('\n'),
    );
    const lines = ['starting', ...first, 'going on', 'still going', ...second, 'end'].map(bareLine);
    const found = findTraces(lines);
    expect(found.map(({ begin, end }) => [begin, end])).toEqual([
      [1, 1 + first.length],
      [first.length + 3, first.length + 3 + second.length],
    ]);
  });

  it('takes bounded time on lines that are made to harm', () => {
    const hostile = [
      'a.'.repeat(50_000),
      `Error${'Error'.repeat(20_000)}`,
      `at ${'x.'.repeat(20_000)}(`,
      `File "${'/a'.repeat(20_000)}`,
      `thread '${"'".repeat(10_000)} panicked at '`,
      `#0 ${' '.repeat(20_000)}in`,
      `${' '.repeat(30_000)}at`,
      `Uncaught A: ${' in /'.repeat(10_000)}`,
      `${'[object] (A(code: '.repeat(5_000)}`,
      `from ${':'.repeat(20_000)}:in \``,
    ];
    const lines = Array.from({ length: 4000 }, (_, i) => bareLine(hostile[i % hostile.length]));
    const more = [
      ...lines,
      ...Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i % 50)}Traceback (most recent call last):`),
    ];
    const begun = performance.now();
    expect(findTraces(more)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
