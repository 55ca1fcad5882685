// Files given again to a restored analysis. In: the files that were analysed, the ones dropped now. Out: a Blob for each
// that is byte for byte the same, and a Problem for each that is not there or has changed.
import type { FileSummary } from '../contracts/tables';
import type { Problem } from '../contracts/units';
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
): Promise<Attached> {
  const problems: Problem[] = [];
  const blobs: Blob[] = [];
  for (const file of files) {
    const found = await findSame(file, opened);
    if (!found) problems.push(notTheSame(file, opened));
    blobs.push(found?.blob ?? new Blob());
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

function notTheSame(file: FileSummary, opened: readonly OpenedFile[]): Problem {
  const named = opened.some((each) => each.name === file.name);
  const message = named
    ? `${file.name} is not the file that was analysed (its bytes differ); its lines stay without text.`
    : `${file.name} was not among the files given; its lines stay without text.`;
  return {
    severity: 'warning',
    code: 'file-not-attached',
    message,
    file: file.name,
    lineNum: null,
    byteOffset: null,
  };
}
