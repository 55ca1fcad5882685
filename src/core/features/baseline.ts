/** Chooses the windows that the detectors learn from. In: features, settings. Out: a Baseline with its reason in words. */
import type { Baseline, FeatureMatrix, WindowGrid } from '../../contracts/features';
import type { Settings } from '../../contracts/settings';
import type { LogTable } from '../../contracts/tables';
import type { EpochMs } from '../../contracts/units';
import { sizeInWords } from './grid';

/**
 * The first share of the windows, the range that the reader brushed, or the extent of a file known to be good. A range
 * or file that holds no window falls back to the first 40 %, and the reason says so.
 */
export function chooseBaseline(features: FeatureMatrix, settings: Settings, table: LogTable): Baseline {
  const setting = settings.baseline;
  const grid = features.grid;
  if (setting.kind === 'first') return firstShare(grid, setting.share01, '');
  if (setting.kind === 'range') {
    const found = between(grid, Date.parse(setting.start), Date.parse(setting.end), 'the range that was set');
    return found ?? firstShare(grid, 0.4, 'the range that was set holds no window: ');
  }
  const spans = table.files.filter(
    (file) => file.name === setting.name || file.name.startsWith(`${setting.name}/`),
  );
  const first = Math.min(...spans.map((file) => file.firstMs ?? Number.POSITIVE_INFINITY));
  const last = Math.max(...spans.map((file) => file.lastMs ?? Number.NEGATIVE_INFINITY));
  const found = between(grid, first, last, `the file ${setting.name}`);
  return found ?? firstShare(grid, 0.4, `${setting.name} holds no window of its own: `);
}

const DAY_MS = 86_400_000;

/** Where the share holds whole days (from two weeks on, whole weeks) it ends with one: each hour is learnt equally often. */
function firstShare(grid: WindowGrid, share01: number, prefix: string): Baseline {
  const end = Math.max(1, Math.min(grid.length - 1, Math.round(grid.length * share01)));
  const days = Math.floor((end * grid.windowMs) / DAY_MS);
  const wholeDays = days >= 14 ? days - (days % 7) : days;
  const percent = `${Math.round(share01 * 100)} % of the log`;
  if (wholeDays === 0 || grid.windowMs > DAY_MS)
    return baselineOf(grid, 0, end, `${prefix}the first ${percent}`);
  const reason = `${prefix}the first ${sizeInWords(wholeDays * DAY_MS)}: the whole days in the first ${percent}`;
  return baselineOf(grid, 0, Math.round((wholeDays * DAY_MS) / grid.windowMs), reason);
}

/** Whole windows inside [startMs, endMs]; null when there is none. */
function between(grid: WindowGrid, startMs: number, endMs: number, reason: string): Baseline | null {
  if (!(startMs < endMs)) return null;
  const begin = Math.max(0, Math.ceil((startMs - grid.startMs) / grid.windowMs - 0.25));
  const end = Math.min(grid.length, Math.floor((endMs - grid.startMs) / grid.windowMs + 0.25));
  return begin < end ? baselineOf(grid, begin, end, reason) : null;
}

function baselineOf(grid: WindowGrid, begin: number, end: number, reason: string): Baseline {
  const time = (window: number): EpochMs => (grid.startMs + window * grid.windowMs) as EpochMs;
  return { begin, end, start: time(begin), endMs: time(end), reason };
}
