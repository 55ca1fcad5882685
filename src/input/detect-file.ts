/** Format of an opened file: reads its beginning, many small pieces spread over it, and its end. */
import { detectFormat } from '../core/ingest/detect';
import type { FormatGuess } from '../core/ingest/types';
import type { OpenedFile } from './types';

const BEGIN_BYTES = 262_144;
const END_BYTES = 65_536;
/** A file may be put together from many systems: so many places are looked at. */
const NUM_PIECES = 64;
const PIECE_BYTES = 8192;
const WHOLE_BYTES = 2 * BEGIN_BYTES;

/** `zone`: of times that state none. A piece that cannot be read counts as empty: the scan tells of it. */
export async function detectFile(file: OpenedFile, zone: string): Promise<FormatGuess> {
  const { blob, bytes, name } = file;
  const whole = bytes <= WHOLE_BYTES;
  const ranges = whole ? [[0, bytes]] : rangesOf(bytes);
  const read = async ([begin, end]: number[]) => new Uint8Array(await blob.slice(begin, end).arrayBuffer());
  const pieces = await Promise.all(ranges.map((range) => read(range).catch(() => new Uint8Array(0))));
  return detectFormat(pieces, { name, zone, whole });
}

/** Beginning, evenly spread pieces, end; never overlapping. */
function rangesOf(bytes: number): number[][] {
  const span = bytes - BEGIN_BYTES - END_BYTES;
  const num = Math.min(NUM_PIECES, Math.floor(span / (2 * PIECE_BYTES)));
  const pieces = Array.from({ length: num }, (_, i) => {
    const begin = BEGIN_BYTES + Math.floor((span * (i + 0.5)) / num);
    return [begin, Math.min(begin + PIECE_BYTES, bytes - END_BYTES)];
  });
  return [[0, BEGIN_BYTES], ...pieces, [bytes - END_BYTES, bytes]];
}
