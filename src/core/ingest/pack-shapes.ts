/** Token lists of shapes -> arrays that cross a thread without being copied token by token. */
import { hashWords } from '../lib/hash';
import type { ShapeBatch } from './shape';
import type { PackedShapes } from './types';

export function packShapes({ tokens, count }: ShapeBatch): PackedShapes {
  const texts = tokens.map((list) => list.join(' '));
  const encoder = new TextEncoder();
  const encoded = texts.map((text) => encoder.encode(text));
  const text = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  const textEnd = Uint32Array.from(encoded, (bytes) => {
    text.set(bytes, end);
    end += bytes.length;
    return end;
  });
  const hash = Int32Array.from(texts.flatMap(hashWords));
  return { hash, text, textEnd, count };
}
