import { expect, test } from 'vitest';
import { detectFormat } from '../detect';
import { createHeader } from '../header';
import { createRecordReader } from '../read-record';
import { createParserOf } from './registry';

interface Line {
  readonly text: string;
  readonly time: string | null;
  readonly level: string;
  readonly source: string;
  readonly message: string;
}

/** Detects the format of the lines, repeated so that shares mean something, and reads each of them. */
function readLines(lines: readonly string[], name = 'app.log') {
  const repeated = Array.from({ length: 12 }, () => lines).flat();
  const bytes = new TextEncoder().encode(repeated.join('\n'));
  const guess = detectFormat([bytes], { name, zone: 'UTC', whole: true });
  const read = createRecordReader(guess.plan);
  const parsers = guess.plan.parsers.map((spec) => createParserOf(spec));
  const header = createHeader();
  const rows = lines.map((line) => {
    const at = new TextEncoder().encode(line);
    const parts = read(at, 0, at.length);
    parsers.some((parse) => parse(at, 0, at.length, header));
    const ms = Number.isNaN(header.zoneMinutes) ? header.timeMs : header.timeMs - header.zoneMinutes * 60_000;
    const time = header.partial === 0 ? new Date(ms).toJSON() : `${header.partial}:${ms}`;
    return { ...parts, time };
  });
  return { guess, rows };
}

function expectLines(format: string, lines: readonly Line[]): void {
  const { guess, rows } = readLines(lines.map((line) => line.text));
  expect(guess.format).toBe(format);
  expect(guess.confidence01).toBeGreaterThan(0.9);
  expect(rows.map(({ time, level, source, message }) => ({ time, level, source, message }))).toEqual(
    lines.map(({ time, level, source, message }) => ({ time, level, source, message })),
  );
}

const line = (text: string, time: string | null, level: string, source: string, message: string): Line => ({
  text,
  time,
  level,
  source,
  message,
});

test('logback and log4j: level, thread, logger, dash', () => {
  expectLines('log4j', [
    line(
      '2024-03-01 10:00:00,123 INFO  [main] c.example.App - started in 3 s',
      '2024-03-01T10:00:00.123Z',
      'info',
      'c.example.App',
      'started in 3 s',
    ),
    line(
      '2024-03-01 10:00:01,456 ERROR [http-nio-1] c.example.Db - query - failed',
      '2024-03-01T10:00:01.456Z',
      'error',
      'c.example.Db',
      'query - failed',
    ),
    line(
      '2024-03-01 10:00:02,000 WARN  [http-nio-2] c.example.Db - [pool] is slow',
      '2024-03-01T10:00:02.000Z',
      'warn',
      'c.example.Db',
      '[pool] is slow',
    ),
  ]);
});

test('Hadoop: level, thread, class with a colon', () => {
  expectLines('log4j', [
    line(
      '2015-10-18 18:01:47,978 INFO [RM Allocator] org.apache.A: made 3 for: x',
      '2015-10-18T18:01:47.978Z',
      'info',
      'org.apache.A',
      'made 3 for: x',
    ),
    line(
      '2015-10-18 18:01:48,000 FATAL [main] org.apache.B$C: ERROR IN RM',
      '2015-10-18T18:01:48.000Z',
      'fatal',
      'org.apache.B$C',
      'ERROR IN RM',
    ),
  ]);
});

test('ZooKeeper: place in brackets before the dash', () => {
  expectLines('zookeeper', [
    line(
      '2015-07-29 17:41:44,747 - INFO  [QuorumPeer[myid=1]/0:0:0:2181:FastLeaderElection@774] - Notification: 3200',
      '2015-07-29T17:41:44.747Z',
      'info',
      'FastLeaderElection',
      'Notification: 3200',
    ),
    line(
      '2015-07-29 17:41:45,000 - WARN  [SendWorker:1889:QuorumCnxManager$SendWorker@688] - Send worker leaving',
      '2015-07-29T17:41:45.000Z',
      'warn',
      'QuorumCnxManager$SendWorker',
      'Send worker leaving',
    ),
  ]);
});

test('OpenStack, with and without the file name in front', () => {
  const id = '[req-38101a0b-2096-447d-96ea-a692162415ae 113d 54fa - - -]';
  expectLines('openstack', [
    line(
      `nova-api.log 2017-05-16 00:00:00.008 25746 INFO nova.wsgi.server ${id} 10.0.0.1 "GET /v2"`,
      '2017-05-16T00:00:00.008Z',
      'info',
      'nova.wsgi.server',
      '10.0.0.1 "GET /v2"',
    ),
    line(
      `2017-05-16 00:00:01.000 25746 ERROR nova.compute.manager ${id} [instance: x] boom`,
      '2017-05-16T00:00:01.000Z',
      'error',
      'nova.compute.manager',
      '[instance: x] boom',
    ),
    line(
      'nova-api.log 2017-05-16 00:00:02.000 25746 WARNING nova.scheduler [-] slow',
      '2017-05-16T00:00:02.000Z',
      'warn',
      'nova.scheduler',
      'slow',
    ),
  ]);
});

test('Python logging: logger before the level', () => {
  expectLines('log4j', [
    line(
      '2024-03-01 10:00:00,123 - app.db - INFO - connected to 10.0.0.1',
      '2024-03-01T10:00:00.123Z',
      'info',
      'app.db',
      'connected to 10.0.0.1',
    ),
    line(
      '2024-03-01 10:00:01,123 - app.web - WARNING - slow request',
      '2024-03-01T10:00:01.123Z',
      'warn',
      'app.web',
      'slow request',
    ),
  ]);
});

test('Spring Boot: process, dashes, thread, logger, colon', () => {
  expectLines('log4j', [
    line(
      '2024-03-01T10:00:00.123Z  INFO 4711 --- [           main] c.e.DemoApplication                      : Starting',
      '2024-03-01T10:00:00.123Z',
      'info',
      'c.e.DemoApplication',
      'Starting',
    ),
    line(
      '2024-03-01T10:00:01.123Z ERROR 4711 --- [nio-8080-exec-1] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet broke',
      '2024-03-01T10:00:01.123Z',
      'error',
      'o.a.c.c.C.[.[.[/].[dispatcherServlet]',
      'Servlet broke',
    ),
  ]);
});

test('offsets and microseconds', () => {
  expectLines('log4j', [
    line('2024-03-01T10:00:00.123456+02:00 INFO a.B: x', '2024-03-01T08:00:00.123Z', 'info', 'a.B', 'x'),
    line('2024-03-01T10:00:00.5-0530 INFO a.B: y', '2024-03-01T15:30:00.500Z', 'info', 'a.B', 'y'),
  ]);
});

test('MySQL 8', () => {
  expectLines('mysql', [
    line(
      '2023-03-15T05:08:37.642287+02:00 2227716 [Warning] [MY-000000] [WSREP] no lock',
      '2023-03-15T03:08:37.642Z',
      'warn',
      'WSREP',
      'no lock',
    ),
    line(
      '2023-03-15T05:08:38.000000+02:00 0 [System] [MY-010116] [Server] mysqld starting',
      '2023-03-15T03:08:38.000Z',
      'info',
      'Server',
      'mysqld starting',
    ),
  ]);
});

test('PostgreSQL', () => {
  expectLines('postgresql', [
    line(
      '2024-03-01 10:00:00.123 UTC [4711] app@db LOG:  duration: 12 ms',
      '2024-03-01T10:00:00.123Z',
      'info',
      'app@db',
      'duration: 12 ms',
    ),
    line(
      '2024-03-01 10:00:01.123 UTC [4711] app@db ERROR:  relation "x" does not exist',
      '2024-03-01T10:00:01.123Z',
      'error',
      'app@db',
      'relation "x" does not exist',
    ),
    line(
      '2024-03-01 10:00:02.123 UTC [1] LOG:  checkpoint starting: time',
      '2024-03-01T10:00:02.123Z',
      'info',
      '',
      'checkpoint starting: time',
    ),
  ]);
});

test('HDFS and Spark', () => {
  expectLines('hdfs', [
    line(
      '081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 for block blk_38 terminating',
      '2008-11-09T20:36:15.000Z',
      'info',
      'dfs.DataNode$PacketResponder',
      'PacketResponder 1 for block blk_38 terminating',
    ),
    line(
      '081109 203616 27 WARN dfs.FSNamesystem: BLOCK* x: y',
      '2008-11-09T20:36:16.000Z',
      'warn',
      'dfs.FSNamesystem',
      'BLOCK* x: y',
    ),
  ]);
  expectLines('spark', [
    line(
      '17/06/09 20:10:40 INFO executor.Executor: Running task 21.0',
      '2017-06-09T20:10:40.000Z',
      'info',
      'executor.Executor',
      'Running task 21.0',
    ),
    line(
      '17/06/09 20:10:41 ERROR storage.Manager: lost',
      '2017-06-09T20:10:41.000Z',
      'error',
      'storage.Manager',
      'lost',
    ),
  ]);
});

test('Blue Gene and Thunderbird: the epoch is the time', () => {
  expectLines('bgl', [
    line(
      '- 1117838570 2005.06.03 R02-M1 2005-06-03-15.42.50.675872 R02-M1 RAS KERNEL INFO cache parity',
      '2005-06-03T22:42:50.675Z',
      'info',
      'KERNEL',
      'cache parity',
    ),
    line(
      'KERNDTLB 1117838573 2005.06.03 R30-M0 2005-06-03-15.42.53.000000 R30-M0 RAS KERNEL FATAL TLB error',
      '2005-06-03T22:42:53.000Z',
      'fatal',
      'KERNEL',
      'TLB error',
    ),
  ]);
  expectLines('thunderbird', [
    line(
      '- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session closed',
      '2005-11-09T20:01:01.000Z',
      '',
      'crond(pam_unix)',
      'session closed',
    ),
    line(
      '- 1131566479 2005.11.09 dn3 Nov 9 12:01:19 dn3/dn3 kernel: error: disk',
      '2005-11-09T20:01:19.000Z',
      'error',
      'kernel',
      'error: disk',
    ),
  ]);
});

test('syslog of both RFCs', () => {
  const day = (month: number, date: number, clock: string) =>
    `1:${Date.parse(`2000-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}T${clock}Z`) - Date.UTC(2000, 0, 1)}`;
  expectLines('syslog-rfc3164', [
    line(
      'Jun  9 06:06:20 combo syslogd 1.4.1: restart.',
      day(6, 9, '06:06:20'),
      '',
      'syslogd 1.4.1',
      'restart.',
    ),
    line(
      'Jun 14 15:16:01 combo sshd(pam_unix)[19939]: check pass; user unknown',
      day(6, 14, '15:16:01'),
      '',
      'sshd(pam_unix)',
      'check pass; user unknown',
    ),
    line(
      'Jul  1 09:00:55 calvisitor-10 Google Chrome[12]: IOThunderbolt<0>: x',
      day(7, 1, '09:00:55'),
      '',
      'Google Chrome',
      'IOThunderbolt<0>: x',
    ),
    line(
      'Jul  1 09:01:55 mac com.apple.cts[43]: com.apple.x: scheduler: y',
      day(7, 1, '09:01:55'),
      '',
      'com.apple.cts',
      'com.apple.x: scheduler: y',
    ),
  ]);
  expectLines('syslog-rfc5424', [
    line(
      '<165>1 2003-10-11T22:14:15.003Z host evntslog 1 ID47 [x@1 a="]b" c="d"] An event',
      '2003-10-11T22:14:15.003Z',
      'notice',
      'evntslog',
      'An event',
    ),
    line(
      '<34>1 2003-10-11T22:14:16Z host su - ID47 - su failed',
      '2003-10-11T22:14:16.000Z',
      'fatal',
      'su',
      'su failed',
    ),
  ]);
});

test('syslog with ISO times', () => {
  expectLines('syslog-rfc3164', [
    line(
      '2024-03-01T10:00:00+01:00 web1 sshd[12]: Invalid user x',
      '2024-03-01T09:00:00.000Z',
      '',
      'sshd',
      'Invalid user x',
    ),
    line(
      '2024-03-01T10:00:01+01:00 web1 kernel: error: disk',
      '2024-03-01T09:00:01.000Z',
      'error',
      'kernel',
      'error: disk',
    ),
  ]);
});

test('logcat, klog, time of day', () => {
  const at = (text: string) => `1:${Date.parse(`2000-${text}Z`) - Date.UTC(2000, 0, 1)}`;
  expectLines('android-logcat', [
    line(
      '03-17 16:13:38.811  1702  2395 D WindowManager: wtoken = x',
      at('03-17T16:13:38.811'),
      'debug',
      'WindowManager',
      'wtoken = x',
    ),
    line(
      '03-17 16:13:38.900  1702  8671 E Power:Mgr: acquire lock=2, tag="View"',
      at('03-17T16:13:38.900'),
      'error',
      'Power:Mgr',
      'acquire lock=2, tag="View"',
    ),
  ]);
  expectLines('klog', [
    line(
      'I0317 16:13:38.811000   12345 controller.go:116] synced 3 pods',
      at('03-17T16:13:38.811'),
      'info',
      'controller.go',
      'synced 3 pods',
    ),
    line(
      'E0317 16:13:39.000000   12345 reflector.go:1] failed',
      at('03-17T16:13:39.000'),
      'error',
      'reflector.go',
      'failed',
    ),
  ]);
  expectLines('time-of-day', [
    line(
      '16:29:38.905 [XNIO-1 task-2]  VA_liiDnT6 DEBUG c.n.o.Path <init> - path = /x',
      '2:59378905',
      'debug',
      'c.n.o.Path',
      'path = /x',
    ),
    line(
      '16:29:38.906 [hz.thread-9]   ERROR c.n.o.Cache load - Load:1',
      '2:59378906',
      'error',
      'c.n.o.Cache',
      'Load:1',
    ),
  ]);
});

test('access and error logs of web servers', () => {
  expectLines('access-log', [
    line(
      '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326',
      '2000-10-10T20:55:36.000Z',
      'info',
      '',
      '"GET /a.gif HTTP/1.0" 200 2326',
    ),
    line(
      '10.0.0.1 - - [10/Oct/2000:13:55:37 +0000] "POST /b HTTP/1.1" 502 0 "-" "curl"',
      '2000-10-10T13:55:37.000Z',
      'error',
      '',
      '"POST /b HTTP/1.1" 502 0 "-" "curl"',
    ),
  ]);
  expectLines('apache-error', [
    line(
      '[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok /etc/w',
      '2005-12-04T04:47:44.000Z',
      'notice',
      '',
      'workerEnv.init() ok /etc/w',
    ),
    line(
      '[Sun Dec 04 04:47:45 2005] [error] mod_jk child in error state 6',
      '2005-12-04T04:47:45.000Z',
      'error',
      '',
      'mod_jk child in error state 6',
    ),
  ]);
  expectLines('nginx-error', [
    line(
      '2024/03/01 10:00:00 [error] 31#31: *5 open() "/x" failed',
      '2024-03-01T10:00:00.000Z',
      'error',
      '',
      '31#31: *5 open() "/x" failed',
    ),
    line(
      '2024/03/01 10:00:01 [warn] 31#31: *6 buffered',
      '2024-03-01T10:00:01.000Z',
      'warn',
      '',
      '31#31: *6 buffered',
    ),
  ]);
});

test('JSON lines: usual keys, nested keys, numbers as levels, escapes', () => {
  expectLines('json-lines', [
    line(
      '{"ts":1709287200.5,"level":"info","logger":"app","msg":"a \\"b\\" \\u00e9\\nrest"}',
      '2024-03-01T10:00:00.500Z',
      'info',
      'app',
      'a "b" é\nrest',
    ),
    line(
      '{"time":"2024-03-01T10:00:01Z","level":50,"name":"api","msg":"broke"}',
      '2024-03-01T10:00:01.000Z',
      'error',
      'api',
      'broke',
    ),
    line(
      '{"@timestamp":"2024-03-01T10:00:02Z","log":{"level":"WARN","logger":"x.Y"},"message":"m"}',
      '2024-03-01T10:00:02.000Z',
      'warn',
      'x.Y',
      'm',
    ),
    line(
      '{"time":"2024-03-01T10:00:03Z","level":"info","method":"GET","code":200}',
      '2024-03-01T10:00:03.000Z',
      'info',
      '',
      'method=GET code=200',
    ),
  ]);
});

test('docker json-file and CRI take the level of the line that they wrap', () => {
  expectLines('docker-json', [
    line(
      '{"log":"2024-03-01 10:00:00 ERROR pool empty\\n","stream":"stdout","time":"2024-03-01T10:00:00.000000001Z"}',
      '2024-03-01T10:00:00.000Z',
      'error',
      '',
      'pool empty',
    ),
    line(
      '{"log":"plain text\\n","stream":"stderr","time":"2024-03-01T10:00:01Z"}',
      '2024-03-01T10:00:01.000Z',
      '',
      '',
      'plain text',
    ),
  ]);
  expectLines('cri', [
    line(
      '2016-10-06T00:17:09.669794202Z stdout F INFO listening on 80',
      '2016-10-06T00:17:09.669Z',
      'info',
      '',
      'listening on 80',
    ),
    line(
      '2016-10-06T00:17:10.669794202Z stderr P part of a line',
      '2016-10-06T00:17:10.669Z',
      '',
      '',
      'part of a line',
    ),
  ]);
});

test('logfmt', () => {
  expectLines('logfmt', [
    line(
      'time=2024-03-01T10:00:00Z level=info component=db msg="opened \\"x\\"" n=3',
      '2024-03-01T10:00:00.000Z',
      'info',
      'db',
      'opened "x"',
    ),
    line(
      'ts=2024-03-01T10:00:01Z level=error msg=failed err=timeout',
      '2024-03-01T10:00:01.000Z',
      'error',
      '',
      'failed',
    ),
  ]);
});

test('other layouts of the same ideas', () => {
  expectLines('windows-cbs', [
    line(
      '2016-09-28 04:30:30, Info                  CBS    Loaded Servicing Stack v6.1',
      '2016-09-28T04:30:30.000Z',
      'info',
      'CBS',
      'Loaded Servicing Stack v6.1',
    ),
    line(
      '2016-09-28 04:30:31, Error                 CSI    00000001@2016/9/27:20:30:31.455 failed',
      '2016-09-28T04:30:31.000Z',
      'error',
      'CSI',
      '00000001@2016/9/27:20:30:31.455 failed',
    ),
  ]);
  expectLines(
    'pipe-separated',
    [
      line(
        '20171223-22:15:29:606|Step_LSC|30002312|onStandStepChanged 3579',
        '2017-12-23T22:15:29.606Z',
        '',
        'Step_LSC',
        'onStandStepChanged 3579',
      ),
      line(
        '20171223-0:7:20:444|Step_SP|30002312|getTodayTotalDetailSteps = 15',
        '2017-12-23T00:07:20.444Z',
        '',
        'Step_SP',
        'getTodayTotalDetailSteps = 15',
      ),
    ].map((l) => ({ ...l })),
  );
  const clock = (text: string) => `1:${Date.parse(`2000-10-30T${text}Z`) - Date.UTC(2000, 0, 1)}`;
  expectLines('text-with-time', [
    line(
      '[10.30 16:49:06] chrome.exe - proxy.example:5070 open through proxy',
      clock('16:49:06'),
      '',
      'chrome.exe',
      'proxy.example:5070 open through proxy',
    ),
    line(
      '[10.30 16:49:07] chrome.exe *64 - proxy.example:5070 close, 403 bytes sent',
      clock('16:49:07'),
      '',
      'chrome.exe',
      'proxy.example:5070 close, 403 bytes sent',
    ),
  ]);
});

test('columns before an epoch', () => {
  const rows = Array.from(
    { length: 40 },
    (_, i) =>
      `${460 + i} node-${i} unix.hw state_change.unavailable 11408086${String(i).padStart(2, '0')} 1 Component State Change: is in state ${i}`,
  );
  const { rows: read } = readLines(rows);
  expect(read[7]).toMatchObject({
    time: '2006-02-24T19:16:47.000Z',
    source: 'unix.hw',
    message: 'Component State Change: is in state 7',
  });
});

test('CSV: the Loghub columns, other names and delimiters', () => {
  const loghub = [
    'timestamp,source,level,message',
    '2024-03-01T10:00:00.000,db,WARN,"a, ""b"""',
    ',web,,x',
    '2024-03-01T10:00:01Z,web,E,y',
  ];
  const bytes = new TextEncoder().encode(loghub.join('\r\n'));
  const guess = detectFormat([bytes], { name: 'x.csv', zone: 'UTC', whole: true });
  expect(guess).toMatchObject({ format: 'csv', plan: { style: 'csv' } });
  const read = createRecordReader(guess.plan);
  const row = (i: number) => {
    const text = new TextEncoder().encode(loghub[i]);
    return read(text, 0, text.length);
  };
  expect(row(1)).toMatchObject({ level: 'warn', source: 'db', message: 'a, "b"' });
  expect(row(2)).toMatchObject({ level: '', source: 'web', message: 'x' });
  expect(row(3)).toMatchObject({ level: 'error', source: 'web', message: 'y' });
  const windows =
    'Level;Date and Time;Source;Event ID;Description\nError;2024-03-01 10:00:00;Disk;7;bad block\n'.repeat(
      1,
    ) + 'Information;2024-03-01 10:00:00;Disk;8;ok\n'.repeat(5);
  const other = detectFormat([new TextEncoder().encode(windows)], {
    name: 'x.csv',
    zone: 'UTC',
    whole: true,
  });
  expect(other.plan.parsers[0].params).toMatchObject({
    delimiter: 59,
    level: 0,
    time: 1,
    source: 2,
    message: 4,
  });
});

test('plain text has no time and is not taken for anything else', () => {
  const { guess, rows } = readLines(['the quick brown fox', 'ERROR it jumped', 'over, the; lazy "dog"']);
  expect(guess.format).toBe('plain');
  expect(rows.map((row) => [row.time, row.level])).toEqual([
    [null, ''],
    [null, 'error'],
    [null, ''],
  ]);
});

test('a file that mixes systems is read by several parsers', () => {
  const lines = [
    '081109 203615 148 INFO dfs.DataNode: a',
    'Jun 14 15:16:01 combo sshd[1]: b',
    '2015-10-18 18:01:47,978 WARN [main] org.apache.A: c',
    '[Sun Dec 04 04:47:44 2005] [error] d',
  ];
  const { rows } = readLines(lines);
  expect(rows.map((row) => row.message)).toEqual(['a', 'b', 'c', 'd']);
  expect(rows.map((row) => row.level)).toEqual(['info', '', 'warn', 'error']);
});
