/** One text file, made ready: UTF-8, lines that end in line feeds. In: its bytes, and the encoding that the user chose, if any. */

import type { Problem } from '../contracts/units';
import { blobBytes } from './blob-bytes';
import { type BrokenText, brokenProblem } from './broken-bytes';
import { chosenEncoding, detectEncoding, nameOfBinary } from './encoding';
import { endsInReturns, returnsToFeeds } from './line-ends';
import { transcode } from './transcode';

const HEAD_BYTES = 262_144;

export interface TextFile {
  readonly blob: Blob;
  readonly encoding: string;
  readonly problem: Problem | null;
}

/** Null with the reason when it is no text. */
export async function readText(
  source: Blob,
  head: Uint8Array,
  name: string,
  chosen: string | null,
): Promise<TextFile | { readonly binary: string }> {
  const encoding = (chosen === null ? null : chosenEncoding(chosen)) ?? detectEncoding(head);
  if (encoding.name === 'binary') return { binary: nameOfBinary(head) ?? 'binary data' };
  let text = source;
  let broken: BrokenText | null = null;
  if (encoding.transcode) ({ blob: text, broken } = await transcode(source, encoding.name));
  const first = encoding.transcode ? await blobBytes(text, 0, HEAD_BYTES) : head;
  return {
    blob: endsInReturns(first) ? await returnsToFeeds(text) : text,
    encoding: encoding.name,
    problem: broken && brokenProblem(name, encoding.name, broken),
  };
}
