import { expect, test } from 'vitest';
import { analyzeFiles, closeAnalysis } from './actions';
import { createFakeApp } from './fixtures/fake-app';
import { applyThresholds, undoThresholds } from './thresholds';

const FILES = [{ path: 'a.log', file: new File(['x'], 'a.log') }];
const BETTER = { baseline: 0.5, iforest: 1.2, lstm: 1 };

test('applied thresholds are run with, and one step leads back to those before', async () => {
  const app = createFakeApp();
  await analyzeFiles(app, FILES);
  const mine = { baseline: 2, iforest: 1, lstm: 3 };
  const { valid, edit } = app.settings.getState();
  edit({ detection: { ...valid.detection, thresholdScale: mine } });
  const scaleOfRun = () => app.session.getState().result?.settings.detection.thresholdScale;

  await applyThresholds(app, BETTER);
  expect(scaleOfRun()).toEqual(BETTER);
  expect(app.view.getState().thresholdsBefore).toEqual(mine);

  await undoThresholds(app);
  expect(scaleOfRun()).toEqual(mine);
  expect(app.settings.getState().valid.detection.thresholdScale).toEqual(mine);
  expect(app.view.getState().thresholdsBefore).toBeNull();

  await undoThresholds(app);
  expect(scaleOfRun()).toEqual(mine);
});

test('another analysis has no way back', async () => {
  const app = createFakeApp({ failAgainWith: 'cannot be changed in place' });
  await analyzeFiles(app, FILES);
  await applyThresholds(app, BETTER);
  expect(app.view.getState().thresholdsBefore).toEqual({ baseline: 1, iforest: 1, lstm: 1 });
  closeAnalysis(app);
  expect(app.view.getState().thresholdsBefore).toBeNull();
});
