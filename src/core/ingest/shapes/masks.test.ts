import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectPattern } from './mask-pattern';
import { applyMasks } from './masks';

function maskText(text: string, ...masks: [name: string, pattern: string][]) {
  const list = masks.map(([name, pattern]) => ({ name, pattern }));
  const { tokens, problems } = applyMasks([text.split(' ')], list);
  return { text: tokens[0].join(' '), codes: problems.map(({ code }) => code) };
}

describe('applyMasks', () => {
  it('replaces matches, across tokens too, in the order of the masks', () => {
    expect(maskText('login of ann smith at desk', ['user', 'ann \\w+']).text).toBe('login of <USER> at desk');
    expect(maskText('a b', ['first', 'a'], ['second', '<FIRST> b']).text).toBe('<SECOND>');
  });

  it('gives every name a form that counts as a wildcard', () => {
    expect(maskText('red', ['1 my-colour', 'red']).text).toBe('<MY_COLOUR>');
    expect(maskText('red', ['赤', 'red']).text).toBe('<MASK>');
  });

  it('ignores empty matches', () => {
    expect(maskText('red blue', ['x', 'z*']).text).toBe('red blue');
  });

  it('names what is invalid or evil and applies the rest', () => {
    const evil = maskText(
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! b',
      ['bad', '['],
      ['evil', '^(a+)+$'],
      ['b', 'b'],
    );
    expect(evil.codes).toEqual(['mask-invalid', 'mask-unsafe']);
    expect(evil.text.endsWith('! <B>')).toBe(true);
  });

  it('sets a mask aside that a clock finds slow', () => {
    let time = 0;
    const clock = () => {
      time += 4_000;
      return time;
    };
    const { tokens, problems } = applyMasks([['a'], ['a'], ['a']], [{ name: 'slow', pattern: 'a' }], clock);
    expect(problems.map(({ code }) => code)).toEqual(['mask-too-slow']);
    expect(tokens).toEqual([['<SLOW>'], ['<SLOW>'], ['a']]);
  });
});

describe('inspectPattern', () => {
  it.each([
    '(a+)+',
    '(a*)*b',
    '(a|a)+',
    '(a|ab)*c',
    '(.+\\.)+',
    '(a?a?)+x',
    '((ab)+)+',
    '(a+){1,40}',
    '(a)\\1',
    '(\\w+\\s?)*x',
  ])('refuses %s', (pattern) => {
    expect(inspectPattern(pattern).danger).not.toBeNull();
  });

  it.each([
    '\\d+',
    '(?:\\d{1,3}\\.){3}\\d{1,3}',
    '(?:\\w+\\.)+\\w+',
    '(?:red|blue|green)+',
    '[(+*]+',
    '\\(a+\\)',
    '(?<!x)ab+',
  ])('takes %s', (pattern) => {
    expect(inspectPattern(pattern).danger).toBeNull();
  });

  it('lets a pattern with more repetitions see less text', () => {
    const lengths = ['\\w+', '\\w+\\w+\\w+', '\\w+\\w+\\w+\\w+\\w+'].map(
      (pattern) => inspectPattern(pattern).maxChars,
    );
    expect(lengths[0]).toBe(4096);
    expect(lengths[1]).toBeLessThan(1100);
    expect(lengths[2]).toBeLessThan(130);
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        inspectPattern(source);
      }),
    );
  });
});
