import { expect, test } from 'vitest';
import { createRandom } from '../lib/random';
import { appendUnescaped, Scratch } from './scratch';

function unescaped(inside: string): string {
  const scratch = new Scratch();
  const bytes = new TextEncoder().encode(`"${inside}"`);
  appendUnescaped(scratch, bytes, 1, bytes.length - 1);
  return new TextDecoder().decode(scratch.bytes.subarray(0, scratch.length));
}

test('the inside of a JSON string is what JSON.parse makes of it', () => {
  const random = createRandom(11);
  const pieces = [
    'a',
    'Grüße',
    '\\n',
    '\\t',
    '\\"',
    '\\\\',
    '\\/',
    '\\u00e9',
    '\\ud83d\\ude00',
    '日本',
    '\\b\\f\\r',
    ' ',
  ];
  for (let i = 0; i < 500; i++) {
    const inside = Array.from({ length: random.int(12) }, () => pieces[random.int(pieces.length)]).join('');
    expect(unescaped(inside), inside).toBe(JSON.parse(`"${inside}"`));
  }
});

test('a lone surrogate is U+FFFD; what is no escape loses its backslash and nothing else; one at the end stays', () => {
  expect(unescaped('a\\ud83db')).toBe('a\ufffdb');
  expect(unescaped('\\ude00')).toBe('\ufffd');
  expect(unescaped('\\d\\u12')).toBe('d12');
  expect(unescaped('end\\')).toBe('end\\');
});

test('text beyond 64 KB is dropped, whichever way it comes', () => {
  expect(unescaped('x'.repeat(70_000)).length).toBe(65_536);
  expect(unescaped(`${'x'.repeat(65_530)}\\n${'y'.repeat(100)}`).length).toBe(65_536);
});
