import { expect, test } from 'vitest';
import type { Incident } from '../contracts/incident';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { EpochMs } from '../contracts/units';
import type { ProviderId } from '../contracts/written-summary';
import { makeMinerState } from '../core/drain/state';
import { buildExport, type ExportContext, exportNames } from './exports';
import {
  FEATURES,
  readMessages,
  resultOf,
  START,
  TEMPLATES,
  TIMELINE,
  tableOf,
} from './fixtures/awkward-result';
import { logRows } from './log-rows';
import { runSummary } from './run-summary';

const table = tableOf([10, 5]);
const outage = (minute: number | null) =>
  ({
    outageStart: minute === null ? null : START + minute * 60_000,
    leadMinutes: minute === null ? null : minute,
  }) as unknown as Incident;

const context: ExportContext = {
  result: resultOf(table),
  version: '1.2.3',
  features: FEATURES,
  rows: () => logRows(table, TEMPLATES, readMessages),
  hasLines: true,
  minerState: () => makeMinerState([{ text: 'a <*>', level: 'quiet', count: 1 }], [], DEFAULT_SETTINGS.drain),
  pins: async () => [],
  withLines: true,
  parquet: {
    structured: async () => new Blob(['rows']),
    partitioned: async () => [],
    features: async () => new Blob(['features']),
    table: async ({ name }) => new Blob([name]),
  },
  home: async (kind) => ({ name: kind, numRows: 0, columns: {} }),
  lake: async (name) => `of ${name}`,
  onRows: () => {},
};

test('every name that is offered can be built, and JSON is JSON', async () => {
  const names = exportNames(context);
  expect(names).toContain('structured_logs.parquet');
  for (const name of names) {
    const text = await (await buildExport(name, context)).text();
    expect(text.length, name).toBeGreaterThan(0);
    if (name.endsWith('.json')) expect(() => JSON.parse(text), name).not.toThrow();
  }
});

test('what has no ground is not offered, and refused by name', async () => {
  const bare = {
    ...context,
    features: null,
    rows: null,
    hasLines: false,
    result: resultOf(table, { sessions: null, timeline: null }),
  };
  const names = exportNames(bare);
  for (const name of [
    'sessions.csv',
    'feature_windows.parquet',
    'structured_logs.parquet',
    'structured_logs.csv',
  ]) {
    expect(names).not.toContain(name);
    await expect(buildExport(name, bare), name).rejects.toThrow(name);
  }
  await expect(buildExport('constructor', context)).rejects.toThrow(RangeError);
});

test('run_summary.json has the keys of docs/EXPORTS.md, sums right, and null where there is no number', () => {
  const summary = runSummary(resultOf(table, { incidents: [outage(null), outage(30), outage(50)] }), '1.2.3');
  expect(summary).toMatchObject({
    version: '1.2.3',
    settings_hash: '0123',
    totals: { bytes: 2000, lines: 19, records: 15, unparsed: 2, gap_bytes: 26 },
    window_minutes: 5,
    baseline: { start: '2026-03-10T09:00:00.000Z', end: '2026-03-10T09:10:00.000Z' },
    confirmed_windows: 1,
    incidents: 3,
    outage_start: '2026-03-10T09:30:00.000Z',
    lead_minutes: 30,
    bytes_per_second: 500,
    bytes_sent: 0,
  });
  for (const key of [
    'name',
    'bytes',
    'xxh64',
    'format',
    'encoding',
    'zone',
    'lines',
    'records',
    'unparsed',
    'gap_bytes',
  ]) {
    expect(summary.files[0]).toHaveProperty(key);
  }
  expect(summary.detectors[2]).toEqual({
    name: 'lstm',
    backend: 'js',
    pace: null,
    rows: 2,
    seconds: 0.5,
    threshold: null,
    abstained: 'too little history',
  });
  const none = runSummary(resultOf(table, { timeline: null }), '1.2.3');
  expect([none.window_minutes, none.baseline, none.outage_start, none.lead_minutes]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('run_summary.json tells who wrote summaries and how many bytes left for them, where there was such', () => {
  const { settings } = resultOf(table);
  expect(runSummary(resultOf(table), '1.2.3').settings).not.toHaveProperty('writer');
  const writer = { ...settings.writer, provider: 'other' as ProviderId };
  const summaries = {
    'INC-1': { summary: null, bytesSent: 700 },
    'INC-2': { summary: null, bytesSent: 42 },
  };
  const summary = runSummary(resultOf(table, { settings: { ...settings, writer }, summaries }), '1.2.3');
  expect(summary.settings).toMatchObject({ writer });
  expect(summary.bytes_sent).toBe(742);
});

test('run_summary.json names the templates that were opened, and does not repeat them', () => {
  const templates = [{ text: 'a <*>', level: 'quiet' as const, words: null }];
  const state = { name: 'miner_state.json', templates, exact: [], edits: [], learn: false };
  const settings = { ...DEFAULT_SETTINGS, drain: { ...DEFAULT_SETTINGS.drain, state } };
  expect(runSummary(resultOf(table, { settings }), '1.2.3').settings.drain.state).toEqual({
    name: 'miner_state.json',
    learn: false,
    num_templates: 1,
  });
});

test('benchmark.json: a threshold that never fired is null', async () => {
  const rows = [
    {
      incident: 'INC-1',
      firstConfirmed: START,
      outageStart: (START + 60_000) as EpochMs,
      leadMinutes: 1,
      thresholdAlert: null,
      minutesGained: null,
    },
  ];
  const result = resultOf(table, {
    timeline: TIMELINE,
    benchmark: { rows, thresholdRule: 'errors above 5 %', falseConfirmedPerDay: null },
  });
  const text = await (await buildExport('benchmark.json', { ...context, result })).text();
  expect(JSON.parse(text)).toEqual({
    incidents: [
      {
        incident: 'INC-1',
        first_confirmed: '2026-03-10T09:00:00.000Z',
        outage_start: '2026-03-10T09:01:00.000Z',
        lead_minutes: 1,
        threshold_alert: null,
        minutes_gained: null,
      },
    ],
    threshold_rule: 'errors above 5 %',
    false_confirmed_per_day: null,
  });
});
