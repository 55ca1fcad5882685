/**
 * Heads against records as the page read them. In: heads of the files' formats, some records. Out: the heads that read as the page does, with the
 * zone and year that lines leave unsaid, what share of the records they read alike, and which formats have none.
 */
import type { Head, NoHead } from './piece';
import { createHeadReader, type HeadReading, normalised, type ReadyHead } from './read-head';

/** A record as the page read it. */
export interface SampleRecord {
  /** Its first line. */
  readonly line: string;
  /** NaN: it states no time. */
  readonly timeMs: number;
  /** As it is stated; index into LEVELS, 0: none. */
  readonly level: number;
  readonly status: number;
  readonly message: string;
}

export interface CheckedHeads {
  readonly heads: readonly ReadyHead[];
  readonly none: readonly NoHead[];
  readonly numSample: number;
  /** Share of the sample that some head reads with the page's time, message, status and, where it is stated in a place of its own, level. */
  readonly read01: number;
}

/** A head must read at least this share of the records that it takes as the page does. */
const MIN_ALIKE = 0.98;

/** The head that reads most of what is left as the page does, then the next: a line is of the first that takes it. */
export function checkHeads(found: readonly (Head | NoHead)[], sample: readonly SampleRecord[]): CheckedHeads {
  const candidates = found.flatMap((each): Candidate[] => ('why' in each ? [] : [candidateOf(each, sample)]));
  const left = new Set(sample.keys());
  const chosen: Candidate[] = [];
  let numAlike = 0;
  for (;;) {
    const scored = candidates.map((candidate) => ({ candidate, ...scoreOf(candidate, left) }));
    const best = scored
      .filter(({ alike, taken }) => alike > 0 && alike >= taken * MIN_ALIKE)
      .reduce<(typeof scored)[number] | null>((a, b) => (a !== null && a.alike >= b.alike ? a : b), null);
    if (best === null) break;
    chosen.push(best.candidate);
    numAlike += best.alike;
    for (const i of best.candidate.isAlike.keys()) left.delete(i);
  }
  return {
    heads: chosen.map(({ head }) => head),
    none: noHeads(found, chosen, candidates),
    numSample: sample.length,
    read01: sample.length === 0 ? 1 : numAlike / sample.length,
  };
}

interface Candidate {
  readonly head: ReadyHead;
  /** Of each record that it takes, by its place in the sample: whether it reads it as the page does. */
  readonly isAlike: ReadonlyMap<number, boolean>;
}

function candidateOf(head: Head, sample: readonly SampleRecord[]): Candidate {
  const ready = withWhatIsUnsaid(head, sample);
  const read = createHeadReader([ready]);
  const taken = new Map<number, boolean>();
  sample.forEach((record, i) => {
    const reading = read(record.line);
    if (reading) taken.set(i, isAlike(record, reading, ready));
  });
  return { head: ready, isAlike: taken };
}

function scoreOf({ isAlike: taken }: Candidate, left: ReadonlySet<number>): { alike: number; taken: number } {
  let alike = 0;
  let num = 0;
  for (const [i, same] of taken) {
    if (!left.has(i)) continue;
    num++;
    if (same) alike++;
  }
  return { alike, taken: num };
}

function noHeads(
  found: readonly (Head | NoHead)[],
  chosen: readonly Candidate[],
  candidates: readonly Candidate[],
): NoHead[] {
  const isRead = new Set(chosen.map(({ head }) => head.format));
  const none = new Map<string, NoHead>();
  for (const each of found) if ('why' in each && !isRead.has(each.format)) none.set(each.format, each);
  for (const { head, isAlike: taken } of candidates) {
    if (isRead.has(head.format) || none.has(head.format) || taken.size === 0) continue;
    const share = [...taken.values()].filter(Boolean).length / taken.size;
    const why = `an expression was made, and read only ${Math.floor(100 * share)} % of its records as the page does`;
    none.set(head.format, { format: head.format, why });
  }
  return [...none.values()];
}

function taking(head: ReadyHead, sample: readonly SampleRecord[]): (readonly [SampleRecord, HeadReading])[] {
  const read = createHeadReader([head]);
  return sample.flatMap((record) => {
    const reading = read(record.line);
    return reading ? [[record, reading] as const] : [];
  });
}

function isAlike(record: SampleRecord, reading: HeadReading, head: Head): boolean {
  return (
    reading.timeUs !== null &&
    Math.abs(reading.timeUs / 1000 - record.timeMs) < 0.001 &&
    (!head.statesLevel || reading.level === record.level) &&
    (!head.statuses || reading.status === record.status) &&
    reading.message === normalised(record.message)
  );
}

const MINUTE_US = 60_000_000;

/** Zone and year as most records have them: the page may have taken them from the settings, the name of the file or other lines. */
function withWhatIsUnsaid(head: Head, sample: readonly SampleRecord[]): ReadyHead {
  const years = new Map<number, number>();
  const zones = new Map<number, number>();
  const timed = sample.filter(({ timeMs }) => !Number.isNaN(timeMs));
  for (const [{ timeMs }, { hasYear, hasZone, timeUs }] of taking(
    { ...head, zoneMinutes: 0, year: 1970 },
    timed,
  )) {
    const year = new Date(timeMs).getUTCFullYear();
    add(years, year);
    if (hasZone || timeUs === null || !hasYear) continue;
    add(zones, Math.round((timeUs - timeMs * 1000) / MINUTE_US));
  }
  const year = most(years) ?? null;
  if (zones.size === 0 && year !== null)
    for (const [{ timeMs }, { hasZone, timeUs }] of taking({ ...head, zoneMinutes: 0, year }, timed))
      if (!hasZone && timeUs !== null) add(zones, Math.round((timeUs - timeMs * 1000) / MINUTE_US));
  return { ...head, year, zoneMinutes: most(zones) ?? 0 };
}

function add(counts: Map<number, number>, value: number): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function most(counts: ReadonlyMap<number, number>): number | undefined {
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}
