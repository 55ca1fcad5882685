import { expect, test } from 'vitest';
import { TriageListing } from './listing';

const file = (path: string, kind: 'log' | 'text' | 'output' = 'text') => ({
  path,
  kind,
  bytes: path.length,
  why: `is ${kind}`,
});

function listing(): TriageListing {
  const all = new TriageListing();
  for (const path of ['b/z.log', 'b/a.log']) all.markRead(path, all.add(file(path, 'log')));
  all.add(file('b/sub/ä.txt'), true);
  all.add(file('top'));
  all.add(file('a/x/y/deep', 'output'));
  return all;
}

test('a folder at a time: folders first, each by name, with what is below them', () => {
  const all = listing();
  const top = all.page('', 0, 10);
  expect(top.entries.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'folder a/',
    'folder b/',
    'text top',
  ]);
  expect(top.entries[1]).toMatchObject({
    name: 'b',
    numFiles: 3,
    numRead: 2,
    counts: { log: 2, text: 1, output: 0 },
  });
  const b = all.page('b/', 0, 10).entries;
  expect(b.map(({ name }) => name)).toEqual(['sub', 'a.log', 'z.log']);
  expect(b[1]).toEqual({
    kind: 'log',
    path: 'b/a.log',
    name: 'a.log',
    bytes: 7,
    why: 'is log',
    isRead: true,
    isSet: false,
  });
  expect(all.page('b/sub/', 0, 1).entries[0]).toMatchObject({
    path: 'b/sub/ä.txt',
    isSet: true,
    isRead: false,
  });
  expect(all.page('not/there/', 0, 10)).toEqual({ total: 0, entries: [] });
});

test('a part of a folder is the same part of the whole', () => {
  const all = listing();
  const { total, entries } = all.page('b/', 0, 10);
  expect(total).toBe(3);
  for (let begin = 0; begin < 3; begin++)
    for (let end = begin; end <= 3; end++)
      expect(all.page('b/', begin, end).entries).toEqual(entries.slice(begin, end));
});

test('odd paths end somewhere', () => {
  const all = new TriageListing();
  for (const path of ['/a', '//a', '/', '', 'a//b', 'a/']) all.add(file(path));
  expect(all.page('', 0, 9).entries.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
    'folder /',
    'folder a/',
    'text ',
  ]);
  expect(all.page('/', 0, 9).total).toBe(3);
});

test('an entry that comes after a look is there at the next', () => {
  const all = listing();
  all.page('b/', 0, 10);
  all.add(file('b/m'));
  all.add(file('b/new/n'));
  expect(all.page('b/', 0, 10).entries.map(({ name }) => name)).toEqual([
    'new',
    'sub',
    'a.log',
    'm',
    'z.log',
  ]);
});

test('a million entries: all counted, what is beyond the bound is counted alone', () => {
  const all = new TriageListing(1000);
  for (let i = 0; i < 1_000_000; i++) all.add(file(`sys/${i % 100}/${i}`));
  expect(all.summary()).toMatchObject({
    numFiles: 1_000_000,
    numUnlisted: 999_000,
    counts: { text: 1_000_000 },
  });
  all.markRead('sys/1/x', all.add(file('sys/1/x', 'log')));
  expect(all.summary()).toMatchObject({ numRead: 1, counts: { log: 1 } });
  expect(all.page('sys/', 0, 1).entries[0]).toMatchObject({ name: '0', numFiles: 10_000 });
});
