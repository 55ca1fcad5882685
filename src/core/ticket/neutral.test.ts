import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, cut, defang, fence, prose, visible, visibleLine } from './neutral';

describe('neutral', () => {
  it('shows what cannot be seen', () => {
    expect(visible('\u001B[31m a\u0000\u007F\u0085')).toBe('␛[31m a␀␡⟦U+0085⟧');
    expect(visible('\u202Eabc\u2069\u200B\uFEFF\u{E0041}')).toBe(
      '⟦U+202E⟧abc⟦U+2069⟧⟦U+200B⟧⟦U+FEFF⟧⟦U+E0041⟧',
    );
    expect(visible('a\tb\nc')).toBe('a\tb\nc');
    expect(visible('\uD800')).toBe('\uFFFD');
    expect(visibleLine('a\r\nb\rc\td')).toBe('a␤b␍c d');
  });

  it('leaves other scripts and emoji readable', () => {
    expect(visible('Zażółć 数据库 خطأ שגיאה 🔥')).toBe('Zażółć 数据库 خطأ שגיאה 🔥');
  });

  it('fences with more backticks than the text has in a row', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', '\n', 'a', ' ', '~', '\r') }), (text) => {
        const lines = fence(text).split('\n');
        const marks = /^`+/.exec(lines[0])![0];
        expect(lines.at(-1)).toBe(marks);
        expect(lines.slice(1, -1).join('\n')).not.toContain(marks);
        expect(marks.length).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('makes one-line code spans', () => {
    expect(code('a`b')).toBe('``a`b``');
    expect(code('`')).toBe('`` ` ``');
    expect(code('')).toBe('`(empty)`');
    expect(code('a\nb')).toBe('`a␤b`');
  });

  it('breaks links, addresses and mentions in prose', () => {
    expect(defang('https://a.b www.c.d e@f.g @h #1 javascript:x')).toBe(
      'https[:]//a.b www[.]c.d e[at]f.g [at]h [#]1 javascript[:]x',
    );
    expect(prose('*a* _b_ <c> [d](e)')).toBe('\\*a\\* \\_b\\_ \\<c\\> \\[d\\](e)');
    expect(prose('1. x')).toBe('1\\. x');
    expect(prose('    - x - y')).toBe('\\- x - y');
  });

  it('never cuts a pair of surrogates', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const short = cut(text, max);
        expect(short.length).toBeLessThanOrEqual(Math.max(max, 1));
        expect(short.isWellFormed()).toBe(text.isWellFormed());
      }),
    );
  });
});
