import { expect, test } from 'vitest';
import { filesOfDrop, filesOfList } from './dropped-files';

type Tree = { readonly [name: string]: Tree | string };

/** Entries as a browser gives them: a hundred of a folder at a time. */
function entryOf(name: string, node: Tree | string, path = `/${name}`): FileSystemEntry {
  const base = {
    name,
    fullPath: path,
    isFile: typeof node === 'string',
    isDirectory: typeof node !== 'string',
  };
  if (typeof node === 'string')
    return {
      ...base,
      file: (done: (file: File) => void) => setTimeout(() => done(new File([node], name))),
    } as never;
  const children = Object.entries(node).map(([each, inner]) => entryOf(each, inner, `${path}/${each}`));
  const createReader = () => {
    let at = 0;
    return {
      readEntries: (done: (some: readonly FileSystemEntry[]) => void) =>
        setTimeout(() => {
          const some = children.slice(at, at + 100);
          at += 100;
          done(some);
        }),
    };
  };
  return { ...base, createReader } as never;
}

const transferOf = (tree: Tree) =>
  ({
    items: Object.entries(tree).map(([name, node]) => ({
      kind: 'file',
      webkitGetAsEntry: () => entryOf(name, node),
    })),
    files: [],
  }) as never;
const drop = async (tree: Tree) => (await filesOfDrop(transferOf(tree))).files;

test('folders are walked whole, beyond a hundred entries, in the order of their paths', async () => {
  const many = Object.fromEntries(Array.from({ length: 450 }, (_, i) => [`f${i}`, 'x']));
  const found = await drop({
    b: { many, 'z.log': 'z', deep: { er: { x: '1' } }, '.git': { y: '2' } },
    'a.log': 'a',
  });
  expect(found.length).toBe(453);
  expect(found[0].path).toBe('a.log');
  expect(found.map(({ path }) => path)).toEqual(found.map(({ path }) => path).sort());
  expect(found.some(({ path }) => path === 'b/deep/er/x')).toBe(true);
  expect(found.some(({ path }) => path.includes('.git'))).toBe(false);
});

test('an empty folder gives nothing, and thousands of chosen files come sorted', async () => {
  expect(await drop({ empty: {} })).toEqual([]);
  const files = Array.from({ length: 9000 }, (_, i) => new File([], `${(i * 7919) % 9000}`));
  const found = (await filesOfList(files)).map(({ path }) => path);
  expect(found).toEqual([...found].sort());
  expect(found.length).toBe(9000);
});

test('what is too much is left out by the order of the paths, and counted', async () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${10 + i}`, 'x']));
  const { files, numLeftOut } = await filesOfDrop(transferOf({ b: many, a: many }), undefined, 40);
  expect(files.map(({ path }) => path)).toEqual([
    ...Array.from({ length: 30 }, (_, i) => `a/f${10 + i}`),
    ...Array.from({ length: 10 }, (_, i) => `b/f${10 + i}`),
  ]);
  expect(numLeftOut).toBe(20);
});

test('a walk tells how far it is, and ends when it is told to', async () => {
  const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`f${i}`, 'x']));
  const abort = new AbortController();
  const told: [number, number][] = [];
  const onProgress = (numFound: number, numOpened: number): void => {
    told.push([numFound, numOpened]);
    if (numOpened > 0) abort.abort(new Error('enough'));
  };
  await expect(filesOfDrop(transferOf({ many }), { onProgress, signal: abort.signal })).rejects.toThrow(
    'enough',
  );
  expect(told.at(-1)?.[0]).toBe(3000);
  expect(told.at(-1)?.[1]).toBeLessThan(3000);
});
