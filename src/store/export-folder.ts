// An export that is a folder, written where the person says (Chromium, Edge). In: its files. Out: a folder of them, which was not there before: files of two
// logs in one would be read as one log.
import type { FilePart } from '../contracts/exported-file';
import { visibleLine } from '../core/ticket/neutral';
import { countOf } from '../core/wording/plural';

export const canChooseFolder = (): boolean => 'showDirectoryPicker' in globalThis;

/** Null: the person chose none. Needs a click. */
export async function chooseFolder(): Promise<FileSystemDirectoryHandle | null> {
  const choose = (
    globalThis as unknown as {
      showDirectoryPicker(options: { mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
    }
  ).showDirectoryPicker;
  try {
    return await choose.call(globalThis, { mode: 'readwrite' });
  } catch (error) {
    if ((error as Error).name === 'AbortError') return null;
    throw error;
  }
}

/** @throws Error with a sentence for the user where it is there already, or a file could not be written */
export async function writeFolder(
  within: FileSystemDirectoryHandle,
  name: string,
  parts: readonly FilePart[],
  onFiles: (done: number) => void,
): Promise<void> {
  const isThere = await within.getDirectoryHandle(name).then(
    () => true,
    () => false,
  );
  if (isThere)
    throw new Error(
      `${visibleLine(within.name)} holds a folder ${name} already: choose another, or move it away.`,
    );
  const root = await within.getDirectoryHandle(name, { create: true });
  for (const [i, { path, blob }] of parts.entries()) {
    try {
      const names = path.split('/');
      let folder = root;
      for (const each of names.slice(0, -1)) folder = await folder.getDirectoryHandle(each, { create: true });
      const file = await folder.getFileHandle(names.at(-1)!, { create: true });
      const writable = await file.createWritable();
      await writable.write(blob);
      await writable.close();
    } catch (error) {
      const { message } = error as Error;
      throw new Error(
        `${visibleLine(path)} could not be written (${message}). ${i} of ${countOf(parts.length, 'file')} are there: delete the folder ${name}.`,
      );
    }
    onFiles(i + 1);
  }
}
