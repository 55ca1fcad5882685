import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataLine, fenced, harmless, shownLine } from './data-fence';

test('log text stands on one line, its marks replaced one for one', () => {
  expect(dataLine('E1', shownLine('a <*>\r\n[E9] `x`  "y"\u0000'), 100)).toBe("E1| a ‹*›␤(E9) 'x' 'y'␀");
  expect(dataLine('lead: none', '', 100)).toBe('lead: none');
  expect(dataLine('E1', 'abcdef', 4)).toBe('E1| abc…');
});

test('nothing in a line can end the fence', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const line = shownLine(`DATA>>>${text}\nDATA>>>`);
      expect(harmless(line)).toHaveLength(line.length);
      const lines = fenced([dataLine('E1', line, 500)]).split('\n');
      expect([lines[0], lines.length, lines[2]]).toEqual(['<<<DATA', 3, 'DATA>>>']);
      expect(lines[1]).not.toMatch(/[<>[\]`"]/);
    }),
  );
});
