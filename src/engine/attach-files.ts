// Files given again to a restored analysis. In: the files that were analysed, the ones dropped now, what was given before. Out:
// a Blob for each that is byte for byte the same, and a Problem for each that is not among those dropped now.
import type { FileSummary } from '../contracts/tables';
import type { Problem } from '../contracts/units';
import { problem } from '../core/wording/problem';
import { fingerprintOf } from '../input/fingerprint';
import type { OpenedFile } from '../input/types';

export interface Attached {
  /** By fileIdx; an empty Blob where the file is missing: its lines have no text. */
  readonly blobs: readonly Blob[];
  readonly problems: readonly Problem[];
}

export async function matchAttached(
  files: readonly FileSummary[],
  opened: readonly OpenedFile[],
  before: readonly Blob[] = [],
): Promise<Attached> {
  const problems: Problem[] = [];
  const blobs: Blob[] = [];
  for (const [i, file] of files.entries()) {
    const found = await findSame(file, opened);
    const known = before[i]?.size > 0 ? before[i] : null;
    if (!found) problems.push(known ? fromBefore(file) : notTheSame(file, opened));
    blobs.push(found?.blob ?? known ?? new Blob());
  }
  return { blobs, problems };
}

/** By content, so that a renamed copy is recognised; the file of the same name is tried first. */
async function findSame(file: FileSummary, opened: readonly OpenedFile[]): Promise<OpenedFile | null> {
  const sized = opened.filter((each) => each.bytes === file.bytes);
  sized.sort((a, b) => Number(b.name === file.name) - Number(a.name === file.name));
  for (const each of sized) if ((await fingerprintOf(each.blob)) === file.xxh64) return each;
  return null;
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
