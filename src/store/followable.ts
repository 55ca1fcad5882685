// Handles of what was dropped, by which a file can be looked at again while it is written. A browser gives them in the drop alone, and some give none.
import type { FileAt, FolderAt, FollowSource } from '../contracts/following';
import type { FileSummary } from '../contracts/tables';

type Handle = FileAt | FolderAt | FileSystemHandle;
/** Of the last drop. */
let dropped: readonly Handle[] = [];

interface HandleItem {
  readonly kind: string;
  getAsFileSystemHandle?(): Promise<Handle | null>;
}

/** Call it inside the drop event: the items are gone afterwards. */
export function rememberHandles(items: Iterable<HandleItem>): void {
  const asked = [...items].flatMap((item) => item.getAsFileSystemHandle?.() ?? []);
  dropped = [];
  void Promise.all(asked.map((each) => each.catch(() => null))).then((handles) => {
    dropped = handles.filter((handle) => handle !== null);
  });
}

/** The log of the last drop that was written last, and can be looked at again; null: there is none. */
export function followableOf(files: readonly FileSummary[]): FileSummary | null {
  const plain = files.filter(({ name, compression }) => compression === null && ownerOf(name) !== null);
  return plain.reduce<FileSummary | null>(
    (last, file) => (last === null || (file.lastMs ?? 0) > (last.lastMs ?? 0) ? file : last),
    null,
  );
}

/** @throws Error where it is not there any more. */
export async function sourceOf(name: string): Promise<FollowSource> {
  const handle = ownerOf(name);
  if (handle === null) throw new Error(`${name} is not at hand: drop it again.`);
  if (handle.kind === 'file') return { file: handle as FileAt, folder: null };
  const way = name.split('/').slice(1);
  let folder = handle as FileSystemDirectoryHandle;
  for (const part of way.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
  const file = await folder.getFileHandle(way[way.length - 1]);
  return { file, folder: folder as unknown as FolderAt };
}

function ownerOf(name: string): Handle | null {
  const [first, ...rest] = name.split('/');
  const isIt = (handle: Handle): boolean =>
    handle.name === first && handle.kind === (rest.length > 0 ? 'directory' : 'file');
  return dropped.find(isIt) ?? null;
}

/** A file that the user chooses; null: none was chosen, or this browser has no such chooser. */
export async function chooseFollowed(): Promise<{ name: string; source: FollowSource } | null> {
  const choose = (globalThis as { showOpenFilePicker?: () => Promise<FileAt[]> }).showOpenFilePicker;
  const [file] = (await choose?.().catch(() => [])) ?? [];
  return file ? { name: file.name, source: { file, folder: null } } : null;
}

export const canChooseFollowed = (): boolean => 'showOpenFilePicker' in globalThis;
