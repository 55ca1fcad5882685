import { expect, test } from 'vitest';
import { MINUTE, START, type TestRecord, tablesOf } from '../features/fixtures/small-log';
import { createRandom } from '../lib/random';
import { sessionsByProfile } from './session-vote';
import { sessionInputOf } from './sessions';

const TEXTS = [
  'open <*>',
  'write <*>',
  'written <*>',
  'close <*>',
  'checksum mismatch on <*>',
  'deleted <*>',
];
const HOUR = 60 * MINUTE;

/** A session of `templates`, one a second, that is deleted two hours later when `isDeleted`. */
function session(key: string, timeMs: number, templates: readonly number[], isDeleted = true): TestRecord[] {
  const events = templates.map((template, i) => ({ timeMs: timeMs + i * 1000, template, key }));
  return isDeleted ? [...events, { timeMs: timeMs + 2 * HOUR, template: 5, key }] : events;
}

/** 400 sessions over 20 hours; every 30th breaks off, every 40th has a wrong checksum. */
function records(): { log: TestRecord[]; broken: Set<string> } {
  const random = createRandom(3);
  const broken = new Set<string>();
  const end = START + 20 * HOUR;
  const all = Array.from({ length: 400 }, (_, i) => {
    const key = `r${i}`;
    const timeMs = START + i * 3 * MINUTE;
    if (i % 30 === 7) {
      broken.add(key);
      return session(key, timeMs, [0, 1], false);
    }
    const writes = Array.from({ length: 1 + random.int(5) }, () => 1);
    const middle = i % 40 === 11 ? [4] : [];
    if (i % 40 === 11) broken.add(key);
    return session(key, timeMs, [0, ...writes, ...middle, 2, 3]);
  }).flat();
  const log = all.filter(({ timeMs }) => timeMs < end).sort((a, b) => a.timeMs - b.timeMs);
  return { log, broken };
}

test('finds sessions that break off and rare events, though some are among those it learnt from', () => {
  const { log, broken } = records();
  const { table, templates } = tablesOf(log, TEXTS);
  const sessions = sessionsByProfile(sessionInputOf(table, templates)!);
  const flagged = sessions.keys.filter((_, s) => sessions.anomalous[s] === 1);
  expect(new Set(flagged)).toEqual(broken);
  expect(sessions).toMatchObject({ identifier: 'request', length: 400 });
  expect(sessions?.startMs[0]).toBe(START);
  expect(sessions?.endMs[0]).toBe(START + 2 * HOUR);
});

test('what may still come when the log ends is not missing', () => {
  const { log, broken } = records();
  const cut = log.filter(({ timeMs }) => timeMs < START + 12 * HOUR);
  const { table, templates } = tablesOf(cut, TEXTS);
  const sessions = sessionsByProfile(sessionInputOf(table, templates)!);
  const flagged = sessions.keys.filter((_, s) => sessions.anomalous[s] === 1);
  expect(flagged.length).toBeGreaterThan(5);
  expect(flagged.every((key) => broken.has(key))).toBe(true);
});

test('no identifiers, or a handful of sessions: no table', () => {
  const { log } = records();
  const bare = tablesOf(
    log.map(({ key: _, ...record }) => record),
    TEXTS,
  );
  expect(sessionInputOf(bare.table, bare.templates)).toBeNull();
  const few = tablesOf(log.slice(0, 60), TEXTS);
  expect(sessionInputOf(few.table, few.templates)).toBeNull();
});
