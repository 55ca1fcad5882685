import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SecretText } from '../contracts/outgoing';
import { shellWord } from './shell-word';

/** What bash makes of words, each as one argument. */
function readByBash(words: readonly string[]): readonly string[] {
  const script = words.map((word) => `printf '%s\\0' ${word}\n`).join('');
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', KEY_A: 'k$1 "x" `y`' };
  const out = execFileSync('bash', ['--norc', '-c', script], { env, encoding: 'utf8' });
  return out.split('\0').slice(0, -1);
}

const HOSTILE = [
  '',
  ' ',
  "it's",
  "'; rm -rf / #",
  '$(id) `id` $HOME \\$x',
  '!! !$ !-1',
  '*?[a]{b,c} ~ ~root',
  '-x',
  '--data=@/etc/passwd',
  'a\nb\r\nc\td',
  '\u001B[201~\nrm -rf /\n\u001B[200~',
  '\u0001\u0007\u007F\u0085\u00A0\u2028\u202E\u200B\uFEFF\u{E0041}',
  '\u00011 \t7 \\n \\x41 \\101',
  '数据库 Zażółć 🔥 e\u0301',
  '\\',
  "\\'",
  "\n\\'",
  '"',
  '#',
  '&& || ; | > < & ( )',
];

test('bash reads each word as the text that it was', () => {
  expect(readByBash(HOSTILE.map((text) => shellWord([text])))).toEqual(HOSTILE);
});

test('bash reads any text so, and no word acts on a terminal or spans lines', () => {
  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE, "'", '\\', '!', '\n', '$', '`', '"'),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const text = fc
    .array(piece, { maxLength: 6 })
    .map((pieces) => pieces.join('').replaceAll('\0', '').toWellFormed());
  fc.assert(
    fc.property(fc.array(text, { minLength: 20, maxLength: 20 }), (texts) => {
      const words = texts.map((each) => shellWord([each]));
      expect(readByBash(words)).toEqual(texts);
      for (const word of words)
        expect(word).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u200B-\u200F]/);
    }),
    { seed: 2, numRuns: 40 },
  );
}, 60_000);

test('a key is a variable, whatever stands beside it', () => {
  const text: SecretText = ["Bearer '", { secret: 'KEY_A' }, 'x'];
  expect(shellWord(text)).toBe(`'Bearer '\\'''"$KEY_A"x`);
  expect(readByBash([shellWord(text)])).toEqual(['Bearer \'k$1 "x" `y`x']);
});

test('plain words stay plain, and a NUL is refused', () => {
  expect(shellWord(['https://a.example/x?y'])).toBe("'https://a.example/x?y'");
  expect(shellWord(['application/json'])).toBe('application/json');
  expect(() => shellWord(['a\0b'])).toThrow(RangeError);
});
