// Sample lines of a file, asked of the analysis once they are wanted, and again when its lines may read differently.

import { useEffect, useState } from 'react';
import type { FileSample } from '../../contracts/file-sample';
import { errorText } from '../../core/wording/error-text';
import { useApp, useSession } from '../shared/app-context';

export interface SampleState {
  readonly sample: FileSample | null;
  /** Why there is none, for the user. */
  readonly error: string | null;
}

const NONE: SampleState = { sample: null, error: null };

export function useFileSample(fileIdx: number, isWanted: boolean): SampleState {
  const app = useApp();
  const version = useSession((state) => state.linesVersion);
  const [state, setState] = useState<SampleState>(NONE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means other lines.
  useEffect(() => {
    const { analyzer } = app.current;
    if (!isWanted || analyzer === null) return;
    let isCurrent = true;
    const take = (next: SampleState): void => void (isCurrent && setState(next));
    analyzer.sampleFile(fileIdx).then(
      (sample) => take({ sample, error: null }),
      (error: unknown) => take({ sample: null, error: errorText(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [app, fileIdx, isWanted, version]);
  return state;
}
