/**
 * What a compressed file says that it unpacks to: a reason to ask, never one to trust. In: the file and its beginning. Out:
 * bytes; 0: it does not say. gzip's own field is not taken: it is cut at 4 GB, and of a file that was cut off it is noise.
 */
import type { Compression } from './archive-kind';
import { xzStreams } from './xz-index';

export async function statedSize(file: Blob, kind: Compression, head: Uint8Array): Promise<number> {
  if (kind === 'zstd') return zstdSize(head);
  if (kind === 'xz') return ((await xzStreams(file)) ?? []).reduce((sum, { stated }) => sum + stated, 0);
  return 0;
}

/** RFC 8878, Frame_Content_Size: of the first frame; 0: it does not say. */
export function zstdSize(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 6) return 0;
  const flags = head[4];
  const single = (flags >> 5) & 1;
  const at = 6 - single + [0, 1, 2, 4][flags & 3];
  const width = flags >> 6;
  if (head.length < at + 2 ** width) return 0;
  if (width === 0) return single ? head[at] : 0;
  if (width === 1) return view.getUint16(at, true) + 256;
  return width === 2 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}
