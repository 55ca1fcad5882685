/**
 * The streams of an .xz file, found from its end: each ends in an index that states its sizes. In: the file. Out: where each
 * stream lies and what it unpacks to. Source: The .xz File Format 1.1.0 (Collin, 2022), sections 2.1 and 4.
 */
import { blobBytes } from './blob-bytes';

export interface XzStream {
  /** Bytes [begin, end) of the file, padding apart. */
  readonly begin: number;
  readonly end: number;
  /** Bytes that the index says it unpacks to. */
  readonly stated: number;
}

const FOOTER = 12;
/** An index has a few bytes a block; one of more than this is not read. */
const MAX_INDEX = 8 * 2 ** 20;
const MAX_STREAMS = 10_000;
const WINDOW_BYTES = 65_536;

/** In file order; null: the file does not end as it should, or is not made up of streams. */
export async function xzStreams(file: Blob): Promise<XzStream[] | null> {
  const streams: XzStream[] = [];
  const window = new Window(file);
  let end = file.size;
  while (end > 0 && streams.length < MAX_STREAMS) {
    const footer = await window.read(end - FOOTER, end);
    if (footer.length < FOOTER) return null;
    if (footer.subarray(8).every((byte) => byte === 0)) {
      // Padding between streams: four zeros at a time.
      end -= 4;
      continue;
    }
    const stream = await streamBefore(window, end, footer);
    if (!stream) return null;
    streams.push(stream);
    end = stream.begin;
  }
  return end === 0 ? streams.reverse() : null;
}

async function streamBefore(window: Window, end: number, footer: Uint8Array): Promise<XzStream | null> {
  if (footer[10] !== 0x59 || footer[11] !== 0x5a) return null;
  const indexBytes = 4 * (new DataView(footer.buffer, footer.byteOffset).getUint32(4, true) + 1);
  if (indexBytes > MAX_INDEX) return null;
  const index = await window.read(end - FOOTER - indexBytes, end - FOOTER);
  if (index.length < indexBytes || index[0] !== 0) return null;
  const sums = sumsOf(index);
  if (!sums) return null;
  const begin = end - FOOTER - indexBytes - sums.packed - FOOTER;
  return begin < 0 ? null : { begin, end, stated: sums.unpacked };
}

/** Sizes of all blocks; each packed size is rounded up to a multiple of four. */
function sumsOf(index: Uint8Array): { packed: number; unpacked: number } | null {
  let at = 1;
  const take = (): number => {
    let value = 0;
    for (let power = 1; at < index.length; power *= 128) {
      const byte = index[at++];
      value += (byte & 127) * power;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  let packed = 0;
  let unpacked = 0;
  for (let left = take(); left > 0; left--) {
    packed += Math.ceil(take() / 4) * 4;
    unpacked += take();
    if (!Number.isSafeInteger(packed + unpacked)) return null;
  }
  return { packed, unpacked };
}

/** Short streams lie close together: they are read many at a time, from the end. */
class Window {
  private readonly file: Blob;
  private bytes: Uint8Array = new Uint8Array(0);
  private begin = 0;

  constructor(file: Blob) {
    this.file = file;
  }

  /** Nothing before the beginning of the file. */
  async read(begin: number, end: number): Promise<Uint8Array> {
    if (begin < 0) return new Uint8Array(0);
    if (begin < this.begin || end > this.begin + this.bytes.length) {
      this.begin = Math.max(0, Math.min(begin, end - WINDOW_BYTES));
      this.bytes = await blobBytes(this.file, this.begin, end);
    }
    return this.bytes.subarray(begin - this.begin, end - this.begin);
  }
}
