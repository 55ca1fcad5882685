// The Isolation Forest as a session detector. In: columns of sessions, how many are learnt, a seed. Out: a verdict; the reason of
// a session is the column that lies furthest off. Learnt sessions are scored out of fold; equal rows are scored once.
import {
  SESSION_WHYS,
  type SessionColumns,
  type SessionVerdict,
  type SessionWhy,
} from '../contracts/session-detectors';
import { THRESHOLDS } from '../contracts/thresholds';
import { moments } from '../core/lib/stats';
import { fitWithBackground } from './isolation-forest-background';
import type { Forest, ForestRow } from './isolation-forest-trees';
import { limitOf } from './next-event/limit';

const NUM_FOLDS = 3;
const FACTOR = THRESHOLDS.forestDeviations;
/** Distinct rows that are scored in a table of very many sessions; the others have no score. */
const MAX_ROWS = 60_000;

export function detectSessionsByForest(
  columns: SessionColumns,
  numLearnt: number,
  seed: number,
): SessionVerdict {
  const { rows, ofSession } = distinctRows(columns);
  const length = ofSession.length;
  const scores = scoreRows(rows, ofSession, numLearnt, seed);
  const score = Float32Array.from({ length }, (_, s) => {
    const row = ofSession[s]!;
    if (row < 0) return Number.NaN;
    return s < numLearnt ? scores.outOfFold(row, s % NUM_FOLDS) : scores.whole(row);
  });
  const learnt = Array.from(score.subarray(0, numLearnt)).filter((each) => !Number.isNaN(each));
  const threshold = Math.min(0.999, limitOf({ score: learnt, weight: learnt.map(() => 1) }, FACTOR));
  const furthest = furthestColumn(columns, numLearnt);
  return {
    name: 'iforest',
    backend: 'js',
    seconds: 0,
    threshold,
    abstained: null,
    score,
    vote: Uint8Array.from({ length }, (_, s) => (score[s]! > threshold ? 1 : 0)),
    why: Uint8Array.from({ length }, (_, s) => SESSION_WHYS.indexOf(furthest(s))),
    template: new Int32Array(length).fill(-1),
    lossCurve: [],
  };
}

/** Most sessions go one of few ways: equal rows are one. */
function distinctRows({ names, values }: SessionColumns): { rows: ForestRow[]; ofSession: Int32Array } {
  const known = new Map<string, number>();
  const units = new Uint16Array(new Float32Array(names.length).buffer);
  const own = new Float32Array(units.buffer);
  const rows: ForestRow[] = [];
  const ofSession = new Int32Array(values.length / names.length);
  for (let s = 0; s < ofSession.length; s++) {
    const row = values.subarray(s * names.length, (s + 1) * names.length);
    if (Number.isNaN(row[0])) {
      ofSession[s] = -1;
      continue;
    }
    own.set(row);
    const key = String.fromCharCode(...units);
    const old = known.get(key);
    if (old === undefined && rows.length < MAX_ROWS) {
      known.set(key, rows.length);
      rows.push(Object.fromEntries(names.map((name, i) => [name, row[i]!])));
    }
    ofSession[s] = old ?? known.get(key) ?? -1;
  }
  return { rows, ofSession };
}

/** Scores by the forest of all learnt sessions, and by those that left a fold out; each is worked out once. */
function scoreRows(rows: readonly ForestRow[], ofSession: Int32Array, numLearnt: number, seed: number) {
  const learntRows = (fold: number): ForestRow[] => {
    const learnt: ForestRow[] = [];
    for (let s = 0; s < numLearnt; s++)
      if (s % NUM_FOLDS !== fold && ofSession[s]! >= 0) learnt.push(rows[ofSession[s]!]!);
    return learnt;
  };
  const scorer = (forest: Forest): ((row: number) => number) => {
    const known = new Float64Array(rows.length).fill(Number.NaN);
    return (row) => {
      if (Number.isNaN(known[row]!)) known[row] = forest.score(rows[row]!);
      return known[row]!;
    };
  };
  const whole = scorer(fitWithBackground(learntRows(-1), seed));
  const folds = Array.from({ length: NUM_FOLDS }, (_, fold) =>
    scorer(fitWithBackground(learntRows(fold), seed + fold + 1)),
  );
  return { whole, outOfFold: (row: number, fold: number) => folds[fold]!(row) };
}

/** The column of a session that lies most deviations off the learnt ones. */
function furthestColumn(
  { names, values }: SessionColumns,
  numLearnt: number,
): (session: number) => SessionWhy {
  const width = names.length;
  const learnt = names.map((_, i) =>
    moments(
      Float64Array.from({ length: numLearnt }, (_, s) => values[s * width + i]!).filter(
        (v) => !Number.isNaN(v),
      ),
    ),
  );
  return (session) => {
    let [best, most] = [0, -1];
    if (Number.isNaN(values[session * width])) return 'none';
    learnt.forEach(({ mean, sd }, i) => {
      const off = Math.abs(values[session * width + i]! - mean) / Math.max(0.05, sd);
      if (off > most) [best, most] = [i, off];
    });
    return names[best]!;
  };
}
