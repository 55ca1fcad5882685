/** Fields that are compressed within a journal: xz (systemd before 217), lz4 (to 245), zstd. In: bytes and flags of a data object. Out: the field; null: damaged, or larger than asked for. */
import { decompress as unzstd } from 'fzstd';
import { zstdSize } from '../stated-size';
import { u64 } from './journal-bytes';
import { lz4Block } from './lz4-block';

const XZ = 1;
const LZ4 = 2;
const ZSTD = 4;

/** Unpacked size as stated, before anything is unpacked; 0: not stated. */
export function statedDataSize(packed: Uint8Array, flags: number): number {
  if (flags === 0) return packed.length;
  if (flags === LZ4 && packed.length > 8) return u64(packed, 0);
  return flags === ZSTD ? zstdSize(packed) : 0;
}

export async function unpackData(
  packed: Uint8Array,
  flags: number,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const stated = statedDataSize(packed, flags);
  if (stated > maxBytes) return null;
  if (flags === 0) return packed;
  if (flags === XZ) return unxz(packed, maxBytes);
  if (stated === 0) return null;
  return flags === LZ4 ? lz4Block(packed.subarray(8), stated) : zstdFrame(packed, stated);
}

function zstdFrame(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    // With a buffer of its own it takes no memory for what further frames state.
    const out = unzstd(packed, new Uint8Array(size));
    return out.length === size ? out : null;
  } catch {
    return null;
  }
}

async function unxz(packed: Uint8Array, maxBytes: number): Promise<Uint8Array | null> {
  const { XzReadableStream } = await import('xz-decompress');
  const source = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  const reader = new XzReadableStream(source).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
      length += value.length;
      chunks.push(value as Uint8Array<ArrayBuffer>);
      if (length <= maxBytes) continue;
      await reader.cancel();
      return null;
    }
  } catch {
    return null;
  }
}
