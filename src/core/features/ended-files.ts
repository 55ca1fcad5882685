/**
 * Files that end long before the log does. In: LogTable. Out: a Problem for the user, or null. A service that died may say
 * nothing more, and nothing in the other files need tell of it; but a log file may also end because it was rotated or copied then.
 * So it is no vote, but it is said: a quiet rest of the log is no all-clear for a file that no longer speaks.
 */
import type { FileSummary, LogTable } from '../../contracts/tables';
import type { Problem } from '../../contracts/units';
import { durationInWords } from '../wording/duration';
import { plural } from '../wording/plural';
import { problem } from '../wording/problem';
import { changedHours } from './clock-changes';
import { stemOf } from './file-stem';

/** Fewer records do not show how long a file usually pauses. */
const MIN_RECORDS = 100;
/** Silence this many times the longest pause before it, and the mean one, and this share of the log's time. */
const TIMES_LONGEST = 3;
const TIMES_MEAN = 50;
const MIN_SHARE01 = 0.05;
const MAX_NAMED = 3;

export function endedFiles(table: Pick<LogTable, 'files' | 'shards'>): Problem | null {
  const ended = filesThatEnd(table);
  return ended.length === 0 ? null : endedProblem(ended, table.files.length);
}

/** Those that end long before the log does, in the order of the table. */
export function filesThatEnd(table: Pick<LogTable, 'files' | 'shards'>): readonly EndedFile[] {
  const { files } = table;
  const [firstMs, lastMs] = spanOf(files);
  const latest = latestOfStems(files);
  return files
    .map((file, fileIdx) => ({ file, fileIdx, silentMs: lastMs - (file.lastMs ?? lastMs) }))
    .filter(
      ({ file, silentMs }) => mayBeSilent(file, silentMs) && silentMs >= MIN_SHARE01 * (lastMs - firstMs),
    )
    .filter(({ file }) => (latest.get(stemOf(file.name)) ?? 0) <= (file.lastMs ?? 0))
    .filter(({ fileIdx, silentMs }) => silentMs >= TIMES_LONGEST * longestPause(table, fileIdx));
}

function spanOf(files: readonly FileSummary[]): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { firstMs, lastMs } of files) {
    if (firstMs !== null) first = Math.min(first, firstMs);
    if (lastMs !== null) last = Math.max(last, lastMs);
  }
  return [first, last];
}

function mayBeSilent({ firstMs, lastMs, numRecords }: FileSummary, silentMs: number): boolean {
  if (firstMs === null || lastMs === null || numRecords < MIN_RECORDS) return false;
  return silentMs > TIMES_MEAN * ((lastMs - firstMs) / numRecords);
}

/** Last time of the files of one name but for its numbers (rotation, dates, process ids): where one ends another may go on. */
function latestOfStems(files: readonly FileSummary[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const { name, lastMs } of files) {
    const stem = stemOf(name);
    latest.set(stem, Math.max(latest.get(stem) ?? 0, lastMs ?? 0));
  }
  return latest;
}

function longestPause({ files, shards }: Pick<LogTable, 'files' | 'shards'>, fileIdx: number): number {
  const { delta } = changedHours({ files }, 0);
  let longest = 0;
  let before = Number.NaN;
  for (const shard of shards) {
    if (shard.fileIdx !== fileIdx) continue;
    for (const timeMs of shard.timeMs) {
      if (Number.isNaN(timeMs)) continue;
      if (timeMs - before > longest) longest = Math.max(longest, delta(fileIdx, before, timeMs));
      before = timeMs;
    }
  }
  return longest;
}

export interface EndedFile {
  readonly file: FileSummary;
  readonly silentMs: number;
}

function endedProblem(ended: readonly EndedFile[], numFiles: number): Problem {
  const named = [...ended].sort((a, b) => b.silentMs - a.silentMs).slice(0, MAX_NAMED);
  const words = named.map(({ file, silentMs }) => {
    const at = new Date(file.lastMs ?? 0).toISOString().slice(0, 19).replace('T', ' ');
    return `${file.name} at ${at} UTC, ${durationInWords(roundly(silentMs))} before`;
  });
  const more = ended.length > named.length ? `; and ${ended.length - named.length} more` : '';
  const word = (one: string, many: string): string => plural(ended.length, one, many);
  const message =
    `${ended.length} of ${numFiles} files ${word('ends', 'end')} long before the log does (${words.join('; ')}${more}). ` +
    `If ${word('it', 'they')} should have gone on, that is when something stopped: ${word('its', 'their')} silence is not among what the detectors judge.`;
  return problem('warning', 'file-ended', message, { file: named[0].file.name });
}

/** To two figures, as far as a user cares. */
function roundly(ms: number): number {
  const unit = ms >= 3_600_000 ? 360_000 : ms >= 60_000 ? 60_000 : 1000;
  return Math.round(ms / unit) * unit;
}
