import { createTar } from 'nanotar';
import { expect, test } from 'vitest';
import type { Settings } from '../../contracts/settings';
import { openFiles } from '../open';
import { LOGS, OTHERS } from './fixtures/contents';

const INI = OTHERS.ini[1];
const dropped = (path: string, text: string) => ({ path, file: new File([text], path) });
const tar = (files: Record<string, string>, path = 's.tar') => ({
  path,
  file: new File(
    [new Uint8Array(createTar(Object.entries(files).map(([name, data]) => ({ name, data }))))],
    path,
  ),
});
const use = (uses: Record<string, 'log' | 'none'>): Settings['files'] =>
  Object.fromEntries(
    Object.entries(uses).map(([name, each]) => [
      name,
      { format: null, encoding: null, zone: null, use: each },
    ]),
  );
const many = (num: number, text: string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: num }, (_, i) => [`etc/c${i}.conf`, text]));
const namesOf = ({ logs }: Awaited<ReturnType<typeof openFiles>>): string[] => logs.map(({ name }) => name);

test('of a bundle the logs are read, and all else is listed with its kind', async () => {
  const opened = await openFiles([
    tar({
      ...many(20, INI),
      'var/log/messages': LOGS.syslog,
      'var/log/messages.1': LOGS.syslog,
      'etc/os-release': 'PRETTY_NAME="RHEL 9"\n',
      'x.bin': '\u0001\u0002\u0003'.repeat(99),
      'var/log/none': '',
    }),
  ]);
  expect(namesOf(opened)).toEqual(['s.tar/var/log/messages.1', 's.tar/var/log/messages']);
  expect(opened.logs[0].place?.rotation).toEqual({ log: 's.tar/var/log/messages', partIdx: 0, numParts: 2 });
  expect(opened.problems).toEqual([]);
  expect(opened.listing.summary()).toMatchObject({
    numFiles: 25,
    numRead: 2,
    decides: true,
    counts: { log: 2, configuration: 21, binary: 1, empty: 1 },
  });
  expect(opened.facts).toEqual([
    { what: 'Operating system', value: 'RHEL 9', file: 's.tar/etc/os-release', lineNum: 1 },
  ]);
});

test('a click reads what was taken for no log, or leaves a log out; a folder at a time too, the innermost first', async () => {
  const bundle = tar({ ...many(20, INI), 'var/log/a.log': LOGS.iso, 'opt/b.log': LOGS.iso });
  const set = use({ 's.tar/etc/c3.conf': 'log', 's.tar/opt/': 'none' });
  const opened = await openFiles([bundle], { files: set });
  expect(namesOf(opened)).toEqual(['s.tar/etc/c3.conf', 's.tar/var/log/a.log']);
  expect(opened.listing.summary()).toMatchObject({ numRead: 2, numSet: 2 });
  expect(opened.listing.page('s.tar/opt/', 0, 1).entries[0]).toMatchObject({
    kind: 'log',
    isRead: false,
    isSet: true,
  });
  const folders = use({ 's.tar/etc/': 'log', 's.tar/etc/c1.conf': 'none', 's.tar/': 'none' });
  expect(namesOf(await openFiles([bundle], { files: folders })).length).toBe(19);
});

test('a few files that were chosen are read, whatever they are; in a folder with a log only its logs and unclear texts', async () => {
  expect(namesOf(await openFiles([dropped('a.conf', INI)]))).toEqual(['a.conf']);
  expect(namesOf(await openFiles([dropped('a.conf', INI), dropped('b.log', LOGS.iso)]))).toEqual([
    'a.conf',
    'b.log',
  ]);
  const folder = [dropped('r/a.conf', INI), dropped('r/b.log', LOGS.iso), dropped('r/c', 'one\ntwo\n')];
  expect(namesOf(await openFiles(folder))).toEqual(['r/b.log', 'r/c']);
  expect(namesOf(await openFiles([tar({ 'a.conf': INI })]))).toEqual(['s.tar/a.conf']);
});

test('where a large drop holds no log, its texts are read, and nothing is claimed to be one', async () => {
  const opened = await openFiles([tar({ ...many(20, INI), notes: 'one\ntwo\n' })]);
  expect(namesOf(opened)).toEqual(['s.tar/notes']);
  expect(namesOf(await openFiles([tar(many(20, INI))])).length).toBe(20);
});

test('lists of changes stay beside the logs; of a bundle only those that are named so', async () => {
  const changes = 'time,what\n2024-03-01T10:00:00Z,app 1.2\n';
  const bundle = tar({
    ...many(20, INI),
    'a.log': LOGS.iso,
    'deployments.csv': changes,
    'etc/list.csv': changes,
  });
  const opened = await openFiles([bundle]);
  expect(opened.changes.map(({ name }) => name)).toEqual(['s.tar/deployments.csv']);
  expect(namesOf(opened)).toEqual(['s.tar/a.log']);
});

test('what all files are is told before any of them is read', async () => {
  const told: number[] = [];
  const { listing } = await openFiles([tar({ ...many(20, INI), 'a.log': LOGS.iso })], {
    onTriage: (known) => told.push(known.length, known.summary().numRead),
  });
  expect(told).toEqual([21, 0]);
  expect(listing.summary().numRead).toBe(1);
});

test('of a folder of very many files, what the kernel shows of itself is not opened, unless the user wants it read', async () => {
  let numOpened = 0;
  const state = (i: number) => {
    const each = dropped(`s/proc/${i}/status`, LOGS.iso);
    const slice = each.file.slice.bind(each.file);
    Object.defineProperty(each.file, 'slice', {
      value: (...range: number[]) => {
        numOpened++;
        return slice(...range);
      },
    });
    return each;
  };
  const files = [...Array.from({ length: 2100 }, (_, i) => state(i)), dropped('s/var/log/a.log', LOGS.iso)];
  const opened = await openFiles(files);
  expect([namesOf(opened), numOpened]).toEqual([['s/var/log/a.log'], 0]);
  expect(opened.listing.summary()).toMatchObject({ numFiles: 2101, counts: { output: 2100, log: 1 } });
  const set = await openFiles(files, { files: use({ 's/proc/7/status': 'log' }) });
  expect(namesOf(set)).toEqual(['s/proc/7/status', 's/var/log/a.log']);
});
