import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzyFit } from './fuzzy';

const word = fc.string({ unit: fc.constantFrom(...'abcde .-'), minLength: 0, maxLength: 12 });

test('what fits holds every letter of every word in order, and marks are places of the text', () => {
  fc.assert(
    fc.property(word, word, (query, text) => {
      const fit = fuzzyFit(query, text);
      const has = (each: string): boolean => {
        let at = 0;
        for (const letter of each) {
          at = text.indexOf(letter, at) + 1;
          if (at === 0) return false;
        }
        return true;
      };
      expect(fit !== null).toBe(query.split(/\s+/).every(has));
      for (let i = 0; i < (fit?.marks.length ?? 0); i += 2) {
        expect(fit!.marks[i]).toBeLessThan(fit!.marks[i + 1]);
        if (i > 0) expect(fit!.marks[i]).toBeGreaterThan(fit!.marks[i - 1]);
        expect(fit!.marks[i + 1]).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test('the start of a word beats its middle, a word beats scattered letters, and the shorter text wins', () => {
  const score = (query: string, text: string): number => fuzzyFit(query, text)?.score ?? -1;
  expect(score('line', 'Lines')).toBeGreaterThan(score('line', 'Timeline'));
  expect(score('exp', 'Exports')).toBeGreaterThan(score('exp', 'Help excluding parts'));
  expect(score('inc', 'Incidents')).toBeGreaterThan(score('inc', 'Incidents of the longest night'));
  expect(fuzzyFit('hm', 'Heat map')?.marks).toEqual([0, 1, 5, 6]);
  expect(fuzzyFit('hm', 'Heat map', true)).toBeNull();
  expect(fuzzyFit('map heat', 'Heat map', true)?.marks).toEqual([0, 4, 5, 8]);
  expect(fuzzyFit('xq', 'Heat map')).toBeNull();
});
