import { expect, test } from 'vitest';
import type { Settings } from '../../../contracts/settings';
import { ingest, openedOf } from '../../../input/fixtures/ingest-here';
import { clockChangesOf } from './clock-change';
import { createOffset } from './zone';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Instants at which the clocks of zones were put forward, and back. */
const CHANGES: readonly (readonly [string, 'forward' | 'back', number])[] = [
  ['Europe/Berlin', 'forward', Date.UTC(2024, 2, 31, 1)],
  ['Europe/Berlin', 'back', Date.UTC(2024, 9, 27, 1)],
  ['Europe/London', 'forward', Date.UTC(2023, 2, 26, 1)],
  ['Europe/London', 'back', Date.UTC(2023, 9, 29, 1)],
  ['Europe/Athens', 'back', Date.UTC(2025, 9, 26, 1)],
  ['America/New_York', 'forward', Date.UTC(2024, 2, 10, 7)],
  ['America/New_York', 'back', Date.UTC(2024, 10, 3, 6)],
  ['America/Los_Angeles', 'back', Date.UTC(2024, 10, 3, 9)],
  ['Australia/Sydney', 'forward', Date.UTC(2024, 9, 5, 16)],
  ['Australia/Sydney', 'back', Date.UTC(2024, 3, 6, 16)],
  ['America/Sao_Paulo', 'forward', Date.UTC(2018, 10, 4, 3)],
  ['Pacific/Auckland', 'back', Date.UTC(2024, 3, 6, 14)],
];

const written = (ms: number): string => new Date(ms).toISOString().slice(0, 23).replace('T', ' ');

interface Span {
  readonly from: number;
  readonly to: number;
  /** Hours of the true time without any record. */
  readonly silent?: readonly [number, number];
}

/** True times in UTC, about every ten seconds. */
const timesOf = ({ from, to, silent = [0, 0] }: Span): number[] =>
  Array.from(
    { length: Math.floor((to - from) / 10_000) },
    (_, i) => from + i * 10_000 + ((i * 7919) % 9000),
  ).filter((ms) => ms < silent[0] || ms >= silent[1]);

/** Lines as a program writes them whose clock is that of the zone. */
function linesOf(times: readonly number[], zone: string, tail = ''): string {
  const offset = createOffset(zone);
  return times.map((ms, i) => `${written(ms + offset(ms))}${tail} INFO app.main - served ${i}\n`).join('');
}

async function read(text: string, settings: Partial<Settings> = {}, shardBytes = 50_000) {
  const { table } = await ingest([openedOf(text)], { settings, shardBytes });
  return {
    file: table.files[0],
    problems: table.problems,
    times: table.shards.flatMap((shard) => [...shard.timeMs]),
  };
}

test.each(CHANGES)(
  '%s, clocks put %s: an hour of local times is told to be none, whatever the shards',
  async (zone, kind, at) => {
    const times = timesOf({ from: at - 8 * HOUR, to: at + 8 * HOUR });
    const text = linesOf(times, zone);
    const { file, problems } = await read(text);
    expect(file.reading?.clockChanges).toMatchObject([{ kind }]);
    const [change] = file.reading!.clockChanges;
    const offset = createOffset(zone);
    expect(change.atMs).toBe(at + (kind === 'forward' ? offset(at - 1) : offset(at)));
    expect(file.numBackwards).toBe(0);
    expect(problems.map(({ code }) => code)).toEqual(['clock-change']);
    expect((await read(text, {}, 3000)).file).toEqual(file);
  },
);

test.each(CHANGES)(
  '%s, clocks put %s: with its zone set the times are the true ones, and there is no change',
  async (zone, _, at) => {
    const times = timesOf({ from: at - 8 * HOUR, to: at + 8 * HOUR });
    const { file, times: found, problems } = await read(linesOf(times, zone), { zone });
    expect(found.map((ms, i) => ms - times[i]).filter((error) => error !== 0)).toEqual([]);
    expect([file.numBackwards, file.reading?.clockChanges, problems]).toEqual([0, [], []]);
  },
);

test('threads that write late do not make more of a change', async () => {
  const at = Date.UTC(2024, 9, 27, 1);
  const times = timesOf({ from: at - 3 * HOUR, to: at + 3 * HOUR });
  for (let i = 1; i + 1 < times.length; i += 5) [times[i], times[i + 1]] = [times[i + 1], times[i]];
  const late = times.filter((ms, i) => i > 0 && ms < times[i - 1]).length;
  const { file } = await read(linesOf(times, 'Europe/Berlin'));
  expect(file.reading?.clockChanges).toHaveLength(1);
  expect(file.numBackwards).toBeLessThanOrEqual(late);
  const set = await read(linesOf(times, 'Europe/Berlin'), { zone: 'Europe/Berlin' });
  expect(set.times).toEqual(times);
});

test.each([
  ['a stated zone', Date.UTC(2024, 2, 31, 2), 'Z', {}],
  ['a zone that is set', Date.UTC(2024, 2, 31, 2), '', { zone: '+00:00' }],
  ['another hour of that day', Date.UTC(2024, 2, 31, 9), '', {}],
  ['the same hour of another day', Date.UTC(2024, 3, 2, 2), '', {}],
])('an hour of silence stays one: %s', async (_, at, tail, settings) => {
  const times = timesOf({ from: at - DAY, to: at + DAY, silent: [at, at + HOUR] });
  const { file } = await read(linesOf(times, 'UTC', tail), settings);
  expect(file.reading?.clockChanges).toEqual([]);
});

test('longer silences, shorter jumps back and sparse logs are no changes', () => {
  const spring = Date.UTC(2024, 2, 31, 2);
  const gap = (minutes: number, spacing = 1000) =>
    clockChangesOf([{ beforeMs: spring - 1000, afterMs: spring + minutes * 60_000 }], spacing).changes.length;
  expect([gap(60), gap(64), gap(90), gap(180), gap(59)]).toEqual([1, 1, 0, 0, 0]);
  expect([gap(70), gap(70, 5 * 60_000), gap(60, 30 * 60_000)]).toEqual([0, 1, 0]);
  const autumn = Date.UTC(2024, 9, 27, 2);
  const back = (beforeMs: number, afterMs: number) => clockChangesOf([{ beforeMs, afterMs }], 1000).numBack;
  expect(back(autumn + HOUR - 1000, autumn + 1000)).toBe(1);
  expect(back(autumn + HOUR - 1000, autumn + 20 * 60_000)).toBe(0);
  // At three it is the change of Athens; nowhere are clocks put back from ten.
  expect(back(autumn + 2 * HOUR - 1000, autumn + HOUR + 1000)).toBe(1);
  expect(back(autumn + 8 * HOUR - 1000, autumn + 7 * HOUR + 1000)).toBe(0);
});
