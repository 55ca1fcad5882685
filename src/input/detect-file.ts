/** Format of an opened file: reads its beginning, many small pieces spread over it, and its end. */

import type { FormatChoice } from '../contracts/file-sample';
import type { Settings } from '../contracts/settings';
import type { Problem } from '../contracts/units';
import { detectFormat, formatsThatFit } from '../core/ingest/detect';
import type { FileZone } from '../core/ingest/time/file-zone';
import type { FormatGuess } from '../core/ingest/types';
import { problem } from '../core/wording/problem';
import { blobBytes } from './blob-bytes';
import type { OpenedFile } from './types';

const BEGIN_BYTES = 262_144;
const END_BYTES = 65_536;
/** A file may be put together from many systems: so many places are looked at. */
const NUM_PIECES = 64;
const PIECE_BYTES = 8192;
const WHOLE_BYTES = 2 * BEGIN_BYTES;

export interface Detected {
  readonly guess: FormatGuess;
  /** Set where the format that the user asked for explains nothing of the file. */
  readonly problem: Problem | null;
}

/**
 * `zone`: of times that state none; `format`: id that the user chose, null: found by itself. A piece that cannot be read
 * counts as empty: the scan tells of it.
 */
export async function detectFile(
  file: OpenedFile,
  { name: zone, from }: FileZone,
  format: string | null,
): Promise<Detected> {
  const { pieces, whole } = await readPieces(file);
  const { name, lastModified } = file;
  const setZone = from === 'setting' ? zone : null;
  const guess = detectFormat(pieces, { name, zone, whole, format, lastModified, setZone });
  const isTaken = format === null || guess.plan.parsers[0].parser === format;
  return { guess, problem: isTaken ? null : notTaken(file.name, format, guess.format) };
}

/** The formats that explain at least some lines of the file, best first. */
export async function fittingFormats(
  file: Pick<OpenedFile, 'blob' | 'bytes' | 'name'>,
): Promise<readonly FormatChoice[]> {
  const { pieces, whole } = await readPieces(file);
  return formatsThatFit(pieces, file.name, whole);
}

/** The user's choice for a file; by own property only: a file may be named 'constructor'. */
export function formatOfFile({ files }: Pick<Settings, 'files'>, name: string): string | null {
  return Object.hasOwn(files, name) ? files[name].format : null;
}

async function readPieces({ blob, bytes }: Pick<OpenedFile, 'blob' | 'bytes'>) {
  const whole = bytes <= WHOLE_BYTES;
  const ranges = whole ? [[0, bytes]] : rangesOf(bytes);
  const read = ([begin, end]: number[]) => blobBytes(blob, begin, end);
  const pieces = await Promise.all(ranges.map((range) => read(range).catch(() => new Uint8Array(0))));
  return { pieces, whole };
}

function notTaken(file: string, format: string, found: string): Problem {
  const message = `No line of ${file} fits the format '${format}' that was set for it; it is read as ${found}.`;
  return problem('warning', 'format-not-fit', message, { file });
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
