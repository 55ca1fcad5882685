/** Text with a time near the start of the line and whatever header the sample shows: log4j, logback, Python, Go, HDFS, Spark, Zookeeper, Hadoop, OpenStack, PostgreSQL, nginx and Apache error logs ... */
import { BAR } from '../../lib/ascii';
import { createHeader, resetHeader } from '../header';
import { codeAfter, codeBefore, signatureOf } from '../layout/group';
import { type Layout, parserOfLayout } from '../layout/layout';
import { type LayoutGroup, learnLayout } from '../layout/learn';
import { findTime, type TimePlace } from '../layout/place';
import type { Sample } from '../sample';
import { TIME_KINDS, type TimeKind } from '../time/time';
import { countedLines, type LogFormat, shareMatching } from './format';

const MAX_BEFORE = 5;
/** A time behind words counts only if enough lines have it there. */
const MIN_SHARE = 0.02;

export const textFormat: LogFormat = {
  id: 'text',
  detect(sample, among = countedLines(sample)) {
    const found = findTimePlace(sample, among);
    if (!found) return null;
    const timed = partOf(
      sample,
      found.lines.map((k) => among[k]),
    );
    const { lines, group } = mainGroup(timed, found);
    const part = lines.length === timed.length ? timed : partOf(timed, lines);
    const layout = learnLayout(part, found.time, found.before, group);
    const score01 = lines.length / Math.max(1, among.length);
    return { format: nameOf(part, layout), score01, style: 'timed', params: layout };
  },
  createParser: (params) => parserOfLayout(params as Layout),
};

/** A group with this share of the lines stands for all ... */
const MAIN_SHARE = 0.6;
/** ... but for groups of at least this share that have something else between time and level. */
const MIN_OTHER_SHARE = 0.003;
const MIN_OTHER_LINES = 8;

/** The lines that share a signature, where none does for most of them or their levels stand elsewhere: the file mixes systems. */
function mainGroup(part: Sample, place: FoundPlace): { lines: number[]; group: LayoutGroup } {
  const out = createHeader();
  const codes = Array.from({ length: part.length }, (_, i) => {
    const after = findTime(place, part.bytes, part.begin[i], part.end[i], out);
    return signatureOf(part.bytes, after, part.end[i]);
  });
  const all = codes.map((_, i) => i);
  const [signature, lines] = largest(groupBy(all, (i) => codeAfter(codes[i])));
  if (lines.length < part.length * MAIN_SHARE) return { lines, group: { signature } };
  const byBefore = groupBy(all, (i) => codeBefore(codes[i]));
  byBefore.delete(-1);
  if (byBefore.size < 2) return { lines: all, group: { signature: null } };
  const least = Math.max(MIN_OTHER_LINES, part.length * MIN_OTHER_SHARE);
  const usualOf = (group: readonly number[]): number =>
    largest(groupBy(group, (i) => codeAfter(codes[i])))[0];
  const usual = usualOf(largest(byBefore)[1]);
  // A word more before the level is no other system where the same follows.
  const beforeLevel = [...byBefore]
    .filter(([, group]) => group.length < least || usualOf(group) === usual)
    .map(([code]) => code);
  if (beforeLevel.length === byBefore.size) return { lines: all, group: { signature: null } };
  const kept = all.filter((i) => codeBefore(codes[i]) < 0 || beforeLevel.includes(codeBefore(codes[i])));
  return { lines: kept, group: { signature: null, beforeLevel } };
}

function groupBy(lines: readonly number[], keyOf: (line: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const line of lines) {
    const group = groups.get(keyOf(line));
    if (group) group.push(line);
    else groups.set(keyOf(line), [line]);
  }
  return groups;
}

const largest = (groups: ReadonlyMap<number, number[]>): [number, number[]] =>
  [...groups].reduce((a, b) => (b[1].length > a[1].length ? b : a));

interface FoundPlace extends TimePlace {
  readonly share: number;
  /** Sample lines (numbers within the part) that have it. */
  readonly lines: readonly number[];
}

function partOf(sample: Sample, among: readonly number[]): Sample {
  const pick = <T>(values: readonly T[]): T[] => among.map((i) => values[i]);
  return {
    ...sample,
    begin: pick(sample.begin),
    end: pick(sample.end),
    continues: pick(sample.continues),
    length: among.length,
  };
}

/** The notation and place of the time that explains most lines; at the line's start before elsewhere. */
function findTimePlace(sample: Sample, among: readonly number[]): FoundPlace | null {
  let best: FoundPlace | null = null;
  for (let words = 0; words <= MAX_BEFORE; words++) {
    for (const time of TIME_KINDS) {
      if (words > 0 && (time === 'clock' || time === 'mm-dd')) continue;
      const lines = linesWithTime(sample, among, time, [words]);
      const share = lines.length / Math.max(1, among.length);
      if (share > (best?.share ?? MIN_SHARE) * 1.02) best = { time, before: [words], share, lines };
    }
    if (best && best.share > 0.7) break;
  }
  return best && withSecondPlace(sample, among, dayOrMonthFirst(sample, among, best));
}

function linesWithTime(sample: Sample, among: readonly number[], time: TimeKind, before: number[]): number[] {
  const out = createHeader();
  const lines: number[] = [];
  for (const [k, i] of among.entries()) {
    resetHeader(out, sample.bytes, sample.begin[i], sample.end[i]);
    if (findTime({ time, before }, sample.bytes, sample.begin[i], sample.end[i], out) >= 0) lines.push(k);
  }
  return lines;
}

/** Notations that are hardly found by chance, and are no part of another one. */
const FULL_DATES: ReadonlySet<TimeKind> = new Set<TimeKind>(['iso', 'yymmdd', 'yy/mm/dd']);

/** Some lines may have the word before the time (a file name) and some not. */
function withSecondPlace(sample: Sample, among: readonly number[], place: FoundPlace): FoundPlace {
  const other = place.before[0] === 0 ? 1 : 0;
  const lines = linesWithTime(sample, among, place.time, [other]);
  if (lines.length < among.length * 0.02 || !FULL_DATES.has(place.time)) return place;
  const before = [...place.before, other];
  const all = linesWithTime(sample, among, place.time, before);
  return { ...place, before, share: all.length / among.length, lines: all };
}

/** Beside AM and PM; '1/31/24' with a short year; '01/31/2024-10:00' joined to the clock. */
const AMERICAN = /\d:\d\d ?[AP]M\b|^\W*\d{1,2}\/\d{1,2}\/(\d\d |\d{4}-\d)/i;

/** 31/12 or 12/31: the reading that explains more lines; day first when both do, but not in forms that Americans use. */
function dayOrMonthFirst(sample: Sample, among: readonly number[], place: FoundPlace): FoundPlace {
  if (place.time !== 'dmy' && place.time !== 'mdy') return place;
  const dmy = linesWithTime(sample, among, 'dmy', [...place.before]);
  const mdy = linesWithTime(sample, among, 'mdy', [...place.before]);
  const american = shareMatching(sample, among, AMERICAN) > 0.5;
  return mdy.length > dmy.length || (american && mdy.length === dmy.length)
    ? { ...place, time: 'mdy', lines: mdy }
    : { ...place, time: 'dmy', lines: dmy };
}

/** Names for the user, told by typical text; they decide nothing. */
const NAMES: readonly (readonly [string, RegExp])[] = [
  ['openstack', /\d \d+ [A-Z]+ [\w.]+ \[(req-|-\])/],
  ['postgresql', /\[\d+\][^[]*\b(LOG|ERROR|STATEMENT|DETAIL|FATAL|HINT|WARNING): {2}/],
  ['zookeeper', /^\S+ \S+ +(\[myid:\S*\] +)?- [A-Z]+ +\[.*@\d+\] - /],
  ['nginx-error', /^\d{4}\/\d\d\/\d\d \S+ \[\w+\] \d+#\d+: /],
  ['apache-error', /^\[\w{3} \w{3} \d\d [\d:.]+ \d{4}\] \[/],
  ['mysql', /^\d{6} +\d?\d:\d\d:\d\d |^\d{4}-\d\d-\d\d\S* \S* ?\d+ \[(Note|Warning|ERROR)\] /],
  ['windows-cbs', /^\d{4}-\d\d-\d\d \S+, \w+ {2,}\w+ {2,}/],
];
const NAMES_OF_TIME: Partial<Record<TimeKind, string>> = {
  yymmdd: 'hdfs',
  'yy/mm/dd': 'spark',
  clock: 'time-of-day',
  epoch: 'epoch-text',
};

function nameOf(part: Sample, layout: Layout): string {
  const lines = Array.from({ length: part.length }, (_, i) => i);
  for (const [name, pattern] of NAMES) if (shareMatching(part, lines, pattern) > 0.5) return name;
  const hasLevel = layout.steps.some((step) => step.step === 'level');
  const fields = layout.steps.find((step) => step.step === 'fields');
  if (fields) return fields.mark === BAR ? 'pipe-separated' : 'fields-with-time';
  if (layout.http) return 'http-requests';
  const byTime = NAMES_OF_TIME[layout.time];
  if (byTime && (hasLevel || layout.time === 'clock')) return byTime;
  if (layout.time === 'iso') return hasLevel ? 'log4j' : 'iso8601';
  return 'text-with-time';
}
