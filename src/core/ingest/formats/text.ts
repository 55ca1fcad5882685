/** Text with a time near the start of the line and whatever header the sample shows: log4j, logback, Python, Go, HDFS, Spark, Zookeeper, Hadoop, OpenStack, PostgreSQL, nginx and Apache error logs ... */
import { BAR } from '../../lib/ascii';
import { createHeader } from '../header';
import { type FoundPlace, findTimePlace } from '../layout/find-place';
import { codeAfter, codeBefore, signatureOf } from '../layout/group';
import { type Layout, parserOfLayout } from '../layout/layout';
import { type LayoutGroup, learnLayout } from '../layout/learn';
import { timeFinder } from '../layout/place';
import type { Sample } from '../sample';
import type { TimeKind } from '../time/time';
import { countedLines, type LogFormat, shareMatching } from './format';

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
    const layout = learnLayout(part, found, group);
    const score01 = lines.length / Math.max(1, among.length);
    return { format: nameOf(part, layout), score01, style: 'timed', params: layout };
  },
  createParser: (params, order) => parserOfLayout(params as Layout, order),
};

/** A group with this share of the lines stands for all ... */
const MAIN_SHARE = 0.6;
/** ... but for groups of at least this share that have something else between time and level. */
const MIN_OTHER_SHARE = 0.003;
const MIN_OTHER_LINES = 8;

/** The lines that share a signature, where none does for most of them or their levels stand elsewhere: the file mixes systems. */
function mainGroup(part: Sample, place: FoundPlace): { lines: number[]; group: LayoutGroup } {
  const out = createHeader();
  const find = timeFinder(place);
  const codes = Array.from({ length: part.length }, (_, i) => {
    const after = find(part.bytes, part.begin[i], part.end[i], out);
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
