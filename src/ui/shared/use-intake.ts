// Files arrive from a drop, a chooser or a folder: starts an analysis at once, or asks first when one is on screen. What Harbinger
// saved itself is taken for what it is; a saved miner state or a language model among them goes into the settings.
import { useCallback, useRef, useState } from 'react';
import type { DroppedFile } from '../../contracts/threads';
import { analyzeFiles, attachFiles } from '../../store/actions';
import type { App } from '../../store/app';
import { mayHoldState, takeStates } from '../../store/dropped-states';
import { mayHoldModel } from '../../store/model-names';
import { mayHoldRunbooks, takeRunbooks } from '../../store/runbooks';
import { mayBeSaved } from '../../store/saved-kinds';
import { useApp } from './app-context';

export interface Intake {
  /** Files that wait for an answer: a new analysis, or the text of this one. */
  readonly waiting: readonly DroppedFile[] | null;
  /** `numLeftOut`: files beyond the most that a browser can hold at hand. */
  take(files: readonly DroppedFile[], numLeftOut?: number): void;
  answer(choice: 'analyze' | 'attach' | 'cancel'): void;
}

/** The logs among them; null: nothing is to be started. */
async function withoutOthers(
  app: App,
  files: readonly DroppedFile[],
): Promise<readonly DroppedFile[] | null> {
  const rest = mayHoldModel(files)
    ? await (await import('../../store/dropped-models')).takeModels(app, files)
    : files;
  const logs = rest === null ? null : await takeRunbooks(app, rest);
  return logs === null ? null : takeStates(app, logs);
}

export function useIntake(): Intake {
  const app = useApp();
  const [waiting, setWaiting] = useState<readonly DroppedFile[] | null>(null);
  const leftOut = useRef(0);
  const take = useCallback(
    (files: readonly DroppedFile[], numLeftOut = 0): void => {
      leftOut.current = numLeftOut;
      const start = (logs: readonly DroppedFile[]): void => {
        if (logs.length === 0) return;
        const { phase } = app.session.getState();
        if (phase === 'running' || phase === 'done') setWaiting(logs);
        else void analyzeFiles(app, logs, numLeftOut);
      };
      const go = (rest: readonly DroppedFile[]): void => {
        if (!mayHoldState(rest) && !mayHoldModel(rest) && !mayHoldRunbooks(rest)) start(rest);
        else
          void withoutOthers(app, rest).then((logs) => {
            if (logs !== null) start(logs);
            // What became of a state or a model that came alone, or was damaged, is said in the settings.
            if (logs === null || logs.length === 0) app.view.getState().showTab('settings');
          });
      };
      if (!files.some(({ path }) => mayBeSaved(path))) go(files);
      else
        void import('../../store/saved-files')
          .then(({ takeSaved }) => takeSaved(app, files))
          .then((rest) => rest.length > 0 && go(rest));
    },
    [app],
  );
  const answer = (choice: 'analyze' | 'attach' | 'cancel'): void => {
    if (waiting !== null && choice === 'analyze') void analyzeFiles(app, waiting, leftOut.current);
    if (waiting !== null && choice === 'attach') void attachFiles(app, waiting);
    setWaiting(null);
  };
  return { waiting, take, answer };
}
