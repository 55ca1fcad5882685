import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ShapeTexts } from './shape-text';
import { shapeTokens } from './shape-tokens';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

test('the text is the tokens, joined by blanks', () => {
  const byte = fc.constantFrom(...[...'ab1f -+./:::="g_x9'].map((char) => char.charCodeAt(0)), 0xc3, 0xff, 9);
  const message = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.array(byte, { maxLength: 60 }).map((list) => Uint8Array.from(list)),
    fc.constant(new TextEncoder().encode('a1 '.repeat(400))),
    fc.constant(new TextEncoder().encode(`${'x'.repeat(200)} y`)),
  );
  const texts = new ShapeTexts();
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
      const ends = messages.map((bytes) => {
        texts.add(bytes, 0, bytes.length);
        return texts.length;
      });
      const taken = texts.take();
      const found = ends.map((end, i) => decoder.decode(taken.subarray(ends[i - 1] ?? 0, end)));
      expect(found).toEqual(messages.map((bytes) => shapeTokens(bytes, 0, bytes.length, decoder).join(' ')));
    }),
    { numRuns: 500 },
  );
});

test('a limit on tokens ends the text in a wildcard', () => {
  const texts = new ShapeTexts();
  const bytes = new TextEncoder().encode('one two 3 four');
  texts.add(bytes, 0, bytes.length, 2);
  expect(decoder.decode(texts.take())).toBe('one two <*>');
});
