/**
 * The end of a log that breaks off within a window. In: LogTable, the grid of whole windows. Out: the grid, with one more window
 * where what comes after the last whole one sounds like an end: a process died, or an error left a stack trace. A log often ends because its
 * process did, and the lines that say so must be judged. Other rests are left out: the missing part of their window looks like a drop.
 */
import type { WindowGrid } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { LEVEL_ERROR } from '../../contracts/units';
import { lowerBound } from '../lib/bisect';
import { shardIdxOfRow } from '../lib/log-table';
import { effectiveLevelOfKinds } from './effective-level';
import { isDeath } from './process-death';
import { forEachTimedRow } from './timed-rows';

/** `lastMs`: time of the last record. */
export function withPartialLastWindow(
  grid: WindowGrid,
  lastMs: number,
  table: LogTable,
  templates: TemplateTable,
): WindowGrid {
  const endMs = grid.startMs + grid.length * grid.windowMs;
  if (lastMs < endMs || lastMs >= endMs + grid.windowMs) return grid;
  const gravity = effectiveLevelOfKinds(table, templates);
  const ends = templates.templates.map(({ text }) => isDeath(text) || FATAL_WORDS.test(text));
  let isEnd = false;
  forEachTimedRow(table, (row, timeMs, kind) => {
    if (isEnd || timeMs < endMs || timeMs > lastMs) return;
    const template = templates.ofKind[kind];
    if (templates.muted?.[template]) return;
    isEnd = ends[template] || (gravity[kind] >= LEVEL_ERROR && hasTrace(table, row));
  });
  if (!isEnd) return grid;
  return { ...grid, length: grid.length + 1, tailCovered01: (lastMs + 1 - endMs) / grid.windowMs };
}

const FATAL_WORDS = /\b(panic|traceback|unhandled|uncaught|out ?of ?memory(error)?)\b/i;

/** Whether lines without a header follow the record's first. Of a log that a database counted nobody knows, so that an error is enough. */
function hasTrace(table: LogTable, row: number): boolean {
  if (table.counted) return true;
  const shard = table.shards[shardIdxOfRow(table, row)];
  const at = lowerBound(shard.extraRow, row - shard.rowBegin);
  return shard.extraRow[at] === row - shard.rowBegin;
}

/** The time up to which the grid's windows are covered by the log, in ms. */
export function coveredEnd({ startMs, windowMs, length, tailCovered01 = 1 }: WindowGrid): number {
  return startMs + (length - 1 + tailCovered01) * windowMs;
}
