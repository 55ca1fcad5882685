/**
 * Which confirmed windows belong to one trouble. In: the vote, and what the windows are about. Out: spans of windows, disjoint and
 * in order of time. Neighbours are joined; then spans of the same trouble, while it goes on between them; and a span is cut where
 * the trouble of one file ends and that of another begins.
 */
import type { Consensus } from '../../contracts/scores';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { WindowSpan } from './outage-lines';

const MAX_HOLE = THRESHOLDS.maxHoleWindows;
const MAX_BRIDGE = THRESHOLDS.maxBridgeWindows;

/**
 * Runs of confirmed windows. Holes of up to MAX_HOLE windows are bridged; windows with a weak lead (`watch`) do not count as
 * a hole, but an episode neither begins nor ends with one, and single votes alone do not carry it on for long.
 */
export function joinWindows({ confirmed, watch }: Consensus): WindowSpan[] {
  const spans: { begin: number; end: number }[] = [];
  let hole = 0;
  confirmed.forEach((isConfirmed, w) => {
    if (!isConfirmed) {
      if (!watch[w]) hole++;
      return;
    }
    const last = spans.at(-1);
    if (last && hole <= MAX_HOLE && w - last.end <= MAX_BRIDGE) last.end = w + 1;
    else spans.push({ begin: w, end: w + 1 });
    hole = 0;
  });
  return spans;
}

const MAX_QUIET = THRESHOLDS.maxQuietWindows;
/** A lead ties two spans together where it counts at least this share of the most frequent lead in each: what they are about. */
const MAIN_SHARE01 = THRESHOLDS.mainShare01;

/**
 * Joins spans that share a main lead, where that lead keeps coming between them: a crisis of weeks is one incident, though only its worst
 * windows are confirmed. And those where the leads of the first go on without a hole until the second begins: a warning that is
 * news once and is still there when the outage comes, in other words. Where nothing comes between them, they are two.
 * @param leadsOf leads of the windows of a span, with their records
 */
export function joinSameTrouble(spans: readonly WindowSpan[], leadsOf: LeadsOf): WindowSpan[] {
  const joined: { begin: number; end: number; leads: Set<number>; main: Set<number> }[] = [];
  for (const span of spans) {
    const leads = leadsOf(span);
    const main = mainOf(leads);
    const last = joined.at(-1);
    const shared = new Set([...main].filter((lead) => last?.main.has(lead)));
    if (last && (isSame(last, span.begin, shared, leadsOf) || leadsTo(last, span.begin, leadsOf))) {
      last.end = span.end;
      for (const lead of leads.keys()) last.leads.add(lead);
      for (const lead of main) last.main.add(lead);
    } else joined.push({ ...span, leads: new Set(leads.keys()), main });
  }
  return joined.map(({ begin, end }) => ({ begin, end }));
}

type LeadsOf = (span: WindowSpan) => ReadonlyMap<number, number>;

const JOIN_MS = THRESHOLDS.joinMinutes * 60_000;

/**
 * Joins spans that are up to `joinMinutes` apart and about the same: an error of the same component, news to the baseline in both. One
 * failure an hour is one trouble, though the hours between are quiet.
 * @param aboutOf what the errors of a span are about
 */
export function joinSameComponent(
  spans: readonly WindowSpan[],
  windowMs: number,
  aboutOf: (span: WindowSpan) => ReadonlySet<number>,
): readonly WindowSpan[] {
  const joined: { begin: number; end: number; about: Set<number> }[] = [];
  for (const span of spans) {
    const about = new Set(aboutOf(span));
    const last = joined.at(-1);
    const isNear = last !== undefined && (span.begin - last.end) * windowMs <= JOIN_MS;
    if (isNear && [...about].some((each) => last.about.has(each))) {
      last.end = span.end;
      for (const each of about) last.about.add(each);
    } else joined.push({ ...span, about });
  }
  return joined.map(({ begin, end }) => ({ begin, end }));
}

/**
 * The window after the last one in which a main lead of a span still comes, before `limit` and with no pause that would end an incident; the end of
 * the span where none does.
 */
export function goesOnUntil(span: WindowSpan, limit: number, leadsOf: LeadsOf): number {
  const main = mainOf(leadsOf(span));
  let until = span.end;
  for (let w = span.end; w < limit && w - until <= MAX_HOLE; w++)
    if ([...leadsOf({ begin: w, end: w + 1 }).keys()].some((lead) => main.has(lead))) until = w + 1;
  return until;
}

function mainOf(leads: ReadonlyMap<number, number>): Set<number> {
  const most = Math.max(...leads.values());
  return new Set([...leads].flatMap(([lead, count]) => (count >= MAIN_SHARE01 * most ? [lead] : [])));
}

/** A crisis of weeks may pause for a day and is still one: the longer it has lasted, the longer. */
function isSame(
  { begin, end }: WindowSpan,
  next: number,
  shared: ReadonlySet<number>,
  leadsOf: LeadsOf,
): boolean {
  const maxQuiet = Math.max(MAX_QUIET, Math.floor(THRESHOLDS.pauseShare01 * (end - begin)));
  return shared.size > 0 && goesOn(end, next, shared, leadsOf, maxQuiet);
}

/** A lead that went on for longer than MAX_QUIET before anything else came is how the log is by then. */
function leadsTo(
  { end, leads }: { end: number; leads: ReadonlySet<number> },
  next: number,
  leadsOf: LeadsOf,
): boolean {
  return next - end <= MAX_QUIET && goesOn(end, next, leads, leadsOf, MAX_HOLE);
}

/** Whether one of the leads comes in [begin, end), and never stays away for more than `maxQuiet` windows. */
function goesOn(
  begin: number,
  end: number,
  leads: ReadonlySet<number>,
  leadsOf: LeadsOf,
  maxQuiet: number,
): boolean {
  let quiet = 0;
  let hasAny = false;
  for (let w = begin; w < end; w++) {
    const isThere = [...leadsOf({ begin: w, end: w + 1 }).keys()].some((lead) => leads.has(lead));
    hasAny ||= isThere;
    quiet = isThere ? 0 : quiet + 1;
    if (quiet > maxQuiet) return false;
  }
  return hasAny;
}

/**
 * Cuts a span at each hole where the files in trouble before and after have nothing in common: two troubles that only happened to
 * be neighbours would else make one incident, with the title of one and the outage of the other.
 * @param filesOf files in trouble in a window, undefined where that is not known
 */
export function partByFiles(
  span: WindowSpan,
  { confirmed }: Pick<Consensus, 'confirmed'>,
  filesOf: (window: number) => ReadonlySet<number> | undefined,
): WindowSpan[] {
  for (let hole = span.begin + 1; hole < span.end; hole++) {
    if (confirmed[hole]) continue;
    let next = hole;
    while (!confirmed[next]) next++;
    const before = unionOf(span.begin, hole, filesOf);
    const after = unionOf(next, span.end, filesOf);
    if (before.size > 0 && after.size > 0 && ![...before].some((file) => after.has(file)))
      return [
        { begin: span.begin, end: hole },
        ...partByFiles({ begin: next, end: span.end }, { confirmed }, filesOf),
      ];
    hole = next;
  }
  return [span];
}

function unionOf(
  begin: number,
  end: number,
  filesOf: (window: number) => ReadonlySet<number> | undefined,
): Set<number> {
  const union = new Set<number>();
  for (let w = begin; w < end; w++) for (const file of filesOf(w) ?? []) union.add(file);
  return union;
}
