// Asks the worker for the best thresholds whenever the marked incidents or the result change.
import { useEffect, useMemo, useState } from 'react';
import type { MarkedSpan } from '../../contracts/settings';
import type { TuningOutcome } from '../../contracts/tuning';
import { markedIncidents } from '../../core/benchmark/known-incidents';
import { reasonOf } from '../../store/settings';
import { useApp, useResult, useSession, useSettings } from '../shared/app-context';

export interface TuningState {
  readonly marked: readonly MarkedSpan[];
  /** Null: none is marked, or it is being worked out. */
  readonly outcome: TuningOutcome | null;
}

export function useTuning(): TuningState {
  const app = useApp();
  const result = useResult();
  const updating = useSession((state) => state.updating);
  const labels = useSettings((state) => state.valid.labels);
  const outages = useSettings((state) => state.valid.outages);
  const marked = useMemo(() => markedIncidents({ labels, outages }), [labels, outages]);
  const [outcome, setOutcome] = useState<TuningOutcome | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is another answer.
  useEffect(() => {
    setOutcome(null);
    const { analyzer } = app.current;
    if (marked.length === 0 || analyzer === null || updating) return;
    let isWanted = true;
    const take = (found: TuningOutcome): void => {
      if (isWanted) setOutcome(found);
    };
    analyzer.tuneThresholds(marked).then(take, (error: unknown) => take({ reason: reasonOf(error) }));
    return () => {
      isWanted = false;
    };
  }, [app, marked, updating, result]);
  return { marked, outcome };
}
