// Little-endian values from the head of a file, which is read in slices. In: a Blob. Out: one value after the other, or where the file ended.

const SLICE_BYTES = 2 ** 20;

/** The file ended at `byteOffset` inside of what was asked for, which began at `from`. */
export class EndOfFile extends Error {
  readonly byteOffset: number;
  readonly from: number;
  constructor(byteOffset: number, from: number) {
    super(`the file ends at byte ${byteOffset}`);
    this.byteOffset = byteOffset;
    this.from = from;
  }
}

export interface ByteReader {
  /** Bytes that were taken so far. */
  readonly at: number;
  readonly size: number;
  u32(): Promise<number>;
  /** A count or an offset; above 2^53 it is as good as infinite. */
  u64(): Promise<number>;
  bytes(num: number): Promise<Uint8Array>;
  /** @throws EndOfFile where there are not so many. */
  skip(num: number): Promise<void>;
  /** Passes over `num` values, each with its length in eight bytes before it. */
  skipTexts(num: number): Promise<void>;
}

/** @throws EndOfFile from each of its calls. */
export function byteReader(blob: Blob): ByteReader {
  let view = new DataView(new ArrayBuffer(0));
  let begin = 0;
  let at = 0;
  /** So many bytes are at hand from `at` on. */
  const have = async (num: number): Promise<void> => {
    if (at + num <= begin + view.byteLength) return;
    if (at + num > blob.size) throw new EndOfFile(blob.size, at);
    begin = at;
    view = new DataView(await blob.slice(at, at + Math.max(num, SLICE_BYTES)).arrayBuffer());
    if (view.byteLength < num) throw new EndOfFile(begin + view.byteLength, at);
  };
  const take = async <T>(num: number, read: (place: number) => T): Promise<T> => {
    await have(num);
    const value = read(at - begin);
    at += num;
    return value;
  };
  const skip = async (num: number): Promise<void> => {
    if (!(at + num <= blob.size)) throw new EndOfFile(blob.size, at);
    at += num;
  };
  return {
    get at() {
      return at;
    },
    size: blob.size,
    u32: () => take(4, (place) => view.getUint32(place, true)),
    u64: () => take(8, (place) => Number(view.getBigUint64(place, true))),
    bytes: (num) => take(num, (place) => new Uint8Array(view.buffer, place, num).slice()),
    skip,
    async skipTexts(num) {
      for (let i = 0; i < num; i++) {
        // A promise for each of some 100,000 texts would take longer than reading them.
        if (at + 8 > begin + view.byteLength || at < begin) await have(8);
        const length = Number(view.getBigUint64(at - begin, true));
        at += 8;
        if (!(at + length <= blob.size)) throw new EndOfFile(blob.size, at);
        at += length;
      }
    },
  };
}
