// Other factors on the thresholds: put into the settings, taken back, and run each time.
import { DETECTORS } from '../contracts/scores';
import type { ThresholdScale } from '../contracts/tuning';
import { analyzeAgain } from './actions';
import type { App } from './app';

/** The way back is kept until another analysis begins. */
export async function applyThresholds(app: App, scale: ThresholdScale): Promise<void> {
  const before = app.settings.getState().valid.detection.thresholdScale;
  await runWith(app, scale);
  // Ended by the user, or another analysis by now: there is nothing to take back.
  const ran = app.session.getState().result?.settings.detection.thresholdScale;
  if (DETECTORS.every((name) => ran?.[name] === scale[name])) app.view.setState({ thresholdsBefore: before });
}

/** To the thresholds before the last ones that were applied; nothing where there were none. */
export async function undoThresholds(app: App): Promise<void> {
  const { thresholdsBefore } = app.view.getState();
  if (thresholdsBefore === null) return;
  app.view.setState({ thresholdsBefore: null });
  await runWith(app, thresholdsBefore);
}

function runWith(app: App, thresholdScale: ThresholdScale): Promise<void> {
  const { draft, edit } = app.settings.getState();
  edit({ detection: { ...draft.detection, thresholdScale } });
  return analyzeAgain(app);
}
