/**
 * Which part of a large log is read for its numbers. In: LogTable, windows. Out: ranges of rows; all rows of a log of up to MAX_BYTES. Of a larger one blocks are
 * taken at evenly spread places of each window, so that what is read is bounded whatever the log's size. Same input, same blocks.
 */
import type { WindowGrid } from '../../../contracts/features';
import type { LogShard, LogTable } from '../../../contracts/tables';
import { lowerBound } from '../../lib/bisect';
import { allRanges, type RowRange } from '../timed-rows';

/** Bytes that are read. */
const MAX_BYTES = 128 * 2 ** 20;
/** Bytes of a block: some hundreds of records at a seek. */
export const BLOCK_BYTES = 2 ** 18;

export interface BlockOptions {
  readonly table: LogTable;
  readonly grid: WindowGrid;
}

/** In file order. @param maxBytes see MAX_BYTES, of which tests take less */
export function openBlocks({ table, grid }: BlockOptions, maxBytes = MAX_BYTES): readonly RowRange[] {
  const numBytes = table.shards.reduce((sum, { byteBegin, byteEnd }) => sum + byteEnd - byteBegin, 0);
  if (numBytes <= maxBytes) return allRanges(table);
  const blocks = table.shards.flatMap(blocksOf);
  const ofWindow = new Map<number, number[]>();
  blocks.forEach((block, i) => {
    const w = Math.floor((timeOf(block) - grid.startMs) / grid.windowMs);
    if (!(w >= 0 && w < grid.length)) return;
    const own = ofWindow.get(w);
    if (own) own.push(i);
    else ofWindow.set(w, [i]);
  });
  const windows = [...ofWindow.entries()].sort(([a], [b]) => a - b).map(([, own]) => own);
  const most = Math.floor(maxBytes / BLOCK_BYTES);
  const perWindow = Math.floor(most / windows.length);
  const chosen =
    perWindow > 0 ? windows.flatMap((own) => spread(own, perWindow)) : spread(windows.flat(), most);
  return chosen.sort((a, b) => a - b).map((i) => blocks[i]);
}

/** Rows that begin in each block of a shard; at least one. */
function blocksOf(shard: LogShard): RowRange[] {
  const blocks: RowRange[] = [];
  for (let begin = 0; begin < shard.length; ) {
    const end = lowerBound(shard.byteOffset, shard.byteOffset[begin] + BLOCK_BYTES, begin, shard.length);
    blocks.push({ shard, begin, end });
    begin = end;
  }
  return blocks;
}

/** Of the record in the middle, or of the next one that states a time; NaN: none does. */
function timeOf({ shard, begin, end }: RowRange): number {
  for (let i = (begin + end) >>> 1; i < end; i++) if (!Number.isNaN(shard.timeMs[i])) return shard.timeMs[i];
  return Number.NaN;
}

/** At most `most`, the middle one of each of so many equal parts. */
function spread(items: readonly number[], most: number): number[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / most)]);
}
