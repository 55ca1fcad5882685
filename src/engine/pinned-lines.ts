// Pins of the page as lines of an analysis. In: its tables, pins. Out: those that are of its files, by file and line; their text where it is asked for.
import type { Pin, PinnedLine } from '../contracts/pins';
import type { EpochMs } from '../contracts/units';
import { lineNumOf, shardIdxOfRow } from '../core/lib/log-table';
import { pinnedRows } from '../core/lib/pinned-rows';
import { readRows } from '../input/read-rows';
import type { Tables } from './tables';

export async function pinnedLines(
  { table, text }: Tables,
  pins: readonly Pin[],
  withText: boolean,
): Promise<readonly PinnedLine[]> {
  const notes = [...pinnedRows(pins, table.files)].sort(([a], [b]) => a - b);
  const lines = notes.map(([row, note]): PinnedLine => {
    const shard = table.shards[shardIdxOfRow(table, row)];
    const timeMs = shard.timeMs[row - shard.rowBegin];
    return {
      source: table.files[shard.fileIdx].name,
      lineNum: lineNumOf(shard, row - shard.rowBegin),
      timeMs: Number.isNaN(timeMs) ? null : (timeMs as EpochMs),
      note,
      text: null,
      unread: null,
    };
  });
  if (!withText) return lines;
  const rows = notes.map(([row]) => row);
  const parts = await readRows(text, rows, undefined, (at, why) => {
    lines[at] = { ...lines[at], unread: why };
  });
  return lines.map((line, at) => ({ ...line, text: parts[at]?.message ?? null }));
}
