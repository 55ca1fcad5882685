// Progress messages of a run -> the session store, a few times a second.
import type { Progress } from '../contracts/units';
import type { App } from './app';
import { startProgress, trackProgress } from './progress';

/** Progress messages come by the hundred; the page is told this often. */
const PROGRESS_EVERY_MS = 100;

export function watchProgress(app: App) {
  let state = startProgress(app.now());
  let timer: ReturnType<typeof setTimeout> | null = null;
  const show = (): void => {
    timer = null;
    const { phase, updating, result } = app.session.getState();
    if (phase === 'running' || updating || result?.isEarly) app.session.setState({ progress: state });
  };
  return {
    take: (message: Progress): void => {
      state = trackProgress(state, message, app.now());
      timer ??= setTimeout(show, PROGRESS_EVERY_MS);
    },
    stop: (): void => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
