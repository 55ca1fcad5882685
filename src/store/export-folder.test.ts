import { afterEach, expect, test, vi } from 'vitest';
import { chooseFolder, writeFolder } from './export-folder';

/** A folder as browsers give it, over a map of paths; a path with 'full' in it cannot be written. */
function folderOver(files: Map<string, Blob>, path = ''): FileSystemDirectoryHandle {
  const missing = (): never => {
    throw new DOMException('not there', 'NotFoundError');
  };
  return {
    name: 'chosen',
    getDirectoryHandle: async (name: string, { create = false } = {}) => {
      const below = `${path}${name}/`;
      if (!create && ![...files.keys()].some((each) => each.startsWith(below))) missing();
      return folderOver(files, below);
    },
    getFileHandle: async (name: string) => ({
      createWritable: async () => ({
        write: async (blob: Blob) => {
          if (name.includes('full')) throw new DOMException('disk full', 'QuotaExceededError');
          files.set(path + name, blob);
        },
        close: async () => {},
      }),
    }),
  } as unknown as FileSystemDirectoryHandle;
}

const part = (path: string) => ({ path, blob: new Blob([path]), crc32: 0 });

afterEach(() => vi.unstubAllGlobals());

test('every file lies where its path says, and a folder that is there is not written to', async () => {
  const files = new Map<string, Blob>();
  const done: number[] = [];
  const parts = [
    part('date=2026-03-12/component=a/part-0.parquet'),
    part('date=2026-03-12/component=b/part-0.parquet'),
  ];
  await writeFolder(folderOver(files), 'logs', parts, (num) => done.push(num));
  expect([...files.keys()]).toEqual(parts.map(({ path }) => `logs/${path}`));
  expect(await files.get(`logs/${parts[1].path}`)?.text()).toBe(parts[1].path);
  expect(done).toEqual([1, 2]);
  await expect(writeFolder(folderOver(files), 'logs', parts, () => {})).rejects.toThrow(
    'chosen holds a folder logs already',
  );
});

test('what cannot be written is named, with what is there by then', async () => {
  const files = new Map<string, Blob>();
  const parts = [part('a/part-0.parquet'), part('a/full.parquet')];
  await expect(writeFolder(folderOver(files), 'logs', parts, () => {})).rejects.toThrow(
    'a/full.parquet could not be written (disk full). 1 of 2 files are there: delete the folder logs.',
  );
});

test('no choice is no error, a refusal is one', async () => {
  const refusing = (name: string) => async () => {
    throw new DOMException('no', name);
  };
  vi.stubGlobal('showDirectoryPicker', refusing('AbortError'));
  expect(await chooseFolder()).toBeNull();
  vi.stubGlobal('showDirectoryPicker', refusing('SecurityError'));
  await expect(chooseFolder()).rejects.toThrow('no');
});
