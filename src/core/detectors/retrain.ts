/**
 * Every detector learns the windows that the user called normal, and only what comes after them (docs/decisions/0008). In: a detector,
 * its input, the marked windows. Out: one DetectorResult: a marked window has no vote; up to the end of the first marked stretch the
 * verdict is the one without marks; after each stretch it is that of a detector which learnt the baseline and the stretches so far.
 */
import type { Baseline } from '../../contracts/features';
import type { Detector, DetectorInput, DetectorResult, Reason } from '../../contracts/scores';
import type { OnProgress } from '../../contracts/units';
import { stretchesOf } from '../baseline/learnt-windows';
import { maskVotes } from './mask-votes';

/** From window `begin` on the verdict is that of a detector that learnt the marked windows before it. */
export interface Segment {
  readonly begin: number;
  readonly baseline: Baseline;
}

/** The plain baseline first; then one segment for each marked stretch after the baseline, or for several: see isLearntAt. */
export function segmentsOf(baseline: Baseline, marked: Uint8Array): readonly Segment[] {
  const segments: Segment[] = [{ begin: 0, baseline }];
  const windows = Array.from(marked.keys()).filter((w) => marked[w] && w >= baseline.end);
  const alsoLearnt = baseline.alsoLearnt?.slice() ?? new Uint8Array(marked.length);
  stretchesOf(windows).forEach(({ begin, end }, i) => {
    alsoLearnt.fill(1, begin, end);
    if (isLearntAt(i + 1))
      segments.push({ begin: end, baseline: { ...baseline, alsoLearnt: alsoLearnt.slice() } });
  });
  return segments;
}

/**
 * A segment is a training: the first four stretches have one each, then at each half of a doubling (6, 8, 12, 16, ...), when those in
 * between are learnt too, later than they might be. Depends on no later stretch.
 */
function isLearntAt(num: number): boolean {
  if (num <= 4) return true;
  const power = 2 ** Math.floor(Math.log2(num));
  return num === power || num === power * 1.5;
}

export async function detectWithRetraining(
  detector: Detector,
  input: DetectorInput,
  marked: Uint8Array,
  onProgress: OnProgress,
): Promise<DetectorResult> {
  const segments = segmentsOf(input.baseline, marked);
  const results: DetectorResult[] = [];
  for (const { baseline } of segments)
    results.push(await detector.detect({ ...input, baseline }, onProgress));
  const merged = results.length === 1 ? results[0] : mergeSegments(segments, results);
  return maskVotes(merged, marked, 'normal');
}

/** The verdict of each segment over its windows; where one abstained, that of the segment before. Scores on the scale of the first. */
function mergeSegments(segments: readonly Segment[], results: readonly DetectorResult[]): DetectorResult {
  const speaking = results.findIndex((result) => result.abstained === null);
  if (speaking < 0) return results[0];
  const unit = results[speaking].threshold ?? 1;
  const score = results[0].score.slice();
  const vote = results[0].vote.slice();
  const maxScale =
    results[speaking].maxScale &&
    (results[0].maxScale?.slice() ?? new Float64Array(vote.length).fill(Number.NaN));
  const reasons: Record<number, readonly Reason[]> = { ...results[0].reasons };
  let last = results[0];
  segments.forEach(({ begin }, i) => {
    if (i === 0 || results[i].abstained !== null) return;
    last = results[i];
    const factor = last.threshold ? unit / last.threshold : 1;
    score.set(
      last.score.subarray(begin).map((value) => value * factor),
      begin,
    );
    vote.set(last.vote.subarray(begin), begin);
    if (last.maxScale) maxScale?.set(last.maxScale.subarray(begin), begin);
    for (let w = begin; w < score.length; w++) {
      delete reasons[w];
      if (last.reasons[w]) reasons[w] = last.reasons[w];
    }
  });
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  return { ...last, threshold: unit, seconds, score, vote, reasons, ...(maxScale && { maxScale }) };
}
