import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import { zoneName } from '../core/ingest/time/zone';
import { createRandom } from '../core/lib/random';
import { openedOf } from '../input/fixtures/ingest-here';
import { localScanner } from '../input/fixtures/local-scanner';
import { ingestFiles } from '../input/ingest-files';
import { alignZones } from './zones-beside';

const START = Date.UTC(2026, 2, 2, 9);
const MINUTE = 60_000;

/** A time as if a clock `minutes` from UTC had written it. */
type Write = (ms: number, minutes: number) => string;
const iso = (ms: number, minutes: number): string => new Date(ms + minutes * MINUTE).toISOString();
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Logs that state no zone, by how they write their times. */
const LOCAL: Readonly<Record<string, Write>> = {
  log4j: (ms, m) =>
    `${iso(ms, m).slice(0, 23).replace('T', ' ').replace('.', ',')} INFO [http-1] shop.Orders -`,
  iso: (ms, m) => `${iso(ms, m).slice(0, 19)} INFO shop`,
  syslog: (ms, m) => {
    const at = new Date(ms + m * MINUTE);
    return `${MONTHS[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${at.toISOString().slice(11, 19)} web shop[7]:`;
  },
};
/** Logs that state it. */
const STATED: Readonly<Record<string, Write>> = {
  Z: (ms) => `${iso(ms, 0)} INFO gateway`,
  offset: (ms) => `${iso(ms, -300).slice(0, 23)}-05:00 INFO gateway`,
  json: (ms) => `{"time":"${iso(ms, 0)}","level":"info","msg":`,
};

function logsOf(local: Write, stated: Write, minutes: number, isShared = true) {
  const random = createRandom(5);
  const [app, gateway]: string[][] = [[], []];
  for (let i = 0; i < 900; i++) {
    const ms = START + i * 20_000 + random.int(9000);
    const id = `ord-${10_000_000 + random.int(80_000_000)}`;
    const line = `answered GET /orders/${id} in ${random.int(90)} ms`;
    const head = stated(ms, 0);
    gateway.push(head.endsWith(':') ? `${head}"${line}"}` : `${head} ${line}`);
    if (i % 3 > 0)
      app.push(
        `${local(ms - random.int(400), minutes)} order ${isShared ? id : `ord-${20_000_000 + i}`} read`,
      );
  }
  const [written, text] = [START + 30 * 3_600_000, (lines: readonly string[]) => `${lines.join('\n')}\n`];
  return [openedOf(text(app), 'app.log', written), openedOf(text(gateway), 'gateway.log', written)];
}

async function align(logs: ReturnType<typeof logsOf>, settings: Settings = DEFAULT_SETTINGS) {
  const read = await ingestFiles(logs, settings, [localScanner]);
  const { table } = await alignZones(read);
  return { isMoved: table !== read.table, table, codes: table.problems.map(({ code }) => code) };
}

describe('a log without a zone beside one that states its own', () => {
  for (const [name, local] of Object.entries(LOCAL))
    for (const [other, stated] of Object.entries(STATED))
      it.each([-480, -210, 60, 120, 330, 345, 600])(
        `${name} beside ${other}, %i minutes from UTC`,
        async (minutes) => {
          const { table, codes } = await align(logsOf(local, stated, minutes));
          const [app, gateway] = table.files;
          expect(app.zone).toMatchObject({ name: zoneName(minutes), from: 'beside' });
          expect(app.zone.by).toMatch(/^\d+ ids that it shares with gateway\.log$/);
          expect(app.reading?.zone).toMatchObject({ value: zoneName(minutes), from: 'decided' });
          expect(Math.abs((app.firstMs ?? 0) - (gateway.firstMs ?? 0))).toBeLessThan(60_000);
          expect(codes).toContain('zone-beside');
          expect(codes).not.toContain('zone-assumed');
        },
      );

  it('stays as it was read where the two agree, share nothing, or the zone was set', async () => {
    const { log4j } = LOCAL;
    expect((await align(logsOf(log4j, STATED.Z, 0))).isMoved).toBe(false);
    expect((await align(logsOf(log4j, STATED.Z, 120, false))).isMoved).toBe(false);
    const files = { 'app.log': { format: null, encoding: null, zone: 'UTC' } };
    expect((await align(logsOf(log4j, STATED.Z, 120), { ...DEFAULT_SETTINGS, zone: '+01:00' })).isMoved).toBe(
      false,
    );
    expect(
      (await align(logsOf(log4j, STATED.Z, 120), { ...DEFAULT_SETTINGS, files } as Settings)).isMoved,
    ).toBe(false);
  });
});

const HOUR = 60 * MINUTE;

/** Lines by time, each at its moment. */
const inOrder = (lines: readonly (readonly [number, string])[], fromMs: number, toMs: number): string =>
  `${[...lines]
    .filter(([ms]) => ms >= fromMs && ms < toMs)
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line)
    .join('\n')}\n`;

/** A gateway in stated UTC, and a job without a zone, in UTC too, that names each id so many hours later. */
function delayed(hours: number, namesFirst: boolean, spanHours: number) {
  const random = createRandom(11);
  const [gateway, job]: [number, string][][] = [[], []];
  for (let ms = START - hours * HOUR; ms < START + spanHours * HOUR; ms += 8000 + random.int(8000)) {
    const id = `ord-${10_000_000 + random.int(80_000_000)}`;
    const later = ms + hours * HOUR + random.int(2000);
    gateway.push([ms, `${STATED.Z(ms, 0)} answered POST /orders/${id} in ${random.int(90)} ms`]);
    if (namesFirst) job.push([ms + 300, `${LOCAL.log4j(ms + 300, 0)} reminder of ${id} is due later`]);
    job.push([later, `${LOCAL.log4j(later, 0)} reminder of ${id} sent`]);
  }
  const end = START + spanHours * HOUR;
  return [
    openedOf(inOrder(job, START, end), 'mail.log', end + HOUR),
    openedOf(inOrder(gateway, START, end), 'gateway.log', end + HOUR),
  ];
}

describe('what a job does a whole hour later is no zone', () => {
  it.each([1, 2, 6].flatMap((hours) => [true, false].map((namesFirst) => [hours, namesFirst] as const)))(
    '%i hours later, named at first too: %s',
    async (hours, namesFirst) => {
      const { table, codes } = await align(delayed(hours, namesFirst, 12));
      expect(table.files.map(({ zone }) => zone.name)).toEqual(['UTC', 'UTC']);
      expect(codes).not.toContain('zone-beside');
      // What the job itself names twice leaves no doubt; else either may be.
      expect(codes.includes('zones-differ')).toBe(!namesFirst);
    },
  );

  it('of two files that both begin with their own day, either is said and none is chosen', async () => {
    const all = delayed(2, false, 30);
    const { table } = await align(all);
    expect(table.problems.find(({ code }) => code === 'zones-differ')?.message).toMatch(
      /^\d+ ids that mail\.log and gateway\.log both name stand 2 hours later in mail\.log\. mail\.log states no zone and is read as UTC: its times may be of \+02:00, or what it tells may be so far apart\. If it is the zone, set it\.$/,
    );
  });
});

it('a log over a change of clocks near its end is not moved as a whole', async () => {
  const [app, gateway]: [number, string][][] = [[], []];
  // Central Europe, from +01:00 to +02:00 on 29 March 2026 at 01:00 UTC.
  const change = Date.UTC(2026, 2, 29, 1);
  for (let i = 0; i < 6000; i++) {
    const ms = change - 5500 * 10_000 + i * 10_000;
    const id = `ord-${20_000_000 + i * 7919}`;
    gateway.push([ms, `${STATED.Z(ms, 0)} answered GET /orders/${id}`]);
    app.push([ms, `${LOCAL.log4j(ms, ms < change ? 60 : 120)} order ${id} read`]);
  }
  const written = change + 30 * HOUR;
  const { table } = await align([
    openedOf(inOrder(app, 0, Infinity), 'app.log', written),
    openedOf(inOrder(gateway, 0, Infinity), 'gateway.log', written),
  ]);
  expect(table.files.map(({ zone }) => zone.name)).toEqual(['UTC', 'UTC']);
});

it('what was said of two files is not said twice, nor once it is settled', async () => {
  const logs = logsOf(LOCAL.log4j, (ms) => `${iso(ms, 0).slice(0, 19)} INFO gateway`, 120);
  const numSaid = ({ table }: Awaited<ReturnType<typeof alignZones>>): number =>
    table.problems.filter(({ code }) => code === 'zones-differ').length;
  const once = await alignZones(await ingestFiles(logs, DEFAULT_SETTINGS, [localScanner]));
  expect([numSaid(once), numSaid(await alignZones(once))]).toEqual([1, 1]);
  const files = once.table.files.map((file) => ({
    ...file,
    zone: { name: '+02:00', from: 'setting' as const },
  }));
  expect(numSaid(await alignZones({ ...once, table: { ...once.table, files } }))).toBe(0);
});

it('where neither states a zone, that they differ is said and nothing is moved', async () => {
  const { table, codes } = await align(
    logsOf(LOCAL.log4j, (ms) => `${iso(ms, 0).slice(0, 19)} INFO gateway`, 120),
  );
  expect(codes).toContain('zones-differ');
  expect(table.problems.find(({ code }) => code === 'zones-differ')?.message).toMatch(
    /^\d+ ids that app\.log and gateway\.log both name stand 2 hours later in app\.log\. Neither states a zone/,
  );
  expect(table.files.map(({ zone }) => zone.name)).toEqual(['UTC', 'UTC']);
});
