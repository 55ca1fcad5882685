// In: what was dropped or chosen. Out: files with their paths, folders walked through, many of their entries at a time.
import type { DroppedFile } from '../../contracts/threads';

/** Most files of a drop: what a browser can hold at hand. A bundle of a machine has 80,000. */
const MAX_FILES = 500_000;
/** Folders and files that are asked for at once: each is a way to the disk and back. */
const AT_ONCE = 128;
/** So many are taken over without a pause: the page must answer in between. */
const SLICE = 2000;

/** Call it inside the drop event: the entries are gone afterwards. */
export function filesOfDrop(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.length === 0 || entries.includes(null)) return filesOfList(transfer.files);
  return walkAll(entries as FileSystemEntry[]);
}

/** A chosen folder gives each file its path in webkitRelativePath. */
export async function filesOfList(list: FileList | readonly File[]): Promise<readonly DroppedFile[]> {
  // The list of an input empties with the input.
  const files = Array.from(list);
  const found: DroppedFile[] = [];
  for (let i = 0; i < files.length; i++) {
    found.push({ path: files[i].webkitRelativePath || files[i].name, file: files[i] });
    if (i % SLICE === SLICE - 1) await pause();
  }
  return sorted(found);
}

function walkAll(entries: readonly FileSystemEntry[]): Promise<readonly DroppedFile[]> {
  const found: DroppedFile[] = [];
  const waiting = [...entries];
  let numOpen = 0;
  return new Promise((resolve, reject) => {
    const open = async (entry: FileSystemEntry): Promise<void> => {
      if (entry.isFile) found.push(await fileOf(entry as FileSystemFileEntry));
      else if (entry.isDirectory)
        for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) waiting.push(child);
    };
    const next = (): void => {
      if (found.length >= MAX_FILES) waiting.length = 0;
      while (numOpen < AT_ONCE && waiting.length > 0) {
        numOpen++;
        open(waiting.pop()!).then(() => {
          numOpen--;
          next();
        }, reject);
      }
      if (numOpen === 0) resolve(sorted(found));
    };
    next();
  });
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function fileOf(entry: FileSystemFileEntry): Promise<DroppedFile> {
  return new Promise((resolve) => {
    const path = entry.fullPath.replace(/^\//, '');
    // An entry that cannot be opened still goes on, as a file that cannot be read: it is then reported by name.
    const unreadable = (): void => resolve({ path, file: new File([], entry.name) });
    entry.file((file) => resolve({ path, file }), unreadable);
  });
}

/** readEntries gives at most about a hundred at a time, and none at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) return all.filter((entry) => !entry.name.startsWith('.'));
    all.push(...some);
  }
}

/** By code units: the order must not depend on the user's locale. Runs of some thousands, merged with pauses between them. */
async function sorted(files: DroppedFile[]): Promise<readonly DroppedFile[]> {
  if (files.length <= SLICE) return files.sort(byPath);
  const half = files.length >>> 1;
  const [a, b] = [await sorted(files.slice(0, half)), await sorted(files.slice(half))];
  const merged: DroppedFile[] = [];
  for (let i = 0, k = 0; i < a.length || k < b.length; ) {
    merged.push(k === b.length || (i < a.length && byPath(a[i], b[k]) <= 0) ? a[i++] : b[k++]);
    if (merged.length % (4 * SLICE) === 0) await pause();
  }
  return merged;
}

function byPath(a: DroppedFile, b: DroppedFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
