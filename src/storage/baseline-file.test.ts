import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baselineFromText, baselineToText } from './baseline-file';
import { newBaseline } from './fixtures/baseline';

test('a file holds the baseline whole', () => {
  expect(baselineFromText(baselineToText(newBaseline()))).toEqual(newBaseline());
});

describe('a file is refused with a reason', () => {
  /** The text of a baseline in which the value at a path is another one. */
  const broken = (path: string, value: unknown): string => {
    const saved = structuredClone(newBaseline());
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
    [
      'a value that is none',
      broken('rows.values', Float32Array.of(7, Number.NaN, 10, 1)),
      /a value is no number/,
    ],
    [
      'a value that no window holds',
      broken('rows.values', Float32Array.of(7, 3e38, 10, 1)),
      /a value is no number/,
    ],
    ['a share beyond all', broken('meta.validation.confirmedShare01', 7), /how it fared/],
    ['a measure of another type', broken('meta.validation', 'good'), /how it fared/],
    ['refreshes that are none', broken('meta.refreshes', [{ log: {} }]), /refreshes/],
    ['a size of windows without end', broken('rows.windowMs', 1e300), /size of windows/],
    [
      'one that was changed by hand',
      baselineToText(newBaseline()).replace('b.log', 'c.log'),
      /not as it was saved/,
    ],
    ['no name', broken('meta.name', 7), /name or date/],
  ])('%s', (_what, text, reason) => {
    expect(() => baselineFromText(text)).toThrow(reason);
  });
});

test('whatever stands in whatever place, a file is refused with a reason or gives a baseline whose every number is one', () => {
  const paths = pathsOf(newBaseline());
  const junk = fc.oneof(
    fc.constantFrom(undefined, null, Number.NaN, 3e38, -3e38, -1, 0.5, 1e300, '', 'x', true, {}, []),
    fc.constantFrom(
      Float32Array.of(Number.NaN),
      new Float32Array(4).fill(3e38),
      new Uint32Array(9),
      new Float64Array(2),
    ),
    fc.jsonValue(),
    // Names that every object answers to, as plain data.
    fc.dictionary(
      fc.constantFrom(
        'toString',
        'valueOf',
        'constructor',
        '__proto__',
        'hasOwnProperty',
        'length',
        'toJSON',
        'type',
        'base64',
      ),
      fc.oneof(fc.jsonValue(), fc.constantFrom('Float32Array', 'AAAA', null)),
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...paths), junk, fc.boolean(), (path, value, isForged) => {
      const saved = structuredClone(newBaseline());
      const names = [...path];
      const last = names.pop()!;
      const holder = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], saved);
      (holder as Record<string, unknown>)[last] = value;
      const forged = baselineToText(saved);
      // As an older version wrote it: without a checksum.
      const text = isForged ? forged : forged.replace(/ *"checksum".*\n/, '');
      let taken: ReturnType<typeof newBaseline>;
      try {
        taken = baselineFromText(text);
      } catch (error) {
        expect((error as Error).message).toMatch(/^is (damaged|no saved|of version)/);
        return;
      }
      const { rows, meta } = taken;
      expect(rows.values.every((each) => Math.abs(each) <= 1e12)).toBe(true);
      expect(rows.values.length).toBe(rows.startMs.length * rows.columns.length);
      for (const each of [meta.savedMs, meta.windowMs, ...rows.startMs])
        expect(Number.isFinite(each)).toBe(true);
      for (const { text, level } of rows.templates)
        expect([typeof text, typeof level]).toEqual(['string', 'string']);
      expect([typeof meta.name, typeof meta.id]).toEqual(['string', 'string']);
    }),
    { numRuns: 1000 },
  );
});

function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  const inner =
    typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
      ? Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))
      : [];
  return path.length === 0 ? inner : [[...path], ...inner];
}
