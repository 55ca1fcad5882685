import { expect, test } from 'vitest';
import { DETECTORS } from './scores';
import { DEFAULT_SETTINGS, type Settings } from './settings';
import {
  PART_WORDS,
  SETTING_PATHS,
  SETTING_ROWS,
  settingAt,
  settingsOfRun,
  settingsThatAffect,
  withSettingAt,
} from './settings-registry';

test('the words are in the order of the settings', () => {
  expect(Object.keys(PART_WORDS)).toEqual(Object.keys(DEFAULT_SETTINGS));
});

test('every path leads to a value of the defaults', () => {
  expect(SETTING_PATHS.filter((path) => settingAt(DEFAULT_SETTINGS, path) === undefined)).toEqual([]);
});

test('a range holds the default, and is the one that is said', () => {
  for (const path of SETTING_PATHS) {
    const { range, help } = SETTING_ROWS[path];
    const value = settingAt(DEFAULT_SETTINGS, path);
    expect(range !== undefined, path).toBe(
      typeof value === 'number' || path === 'windowMinutes' || path === 'year',
    );
    if (range === undefined) continue;
    if (typeof value === 'number') expect(value >= range[0] && value <= range[1], path).toBe(true);
    const said = /([\d.]+) to ([\d.]*\d)/.exec(help);
    if (said) expect([Number(said[1]), Number(said[2])], path).toEqual(range);
  }
});

test('what only measures is no part of a run, and the rest keeps its order', () => {
  expect(settingsThatAffect('measure')).toEqual([
    'labels',
    'incidentFree',
    'estimate',
    'writer',
    'ticketTemplate',
    'parting',
  ]);
  const {
    labels: _labels,
    incidentFree: _free,
    estimate: _estimate,
    writer: _writer,
    ticketTemplate: _template,
    parting: _parting,
    ...rest
  } = DEFAULT_SETTINGS;
  expect(JSON.stringify(settingsOfRun(DEFAULT_SETTINGS))).toBe(JSON.stringify(rest));
});

test('each detector has its own settings, and each setting of detection is of one detector', () => {
  expect(DETECTORS.map((name) => settingsThatAffect(`detect:${name}`))).toEqual([
    ['detection.thresholdScale.baseline'],
    ['detection.thresholdScale.iforest'],
    ['detection.thresholdScale.lstm', 'detection.lstmBackend', 'detection.lstmEpochs'],
  ]);
});

test('of files: those that have a value, whatever the order and however they are called', () => {
  const own = (format: string | null, zone: string | null) => ({ format, encoding: null, zone });
  const files = Object.fromEntries([
    ['constructor', own('syslog', null)],
    ['b.log', own(null, 'UTC')],
    ['a.log', own('plain', 'UTC')],
  ]);
  const settings: Settings = { ...DEFAULT_SETTINGS, files };
  expect(settingAt(settings, 'files.format')).toEqual([
    ['a.log', 'plain'],
    ['constructor', 'syslog'],
  ]);
  expect(settingAt(settings, 'files.zone')).toEqual([
    ['a.log', 'UTC'],
    ['b.log', 'UTC'],
  ]);
  expect(settingAt(settings, 'files.encoding')).toEqual([]);
});

test('settings of an earlier version may lack a part', () => {
  const { detection: _detection, ...old } = DEFAULT_SETTINGS;
  expect(settingAt(old as Settings, 'detection.thresholdScale.lstm')).toBeUndefined();
});

test('a value is put at its path, and nothing else changes', () => {
  const edits = [{ kind: 'one' as const, text: 'disk <*>' }];
  const changed = withSettingAt(DEFAULT_SETTINGS, 'drain.edits', edits);
  expect(changed).toEqual({ ...DEFAULT_SETTINGS, drain: { ...DEFAULT_SETTINGS.drain, edits } });
  expect(DEFAULT_SETTINGS.drain.edits).toEqual([]);
});
