import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { memoryValues } from './fixtures/memory-values';
import { isMarksFile, marksToText } from './marks';
import { createSettingsStore } from './settings';
import { parseSettings } from './settings-schema';

const span = (hour: number) => ({
  start: `2026-03-01T${10 + hour}:00:00Z`,
  end: `2026-03-01T${10 + hour}:30:00Z`,
});

function storeWith(change: Partial<typeof DEFAULT_SETTINGS>) {
  const store = createSettingsStore(memoryValues()());
  store.getState().edit(change);
  return store;
}

const MINE = { seed: 7, labels: [span(1), span(3)], normal: { templates: ['cron ran'], windows: [span(0)] } };

test('a file of marks is added to those there, and nothing else changes', () => {
  const text = marksToText({
    normal: { templates: ['cron ran', 'disk <*> full'], windows: [] },
    labels: [span(2), { start: '2026-03-01T11:00:00.000Z', end: '2026-03-01T11:30:00.000Z' }],
  });
  const store = storeWith(MINE);
  expect(store.getState().load(text, 'marks.json')).toBe(true);
  const { valid, news } = store.getState();
  expect(valid).toEqual({
    ...DEFAULT_SETTINGS,
    ...MINE,
    labels: [span(1), span(2), span(3)],
    normal: { templates: ['cron ran', 'disk <*> full'], windows: [span(0)] },
  });
  expect(news).toBe(
    'marks.json: added to your marks: 1 normal template, 1 incident. 2 were there already. Nothing else was changed.',
  );
});

test('a program that asks for settings may be given one', () => {
  const check = parseSettings(marksToText({ ...MINE }));
  expect(check).toEqual({
    ok: true,
    settings: { ...DEFAULT_SETTINGS, ...MINE, seed: DEFAULT_SETTINGS.seed },
  });
});

test('settings that hold marks alone wipe no other mark', () => {
  const store = storeWith(MINE);
  store.getState().load('{"normal": {"templates": ["x"]}}', 'a.json');
  expect(store.getState().valid.labels).toEqual(MINE.labels);
  expect(store.getState().valid.normal.templates).toEqual(['cron ran', 'x']);
});

test('whole settings say what they took the place of', () => {
  const store = storeWith(MINE);
  store.getState().load(JSON.stringify({ ...DEFAULT_SETTINGS, labels: [span(3)] }), 'all.json');
  expect(store.getState().valid).toEqual({ ...DEFAULT_SETTINGS, labels: [span(3)] });
  expect(store.getState().news).toBe(
    'all.json took the place of all settings; other than before: what is marked as normal, incidents that you know of, the seed. ' +
      'Of your marks these are gone: 1 normal template, 1 normal span, 1 incident. A file of marks alone would have been added to them.',
  );
});

test('marks that do not hold are refused, and the ones there stay', () => {
  const store = storeWith(MINE);
  expect(store.getState().load('{"kind":"harbinger-marks","version":1,"labels":[{"start":"x"}]}')).toBe(
    false,
  );
  expect(store.getState().valid.labels).toEqual(MINE.labels);
  expect(store.getState().notice).toContain('labels');
});

test('other files are no marks', () => {
  expect([{}, [], null, { seed: 1, labels: [] }, { kind: 'other', labels: [] }].filter(isMarksFile)).toEqual(
    [],
  );
});
