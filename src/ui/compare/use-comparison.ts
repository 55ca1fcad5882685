// A comparison as it comes. In: a choice. Out: how far it is, then what differs, then whose values changed.
import { useEffect, useState } from 'react';
import { errorText } from '../../core/wording/error-text';
import type { CompareChoice } from '../../store/compare-choice';
import { type CompareState, compareNow, NOT_COMPARED } from '../../store/comparing';
import { useApp, useSession } from '../shared/app-context';

export interface Comparing extends CompareState {
  readonly isCounting: boolean;
}

export function useComparison(choice: CompareChoice): Comparing {
  const app = useApp();
  const version = useSession((state) => state.linesVersion);
  const [state, setState] = useState<Comparing>({ ...NOT_COMPARED, isCounting: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines differ otherwise.
  useEffect(() => {
    let isWanted = true;
    setState((before) => ({ ...before, isCounting: true }));
    const tell = (next: CompareState): void => setState({ ...next, isCounting: false });
    compareNow(app, choice, tell, () => isWanted).catch((error: unknown) => {
      if (isWanted) tell({ ...NOT_COMPARED, problem: errorText(error) });
    });
    return () => {
      isWanted = false;
    };
  }, [app, choice, version]);
  return state;
}
