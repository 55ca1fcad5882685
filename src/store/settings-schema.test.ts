import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { settingsOfRun } from '../contracts/settings-registry';
import { checkSettings, errorSentence, parseSettings } from './settings-schema';

const errorsOf = (value: unknown): readonly string[] => {
  const check = checkSettings(value);
  return check.ok ? [] : check.errors.map((e) => e.path);
};

test('the defaults come back unchanged through JSON', () => {
  expect(parseSettings(JSON.stringify(DEFAULT_SETTINGS))).toEqual({ ok: true, settings: DEFAULT_SETTINGS });
});

test('equal settings are one text, whatever the order of their keys: a run is told by the hash of it', () => {
  const backwards = (value: unknown): unknown =>
    Array.isArray(value) || typeof value !== 'object' || value === null
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, each]) => [key, backwards(each)]),
        );
  const check = checkSettings(backwards(DEFAULT_SETTINGS));
  expect(check.ok && JSON.stringify(check.settings)).toBe(JSON.stringify(DEFAULT_SETTINGS));
});

test('who writes the summary is one of the providers, and no part of a run', () => {
  expect(errorsOf({ writer: { provider: 'hal-9000' } })).toEqual(['writer.provider']);
  expect(settingsOfRun(DEFAULT_SETTINGS)).not.toHaveProperty('writer');
});

test('what is left out takes its default', () => {
  const check = checkSettings({ seed: 7, drain: { depth: 5 }, detection: { thresholdScale: { lstm: 2 } } });
  expect(check).toEqual({
    ok: true,
    settings: {
      ...DEFAULT_SETTINGS,
      seed: 7,
      drain: { ...DEFAULT_SETTINGS.drain, depth: 5 },
      detection: { ...DEFAULT_SETTINGS.detection, thresholdScale: { baseline: 1, iforest: 1, lstm: 2 } },
    },
  });
});

test('every error names its path', () => {
  expect(errorsOf({ drain: { depth: 99 } })).toEqual(['drain.depth']);
  expect(errorsOf({ drain: { masks: [{ name: 'X', pattern: '(' }] } })).toEqual(['drain.masks.0.pattern']);
  expect(errorsOf({ drain: { masks: [{ name: 'X', pattern: 'a*' }] } })).toEqual(['drain.masks.0.pattern']);
  expect(errorsOf({ zone: 'Mars/Olympus' })).toEqual(['zone']);
  expect(errorsOf({ seed: -1 })).toEqual(['seed']);
  expect(errorsOf({ windowMinutes: Number.NaN })).toEqual(['windowMinutes']);
  expect(errorsOf({ detection: { lstmBackend: 'tpu' } })).toEqual(['detection.lstmBackend']);
  expect(errorsOf({ drain: 4 })).toEqual(['drain']);
});

test('refuses a range that ends before it starts, and unknown keys', () => {
  const range = { kind: 'range', start: '2026-01-02T00:00:00Z', end: '2026-01-01T00:00:00Z' };
  expect(errorsOf({ baseline: range })).toEqual(['baseline']);
  expect(errorsOf({ windowMinuets: 5 })).toEqual(['windowMinuets']);
});

test('errors speak of the setting, not of types', () => {
  const messageOf = (value: unknown): string | undefined => {
    const check = checkSettings(value);
    return check.ok ? undefined : check.errors.map(errorSentence).join('; ');
  };
  expect(messageOf({ windowMinutes: 0 })).toBe('windowMinutes must be at least 1 second (0.017 minutes)');
  expect(messageOf({ foo: 1 })).toBe('unknown setting foo');
  expect(messageOf({ drain: { bar: 1 } })).toBe('unknown setting drain.bar');
  // The first of them ends it: what is not known is neither copied nor listed.
  const many = Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [`key${i}`, i]));
  expect(messageOf(many)).toBe('unknown setting key0');
  expect(messageOf({ files: many })).toContain('at most');
  expect(messageOf({ baseline: { kind: 'file' } })).toBe('baseline.name is missing');
  expect(messageOf({ baseline: 3 })).toBe('baseline must be an object, not 3');
  expect(messageOf({ zone: 3 })).toBe('zone must be a text, not 3');
  expect(messageOf({ detection: { lstmBackend: 'tpu' } })).toMatch(/must be one of "auto", "webgpu"/);
});

test('zones: names, offsets and UTC', () => {
  for (const zone of ['UTC', 'Europe/Berlin', '+02:00', '-11:30']) expect(errorsOf({ zone })).toEqual([]);
  for (const zone of ['', '+25:00', '2']) expect(errorsOf({ zone })).toEqual(['zone']);
});

test('text that is not JSON is an error, not a throw', () => {
  expect(parseSettings('{').ok).toBe(false);
  expect(parseSettings('[]').ok).toBe(false);
});
