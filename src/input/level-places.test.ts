// Where logs state levels, and by what marks: each notation with each level, as a file of its own.
import { expect, it } from 'vitest';
import { lineNumOf } from '../core/lib/log-table';
import { ingest, openedOf } from './fixtures/ingest-here';
import {
  bsd,
  clock,
  EVENTS,
  type Event,
  iso,
  LOUDER,
  levelsOf,
  of,
  plain,
  pri,
  START,
} from './fixtures/levelled';

/** Seconds since the start. */
const boot = (n: number): string => (100 + n * 3.3).toFixed(6).padStart(12);
const half = (ms: number): string => {
  const hours = new Date(ms).getUTCHours();
  return `${hours % 12 || 12}:${iso(ms).slice(14, 16)}${hours < 12 ? 'AM' : 'PM'}`;
};
const day = (ms: number): string => `14/May/2024:${clock(ms)} +0000`;

/** Notations whose routine lines state no level. */
const SILENT = [
  'headings in stars',
  'windows update',
  'qemu',
  'openvpn',
  'haproxy on a terminal',
  'teamcity',
];

const NOTATIONS: Record<string, (event: Event) => string> = {
  structlog: ({ ms, level, text }) =>
    `\x1b[2m${plain(ms)}\x1b[0m [\x1b[32m${of(level, 'info     ', 'warning  ', 'error    ')}\x1b[0m] \x1b[1m${text}\x1b[0m`,
  'columns in brackets': ({ ms, level, text }) => `${plain(ms)} [${level.toUpperCase().padEnd(10)}] ${text}`,
  logrus: ({ level, text, n }) =>
    `${of(level, 'INFO', 'WARN', 'ERRO')}[${String(n * 7).padStart(4, '0')}] ${text}`,
  'logrus with times': ({ ms, level, text }) => `${of(level, 'INFO', 'WARN', 'ERRO')}[${iso(ms)}] ${text}`,
  'dmesg decoded': ({ level, text, n }) =>
    `${n % 2 === 0 ? 'kern  ' : 'daemon'}:${of(level, 'info  ', 'warn  ', 'err   ')}: [${boot(n)}] ${text}`,
  'dmesg decoded with dates': ({ ms, level, text, n }) =>
    `${n % 2 === 0 ? 'kern  ' : 'daemon'}:${of(level, 'info  ', 'warn  ', 'err   ')}: [Tue ${bsd(ms)} 2024] ${text}`,
  cups: ({ ms, level, text }) => `${of(level, 'I', 'W', 'E')} [${day(ms)}] ${text}`,
  passenger: ({ ms, level, text, n }) =>
    `[ ${of(level, 'N', 'W', 'E')} ${plain(ms)}.1234 ${800 + n}/T1 age/Cor.cpp:70 ]: ${text}`,
  'letter before an ISO time': ({ ms, level, text }) => `${of(level, 'I', 'W', 'E')} ${iso(ms)} ${text}`,
  'letters in brackets before the time': ({ ms, level, text }) =>
    `(${of(level, 'N', 'W', 'C')}) ${iso(ms)} - ${text}`,
  'letters in brackets behind the time': ({ ms, level, text }) =>
    `${plain(ms)} [${of(level, 'I', 'W', 'E')}] ${text}`,
  'compact log of macos': ({ ms, level, text, n }) =>
    `${plain(ms)}.123 ${of(level, n % 2 === 0 ? 'Df' : 'I ', 'W ', 'E ')} Shop[812:1a2b] ${text}`,
  telegraf: ({ ms, level, text }) => `${iso(ms)} ${of(level, 'I', 'W', 'E')}! [agent] ${text}`,
  tarantool: ({ ms, level, text, n }) =>
    `${plain(ms)}.123 [812] main/103/init.lua box.cc:${n} ${of(level, 'I', 'W', 'E')}> ${text}`,
  gitea: ({ ms, level, text, n }) =>
    `${plain(ms).replaceAll('-', '/')} ...s/web/cart.go:${n}:Serve() [${of(level, 'I', 'W', 'E')}] ${text}`,
  'letters in brackets beside the name': ({ ms, level, text }) =>
    `[${clock(ms)}][${of(level, 'I', 'W', 'E')}][wifi:412]: ${text}`,
  geth: ({ ms, level, text }) => `${of(level, 'INFO ', 'WARN ', 'ERROR')}[05-14|${clock(ms)}.123] ${text}`,
  tendermint: ({ ms, level, text }) =>
    `${of(level, 'I', 'W', 'E')}[2024-05-14|${clock(ms)}.123] ${text} module=state`,
  mumble: ({ ms, level, text }) => `<${of(level, 'I', 'W', 'C')}>${plain(ms)}.123 ${text}`,
  orthanc: ({ ms, level, text, n }) =>
    `${of(level, 'I', 'W', 'E')}0514 ${clock(ms)}.123456             MAIN main.cpp:${n}] ${text}`,
  beegfs: ({ ms, level, text }) => `(3) May14 ${clock(ms)} Worker1 [${level}] >> ${text}`,
  bacula: ({ ms, level, text, n }) =>
    `14-May ${clock(ms)} bacula-dir JobId ${n}: ${of(level, '[info]', 'Warning:', 'Error:')} ${text}`,
  tornado: ({ ms, level, text, n }) =>
    `[${of(level, 'I', 'W', 'E')} 240514 ${clock(ms)} web:${2000 + n}] ${text}`,
  jupyter: ({ ms, level, text }) => `[${of(level, 'I', 'W', 'E')} ${plain(ms)}.123 ServerApp] ${text}`,
  twisted: ({ ms, level, text }) => `${iso(ms)} [shop.cart#${of(level, 'info', 'warn', 'error')}] ${text}`,
  yesod: ({ ms, level, text, n }) =>
    `${day(ms)} [${of(level, 'Info', 'Warn', 'Error')}${n % 3 === 0 ? '#SQL' : ''}] ${text} @(main:App src/App.hs:12:3)`,
  xapi: ({ ms, level, text, n }) =>
    `${bsd(ms)} xen1 xapi: [${of(level, ' info', ' warn', 'error')}||${n} |Async.VM.start R:8f1e|xenops] ${text}`,
  'numbers of messages': ({ ms, level, text, n }) =>
    `${plain(ms)}      ANR${1000 + n}${of(level, 'I', 'W', 'E')} ${text}`,
  'open vswitch': ({ ms, level, text, n }) =>
    `${iso(ms)}|${String(n).padStart(5, '0')}|bridge|${of(level, 'INFO', 'WARN', 'EMER')}|${text}`,
  frr: ({ ms, level, text }) =>
    `${plain(ms).replaceAll('-', '/')} ${of(level, 'informational', 'warnings', 'errors')}: BGP: ${text}`,
  duplicati: ({ ms, level, text }) =>
    `${plain(ms)} +00 - [${of(level, 'Information', 'Warning', 'Error')}-Duplicati.Library.Main-Step]: ${text}`,
  'mongod before JSON': ({ ms, level, text, n }) =>
    `${iso(ms)} ${of(level, 'I ', 'W ', 'E ')} NETWORK  [conn${n}] ${text}`,
  'logcat with seconds since 1970': ({ ms, level, text }) =>
    `${(ms / 1000).toFixed(3)}  4120  4124 ${of(level, 'I', 'W', 'E')} Cart    : ${text}`,
  'labels of db2': ({ ms, level, text, n }) =>
    `${iso(ms).slice(0, 10)}-${clock(ms).replaceAll(':', '.')}.123456+000 I${n}E456        LEVEL: ${of(level, 'Info', 'Warning', 'Error')}\nMESSAGE : ${text}`,
  nexus: ({ ms, level, text }) =>
    `2024 May 14 ${clock(ms)} sw1 %ETHPORT-${of(level, '6', '4', '3')}-IF_DOWN: ${text}`,
  'switch in syslog': ({ ms, level, text }) =>
    `${bsd(ms)} sw1 %LINK-${of(level, '6', '4', '3')}-UPDOWN: ${text}`,
  'busybox without processes': ({ ms, level, text }) =>
    `${bsd(ms)} ap1 daemon.${of(level, 'info', 'warn', 'err')} hostapd: ${text}`,
  'zerolog by the clock': ({ ms, level, text }) => `${half(ms)} ${of(level, 'INF', 'WRN', 'ERR')} ${text}`,
  teleport: ({ ms, level, text }) => `${iso(ms)} ${of(level, 'INFO', 'WARN', 'ERRO')} [PROC:1] ${text}`,
  'java.util.logging in Italian': ({ ms, level, text }) =>
    `mag 14, 2024 ${clock(ms)} org.apache.A run\n${of(level, 'INFORMAZIONI', 'AVVERTENZA', 'GRAVE')}: ${text}`,
  'java.util.logging in Japanese': ({ ms, level, text }) =>
    `2024/05/14 ${clock(ms)} org.apache.A run\n${of(level, '情報', '警告', '重大')}: ${text}`,
  'postgresql in Russian': ({ ms, level, text }) =>
    `${plain(ms)}.123 UTC [812] ${of(level, 'СООБЩЕНИЕ', 'ПРЕДУПРЕЖДЕНИЕ', 'ОШИБКА')}:  ${text}`,
  'dmesg decoded with ISO dates': ({ ms, level, text, n }) =>
    `${n % 2 === 0 ? 'kern  ' : 'daemon'}:${of(level, 'info  ', 'warn  ', 'err   ')}: ${iso(ms).slice(0, 19)},123456+00:00 ${text}`,
  'esp-idf': ({ level, text, n }) => `${of(level, 'I', 'W', 'E')} (${n * 37}) wifi: ${text}`,
  'grid engine': ({ ms, level, text }) => `${plain(ms)}|worker|m1|${of(level, 'I', 'W', 'E')}|${text}`,
  'extreme networks': ({ ms, level, text }) =>
    `${plain(ms)}.12 <${of(level, 'Info', 'Warn', 'Erro')}:HAL.Sys> ${text}`,
  huawei: ({ ms, level, text, n }) =>
    `May 14 2024 ${clock(ms)}+00:00 SW1 %%01IFNET/${of(level, '6', '4', '3')}/LINK_STATE(l)[${n}]:${text}`,
  arista: ({ ms, level, text }) =>
    `${bsd(ms)} leaf1 Ebra: %LINEPROTO-${of(level, '6', '4', '3')}-UPDOWN: ${text}`,
  gin: ({ ms, level, text, n }) =>
    `[GIN] 2024/05/14 - ${clock(ms)} | ${of(level, '200', '404', '500')} |  1.${n}ms | 10.0.0.7 | GET "/${text}"`,
  'windows update': ({ ms, level, text }) =>
    `${plain(ms).replaceAll('-', '/')}.1234567 1234  5690  Agent  ${of(level, '', 'WARNING: ', 'ERROR: ')}${text}`,
  qemu: ({ ms, level, text }) =>
    `${iso(ms)} qemu-system-x86_64: ${of(level, '', 'warning: ', 'error: ')}${text}`,
  openvpn: ({ ms, level, text, n }) =>
    `Tue ${bsd(ms)} 2024 us=${100_000 + n} ${of(level, '', 'WARNING: ', 'ERROR: ')}${text}`,
  'haproxy on a terminal': ({ ms, level, text, n }) =>
    level === 'info'
      ? `10.0.0.1:${33_000 + n} [14/May/2024:${clock(ms)}.123] front shop/web1 0/0/1/30/31 200 21 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"`
      : `[${of(level, '', 'WARNING', 'ALERT')}]  (8) : ${text}`,
  teamcity: ({ ms, level, text }) => `[${clock(ms)}]${of(level, ' ', 'W', 'E')}:\t [Step 1/2] ${text}`,
  'esxi 8': ({ ms, level, text }) =>
    `${iso(ms)} ${of(level, 'In', 'Wa', 'Er')}(${pri(level)}) Hostd[2101]: ${text}`,
  icinga2: ({ ms, level, text }) =>
    `[${plain(ms)} +0000] ${of(level, 'information', 'warning', 'critical')}/checker: ${text}`,
  'small words': ({ ms, level, text }) => `${plain(ms)} ${of(level, 'info', 'warning', 'error')} ${text}`,
  'openwrt logread': ({ ms, level, text }) =>
    `Tue ${bsd(ms)} 2024 daemon.${of(level, 'info', 'warn', 'err')} dnsmasq[12]: ${text}`,
  'busybox syslogd': ({ ms, level, text }) =>
    `${bsd(ms)} ap1 daemon.${of(level, 'info', 'warn', 'err')} dnsmasq[12]: ${text}`,
  mikrotik: ({ ms, level, text }) => `${plain(ms)} system,${of(level, 'info', 'warning', 'error')} ${text}`,
  'github actions': ({ ms, level, text }) =>
    `${iso(ms)} ##[${of(level, 'notice', 'warning', 'error')}]${text}`,
  'workflow commands': ({ ms, level, text }) =>
    `${iso(ms)} ::${of(level, 'notice', 'warning', 'error')} file=a.js,line=1::${text}`,
  'azure pipelines': ({ ms, level, text }) =>
    `${iso(ms)} ${level === 'info' ? '##[info]' : `##vso[task.logissue type=${of(level, '', 'warning', 'error')}]`}${text}`,
  gitlab: ({ ms, level, text }) => `${iso(ms)} ${of(level, '00O INFO:', '00O WARNING:', '01E')} ${text}`,
  xorg: ({ level, text, n }) =>
    `[${(100 + n * 3.3).toFixed(3).padStart(9)}] (${of(level, 'II', 'WW', 'EE')}) ${text}`,
  'xorg without times': ({ level, text }) => `(${of(level, 'II', 'WW', 'EE')}) ${text}`,
  cmtrace: ({ ms, level, text }) =>
    `<![LOG[${text}]LOG]!><time="${clock(ms)}.000+000" date="05-14-2024" component="x" context="" type="${of(level, '1', '2', '3')}" thread="1" file="a:1">`,
  heroku: ({ ms, level, text }) =>
    `${iso(ms)} heroku[router]: at=${of(level, 'info', 'warning', 'error')} method=GET path="/" desc="${text}" status=${of(level, '200', '404', '503')}`,
  'heroku in syslog': ({ ms, level, text }) =>
    `<158>1 ${iso(ms)} host heroku router - at=${of(level, 'info', 'warning', 'error')} desc="${text}"`,
  'cisco with uptime': ({ ms, level, text, n }) =>
    `${n}: ${clock(ms)}: %SYS-${of(level, '6', '4', '3')}-CONFIG: ${text}`,
  'cisco with priority': ({ ms, level, text, n }) =>
    `<${pri(level)}>${n}: ${clock(ms)}: %SYS-${of(level, '6', '4', '3')}-CONFIG: ${text}`,
  'priority and a bare text': ({ level, text }) => `<${pri(level)}>myapp: ${text}`,
  'priority of journald': ({ ms, level, text }) => `${iso(ms)} <${of(level, '6', '4', '3')}>${text}`,
  fortigate: ({ ms, level, text }) =>
    `<45>date=2024-05-14 time=${clock(ms)} tz="+0000" devname="FG1" type="event" level="${of(level, 'information', 'warning', 'error')}" msg="${text}"`,
  'fortigate in syslog': ({ ms, level, text }) =>
    `${bsd(ms)} fw1 date=2024-05-14 time=${clock(ms)} devname="FG1" type="event" level="${of(level, 'information', 'warning', 'error')}" msg="${text}"`,
  'pan-os': ({ ms, level, text, n }) =>
    `<14>${bsd(ms)} fw01 1,2024/05/14 ${clock(ms)},0007,SYSTEM,general,0,,general,${of(level, 'informational', 'warning', 'error')},"${text}, twice",${n},0x0`,
  'columns without names': ({ ms, level, text }) =>
    `${plain(ms)},eu-1,42,"a, b",${of(level, 'INFO', 'WARNING', 'ERROR')},"${text}"`,
  'tabs without names': ({ ms, level, text }) =>
    `${iso(ms)}\tx1\ty2\tz3\tw4\tu5\t${of(level, 'info', 'warning', 'error')}\t${text}`,
  'postgres csvlog': ({ ms, level, text, n }) =>
    `${plain(ms)}.000 UTC,"app","shop",${n},"[local]",618d3c67.588,0,"SELECT",${plain(ms)} UTC,9/0,0,${of(level, 'LOG', 'WARNING', 'ERROR')},00000,"${text}",,,,,,,,,"psql","client backend"`,
  'junos with priorities': ({ ms, level, text, n }) =>
    `${bsd(ms)}.123  mx-1 rpd[${812 + n}]: %DAEMON-${of(level, '6', '4', '3')}: ${text}`,
  netscaler: ({ ms, level, text, n }) =>
    `${bsd(ms)} <local0.${of(level, 'info', 'warn', 'err')}> 10.1.0.2 05/14/2024:${clock(ms)} GMT ns1 0-PPE-0 : default EVENT X ${n} 0 :  ${text}`,
  solaris: ({ ms, level, text, n }) =>
    `${bsd(ms)} sol1 ${n % 2 === 0 ? 'sshd[12]' : 'scsi'}: [ID ${540_000 + n} ${n % 3 === 0 ? 'kern' : 'auth'}.${of(level, 'info', 'warning', 'error')}] ${text}`,
  'oracle diagnostic logging': ({ ms, level, text, n }) =>
    `[${iso(ms)}] [soa_1] [${of(level, n % 2 === 0 ? 'NOTIFICATION' : 'NOTIFICATION:16', 'WARNING', 'ERROR')}] [OWS-${n}] [oracle.ws] [tid: 1] ${text}`,
  'letters before a slash': ({ ms, level, text, n }) =>
    `${plain(ms)}.123456 UTC - [Parent 812: ${n % 2 === 0 ? 'Main Thread' : 'Socket Thread'}]: ${of(level, 'I', 'W', 'E')}/nsHttp ${text}`,
  'small letters': ({ ms, level, text, n }) =>
    `[${1200 + n}]{-1}[0/-1] ${plain(ms)}.123456 ${of(level, 'i', 'w', 'e')} Memory           Memory.cpp(${n}) : ${text}`,
  'words of a bracket behind the first': ({ ms, level, text, n }) =>
    `${iso(ms)} 2024/05/14/[$LATEST]c2b1 [${of(level, 'INFO', 'WARNING', 'ERROR')}]\t${iso(ms)}\t5f1c-${n}\t${text}`,
  'labels before pairs': ({ ms, level, text, n }) =>
    `${iso(ms)} {app="shop", pod="x${n}"} level=${level} caller=pay.go:42 msg="${text}"`,
  "erlang's reports": ({ ms, level, text }) =>
    `=${of(level, 'PROGRESS', 'WARNING', 'CRASH')} REPORT==== 14-May-2024::${clock(ms)}.123456 ===\n    ${text}\n`,
  'pairs between bars': ({ ms, level, text, n }) =>
    `time=${ms / 1000}|host=cp-1|product=A & B ${n}|severity=${of(level, 'Info', 'Warning', 'Error')}|msg=${text}|n=${n}`,
  'classes of controllers': ({ ms, level, text, n }) =>
    `${n};14.05.2024;${clock(ms)},123;${of(level, 'Meldung', 'Warnung', 'Störung')};${text};0,5`,
  'columns filled with blanks': ({ ms, level, text, n }) =>
    `Shop,       Info,     ${of(level, '4', '3', '2')},   ${ms * 10_000 + 116_444_736_000_000_000},     ${n}, "${text}, twice"`,
  "a platform's level before the program's": ({ ms, level, text }) =>
    `${iso(ms)} app[8f1e2d3c] ams [info][${level.toUpperCase()}] ${text}`,
  "a wrapper's level before the time": ({ ms, level, text }) =>
    `INFO   | jvm 1    | ${plain(ms).replaceAll('-', '/')} | ${of(level, 'I', 'W', 'E')} [S.Gateway] [${clock(ms)}]: ${text}`,
  'signs before a number': ({ ms, level, text, n }) =>
    `${plain(ms)} - ${of(level, '?', '+', '!')} [${100 + (n % 9)}] ${text}`,
  'grades that double': ({ ms, level, text, n }) =>
    `${clock(ms)}.123 [8120.${n}] <${of(level, '2', '8', '16')}> bprd main: ${text}`,
  'columns in syslog': ({ ms, level, text, n }) =>
    `${iso(ms)} sw1 hpe-mgmtd[812]: Event|${1300 + n}|LOG_${of(level, 'INFO', 'WARN', 'ERR')}|AMM|1/1|${text}`,
  'fields before a time and a letter': ({ ms, level, text, n }) =>
    `library!Server_0-${n}!8${n % 8}c!05/14/2024-${clock(ms)}:: ${of(level, 'i INFO', 'w WARN', 'e ERROR')}: ${text}`,
  'headings in stars': ({ ms, level, text }) =>
    `M  Tue ${bsd(ms)}:000 2024\nM  ${of(level, '', '*** WARNING => ', '*** ERROR => ')}${text} [thxxhead.c 12]\n`,
  'risks in a table': ({ ms, level, text, n }) =>
    `${plain(ms)},${of(level, 'Low', 'Medium', 'High')},fw${n % 3},${text}`,
  'severities of SharePoint': ({ ms, level, text, n }) =>
    `05/14/2024 ${clock(ms)}.00 \tw3wp.exe (0x1FB8) \t0x${10 + n}A4\tFoundation \tGeneral\t8nca${n % 9}\t${of(level, 'Medium    ', 'High      ', 'Unexpected')}\t${text}`,
  'severities of FoundationDB': ({ ms, level, text, n }) =>
    `<Event Severity="${of(level, '10', '20', '40')}" Time="${ms / 1000}" Type="${text}" ID="8f${n}" Machine="10.0.3.3:4500" LogGroup="default" Roles="SS" />`,
  'marks of tools': ({ ms, level, text }) => `${plain(ms)} ${of(level, '[*]', '[!]', '[error]')} ${text}`,
};

/** What stands above the lines. */
const HEADS: Record<string, string> = {
  'classes of controllers': 'Nr;Datum;Uhrzeit;Klasse;Meldetext;Wert\n',
  'risks in a table': 'Time,Severity,Device,Description\n',
  'severities of SharePoint': 'Timestamp\tProcess\tTID\tArea\tCategory\tEventID\tLevel\tMessage\n',
  'severities of FoundationDB': '<?xml version="1.0"?>\n<Trace>\n',
  'columns filled with blanks': 'Event Name,       Type,  Level,    Clock-Time,   Event ID, User Data\n',
};

it.each(Object.keys(NOTATIONS))('levels of %s', async (name) => {
  for (const head of ['', '\uFEFF']) {
    const read = await levelsOf(NOTATIONS[name], `${head}${HEADS[name] ?? ''}`);
    const quiet = SILENT.includes(name) ? 'info' : '';
    expect(read.map((level) => LOUDER[level] ?? (level || quiet))).toEqual(EVENTS.map(({ level }) => level));
  }
});

it('prose with a mark or a word in a column is no level', async () => {
  const prose = [
    ({ ms, text }: Event) => `${plain(ms)} a, b, c, d ${text}`,
    ({ ms, text, n }: Event) => `${plain(ms)} [-] Error${n} was ${text}`,
    ({ ms, text, n }: Event) => `${plain(ms)} foo(${n % 8}) ${text}`,
    ({ ms, text, n }: Event) => `${plain(ms)} /var/log/${n % 2 === 0 ? 'error' : 'info'}x.log ${text}`,
  ];
  for (const write of prose) expect(new Set(await levelsOf(write))).toEqual(new Set(['']));
});

it('sections of setupapi are records with their gravest mark, a statement of csvlog keeps its line ends', async () => {
  const section = ({ ms, level, text, n }: Event): string =>
    [
      `>>>  [Device Install - X${n}]`,
      `>>>  Section start 2024/05/14 ${clock(ms)}.000`,
      `     dvi: begins`,
      `${of(level, '     dvi:', '!    dvi:', '!!!  dvi:')} ${text}`,
      `<<<  Section end 2024/05/14 ${clock(ms)}.500`,
      `<<<  [Exit status: SUCCESS]`,
      ``,
    ].join('\n');
  const none = (level: string): string => (level === 'info' ? '' : level);
  expect(await levelsOf(section)).toEqual(EVENTS.map(({ level }) => none(level)));
  const row = (event: Event): string =>
    NOTATIONS['postgres csvlog'](event).replace(',,,,,,', ',,,"select\n1;",,,');
  const source = await ingest([openedOf(`${EVENTS.map(row).join('\n')}\n`, 'a.csv', START)]);
  expect(source.table.length).toBe(EVENTS.length);
  expect(lineNumOf(source.table.shards[0], 10)).toBe(21);
});

it('a line of GitLab that goes on with the one before is part of it', async () => {
  const write = ({ ms, text }: Event): string => `${iso(ms)} 00O ${text}\n${iso(ms)} 00O+ and more`;
  const source = await ingest([openedOf(`${EVENTS.map(write).join('\n')}\n`, 'job.log', START)]);
  expect(source.table.length).toBe(EVENTS.length);
});
