// Why files stand together and why groups stand apart, in words. In: evidence, groups. Out: a sentence of each.
import { spanInWords } from '../wording/duration';
import { upperFirst } from '../wording/letter-case';
import type { FileEvidence, Link } from './evidence';
import type { FileGroup } from './group-files';

const TOGETHER: Readonly<Record<Link, string>> = {
  baseline: 'one of them is the baseline of the others',
  rotation: 'they are parts of one log',
  time: 'their times overlap, or lie within a day of each other',
  folder: 'they come from one folder or archive, and not two months lie between them',
  host: 'they name the same host',
  ids: 'they name the same ids or addresses',
  kind: 'they are of one kind: their lines have the same shapes',
  system: 'they were collected of one system',
  timeless: 'some state no times and go with the files beside them',
  crowd: 'there are too many groups to keep each apart, and these are the smallest',
};

/** '': the group is one file. */
export function whyTogether({ members, links }: FileGroup): string {
  if (members.length < 2) return '';
  return `Analysed together: ${links.map((link) => TOGETHER[link]).join('; ')}.`;
}

/** Against the group that lies nearest in time; '': there is no other. */
export function whyApart(
  group: FileGroup,
  groups: readonly FileGroup[],
  files: readonly FileEvidence[],
): string {
  const own = spanOf(group, files);
  const others = groups.filter((each) => each !== group).map((each) => ({ each, span: spanOf(each, files) }));
  if (others.length === 0) return '';
  const gapTo = (span: Span | null): number =>
    own === null || span === null ? Number.POSITIVE_INFINITY : gapBetween(own, span);
  const nearest = others.reduce((a, b) => (gapTo(b.span) < gapTo(a.span) ? b : a));
  const gapMs = gapTo(nearest.span);
  const isKnown = Number.isFinite(gapMs);
  const name = files[nearest.each.members[0]].name;
  const time = isKnown
    ? `no time in common, ${gapInWords(gapMs)} between it and ${name}`
    : `no times that could be compared with those of ${name}`;
  return `${upperFirst(`apart: ${time}`)}; ${hosts(group, nearest.each, files)}; lines of another kind.`;
}

interface Span {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Null: no member states a time. */
export function spanOf({ members }: Pick<FileGroup, 'members'>, files: readonly FileEvidence[]): Span | null {
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const i of members) {
    firstMs = Math.min(firstMs, files[i].firstMs ?? Number.POSITIVE_INFINITY);
    lastMs = Math.max(lastMs, files[i].lastMs ?? Number.NEGATIVE_INFINITY);
  }
  return firstMs <= lastMs ? { firstMs, lastMs } : null;
}

/** 0: they overlap. */
function gapBetween(a: Span, b: Span): number {
  return Math.max(0, a.firstMs - b.lastMs, b.firstMs - a.lastMs);
}

const DAY_MS = 86_400_000;
const MONTH_MS = 30.44 * DAY_MS;
const YEAR_MS = 365.25 * DAY_MS;

/** '8 years', '5 months', '3 days': none of these units is a duration of an incident, so no other place has them. */
function gapInWords(ms: number): string {
  if (ms >= 2 * YEAR_MS) return `${Math.round(ms / YEAR_MS)} years`;
  if (ms >= 2 * MONTH_MS) return `${Math.round(ms / MONTH_MS)} months`;
  return spanInWords(ms);
}

/** What names no host is not said to be of another one. */
function hosts(a: FileGroup, b: FileGroup, files: readonly FileEvidence[]): string {
  const isNamed = ({ members }: FileGroup): boolean => members.some((i) => files[i].hosts.size > 0);
  return isNamed(a) && isNamed(b) ? 'other hosts' : 'no host in common';
}
