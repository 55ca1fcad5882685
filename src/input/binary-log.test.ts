import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { expect, test } from 'vitest';
import { makeTextOf } from './binary-log';
import { ingest, openedOf } from './fixtures/ingest-here';
import { openFiles } from './open';
import { readRows } from './read-rows';

const EVTX = new Uint8Array(4096);
EVTX.set(new TextEncoder().encode('ElfFile\0'));

const dropped = (path: string, content: Uint8Array) => ({
  path,
  file: new File([content as Uint8Array<ArrayBuffer>], path),
});

test('an event log is told by its bytes, in archives too, with the command that makes text of it', async () => {
  const tar = createTar([{ name: 'logs/Setup.evtx', data: EVTX }]);
  const { logs, problems } = await openFiles([
    dropped('System.evtx', EVTX),
    dropped('app.log', EVTX),
    dropped('s.evtx.gz', gzipSync(EVTX)),
    dropped('all.tgz', gzipSync(tar)),
  ]);
  expect(logs).toEqual([]);
  expect(problems.map(({ code, severity, file }) => [code, severity, file])).toEqual([
    ['binary-log', 'error', 'System.evtx'],
    ['binary-log', 'error', 'app.log'],
    ['binary-log', 'error', 's.evtx.gz'],
    ['binary-log', 'error', 'all.tgz/logs/Setup.evtx'],
  ]);
  expect(problems[0].message).toContain('wevtutil qe System.evtx /lf:true /f:text > System.evtx.txt');
  expect(problems[3].message).toContain('Get-WinEvent -Path Setup.evtx -Oldest |');
});

test('a name that a shell could take for more is not put into the command', () => {
  expect(makeTextOf('journal', 'a/user-1000.journal')).toContain('--file user-1000.journal -o');
  expect(makeTextOf('journal', 'system@00ab-12.journal~')).toContain('> system@00ab-12.journal~.export');
  expect(makeTextOf('evtx', 'Windows PowerShell.evtx')).toContain('"Windows PowerShell.evtx.txt"');
  for (const name of ['a;reboot', '$(reboot)', '`reboot`', '-o', 'a\nreboot', 'a"b', "a'b", ''])
    expect(makeTextOf('journal', name)).toContain('--file FILE -o export > FILE.export');
});

test('what the PowerShell command writes is read: time, level, source and message', async () => {
  const lines = Array.from(
    { length: 6 },
    (_, i) =>
      `"2024-03-01T10:0${i}:00.1230000+00:00","${i === 3 ? 'Error' : 'Information'}","Service Control Manager","7036","The Print Spooler service entered the running state."`,
  );
  const csv = `"TimeCreated","LevelDisplayName","ProviderName","Id","Message"\r\n${lines.join('\r\n')}\r\n`;
  const read = await ingest([openedOf(csv, 'System.evtx.csv')]);
  const times = read.table.shards.flatMap(({ timeMs }) => [...timeMs]);
  expect(times).toEqual(lines.map((_, i) => Date.UTC(2024, 2, 1, 10, i, 0, 123)));
  const [part] = await readRows(read, [3]);
  expect(part).toMatchObject({
    level: 'error',
    source: 'Service Control Manager',
    message: 'The Print Spooler service entered the running state.',
  });
});
