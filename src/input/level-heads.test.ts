// Where further logs state levels: by letters with numbers, in codes, behind brackets and ids, by numbers of their own; and in lines that state no time.
import { expect, it } from 'vitest';
import { lineNumOf } from '../core/lib/log-table';
import { ingest, openedOf } from './fixtures/ingest-here';
import { bsd, clock, EVENTS, type Event, iso, LOUDER, levelsOf, of, plain, START } from './fixtures/levelled';
import { readRows } from './read-rows';

/** Notations whose routine lines state no level. */
const SILENT = ['stars of kettle'];

const NOTATIONS: Record<string, (event: Event) => string> = {
  'records of SAP': ({ ms, level, text, n }) =>
    `#2.#2024 05 14 ${clock(ms)}:123#+0000#${of(level, 'Info', 'Warning', 'Error')}#com.sap.X${n % 3}#\n#BC-JAS-SEC#security#C${n}#\n${text}#\n`,
  'zones in a column of their own': ({ ms, level, text, n }) =>
    `${plain(ms + 7_200_000)}|+02:00|${level.toUpperCase()}|shop.Cart${n % 3}|${text}`,
  openedge: ({ ms, level, text }) =>
    `[24/05/14@${clock(ms)}.123+0000] P-008120     T-000001 ${of(level, 'I', 'W', 'F')} BROKER  0: (333) ${text}`,
  'letters with numbers': ({ ms, level, text, n }) =>
    `${iso(ms)}| ${n % 3 === 0 ? 'vmx' : 'vcpu-0'}| ${of(level, 'I125', 'W115', 'E105')}: ${text}`,
  'numbers of python in brackets': ({ ms, level, text }) =>
    `${plain(ms)},123 [${of(level, '20', '30', '40')}] [cmk.mkeventd 8120] ${text}`,
  'codes without a mark': ({ ms, level, text }) =>
    `%${bsd(ms)}:123 2024 SW1 IFNET/${of(level, '6', '4', '3')}/PHY_UPDOWN: ${text}`,
  'letters within the number of a message': ({ ms, level, text, n }) =>
    `[05/14/2024 ${clock(ms)}]      CAUAJM_${of(level, 'I', 'W', 'E')}_${40_245 + n} ${text}`,
  'a shy word behind colons': ({ ms, level, text }) =>
    `${plain(ms)} UTC:10.0.3.3(40312):web@shop:[8120]:${of(level, 'LOG', 'WARNING', 'ERROR')}:  ${text}`,
  'pairs in single quotes': ({ ms, level, text, n }) =>
    `event='${text}' level='${of(level, 'info', 'warning', 'error')}' order=${n} timestamp='${iso(ms)}'`,
  'times with exponents': ({ ms, level, text }) =>
    `${ms / 1e12}e+09\t${of(level, 'INFO', 'WARN', 'ERROR')}\tsetup\t${text}`,
  'brackets around date and clock': ({ ms, level, text }) =>
    `[2024-05-14][${clock(ms)}][shop::cart][${level.toUpperCase()}] ${text}`,
  'dates with slashes in brackets': ({ ms, level, text }) =>
    `[2024/05/14-${clock(ms)}] ${level.toUpperCase()} ${text}`,
  'domains of glib': ({ ms, level, text }) =>
    `(shop:8120): Gtk-${of(level, 'INFO', 'WARNING', 'CRITICAL')} **: ${clock(ms)}.123: ${text}`,
  'values filled with blanks': ({ ms, level, text }) =>
    `{"@timestamp":"${iso(ms)}","log.level":"${level.toUpperCase().padStart(5)}","message":"${text}"}`,
  'stars of kettle': ({ ms, level, text, n }) =>
    `${plain(ms).replaceAll('-', '/')} - Step.${n % 2} - ${of(level, '', 'WARN (version 9.1) : ', 'ERROR (version 9.1) : ')}${text}`,
  'milliseconds since the start': ({ level, text, n }) =>
    `${n * 713} [main] ${of(level, 'INFO', 'WARN', 'ERROR')} com.shop.Cart - ${text}`,
  'seconds since the start': ({ level, text, n }) =>
    `[${(n * 7.137).toFixed(6).padStart(12)}s] ${of(level, ' INFO', ' WARN', 'ERROR')} ThreadId(01) proxy: ${text}`,
  'a clock since the start': ({ level, text, n }) =>
    `0:00:${String(n).padStart(2, '0')}.137456789  8120 0x55d0a1b2c3d0 ${of(level, 'INFO ', 'WARN ', 'ERROR')}  basesrc a.c:12:loop:<src> ${text}`,
  'letters before a colon': ({ level, text }) => `${of(level, 'I', 'W', 'E')}: ${text}`,
};

it.each(Object.keys(NOTATIONS))('levels of %s', async (name) => {
  const read = await levelsOf(NOTATIONS[name]);
  const quiet = SILENT.includes(name) ? 'info' : '';
  expect(read.map((level) => LOUDER[level] ?? (level || quiet))).toEqual(EVENTS.map(({ level }) => level));
});

it.each(Object.keys(NOTATIONS).slice(0, 15))('times of %s', async (name) => {
  const text = `${EVENTS.map(NOTATIONS[name]).join('\n')}\n`;
  const { table } = await ingest([openedOf(text, 'input.log', START + 3_600_000)]);
  const times = table.shards.flatMap(({ timeMs }) => [...timeMs]);
  expect(times.map((ms) => Math.floor(ms / 1000))).toEqual(EVENTS.map(({ ms }) => Math.floor(ms / 1000)));
});

it('a thread of Ceph writes -1 where something failed, other numbers say how fine it is', async () => {
  const ceph = ({ ms, level, text, n }: Event): string =>
    `${iso(ms)} 7f8a1c2d3700 ${of(level, ` ${n % 3}`, '10', '-1')} osd.3 812 ${text}`;
  expect(await levelsOf(ceph)).toEqual(EVENTS.map(({ level }) => (level === 'error' ? 'error' : '')));
});

it('letters, numbers and words that are no column of levels are none', async () => {
  const prose = [
    ({ text, n }: Event) => `${'ABCDE'[n % 5]}: ${text}`,
    ({ ms, text, n }: Event) => `${plain(ms)} [${n}] ${text}`,
    ({ ms, text, n }: Event) => `${plain(ms)} [20] ${text} ${n}`,
    ({ ms, text, n }: Event) => `${plain(ms)} shop/${n % 8}/cart: ${text}`,
    ({ text, n }: Event) => `step ${n} of INFO desk ${text}`,
    ({ ms, text, n }: Event) => `${plain(ms)} user=o'hara n=${n} it's ${text}`,
  ];
  for (const write of prose) expect(new Set(await levelsOf(write))).toEqual(new Set(['']));
});

it('the name of an access point is no program', async () => {
  const line = ({ ms, text, n }: Event): string =>
    `${bsd(ms)} U7PG2,f09fc2aabbcc,v4.3.28.11361: ${n % 2 === 0 ? 'hostapd' : 'kernel'}: ${text}`;
  const text = `${EVENTS.map(line).join('\n')}\n`;
  const source = await ingest([openedOf(text, 'ap.log', START + 3_600_000)]);
  const read = await readRows(
    source,
    EVENTS.map((_, row) => row),
  );
  expect(read.map((parts) => parts?.source)).toEqual(
    EVENTS.map(({ n }) => (n % 2 === 0 ? 'hostapd' : 'kernel')),
  );
});

it.each([
  ['14.05.24', '.05.24'],
  ['28.05.24', '.05.24'],
])('%s is a day first, whatever year it could be', async (first, rest) => {
  const day = Number(first.slice(0, 2));
  const lines = EVENTS.map(({ ms, text, n }) => `${day + (n > 30 ? 1 : 0)}${rest} ${clock(ms)} ${text}`);
  const { table } = await ingest([openedOf(`${lines.join('\n')}\n`, 'router.txt', Date.UTC(2024, 5, 15))]);
  const days = table.shards.flatMap(({ timeMs }) =>
    [...timeMs].map((ms) => new Date(ms).toJSON().slice(0, 10)),
  );
  expect(new Set(days)).toEqual(new Set([`2024-05-${day}`, `2024-05-${day + 1}`]));
  expect(lineNumOf(table.shards[0], 31)).toBe(32);
});

it('24.05.14 is a year first where only its last number moves', async () => {
  const lines = EVENTS.map(({ ms, text, n }) => `24.05.${14 + (n > 30 ? 1 : 0)} ${clock(ms)} ${text}`);
  const { table } = await ingest([openedOf(`${lines.join('\n')}\n`, 'app.txt', Date.UTC(2024, 5, 15))]);
  expect(new Date(table.shards[0].timeMs[0]).toJSON()).toBe('2024-05-14T09:00:00.000Z');
});
