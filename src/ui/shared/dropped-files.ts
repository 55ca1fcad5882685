// In: what was dropped or chosen. Out: files with their paths. Folders are listed first, which takes moments, and then each file is asked for,
// which takes a way to the disk and back: both many at a time, with word of how far it is and a way to end it.
import type { DroppedFile } from '../../contracts/threads';

/** Most files of a drop: what a browser can hold at hand. A bundle of a machine has 80,000. */
const MAX_FILES = 500_000;
/** Folders and files that are asked for at once: each is a way to the disk and back. */
const AT_ONCE = 128;
/** So many are taken over without a pause: the page must answer in between. */
const SLICE = 2000;
const TELL_EVERY_MS = 100;

export interface Walk {
  /** Files found so far; files at hand so far: 0 while folders are listed. */
  onProgress(numFound: number, numOpened: number): void;
  readonly signal: AbortSignal;
}

export interface Walked {
  readonly files: readonly DroppedFile[];
  /** Files beyond the most that a browser can hold at hand, by the order of their paths. */
  readonly numLeftOut: number;
}

const SILENT: Walk = { onProgress: () => {}, signal: new AbortController().signal };

/** Call it inside the drop event: the entries are gone afterwards. @throws the signal's reason, when it fires. */
export async function filesOfDrop(
  transfer: DataTransfer,
  walk: Walk = SILENT,
  maxFiles = MAX_FILES,
): Promise<Walked> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.length === 0 || entries.includes(null))
    return { files: await filesOfList(transfer.files), numLeftOut: 0 };
  const tell = seldom(walk);
  const listed = await listAll(entries as FileSystemEntry[], tell, walk.signal);
  const sorted = await sortedBy(listed, ({ fullPath }) => fullPath);
  const kept = sorted.slice(0, maxFiles);
  const files = await openAll(kept, tell, walk.signal);
  return { files, numLeftOut: sorted.length - kept.length };
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
  return sortedBy(found, ({ path }) => path);
}

type Tell = (numFound: number, numOpened: number) => void;

function seldom({ onProgress }: Walk): Tell {
  let lastMs = 0;
  return (numFound, numOpened) => {
    const nowMs = performance.now();
    if (nowMs - lastMs < TELL_EVERY_MS) return;
    lastMs = nowMs;
    onProgress(numFound, numOpened);
  };
}

/** Files of all folders below, in no order. */
async function listAll(
  entries: readonly FileSystemEntry[],
  tell: Tell,
  signal: AbortSignal,
): Promise<FileSystemFileEntry[]> {
  const files: FileSystemFileEntry[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  const take = (all: readonly FileSystemEntry[]): void => {
    for (const entry of all) {
      if (entry.isFile) files.push(entry as FileSystemFileEntry);
      else if (entry.isDirectory) folders.push(entry as FileSystemDirectoryEntry);
    }
    tell(files.length, 0);
  };
  take(entries);
  await manyAtOnce(
    () => folders.pop(),
    async (folder) => take(await childrenOf(folder)),
    signal,
  );
  return files;
}

async function openAll(
  entries: readonly FileSystemFileEntry[],
  tell: Tell,
  signal: AbortSignal,
): Promise<readonly DroppedFile[]> {
  const files = new Array<DroppedFile>(entries.length);
  let [next, numOpened] = [0, 0];
  await manyAtOnce(
    () => (next < entries.length ? next++ : undefined),
    async (i) => {
      files[i] = await fileOf(entries[i]);
      tell(entries.length, ++numOpened);
    },
    signal,
  );
  return files;
}

/** Works on what `take` gives, AT_ONCE of them at a time, until it gives nothing and nothing is at work that may add to it. */
function manyAtOnce<T>(
  take: () => T | undefined,
  work: (item: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let numOpen = 0;
  return new Promise((resolve, reject) => {
    const next = (): void => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      while (numOpen < AT_ONCE) {
        const item = take();
        if (item === undefined) break;
        numOpen++;
        work(item).then(() => {
          numOpen--;
          next();
        }, reject);
      }
      if (numOpen === 0) resolve();
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
async function sortedBy<T>(items: readonly T[], pathOf: (item: T) => string): Promise<readonly T[]> {
  const isBefore = (a: T, b: T): number => (pathOf(a) < pathOf(b) ? -1 : pathOf(a) > pathOf(b) ? 1 : 0);
  if (items.length <= SLICE) return [...items].sort(isBefore);
  const half = items.length >>> 1;
  const [a, b] = [await sortedBy(items.slice(0, half), pathOf), await sortedBy(items.slice(half), pathOf)];
  const merged: T[] = [];
  for (let i = 0, k = 0; i < a.length || k < b.length; ) {
    merged.push(k === b.length || (i < a.length && isBefore(a[i], b[k]) <= 0) ? a[i++] : b[k++]);
    if (merged.length % (4 * SLICE) === 0) await pause();
  }
  return merged;
}
