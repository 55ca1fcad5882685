import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { createOffset } from '../core/ingest/time/zone';
import { createRandom } from '../core/lib/random';
import { judgeLog } from './fixtures/judge-log';

const HOUR = 3_600_000;
const SPRING = Date.UTC(2024, 2, 31, 1);
const AUTUMN = Date.UTC(2024, 9, 27, 1);

interface Log {
  readonly at: number;
  readonly zone: string;
  readonly tail?: string;
  /** From and to in hours from `at`. */
  readonly silent?: readonly [number, number];
  readonly failing?: readonly [number, number];
}

/** A shop's log of thirty hours, the clocks changed after twenty-two of them. */
function textOf({ at, zone, tail = '', silent = [0, 0], failing = [0, 0] }: Log): string {
  const random = createRandom(11);
  const offset = createOffset(zone);
  const isIn = (ms: number, [from, to]: readonly [number, number]): boolean =>
    ms >= at + from * HOUR && ms < at + to * HOUR;
  let text = '';
  for (let ms = at - 22 * HOUR; ms < at + 8 * HOUR; ms += 4000 + Math.floor(random.next() * 6000)) {
    if (isIn(ms, silent)) continue;
    const time = new Date(ms + offset(ms)).toISOString().slice(0, 23).replace('T', ' ');
    const part = random.next();
    const line =
      isIn(ms, failing) && part < 0.6
        ? `ERROR [db] shop.Db - query ${Math.floor(part * 1e6)} failed: connection refused`
        : part < 0.7
          ? `INFO [web] shop.Web - GET /cart/${Math.floor(part * 1e6)} answered`
          : `INFO [web] shop.Cache - hit for key ${Math.floor(part * 1e6)}`;
    text += `${time}${tail} ${line}\n`;
  }
  return text;
}

async function judge(log: Log, zone = 'UTC') {
  const { incidents, timeline, table, features } = await judgeLog(
    [{ path: 'shop.log', content: textOf(log) }],
    { ...DEFAULT_SETTINGS, zone, detection: { ...DEFAULT_SETTINGS.detection, lstmEpochs: 10 } },
    { now: () => 0 },
  );
  const outages = incidents.map(({ outageStart }) => outageStart);
  const isQuiet = incidents.length === 0 && timeline?.consensus.confirmed.every((each) => each === 0);
  return { outages, isQuiet, numBackwards: table.files[0].numBackwards, paused: features?.paused };
}

test.each<[string, Log, string?]>([
  ['spring, local times', { at: SPRING, zone: 'Europe/Berlin' }],
  ['autumn, local times', { at: AUTUMN, zone: 'Europe/Berlin' }],
  ['spring, its zone set', { at: SPRING, zone: 'Europe/Berlin' }, 'Europe/Berlin'],
  ['autumn, its zone set', { at: AUTUMN, zone: 'Europe/Berlin' }, 'Europe/Berlin'],
  ['spring, UTC', { at: SPRING, zone: 'UTC', tail: 'Z' }],
])(
  '%s: no outage, no warning, no clock that went back',
  async (_, log, zone) => {
    expect(await judge(log, zone)).toMatchObject({ isQuiet: true, outages: [], numBackwards: 0 });
  },
  60_000,
);

test.each<[string, Log, number]>([
  ['a silent hour of stated UTC', { at: SPRING, zone: 'UTC', tail: 'Z', silent: [1, 2] }, SPRING + HOUR],
  ['a silent hour later that day', { at: SPRING, zone: 'Europe/Berlin', silent: [4, 5] }, SPRING + 6 * HOUR],
  ['errors in the repeated hour', { at: AUTUMN, zone: 'Europe/Berlin', failing: [0.2, 0.9] }, AUTUMN + HOUR],
])(
  '%s is an outage still',
  async (_, log, about) => {
    const { outages } = await judge(log);
    expect(outages).toHaveLength(1);
    expect(Math.abs(Number(outages[0]) - about)).toBeLessThan(HOUR);
  },
  60_000,
);
