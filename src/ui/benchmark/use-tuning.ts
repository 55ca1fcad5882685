// Asks the worker for the best thresholds whenever the marked incidents or the result change.
import { useEffect, useMemo, useState } from 'react';
import type { Timeline } from '../../contracts/result';
import type { MarkedSpan } from '../../contracts/settings';
import type { TuningOutcome } from '../../contracts/tuning';
import { isKnownClean } from '../../core/benchmark/clean-log';
import { isInLog, markedIncidents } from '../../core/benchmark/known-incidents';
import { errorText } from '../../core/wording/error-text';
import { useApp, useResult, useSession, useSettings } from '../shared/app-context';

export interface TuningState {
  /** Labels and outages as they were marked. */
  readonly numMarks: number;
  /** What overlaps is one. */
  readonly marked: readonly MarkedSpan[];
  /** The log is known to hold no incident, and none is marked in it. */
  readonly isClean: boolean;
  /** Whether there is anything to work out. */
  readonly isAsked: boolean;
  /** Null: nothing is asked, or it is being worked out. */
  readonly outcome: TuningOutcome | null;
}

export function useTuning({ grid }: Timeline): TuningState {
  const app = useApp();
  const result = useResult();
  const updating = useSession((state) => state.updating);
  const labels = useSettings((state) => state.valid.labels);
  const outages = useSettings((state) => state.valid.outages);
  const incidentFree = useSettings((state) => state.valid.incidentFree);
  const marked = useMemo(() => markedIncidents({ labels, outages }), [labels, outages]);
  const isClean = isKnownClean(incidentFree, grid) && !marked.some((span) => isInLog(span, grid));
  const isAsked = marked.length > 0 && !isClean;
  const [outcome, setOutcome] = useState<TuningOutcome | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is another answer.
  useEffect(() => {
    setOutcome(null);
    const { analyzer } = app.current;
    if (!isAsked || analyzer === null || updating) return;
    let isWanted = true;
    const take = (found: TuningOutcome): void => {
      if (isWanted) setOutcome(found);
    };
    analyzer.tuneThresholds(marked).then(take, (error: unknown) => take({ reason: errorText(error) }));
    return () => {
      isWanted = false;
    };
  }, [app, marked, isAsked, updating, result]);
  return { numMarks: labels.length + outages.length, marked, isClean, isAsked, outcome };
}
