/** Files whose lines end in a carriage return alone (old Mac, some printers and terminals). In: UTF-8 text. Out: the same number of bytes with line feeds in their place. */
import { blobBytes } from './blob-bytes';
import { BlobSink } from './blob-sink';

const CR = 13;
const LF = 10;
const READ_BYTES = 4 * 2 ** 20;
/** So much of a line's beginning is compared. */
const START_BYTES = 10;

/**
 * Whether lone carriage returns end lines: there is no line feed at all, or most of what follows them begins as the other
 * lines do. A progress bar, which paints over its line, does not.
 */
export function endsInReturns(head: Uint8Array): boolean {
  const returns: number[] = [];
  const starts = new Set<string>();
  for (let i = 0; i + 1 < head.length; i++) {
    if (head[i] === LF || i === 0) starts.add(startOf(head, i === 0 ? 0 : i + 1));
    else if (head[i] === CR && head[i + 1] !== LF && head[i + 1] !== CR) returns.push(i + 1);
  }
  if (returns.length === 0) return false;
  if (head.indexOf(LF) < 0) return returns.length > 1 || head[head.length - 1] === CR;
  return returns.filter((at) => starts.has(startOf(head, at))).length * 2 > returns.length;
}

/** Digits and letters as classes: '0000-00-00'. */
function startOf(head: Uint8Array, at: number): string {
  return String.fromCharCode(...head.subarray(at, at + START_BYTES))
    .replace(/\d/g, '0')
    .replace(/[a-z]/gi, 'a');
}

export async function returnsToFeeds(source: Blob): Promise<Blob> {
  const sink = new BlobSink();
  for (let at = 0; at < source.size; at += READ_BYTES) {
    // One byte more, to see what follows the last return.
    const bytes = await blobBytes(source, at, at + READ_BYTES + 1);
    const end = Math.min(bytes.length, READ_BYTES);
    for (let i = bytes.indexOf(CR); i >= 0 && i < end; i = bytes.indexOf(CR, i + 1))
      if (bytes[i + 1] !== LF) bytes[i] = LF;
    sink.write(bytes.subarray(0, end));
    await sink.settle();
  }
  return sink.blob();
}
