/**
 * Searches the threshold scales under which the vote fits known incidents best. In: detectors' scores, features, incidents marked by
 * the user. Out: Tuning: present and best scales with precision, recall and F1, the curve of each, and what would change. Exact for
 * the scales tried: votes are counted anew for each of up to 13 x 13 x 13. Deterministic.
 */
import { DETECTOR_ROWS } from '../../contracts/detectors';
import type { FeatureMatrix } from '../../contracts/features';
import { DETECTORS, type DetectorResult, forDetectors } from '../../contracts/scores';
import type { MarkedSpan } from '../../contracts/settings';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EventScore, ThresholdScale, Tuning, TuningCurve, TuningOutcome } from '../../contracts/tuning';
import { stretchesOf } from '../baseline/learnt-windows';
import { closedWindows, windowsOfRobustOnly } from '../detectors/mask-votes';
import type { Bitset } from '../lib/bitset';
import { plural } from '../wording/plural';
import { incidentsInWindows } from './known-incidents';
import {
  confirmedBy,
  createJudge,
  createWindowF1,
  type Evaluation,
  eventScore,
  f1Of,
  forEachBit,
  type Outcome,
} from './optimise-events';
import { createRevoter, type Revoter } from './optimise-votes';
import { type GridSize, middleOfBest } from './plateau';

export interface OptimiseInput {
  /** In the order of DETECTORS. */
  readonly detectors: readonly DetectorResult[];
  readonly features: FeatureMatrix;
  /** Under which the detectors' results were made. */
  readonly scaleNow: ThresholdScale;
  readonly marked: readonly MarkedSpan[];
}

const NUM_SCALES = 13;
const NUM_POINTS = 25;
const MIN_FOR_LEAVING_OUT = 3;
/** Scales under which F1 by single windows falls below this share of the present one are no better, whatever the incidents say. */
const MIN_WINDOW_F1_KEPT01 = 0.95;

interface Study {
  readonly evaluation: Evaluation;
  readonly judge: (votes: readonly Bitset[]) => Outcome;
  readonly windowF1: (outcome: Outcome, without?: number) => number;
  readonly revoters: readonly Revoter[];
}

/** The reason when nothing can be measured: no incident in windows that can be voted for, or fewer than two detectors. */
export function optimise(input: OptimiseInput): TuningOutcome {
  const { detectors, features, scaleNow, marked } = input;
  const { grid } = features;
  const isClosed = closedWindows(detectors, grid.length);
  const { incidents, ...unused } = incidentsInWindows(marked, grid, isClosed);
  if (detectors.some(({ abstained, maxScale }) => abstained === null && !maxScale))
    return { reason: FROM_BEFORE };
  const revoters = detectors.map((each) => createRevoter(each, scaleNow[each.name], isClosed));
  if (revoters.filter(({ isMute }) => !isMute).length < THRESHOLDS.votesToConfirm)
    return { reason: 'Fewer than two detectors gave a verdict, so no threshold can confirm a window.' };
  if (incidents.length === 0) return { reason: noneReason(unused) };
  const robust = detectors.findIndex(({ name }) => DETECTOR_ROWS[name].role === 'robust');
  const robustOnly = windowsOfRobustOnly(grid);
  const evaluation = {
    numWindows: grid.length,
    windowMs: grid.windowMs,
    robust,
    robustOnly,
    incidents,
    isClosed,
  };
  const study = {
    evaluation,
    judge: createJudge(evaluation),
    windowF1: createWindowF1(evaluation),
    revoters,
  };
  return tune(study, scaleNow, unused);
}

const FROM_BEFORE =
  'This analysis was kept by an earlier version of the page. Run it again, then thresholds can be tried on it.';

type Unused = Pick<Tuning, 'numUnusable' | 'numOutside'>;

function noneReason({ numUnusable, numOutside }: Unused): string {
  if (numUnusable + numOutside === 0) return 'No incident is marked.';
  if (numUnusable === 0) return 'None of the marked incidents lies within the time of this log.';
  const others =
    numOutside === 0
      ? ''
      : `; ${numOutside} more ${plural(numOutside, 'lies', 'lie')} outside the time of this log`;
  return `None of the marked incidents has a window that could be confirmed: the detectors learn from them, or they are called normal${others}.`;
}

function tune(study: Study, scaleNow: ThresholdScale, unused: Unused): Tuning {
  const table = tryAll(study);
  const numIncidents = study.evaluation.incidents.length;
  const now = votesAt(study, valuesOf(scaleNow));
  const nowOutcome = study.judge(now);
  const pick = (without: number): number => choose(study, table, nowOutcome, without);
  const nowScore = scoreOf(study, now);
  const chosen = table.scales[pick(-1)];
  const chosenVotes = votesAt(study, chosen);
  const chosenScore = scoreOf(study, chosenVotes);
  const isBetter = chosenScore.f101 > nowScore.f101 + 1e-12;
  const best = isBetter ? chosen : valuesOf(scaleNow);
  return {
    incidents: study.evaluation.incidents,
    ...unused,
    scaleNow,
    now: nowScore,
    scaleBest: scaleOf(best),
    best: isBetter ? chosenScore : nowScore,
    isBetter,
    leaveOneOut: numIncidents >= MIN_FOR_LEAVING_OUT ? leaveOneOut(table, numIncidents, pick) : null,
    curves: curvesOf(study, best, scaleNow),
    changes: changesOf(study, now, isBetter ? chosenVotes : now),
  };
}

/** All combinations of scales, with what each finds. */
interface Table {
  readonly size: GridSize;
  readonly scales: readonly (readonly number[])[];
  readonly outcomes: readonly Outcome[];
  /** How far each lies off the present scales, in proportion. */
  readonly distance: Float64Array;
}

function tryAll({ judge, revoters }: Study): Table {
  const axes = revoters.map((revoter) =>
    revoter.scales(NUM_SCALES).map((scale) => ({ scale, votes: revoter.votes(scale) })),
  );
  const [first, second, third] = axes;
  const points = first.flatMap((a) => second.flatMap((b) => third.map((c) => [a, b, c])));
  return {
    size: [first.length, second.length, third.length],
    scales: points.map((point) => point.map(({ scale }) => scale)),
    outcomes: points.map((point) => judge(point.map(({ votes }) => votes))),
    distance: Float64Array.from(points, (point) =>
      point.reduce((sum, { scale }, i) => sum + Math.abs(Math.log(scale / revoters[i].scaleNow)), 0),
    ),
  };
}

/**
 * Index of the most robust of the best combinations; incident `without` counts neither way (-1: all count). Incidents decide; single
 * windows have a veto (docs/decisions/0017). The present scales are among the combinations and pass it.
 */
function choose(
  { windowF1 }: Study,
  { outcomes, size, distance }: Table,
  now: Outcome,
  without: number,
): number {
  const numCounted = now.found.length - (without < 0 ? 0 : 1);
  const least = MIN_WINDOW_F1_KEPT01 * windowF1(now, without);
  const value = Float64Array.from(outcomes, (outcome) => {
    if (windowF1(outcome, without) < least) return -1;
    const numFound = countOnes(outcome.found) - (without < 0 ? 0 : outcome.found[without]);
    return f1Of(numFound, outcome.numFalse, numCounted - numFound);
  });
  return middleOfBest(value, size, distance);
}

/** Each incident found, or not, under scales chosen by the others; the false episodes are the mean over these choices. */
function leaveOneOut(
  { outcomes }: Table,
  numIncidents: number,
  pick: (without: number) => number,
): NonNullable<Tuning['leaveOneOut']> {
  let numFound = 0;
  let sumFalse = 0;
  for (let i = 0; i < numIncidents; i++) {
    const { found, numFalse } = outcomes[pick(i)];
    numFound += found[i];
    sumFalse += numFalse;
  }
  const numFalse = sumFalse / numIncidents;
  const numMissed = numIncidents - numFound;
  return { numFound, numMissed, numFalse, f101: f1Of(numFound, numFalse, numMissed) };
}

function votesAt({ revoters }: Study, scales: readonly number[]): Bitset[] {
  return revoters.map((revoter, i) => revoter.votes(scales[i]));
}

function scoreOf({ judge, windowF1 }: Study, votes: readonly Bitset[]): EventScore {
  const outcome = judge(votes);
  const { found, numFalse } = outcome;
  return { ...eventScore(countOnes(found), found.length, numFalse), windowF101: windowF1(outcome) };
}

function curvesOf(study: Study, best: readonly number[], now: ThresholdScale): TuningCurve[] {
  const fixed = votesAt(study, best);
  return study.revoters.flatMap((revoter, axis) => {
    if (revoter.isMute) return [];
    const detector = DETECTORS[axis];
    const scales = new Set([...revoter.scales(NUM_POINTS), best[axis], now[detector]]);
    const points = [...scales]
      .sort((a, b) => a - b)
      .map((scale) => ({ scale, ...scoreOf(study, fixed.with(axis, revoter.votes(scale))) }));
    return [{ detector, points }];
  });
}

function changesOf(study: Study, before: readonly Bitset[], after: readonly Bitset[]): Tuning['changes'] {
  const [old, next] = [before, after].map((votes) => windowsOf(confirmedBy(votes, study.evaluation)));
  const [oldFound, nextFound] = [before, after].map((votes) => study.judge(votes).found);
  const indexes = [...oldFound.keys()];
  return {
    confirmed: stretchesOf([...next].filter((w) => !old.has(w))),
    noLonger: stretchesOf([...old].filter((w) => !next.has(w))),
    gained: indexes.filter((i) => nextFound[i] && !oldFound[i]),
    lost: indexes.filter((i) => oldFound[i] && !nextFound[i]),
  };
}

function windowsOf(bits: Bitset): Set<number> {
  const windows = new Set<number>();
  forEachBit(bits, (w) => windows.add(w));
  return windows;
}

function valuesOf(scale: ThresholdScale): number[] {
  return DETECTORS.map((name) => scale[name]);
}

function scaleOf(values: readonly number[]): ThresholdScale {
  return forDetectors((name) => values[DETECTORS.indexOf(name)]);
}

function countOnes(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}
