/**
 * What always follows what, and when it did not. In: sightings of templates, the baseline. Out: rules 'b comes within a few seconds of
 * a', mined from the baseline, and per window how much of what was due stayed away. Finds the failure that logs no error: a
 * volume is requested and nobody attaches it. After invariants of program flow (Lou et al., USENIX ATC 2010), with time for counts.
 */
import type { Occurrences, WindowGrid } from '../../contracts/features';
import { SAME_OCCURRENCE_MS, TICK_MS } from '../features/occurrences';
import { coveredEnd } from '../features/partial-last-window';
import { lowerBoundNear } from '../lib/bisect';

/** `b` follows every sighting of `a` within `deadline` ticks, as learnt in `support` windows. */
export interface FollowUp {
  readonly a: number;
  readonly b: number;
  readonly deadline: number;
  readonly support: number;
}

/** A rule needs this many windows that hold `a`; and that many bits against `b` coming so soon by chance. */
const MIN_SUPPORT = 8;
const MIN_BITS = 20;
/** What comes more often than this in the baseline is a murmur, not an event. */
const MAX_SIGHTINGS = 2000;
const MAX_TEMPLATES = 300;
/** Rules kept for one `b`, those of most support. */
const MAX_RULES_OF_B = 12;
/** Longest delay that is looked at: a tenth of a window, within these, in ms. */
const SHORTEST_HORIZON_MS = 2000;
const LONGEST_HORIZON_MS = 120_000;
/** A deadline is twice the longest delay learnt, and this. */
const GRACE_MS = 5000;

export interface FollowUpInput {
  readonly occurrences: Occurrences;
  readonly grid: WindowGrid;
}

/** Rules that hold without exception in the windows given (ascending). */
export function mineTemporalRules(input: FollowUpInput, windows: readonly number[]): FollowUp[] {
  const { grid, occurrences } = input;
  const horizon = horizonOf(grid);
  const isInside = new Uint8Array(grid.length + 1);
  for (const w of windows) isInside[w] = 1;
  const events = eventsOf(input, isInside, horizon);
  const totalTicks = (windows.length * grid.windowMs) / TICK_MS;
  const rules: FollowUp[] = [];
  for (const b of events) {
    const times = timesOf(occurrences, b.template);
    const own: FollowUp[] = [];
    const bitsOf = (deadline: number, support: number): number =>
      -Math.log2(Math.min(1, (b.ticks.length * deadline) / totalTicks)) * support;
    for (const a of events) {
      // A later deadline only makes chance likelier: most pairs end here.
      if (a === b || bitsOf(GRACE_MS / TICK_MS, a.support) < MIN_BITS) continue;
      const delay = longestDelay(a.ticks, times, horizon);
      if (delay > horizon) continue;
      const deadline = 2 * delay + GRACE_MS / TICK_MS;
      if (bitsOf(deadline, a.support) < MIN_BITS) continue;
      own.push({ a: a.template, b: b.template, deadline, support: a.support });
    }
    own.sort((x, y) => y.support - x.support || x.deadline - y.deadline || x.a - y.a);
    rules.push(...own.slice(0, MAX_RULES_OF_B));
  }
  return rules;
}

interface Events {
  readonly template: number;
  readonly ticks: Uint32Array;
  readonly support: number;
}

/** Templates that can take part in a rule: seen in enough of the windows, and not all the time. */
function eventsOf({ occurrences, grid }: FollowUpInput, isInside: Uint8Array, horizon: number): Events[] {
  const perWindow = grid.windowMs / TICK_MS;
  const found: Events[] = [];
  for (let template = 0; template + 1 < occurrences.begin.length; template++) {
    if (occurrences.isFull[template]) continue;
    const ticks = timesOf(occurrences, template).filter(
      (tick) => isInside[Math.floor(tick / perWindow)] && isInside[Math.floor((tick + horizon) / perWindow)],
    );
    if (ticks.length < MIN_SUPPORT || ticks.length > MAX_SIGHTINGS) continue;
    const support = numWindows(ticks, perWindow);
    if (support >= MIN_SUPPORT) found.push({ template, ticks, support });
  }
  found.sort((x, y) => y.support - x.support || x.template - y.template);
  return found.slice(0, MAX_TEMPLATES);
}

/** `ticks` ascend. */
function numWindows(ticks: Uint32Array, perWindow: number): number {
  let num = 0;
  let last = -1;
  for (const tick of ticks) {
    const w = Math.floor(tick / perWindow);
    if (w !== last) num++;
    last = w;
  }
  return num;
}

function horizonOf({ windowMs }: WindowGrid): number {
  const ms = Math.max(SHORTEST_HORIZON_MS, Math.min(LONGEST_HORIZON_MS, windowMs / 10));
  return Math.round(ms / TICK_MS);
}

function timesOf({ begin, tick }: Occurrences, template: number): Uint32Array {
  return tick.subarray(begin[template], begin[template + 1]);
}

/** Longest time from a sighting to the next of `times`, in ticks; above the horizon as soon as one is. */
function longestDelay(ticks: Uint32Array, times: Uint32Array, horizon: number): number {
  let longest = 0;
  for (let i = 0, at = 0; i < ticks.length && longest <= horizon; i++) {
    at = placeAfter(ticks[i], times, at);
    longest = Math.max(longest, delayTo(at, ticks[i], times));
  }
  return longest;
}

/** Place of the first of `times` that follows a sighting, from that of an earlier sighting on. One that began just before counts: a sighting stands for the records right after it too. */
function placeAfter(tick: number, times: Uint32Array, from: number): number {
  return lowerBoundNear(times, tick - SAME_OCCURRENCE_MS / TICK_MS, from);
}

function delayTo(at: number, tick: number, times: Uint32Array): number {
  return at < times.length ? Math.max(0, times[at] - tick) : Number.POSITIVE_INFINITY;
}

/** What stayed away in a window, each `b` once, with the rule of most bits. */
export interface Missing {
  readonly rule: FollowUp;
  readonly bits: number;
  /** When it was due at the latest. */
  readonly dueTick: number;
}

/**
 * What was due in each window and did not come, by window, what broke first first; windows without are left out. A rule that was broken before, from window
 * `from` on, says less each time: a new version that works otherwise is news once. `endsAt`: windows from which a `b` cannot come any more.
 */
export function missingConsequents(
  input: FollowUpInput,
  rules: readonly FollowUp[],
  from: number,
  endsAt?: Uint32Array,
): Map<number, Missing[]> {
  const perWindow = input.grid.windowMs / TICK_MS;
  const endTick = (coveredEnd(input.grid) - input.grid.startMs) / TICK_MS;
  const byWindow = new Map<number, Map<number, Missing>>();
  for (const rule of rules) {
    const times = timesOf(input.occurrences, rule.b);
    const broken = new Map<number, number>();
    let at = 0;
    for (const tick of timesOf(input.occurrences, rule.a)) {
      at = placeAfter(tick, times, at);
      if (delayTo(at, tick, times) <= rule.deadline) continue;
      const dueTick = tick + rule.deadline;
      const w = Math.floor(dueTick / perWindow);
      if (!broken.has(w)) broken.set(w, dueTick);
    }
    let numBefore = 0;
    // In order of time, as the sightings are.
    for (const [w, dueTick] of broken) {
      const bits = Math.max(0, Math.log2((rule.support + 2) / (numBefore + 1)));
      if (w >= from) numBefore++;
      if (w >= Math.min(input.grid.length, endsAt?.[rule.b] ?? input.grid.length) || dueTick > endTick)
        continue;
      const own = byWindow.get(w) ?? byWindow.set(w, new Map()).get(w)!;
      const known = own.get(rule.b);
      if (!known || bits > known.bits || (bits === known.bits && dueTick < known.dueTick))
        own.set(rule.b, { rule, bits, dueTick });
    }
  }
  return new Map(
    [...byWindow].map(([w, own]) => [
      w,
      [...own.values()].sort((x, y) => x.dueTick - y.dueTick || x.rule.b - y.rule.b),
    ]),
  );
}

/** Sum of the bits. */
export function bitsMissing(missing: readonly Missing[] | undefined): number {
  return (missing ?? []).reduce((sum, { bits }) => sum + bits, 0);
}
