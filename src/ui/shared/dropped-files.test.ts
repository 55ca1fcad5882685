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

const drop = (tree: Tree) =>
  filesOfDrop({
    items: Object.entries(tree).map(([name, node]) => ({
      kind: 'file',
      webkitGetAsEntry: () => entryOf(name, node),
    })),
    files: [],
  } as never);

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
