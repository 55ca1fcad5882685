/** Text of any encoding to UTF-8. In: a Blob and a label of the Encoding Standard. Out: the same text, and what of it could not be decoded. */
import { blobBytes } from './blob-bytes';
import { BlobSink } from './blob-sink';
import { type BrokenText, countOf } from './broken-bytes';

const READ_BYTES = 2 ** 20;
const BROKEN = '\uFFFD';
const LF = 10;

export interface Transcoded {
  readonly blob: Blob;
  /** Characters that stand for bytes that could not be decoded; null: there are none. Places are those of `blob`. */
  readonly broken: BrokenText | null;
}

/** Byte order marks go. Rejects when the bytes cannot be read, or stored. */
export async function transcode(source: Blob, encoding: string): Promise<Transcoded> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const sink = new BlobSink();
  let [num, firstByte, firstLine, lines] = [0, 0, 1, 0];
  const take = async (text: string): Promise<void> => {
    const bytes = encoder.encode(text);
    const first = text.indexOf(BROKEN);
    if (first >= 0 && num === 0) {
      const before = encoder.encode(text.slice(0, first));
      firstByte = sink.bytes + before.length;
      firstLine = lines + countOf(before, LF) + 1;
    }
    if (first >= 0) num += text.split(BROKEN).length - 1;
    if (num === 0) lines += countOf(bytes, LF);
    sink.write(bytes);
    await sink.settle();
  };
  for (let at = 0; at < source.size; at += READ_BYTES)
    await take(decoder.decode(await blobBytes(source, at, at + READ_BYTES), { stream: true }));
  await take(decoder.decode());
  return { blob: sink.blob(), broken: num === 0 ? null : { num, firstByte, firstLine, atLeast: false } };
}
