// Files given again to an analysis. In: the files that were analysed, the ones dropped now, what was given before. Out: a Blob for each that
// is the same, or that was the same up to some change, and a Problem for each that is not wholly there.

import type { FileSummary } from '../contracts/tables';
import type { Problem } from '../contracts/units';
import { problem } from '../core/wording/problem';
import { blobBytes } from '../input/blob-bytes';
import { type KnownText, testingChunks } from '../input/check-chunks';
import { isAtHand, type TextSource } from '../input/checked-text';
import { CHUNK_BYTES, fingerprintOf } from '../input/fingerprint';
import type { OpenedFile } from '../input/types';

export interface Attached {
  /** By fileIdx; an empty Blob where the file is missing: its lines have no text. */
  readonly blobs: readonly Blob[];
  readonly states: TextSource['states'];
  readonly problems: readonly Problem[];
}

interface Found {
  readonly opened: OpenedFile;
  readonly states: Uint8Array | undefined;
  /** Bytes of the analysed text that are still there. */
  readonly sameBytes: number;
}

export async function matchAttached(before: TextSource, opened: readonly OpenedFile[]): Promise<Attached> {
  const problems: Problem[] = [];
  const blobs: Blob[] = [];
  const states: (Uint8Array | undefined)[] = [];
  const taken = new Set<OpenedFile>();
  for (const [i, file] of before.table.files.entries()) {
    const known = before.states[i];
    const free = opened.filter((each) => !taken.has(each));
    const found = (await findSame(file, known, free)) ?? (await findChanged(file, known, free));
    const isKept = found === null && isAtHand(before, i);
    if (found) taken.add(found.opened);
    if (found) problems.push(...whatChanged(file, found));
    else problems.push(isKept ? fromBefore(file) : notTheSame(file, opened));
    blobs.push(found?.opened.blob ?? (isKept ? before.blobs[i] : new Blob()));
    states.push(found?.states ?? known);
  }
  return { blobs, states, problems };
}

/** By content, so that a renamed copy is recognised; the file of the same name is tried first. */
async function findSame(
  file: FileSummary,
  known: Uint8Array | undefined,
  opened: readonly OpenedFile[],
): Promise<Found | null> {
  for (const each of nameFirst(file, opened)) {
    if (each.bytes !== file.bytes) continue;
    const { xxh64, states } = await fingerprintOf(each.blob);
    if (xxh64 !== null && xxh64 === file.xxh64)
      return { opened: each, states: known ?? states, sameBytes: file.bytes };
  }
  return null;
}

/** The file of the same name, or another that begins the same, where any part of it is as it was. */
async function findChanged(
  file: FileSummary,
  states: Uint8Array | undefined,
  opened: readonly OpenedFile[],
): Promise<Found | null> {
  if (states === undefined) return null;
  const text = { bytes: file.bytes, xxh64: file.xxh64, states };
  for (const each of nameFirst(file, opened)) {
    const isOther = each.name !== file.name;
    if (isOther && (await sameBytesOf(text, each.blob, CHUNK_BYTES)) === 0) continue;
    const sameBytes = await sameBytesOf(text, each.blob, file.bytes);
    if (sameBytes > 0) return { opened: each, states, sameBytes };
  }
  return null;
}

function nameFirst({ name }: FileSummary, opened: readonly OpenedFile[]): OpenedFile[] {
  return [...opened].sort((a, b) => Number(b.name === name) - Number(a.name === name));
}

/** Of the first `end` bytes of the text, those whose chunks are in the file as they were; 0 where it cannot be read. */
async function sameBytesOf(text: KnownText, blob: Blob, end: number): Promise<number> {
  const READ = 128 * CHUNK_BYTES;
  let same = 0;
  try {
    for (let at = 0; at < Math.min(end, blob.size); at += READ) {
      const bytes = await blobBytes(blob, at, Math.min(at + READ, text.bytes));
      await testingChunks(text, (isSame) => {
        for (let i = 0; i < Math.min(bytes.length, end - at); i += CHUNK_BYTES) {
          const chunk = bytes.subarray(i, i + CHUNK_BYTES);
          if (isSame((at + i) / CHUNK_BYTES, chunk)) same += chunk.length;
        }
      });
    }
  } catch {
    return 0;
  }
  return same;
}

function whatChanged(file: FileSummary, { opened, sameBytes }: Found): Problem[] {
  const { name } = file;
  const grown = opened.bytes - file.bytes;
  if (sameBytes === file.bytes && grown === 0) return [];
  const as = opened.name === name ? '' : ` (given as ${opened.name})`;
  if (sameBytes === file.bytes) {
    const message = `${name}${as} has grown by ${grown.toLocaleString('en')} bytes since it was analysed. All that was analysed is unchanged and is read; to analyse what came behind it, drop the file anew.`;
    return [problem('info', 'file-grown', message, { file: name })];
  }
  const share = Math.floor((100 * sameBytes) / file.bytes);
  const message = `${name}${as} has changed since it was analysed: ${sameBytes.toLocaleString('en')} of its ${file.bytes.toLocaleString('en')} bytes (${share} %) are as they were and are read. Lines of the other parts stay without text, and say so.`;
  return [problem('warning', 'file-changed', message, { file: name })];
}

function notTheSame({ name }: FileSummary, opened: readonly OpenedFile[]): Problem {
  const message = opened.some((each) => each.name === name)
    ? `${name} is not the file that was analysed (its bytes differ); its lines stay without text.`
    : `${name} was not among the files given; its lines stay without text.`;
  return problem('warning', 'file-not-attached', message, { file: name });
}

function fromBefore({ name }: FileSummary): Problem {
  const message = `${name} keeps its text from the files given before; to run again, give all files at once.`;
  return problem('info', 'file-from-before', message, { file: name });
}
