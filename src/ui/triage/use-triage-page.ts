// Entries of a folder of what was dropped, asked of the worker when the folder is opened.
import { useEffect, useState } from 'react';
import type { TriagePage } from '../../contracts/triage';
import { useApp } from '../shared/app-context';

/** Null until it is there. `version`: an object that is another one whenever the answer may be. */
export function useTriagePage(folder: string, numShown: number, version: unknown): TriagePage | null {
  const app = useApp();
  const [page, setPage] = useState<TriagePage | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the same question has another answer
  useEffect(() => {
    let isWanted = true;
    app.current.analyzer
      ?.triagePage(folder, 0, numShown)
      .then((next) => isWanted && setPage(next))
      // The workers have ended: the tree goes with them.
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [app, folder, numShown, version]);
  return page;
}
