// Times without a zone, where a file beside theirs tells it. In: what was read. Out: the same, with the times moved where several ids that both
// files name stand the same hours apart; where neither states its zone, or a job that is so much later would look the same, that is said and nothing is moved.
import type { FileSummary, LogTable } from '../contracts/tables';
import type { Problem } from '../contracts/units';
import type { FileZone } from '../core/ingest/time/file-zone';
import { rezone } from '../core/ingest/time/rezone';
import { zoneName } from '../core/ingest/time/zone';
import {
  isClockOf,
  mayDifferBy,
  namesIn,
  numNamedAgain,
  OFFSETS,
  offsetBetween,
  type Sightings,
  type ZoneOffset,
} from '../core/ingest/time/zone-beside';
import { highest, lowest } from '../core/lib/extremes';
import { timeOfRow } from '../core/lib/log-table';
import { plural } from '../core/wording/plural';
import { problem } from '../core/wording/problem';
import { readRows } from '../input/read-rows';
import type { ReadTable } from './tables';

const MINUTE_MS = 60_000;
/** Files whose zone is looked for, and those that each is held against: the largest. */
const MAX_FILES = 12;
const MAX_BESIDE = 2;
/** Places of a file that are looked at, and records at each. */
const NUM_SPOTS = 5;
const SPOT_ROWS = 300;
/** Clocks of two machines. */
const SLACK_MS = 5_000;
/** Of the ids that both name, so many that one file names again as much later: it is late, and no zone. */
const MIN_AGAIN01 = 0.1;
const MAX_TEXT = 1024;
const ZONES_DIFFER = 'zones-differ';

type Timed = FileSummary & { readonly firstMs: number; readonly lastMs: number };

interface Place {
  readonly fileIdx: number;
  readonly file: Timed;
}

export async function alignZones(given: ReadTable): Promise<ReadTable> {
  const read = withoutProblem(given);
  const { table, clocks } = read;
  if (clocks === null || table.counted || table.files.length < 2) return read;
  const timed = table.files.flatMap((file, fileIdx): Place[] => (isTimed(file) ? [{ fileIdx, file }] : []));
  const [open, known] = [timed.filter(hasOpenZone), timed.filter((each) => !hasOpenZone(each))].map((each) =>
    each.sort((a, b) => numRows(b) - numRows(a)),
  );
  if (open.length === 0) return read;
  if (known.length === 0) return withUnsettled(read, open);
  const found = new Map<number, FileZone>();
  const said: Problem[] = [];
  for (const own of open.slice(0, MAX_FILES)) {
    for (const other of known.filter((each) => mayMeet(own, each)).slice(0, MAX_BESIDE)) {
      const offset = await offsetOf(read, own, other);
      if (offset === null) continue;
      if (!isClockOf(own.file, other.file, offset.minutes)) {
        said.push(zonesDiffer(own.file, mayBeLater(own.file, other.file, offset)));
        break;
      }
      const by = `${offset.numShared} ids that it shares with ${other.file.name}`;
      found.set(own.fileIdx, { name: zoneName(offset.minutes), from: 'beside', by });
      break;
    }
  }
  const after = found.size === 0 ? read : moved(read, found);
  return said.length === 0 ? after : withProblems(after, said);
}

/** What an earlier run said may be settled since. */
function withoutProblem(read: ReadTable): ReadTable {
  const { table } = read;
  const problems = table.problems.filter(({ code }) => code !== ZONES_DIFFER);
  return problems.length === table.problems.length ? read : { ...read, table: { ...table, problems } };
}

const isTimed = (file: FileSummary): file is Timed => file.firstMs !== null && file.lastMs !== null;
const hasOpenZone = ({ file }: Place): boolean => file.zone.from === 'assumed';
const numRows = ({ file }: Place): number => file.rowEnd - file.rowBegin;

function mayMeet({ file: own }: Place, { file: other }: Place): boolean {
  const most = highest(OFFSETS) * MINUTE_MS;
  return own.firstMs - most <= other.lastMs && other.firstMs - most <= own.lastMs;
}

/** The times of the files moved; as they were where only another reading could. */
function moved(read: ReadTable, found: ReadonlyMap<number, FileZone>): ReadTable {
  const { table, clocks, plans } = read;
  const before = table.files.map(({ zone }) => zone.name);
  const after = table.files.map(
    ({ zone: { name, from, by } }, i): FileZone =>
      found.get(i) ?? { name, from: from === 'log' ? 'assumed' : from, ...(by && { by }) },
  );
  const aligned = clocks && rezone(table, clocks, { before, after });
  if (!aligned) return read;
  return {
    ...read,
    table: aligned,
    plans: plans.map((plan, i) => (found.has(i) ? { ...plan, zone: after[i].name } : plan)),
  };
}

/** Where no file states a zone there is no telling which of two is off. */
async function withUnsettled(read: ReadTable, [first, ...others]: readonly Place[]): Promise<ReadTable> {
  for (const other of others.filter((each) => mayMeet(first, each)).slice(0, MAX_FILES)) {
    const offset = await offsetOf(read, other, first);
    if (offset === null) continue;
    return withProblems(read, [zonesDiffer(other.file, differ(other.file, first.file, offset))]);
  }
  return read;
}

function withProblems(read: ReadTable, said: readonly Problem[]): ReadTable {
  const { table } = read;
  return { ...read, table: { ...table, problems: [...table.problems, ...said] } };
}

const zonesDiffer = (own: FileSummary, message: string): Problem =>
  problem('warning', ZONES_DIFFER, message, { file: own.name });

function standApart(own: FileSummary, other: FileSummary, { minutes, numShared }: ZoneOffset): string {
  const hours = Math.abs(minutes) / 60;
  return `${numShared} ids that ${own.name} and ${other.name} both name stand ${hours} ${plural(hours, 'hour', 'hours')} later in ${minutes > 0 ? own.name : other.name}.`;
}

function differ(own: FileSummary, other: FileSummary, offset: ZoneOffset): string {
  return `${standApart(own, other, offset)} Neither states a zone, so that both are read as ${own.zone.name}: where one of them is of another, what happened first in the two together is not known. Set the zone of that one.`;
}

function mayBeLater(own: FileSummary, other: FileSummary, offset: ZoneOffset): string {
  return `${standApart(own, other, offset)} ${own.name} states no zone and is read as ${own.zone.name}: its times may be of ${zoneName(offset.minutes)}, or what it tells may be so far apart. If it is the zone, set it.`;
}

async function offsetOf(read: ReadTable, own: Place, other: Place): Promise<ZoneOffset | null> {
  const { table } = read;
  const spots = spotsOf(own).map((begin) => rowsFrom(own, begin));
  const spans = spots.map((rows) => spanOf(table, rows));
  const rowsAt = (place: Place, minutes: number): number[] =>
    spans.flatMap(([fromMs, toMs]) =>
      rowsWithin(table, place, fromMs - minutes * MINUTE_MS, toMs - minutes * MINUTE_MS),
    );
  const theirs = await namesOf(read, [...new Set(OFFSETS.flatMap((minutes) => rowsAt(other, minutes)))]);
  const parts = await Promise.all(spots.map((rows) => namesOf(read, rows)));
  const offset = offsetBetween(together(parts), theirs);
  if (offset === null || !parts.every((part) => mayDifferBy(offset.minutes, part, theirs))) return null;
  const before = await namesOf(read, [...rowsAt(own, offset.minutes), ...rowsAt(own, -offset.minutes)]);
  const again = [together([...parts, before]), theirs].map((file) => numNamedAgain(file, offset.minutes));
  return highest(again) >= MIN_AGAIN01 * offset.numShared ? null : offset;
}

/** First and last time of rows, and what two clocks may be apart. */
function spanOf(table: LogTable, rows: readonly number[]): readonly [number, number] {
  const times = rows.map((row) => timeOfRow(table, row)).filter((timeMs) => !Number.isNaN(timeMs));
  return [lowest(times) - SLACK_MS, highest(times) + SLACK_MS];
}

function together(parts: readonly Sightings[]): Sightings {
  const all = new Map<string, number[]>();
  for (const part of parts) for (const [name, times] of part) note(all, name, times);
  return all;
}

function note(seen: Map<string, number[]>, name: string, times: readonly number[]): void {
  const known = seen.get(name);
  if (known) known.push(...times);
  else seen.set(name, [...times]);
}

/** First rows of so many places from the first to the last of the file; of the whole, where it is short. */
function spotsOf(place: Place): number[] {
  const room = numRows(place) - SPOT_ROWS;
  if (room <= 0) return [place.file.rowBegin];
  return Array.from(
    { length: NUM_SPOTS },
    (_, i) => place.file.rowBegin + Math.floor((i * room) / (NUM_SPOTS - 1)),
  );
}

function rowsFrom({ file: { rowEnd } }: Place, begin: number): number[] {
  return Array.from({ length: Math.min(SPOT_ROWS, rowEnd - begin) }, (_, i) => begin + i);
}

/** The first rows from one time on, up to another, of a file whose times go up but for a few. */
function rowsWithin(table: LogTable, { file }: Place, fromMs: number, toMs: number): number[] {
  let [low, high] = [file.rowBegin, file.rowEnd];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOfRow(table, middle) < fromMs) low = middle + 1;
    else high = middle;
  }
  const rows: number[] = [];
  for (let row = low; row < file.rowEnd && rows.length < SPOT_ROWS && !(timeOfRow(table, row) > toMs); row++)
    rows.push(row);
  return rows;
}

async function namesOf(read: ReadTable, rows: readonly number[]): Promise<Sightings> {
  const seen = new Map<string, number[]>();
  const records = await readRows(read, rows, MAX_TEXT);
  records.forEach((record, i) => {
    const timeMs = timeOfRow(read.table, rows[i]);
    if (record === null || Number.isNaN(timeMs)) return;
    for (const name of namesIn(record.text)) note(seen, name, [timeMs]);
  });
  return seen;
}
