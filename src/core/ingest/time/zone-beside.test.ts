import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isClockOf, namesIn, numNamedAgain, OFFSETS, offsetBetween } from './zone-beside';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 1, 10);

/** Names at times; `n` of them, a second apart. */
const sightings = (n: number, offsetMs: number, lag: (i: number) => number = () => 0) =>
  new Map(Array.from({ length: n }, (_, i) => [`req-${1000 + i}`, [START + i * 1000 + lag(i) + offsetMs]]));

describe('how far two files are apart', () => {
  it('is told for every zone there is, whatever moments the two need', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OFFSETS),
        fc.integer({ min: 8, max: 60 }),
        fc.array(fc.integer({ min: -60_000, max: 60_000 }), { minLength: 1 }),
        (minutes, n, lags) => {
          const found = offsetBetween(
            sightings(n, minutes * 60_000, (i) => lags[i % lags.length]),
            sightings(n, 0),
          );
          expect(found).toEqual(minutes === 0 ? null : { minutes, numShared: n });
        },
      ),
    );
  });

  it('is not told where they share little, differ by no zone, or by several', () => {
    expect(offsetBetween(sightings(7, HOUR), sightings(7, 0))).toBeNull();
    expect(offsetBetween(sightings(40, 15 * HOUR), sightings(40, 0))).toBeNull();
    expect(offsetBetween(sightings(40, HOUR + 5 * 60_000), sightings(40, 0))).toBeNull();
    expect(
      offsetBetween(
        sightings(40, 0, (i) => (i % 2) * HOUR),
        sightings(40, 0),
      ),
    ).toBeNull();
  });

  it('what is seen for long tells nothing: a host, a user', () => {
    const host: [string, number[]][] = Array.from({ length: 30 }, (_, i) => [
      `10-0-0-${1000 + i}`,
      [START, START + HOUR],
    ]);
    expect(
      offsetBetween(new Map(host.map(([name, [a, b]]) => [name, [a + HOUR, b + HOUR]])), new Map(host)),
    ).toBeNull();
  });

  it('numbers that two files have by chance tell nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 12 * 3600 }), fc.integer({ min: 0, max: 12 * 3600 })), {
          minLength: 40,
          maxLength: 40,
        }),
        (pairs) => {
          const of = (k: 0 | 1) =>
            new Map(pairs.map((pair, i) => [`${90_000 + i}`, [START + pair[k] * 1000]]));
          const found = offsetBetween(of(0), of(1));
          // By chance 12 % of them lie near any quarter of an hour, and not the same one.
          if (found !== null)
            expect(new Set(pairs.map(([a, b]) => Math.round((a - b) / 900))).size).toBeLessThan(9);
        },
      ),
    );
  });
});

it('a thing that one file names at two moments so far apart is counted, and a host that it names all the time is not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 14 }),
      fc.integer({ min: -60_000, max: 60_000 }),
      fc.boolean(),
      (hours, lag, isHost) => {
        const between = isHost ? [START + (hours * HOUR) / 2] : [];
        const file = new Map([['ord-1000', [START, ...between, START + hours * HOUR + lag]]]);
        for (const minutes of [hours * 60, -hours * 60])
          expect(numNamedAgain(file, minutes)).toBe(isHost ? 0 : 1);
        expect(numNamedAgain(file, (hours + 1) * 60)).toBe(0);
      },
    ),
  );
});

describe('whether ends of files say that it is a clock', () => {
  const span = (from: number, to: number) => ({ firstMs: START + from * HOUR, lastMs: START + to * HOUR });
  it.each([
    ['both copied at once, one read 2 hours ahead', span(2, 12), span(0, 10), 120, true],
    ['the same, of a log that goes back for days', span(-90, 12), span(0, 10), 120, true],
    ['the same, west of Greenwich', span(-7, 3), span(0, 10), -420, true],
    ['a job 2 hours late, both copied at once', span(2, 10), span(0, 10), 120, false],
    ['days of two midnights, or a job', span(0, 24), span(0, 24), 120, false],
    ['parts of no common begin or end', span(5, 9), span(0, 40), 120, false],
    ['no job takes 5 hours and a half each time', span(0, 24), span(0, 24), 330, true],
  ])('%s', (_, own, other, minutes, isClock) => {
    expect(isClockOf(own, other, minutes)).toBe(isClock);
  });
});

it.each([
  ['GET /orders/ord-20391847 200 12ms', ['ord-20391847']],
  [
    '[req-7f3a9c1e-44d2-4f8e-9a51-b1d6c1f0a2e4] POST /v2/servers',
    ['req-7f3a9c1e-44d2-4f8e-9a51-b1d6c1f0a2e4'],
  ],
  ['trace_id=4bf92f3577b34da6a3ce929d0e0e4736 took 41 ms', ['4bf92f3577b34da6a3ce929d0e0e4736']],
  ['2026-03-01T10:00:00 20260301 20260301T101112Z 1772359200 1772359200123 started', []],
  ['connection reset by peer on port 5432', []],
])('names in %s', (line, names) => {
  expect(namesIn(line)).toEqual(names);
});
