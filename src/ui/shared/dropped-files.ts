// In: what was dropped or chosen. Out: files with their paths, folders walked through.
import type { DroppedFile } from '../../contracts/threads';

/** More than any folder of logs; a home folder dropped by mistake stops here. */
const MAX_FILES = 10_000;

/** Call it inside the drop event: the entries are gone afterwards. */
export function filesOfDrop(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.length === 0 || entries.includes(null)) return Promise.resolve(filesOfList(transfer.files));
  return walkAll(entries as FileSystemEntry[]);
}

/** A chosen folder gives each file its path in webkitRelativePath. */
export function filesOfList(list: FileList | readonly File[]): readonly DroppedFile[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file })).sort(byPath);
}

async function walkAll(entries: readonly FileSystemEntry[]): Promise<readonly DroppedFile[]> {
  const found: DroppedFile[] = [];
  const waiting = [...entries];
  for (
    let entry = waiting.shift();
    entry !== undefined && found.length < MAX_FILES;
    entry = waiting.shift()
  ) {
    if (entry.isFile) found.push(await fileOf(entry as FileSystemFileEntry));
    else if (entry.isDirectory)
      for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) waiting.push(child);
  }
  return found.sort(byPath);
}

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

/** A plain comparison of code units: the order must not depend on the user's locale. */
function byPath(a: DroppedFile, b: DroppedFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
