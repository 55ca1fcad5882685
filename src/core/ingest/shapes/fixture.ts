/** Packed shapes from token lists and back, for tests. */

import type { PackedShapes } from '../types';
import { ShapeInterner } from './shape';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function tokensOfPacked({ text, textEnd }: PackedShapes): string[][] {
  return Array.from(textEnd, (end, i) => {
    const shape = decoder.decode(text.subarray(i === 0 ? 0 : textEnd[i - 1], end));
    return shape === '' ? [] : shape.split(' ');
  });
}

/** Each list once or more often; words of letters only, so that they stay themselves. */
export function internLists(lists: readonly (readonly string[])[]): {
  packed: PackedShapes;
  ids: number[];
} {
  const interner = new ShapeInterner();
  const encoder = new TextEncoder();
  const ids = lists.map((list) => {
    const bytes = encoder.encode(list.join(' '));
    return interner.intern(bytes, 0, bytes.length);
  });
  return { packed: interner.take(), ids };
}
