/** Where a sample's lines stand while their header is learnt. In: sample lines whose time parses. Out: positions behind it, shares over them. */
import { skipBlanks } from '../../lib/bytes';
import { createHeader, resetHeader } from '../header';
import type { Sample } from '../sample';
import { type TimePlace, timeFinder } from './place';

/** Positions after the time of the lines that are looked at. */
export interface Cursor {
  readonly bytes: Uint8Array;
  readonly at: number[];
  readonly end: number[];
}

const MAX_LOOKED = 1500;

export const textOf = (bytes: Uint8Array, begin: number, end: number): string =>
  new TextDecoder().decode(bytes.subarray(begin, end));

export function cursorsAfterTime(sample: Sample, place: TimePlace): Cursor {
  const out = createHeader();
  const find = timeFinder(place);
  const at: number[] = [];
  const end: number[] = [];
  const stride = Math.max(1, Math.floor(sample.length / MAX_LOOKED));
  for (let i = 0; i < sample.length; i += stride) {
    resetHeader(out, sample.bytes, sample.begin[i], sample.end[i]);
    const after = find(sample.bytes, sample.begin[i], sample.end[i], out);
    if (after < 0) continue;
    at.push(after);
    end.push(sample.end[i]);
  }
  return { bytes: sample.bytes, at, end };
}

export function shareOf(cursor: Cursor, test: (at: number, end: number) => boolean): number {
  let hits = 0;
  for (let i = 0; i < cursor.at.length; i++) {
    const at = skipBlanks(cursor.bytes, cursor.at[i], cursor.end[i]);
    if (test(at, cursor.end[i])) hits++;
  }
  return cursor.at.length === 0 ? 0 : hits / cursor.at.length;
}
