import { expect, test } from 'vitest';
import { levelOfToken, levelOfWord } from './level';
import { AMBIGUOUS, LEVEL_WORDS, PLURAL_WORDS } from './level-words';

const read = (text: string, column: boolean, of = levelOfWord): number => {
  const bytes = new TextEncoder().encode(text);
  return of(bytes, 0, bytes.length, column);
};
const formsOf = (word: string): string[] => [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)];

test('every word is its level in small letters, in capitals and with one, bare and in marks', () => {
  for (const [word, level] of Object.entries(LEVEL_WORDS))
    for (const form of formsOf(word)) {
      expect([form, read(form, true)]).toEqual([form, level]);
      for (const marked of [
        `[${form}]`,
        `${form}:`,
        `<${form}>`,
        `[${form.padEnd(20)}]`,
        `${form}|`,
        `<${form}:a.b>`,
      ])
        expect([marked, read(marked, true, levelOfToken)]).toEqual([marked, level]);
    }
});

test('words that are common in prose are none there, nor is a longer or shorter word', () => {
  for (const word of AMBIGUOUS) expect([word, read(word, false)]).toEqual([word, 0]);
  for (const word of Object.keys(LEVEL_WORDS))
    for (const other of [`${word}x`, `x${word}`, word.slice(0, -1)])
      if (!(other in LEVEL_WORDS)) expect([other, read(other, true)]).toEqual([other, 0]);
});

test('severities in the plural are levels in a column before a colon, and words anywhere else', () => {
  for (const [word, level] of Object.entries(PLURAL_WORDS))
    for (const form of formsOf(word)) {
      expect([form, read(`${form}:`, true, levelOfToken)]).toEqual([form, level]);
      for (const other of [form, `[${form}]`])
        expect([other, read(other, true, levelOfToken)]).toEqual([other, 0]);
      expect([form, read(`${form}:`, false, levelOfToken)]).toEqual([form, 0]);
    }
});

test('a level before a dash is one where capitals and a dotted name follow', () => {
  expect(read('[Error-Shop.Library.Main-Step]:', false, levelOfToken)).toBe(6);
  for (const name of [
    '[error-handler.main]',
    '[Error-handler.main]',
    '[Error-Handler]',
    '[Errors-Shop.Main]',
  ])
    expect([name, read(name, false, levelOfToken)]).toEqual([name, 0]);
});
