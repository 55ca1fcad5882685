/** Lets the detectors vote. In: their results, one entry a window. Out: Consensus: confirmed by two, watched by one. */
import type { Consensus, DetectorResult } from '../../contracts/scores';
import { THRESHOLDS } from '../../contracts/thresholds';

/**
 * A window is confirmed when two detectors voted for it, and watched when exactly one did. A detector that abstained
 * altogether has no vote; when only one is left, nothing can be confirmed and its votes are watched.
 */
export function vote(results: readonly DetectorResult[]): Consensus {
  const voters = results.filter((result) => result.abstained === null);
  const length = results[0]?.vote.length ?? 0;
  const confirmed = new Uint8Array(length);
  const watch = new Uint8Array(length);
  for (let w = 0; w < length; w++) {
    let numVotes = 0;
    for (const voter of voters) numVotes += voter.vote[w];
    confirmed[w] = numVotes >= THRESHOLDS.votesToConfirm ? 1 : 0;
    watch[w] = numVotes === 1 ? 1 : 0;
  }
  return { confirmed, watch };
}
