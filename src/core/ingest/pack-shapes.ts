/** Token lists of shapes -> arrays that cross a thread without being copied token by token. */
import type { ShapeBatch } from './shape';
import type { PackedShapes } from './types';

export function packShapes({ tokens, count }: ShapeBatch): PackedShapes {
  const index = new Map<string, number>();
  const words: string[] = [];
  const word = new Uint32Array(tokens.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  const wordEnd = Uint32Array.from(tokens, (list) => {
    for (const text of list) {
      let known = index.get(text);
      if (known === undefined) {
        known = words.push(text) - 1;
        index.set(text, known);
      }
      word[at++] = known;
    }
    return at;
  });
  return { words, word, wordEnd, count };
}
