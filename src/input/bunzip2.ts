/**
 * bzip2 to a Blob, block by block (900 KB of text at most), CRC of each block checked; several streams in a file are read
 * on. Format: Seward, bzip2 1.0; the layout of a block as in 'BZIP2: Format Specification' (Tsai, 2016).
 */

import { BitReader, Damaged, EndOfData } from './bit-reader';
import { blobBytes } from './blob-bytes';
import { BlobSink } from './blob-sink';
import { readBlock } from './bunzip2-block';
import type { Unpacked } from './types';
import { faultOfSink, type Unpacking, unpacked } from './unpacking';

const READ_BYTES = 2 ** 20;
const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;

/** Rejects only when the bytes cannot be read, or by what `onRead` throws. */
export async function bunzip2(source: Blob, { budget, stream, onRead }: Unpacking): Promise<Unpacked> {
  const sink = new BlobSink(budget, stream);
  const bits = new BitReader();
  let read = 0;
  let blockSize = 0;
  for (;;) {
    const mark = bits.mark();
    try {
      if (blockSize === 0) {
        if (read >= source.size && bits.atEnd()) break;
        blockSize = readHeader(bits);
      }
      const magic = bits.take(24) * 2 ** 24 + bits.take(24);
      if (magic === BLOCK_MAGIC) {
        sink.write(readBlock(bits, blockSize));
        // Not what is only waiting to be taken: a block may stand for 46 MB.
        stream.bytesRead = read - bits.numWaiting();
        await sink.settle();
      } else if (magic === END_MAGIC) {
        bits.take(32);
        bits.align();
        blockSize = 0;
        if (read >= source.size && bits.onlyZeros()) break;
      } else throw new Damaged();
    } catch (error) {
      const stopped = faultOfSink(error);
      if (stopped) return unpacked(sink, stopped, stream.bytesRead);
      if (error instanceof Damaged) return unpacked(sink, 'damaged', read - bits.numWaiting());
      if (!(error instanceof EndOfData)) throw error;
      if (read >= source.size) return unpacked(sink, 'truncated', source.size);
      bits.reset(mark);
      bits.append(await blobBytes(source, read, read + READ_BYTES));
      read = Math.min(source.size, read + READ_BYTES);
      onRead(read);
    }
  }
  return unpacked(sink, null, source.size);
}

function readHeader(bits: BitReader): number {
  const magic = bits.take(24);
  const level = bits.take(8) - 48;
  if (magic !== 0x425a68 || level < 1 || level > 9) throw new Damaged();
  return level * 100_000;
}
