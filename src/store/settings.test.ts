import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import { memoryValues } from './fixtures/memory-values';
import { createSettingsStore } from './settings';

const HOUR = { start: '2026-03-12T06:00:00.000Z', end: '2026-03-12T07:00:00.000Z' };
const newStore = () => createSettingsStore(memoryValues()());

test("'Defaults' keeps what the reader marked, and says so", () => {
  const store = newStore();
  const marks: Pick<Settings, 'labels' | 'incidentFree' | 'normal' | 'outages'> = {
    labels: [HOUR],
    incidentFree: [HOUR],
    normal: { templates: ['disk <*> failed'], windows: [HOUR] },
    outages: [HOUR.start],
  };
  const edits = [{ kind: 'one' as const, text: 'disk <*>' }];
  const detection = { ...DEFAULT_SETTINGS.detection, lstmEpochs: 9 };
  store
    .getState()
    .edit({ ...marks, seed: 7, detection, drain: { ...DEFAULT_SETTINGS.drain, depth: 6, edits } });
  store.getState().reset();
  const { valid, draft, news } = store.getState();
  expect(draft).toEqual(valid);
  expect(valid).toEqual({ ...DEFAULT_SETTINGS, ...marks, drain: { ...DEFAULT_SETTINGS.drain, edits } });
  expect(news).toContain(
    "stays: 1 marked incident, 1 log without incidents, 1 marked outage, 2 'normal' marks, 1 edit of templates.",
  );
});

test("'Defaults' without marks needs no words", () => {
  const store = newStore();
  store.getState().edit({ seed: 7 });
  store.getState().reset();
  expect(store.getState()).toMatchObject({ valid: DEFAULT_SETTINGS, news: null });
});
