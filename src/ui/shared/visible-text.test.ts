import { expect, test } from 'vitest';
import { visibleParts } from './visible-text';

const shown = (text: string): string =>
  visibleParts(text)
    .map((p) => (p.code ? `[${p.text}]` : p.text))
    .join('');

test('what would be obeyed is shown instead', () => {
  expect(shown('a\u0000b\u001b[31m')).toBe('a[\u2400]b[\u241b][31m');
  expect(shown('file\u202Egnp.exe')).toBe('file[RLO]gnp.exe');
  expect(shown('\u200Bx\uFEFF\u{E0041}')).toBe('[ZWSP]x[BOM][U+E0041]');
  expect(shown('\r\u0085\u007f\u2028')).toBe('[\u240d][U+0085][\u2421][U+2028]');
});

test('ordinary text of any script stays as it is, tabs and line feeds too', () => {
  const text = '\tשלום\n日本語 <b>&amp;</b> 🙂';
  expect(visibleParts(text)).toEqual([{ text, code: null }]);
  expect(visibleParts('')).toEqual([]);
});
