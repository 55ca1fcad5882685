import { expect, it } from 'vitest';
import { pack } from './pack';
import { unpack } from './unpack';
import { upgradeSnapshot } from './upgrade-snapshot';

const column = (from: number): Float64Array => Float64Array.from({ length: 400 }, (_, i) => from + i);

/** An analysis as version 2 stored it: the fields that were renamed, with large columns before, in and after them. */
function storedByVersion2() {
  const detector = (from: number) => ({
    name: 'lstm',
    score: column(from),
    reach: column(from + 1),
    vote: column(from + 2),
  });
  return {
    version: 2,
    result: {
      id: 'a',
      timeline: {
        baseline: { begin: 0, end: 4, taught: column(10), start: 5, endMs: 9, reason: 'the first 40 %' },
        detectors: [detector(20), detector(30)],
      },
      sessions: { keys: ['k'], judges: [{ name: 'habits', score: column(40) }], score: column(41) },
    },
    tables: {
      table: { timeMs: column(50) },
      features: {
        values: column(60),
        gravityCounts: column(61),
        sightings: { tick: column(62) },
        paused: column(63),
      },
    },
  };
}

async function reopened(stored: unknown): Promise<unknown> {
  const packed = pack(stored);
  const chunks = [...packed.chunks()].map((chunk) => chunk.slice());
  const body = upgradeSnapshot(structuredClone(packed.body));
  return unpack(body, async () => chunks.shift() ?? null);
}

it('an analysis of version 2 opens with its columns under the names of version 3', async () => {
  const detector = (from: number) => ({
    name: 'lstm',
    score: column(from),
    maxScale: column(from + 1),
    vote: column(from + 2),
  });
  expect(await reopened(storedByVersion2())).toEqual({
    version: 3,
    result: {
      id: 'a',
      timeline: {
        baseline: {
          begin: 0,
          end: 4,
          alsoLearnt: column(10),
          startMs: 5,
          endMs: 9,
          reason: 'the first 40 %',
        },
        detectors: [detector(20), detector(30)],
      },
      sessions: { keys: ['k'], detectors: [{ name: 'habits', score: column(40) }], score: column(41) },
    },
    tables: {
      table: { timeMs: column(50) },
      features: {
        values: column(60),
        effectiveLevelCounts: column(61),
        occurrences: { tick: column(62) },
        paused: column(63),
      },
    },
  });
});

it('one of this version is taken as it is, one without windows or sessions too; others are refused', () => {
  const now = { version: 3, result: {}, tables: {} };
  expect(upgradeSnapshot(now)).toBe(now);
  const bare = { version: 2, result: { timeline: null, sessions: null }, tables: { features: null } };
  expect(upgradeSnapshot(bare)).toEqual({ ...bare, version: 3 });
  for (const other of [{ version: 1 }, { version: 4 }, null, 'text', []])
    expect(upgradeSnapshot(other)).toBeNull();
});
