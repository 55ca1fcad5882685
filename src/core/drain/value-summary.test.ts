import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrequentValues } from './frequent-values';
import { ValueSummary } from './value-summary';

function figuresOf(values: readonly string[], unitAfter = '', wordBefore = '') {
  const summary = new ValueSummary(wordBefore);
  for (const value of values) summary.add(value, unitAfter);
  return summary.figures();
}

describe('ValueSummary', () => {
  it('counts values, the most frequent first, ties by first mention', () => {
    const { top, numDistinct, isCapped, type, quantiles } = figuresOf(['b', 'a', 'c', 'a', 'c', 'x']);
    expect(top.map(({ value, count }) => `${value}${count}`)).toEqual(['a2', 'c2', 'b1', 'x1']);
    expect({ numDistinct, isCapped, type, quantiles }).toEqual({
      numDistinct: 4,
      isCapped: false,
      type: 'text',
      quantiles: null,
    });
  });

  it('gives at most twenty values', () => {
    const { top, numDistinct } = figuresOf(Array.from({ length: 300 }, (_, i) => `v${i % 50}`));
    expect([top.length, numDistinct]).toEqual([20, 50]);
  });

  it('gives exact quantiles of numbers', () => {
    const hundred = Array.from({ length: 101 }, (_, i) => String((i * 37) % 101));
    expect(figuresOf(hundred)).toMatchObject({
      type: 'number',
      unit: '',
      quantiles: [0, 25, 50, 75, 95, 99, 100],
    });
  });

  it('names the unit, in the value or after it, and converts what is written in another', () => {
    expect(figuresOf(['10', '20', '30'], 'ms')).toMatchObject({ type: 'duration', unit: 'ms' });
    const mixed = figuresOf(['500ms', '1.5s', '250 ms', '1s', '750ms']);
    expect(mixed).toMatchObject({ type: 'duration', unit: 'ms' });
    expect(mixed.quantiles).toEqual([250, 500, 750, 1000, 1400, 1480, 1500]);
    expect(figuresOf(['1 MB', '512 KB', '2 MB']).quantiles?.[0]).toBe(0.5);
  });

  it('gives no quantiles where one value in nine is none, and leaves absent values out', () => {
    const nine = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
    expect(figuresOf([...nine, 'x']).quantiles).not.toBeNull();
    expect(figuresOf([...nine.slice(1), 'x']).quantiles).toBeNull();
    expect(figuresOf([...nine, '', '', '', '']).quantiles?.[0]).toBe(1);
    expect(figuresOf(['', '']).quantiles).toBeNull();
  });

  it('never mixes durations with plain numbers', () => {
    expect(figuresOf(['5ms', '6ms', '7', '8']).quantiles).toBeNull();
  });

  it('knows a path by the root that stands before it', () => {
    expect(figuresOf(['var/log/x.log', 'tmp'], '', 'open (/').type).toBe('path');
    expect(figuresOf(['var/log/x.log', 'tmp'], '', 'and/').type).toBe('text');
    expect(figuresOf(['10.0.0.1'], '', 'src: /').type).toBe('ip');
  });

  it('knows a block by the word before it', () => {
    expect(figuresOf(['-17', '12'], '', 'block blk_')).toMatchObject({ type: 'block id', quantiles: null });
  });
});

describe('FrequentValues', () => {
  const limits = { maxDistinct: 10, maxChars: 1000 };

  it('keeps what is frequent when there are more values than fit; counts are lower bounds', () => {
    const stream = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? 'often' : `rare${i}`));
    const values = new FrequentValues(limits);
    for (const value of stream) values.add(value);
    const [{ value, count }] = values.top(1);
    expect([values.isCapped, values.numDistinct, value]).toEqual([true, 10, 'often']);
    expect(count).toBeLessThanOrEqual(1000);
    expect(count).toBeGreaterThanOrEqual(1000 - 3000 / 11);
  });

  it('holds its promise on anything: true count - n / 11 <= count <= true count', () => {
    const letters = fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 400 });
    fc.assert(
      fc.property(letters, (stream) => {
        const values = new FrequentValues(limits);
        const truth = new Map<string, number>();
        for (const value of stream) {
          values.add(value);
          truth.set(value, (truth.get(value) ?? 0) + 1);
        }
        const counted = new Map(values.top(99).map(({ value, count }) => [value, count]));
        for (const [value, count] of truth) {
          expect(counted.get(value) ?? 0).toBeLessThanOrEqual(count);
          expect(counted.get(value) ?? 0).toBeGreaterThanOrEqual(count - stream.length / 11);
        }
        expect(values.isCapped).toBe(truth.size > 10);
      }),
    );
  });

  it('holds no more text than it may', () => {
    const values = new FrequentValues({ maxDistinct: 1000, maxChars: 1000 });
    for (let i = 0; i < 50; i++) values.add(`${i}`.padEnd(100, 'x'));
    expect(values.isCapped).toBe(true);
    expect(values.numDistinct).toBe(10);
  });
});
