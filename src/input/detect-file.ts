/** Format of an opened file: reads pieces of its beginning, middle and end. */
import { detectFormat, SAMPLE_BEGIN_BYTES, SAMPLE_PIECE_BYTES } from '../core/ingest/detect';
import type { FormatGuess } from '../core/ingest/types';
import type { OpenedFile } from './types';

/** `zone`: of times that state none. A piece that cannot be read counts as empty: the scan tells of it. */
export async function detectFile(file: OpenedFile, zone: string): Promise<FormatGuess> {
  const { blob, bytes, name } = file;
  const whole = bytes <= SAMPLE_BEGIN_BYTES + 2 * SAMPLE_PIECE_BYTES;
  const middle = Math.floor(bytes / 2);
  const ranges = whole
    ? [[0, bytes]]
    : [
        [0, SAMPLE_BEGIN_BYTES],
        [middle, middle + SAMPLE_PIECE_BYTES],
        [bytes - SAMPLE_PIECE_BYTES, bytes],
      ];
  const read = async ([begin, end]: number[]) => new Uint8Array(await blob.slice(begin, end).arrayBuffer());
  const pieces = await Promise.all(ranges.map((range) => read(range).catch(() => new Uint8Array(0))));
  return detectFormat(pieces, { name, zone, whole });
}
