// The learned session detectors, with a memory: another run of the same sessions (other thresholds, other windows) trains nothing.
// In: what learns sequences, a clock, what is known. Out: LearnedSessionDetectors.

import type { LstmBackendName } from '../contracts/lstm-backends';
import type { DetectSequences, SequenceVerdict, SessionVerdict } from '../contracts/session-detectors';
import { isEqual } from '../core/lib/is-equal';
import type { LearnedSessionDetectors } from '../core/sessions/session-vote';
import { detectSessionsByForest } from '../ml/session-forest';

/** The last question to each detector and its answer. */
export interface SessionMemory {
  forest: { readonly asked: unknown; readonly verdict: SessionVerdict } | null;
  sequences: { readonly asked: unknown; readonly verdict: SequenceVerdict } | null;
}

export const noSessionMemory = (): SessionMemory => ({ forest: null, sequences: null });

/** `memory` is written to. `backend`: where the LSTM is to run. */
export function createSessionDetectors(
  { detectSequences, now }: { readonly detectSequences: DetectSequences; readonly now: () => number },
  memory: SessionMemory,
  backend: LstmBackendName,
): LearnedSessionDetectors {
  return {
    forest(columns, numLearnt, seed) {
      const asked = [columns, numLearnt, seed];
      if (memory.forest && isEqual(memory.forest.asked, asked)) return memory.forest.verdict;
      const begin = now();
      const verdict = detectSessionsByForest(columns, numLearnt, seed);
      memory.forest = { asked, verdict: { ...verdict, seconds: (now() - begin) / 1000 } };
      return memory.forest.verdict;
    },
    async sequences(sequences, seed, onProgress) {
      const asked = [sequences, seed, backend];
      if (memory.sequences && isEqual(memory.sequences.asked, asked)) return memory.sequences.verdict;
      const verdict = await detectSequences(sequences, seed, onProgress, backend);
      memory.sequences = { asked, verdict };
      return verdict;
    },
  };
}
