// Files of language models in the browser's private file system, by name. Worker only: it writes by a handle that pages do not have.
import type { ModelName } from '../contracts/written-summary';

const FOLDER = 'models';
const SLICE_BYTES = 8 * 2 ** 20;
/** Before the name of a file that is being written; names themselves hold no blank (encodeURIComponent). */
const PART = 'part ';

export const modelFiles = {
  async list(): Promise<readonly ModelName[]> {
    const found: ModelName[] = [];
    for await (const handle of (await folder()).values()) {
      if (handle.kind !== 'file' || handle.name.startsWith(PART)) continue;
      const { size } = await (handle as FileSystemFileHandle).getFile();
      found.push({ name: decodeURIComponent(handle.name), numBytes: size });
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  },

  /** Null: it is not there. */
  async open(name: string): Promise<File | null> {
    try {
      const file = await (await (await folder()).getFileHandle(encodeURIComponent(name))).getFile();
      return new File([file], name, { lastModified: file.lastModified });
    } catch {
      return null;
    }
  },

  /** @throws Error with a sentence when the browser has no room, or the file cannot be read */
  async save(file: File, signal: AbortSignal, onBytes: (done: number, total: number) => void): Promise<void> {
    const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
    if (quota - usage < file.size)
      throw new Error(
        `The browser has room for ${megabytes(quota - usage)}, and the model has ${megabytes(file.size)}.`,
      );
    const models = await folder();
    const name = encodeURIComponent(file.name);
    // Beside the one that is kept, if there is one: that one stays until this one is whole.
    const part = (await models.getFileHandle(PART + name, { create: true })) as MovableHandle;
    const handle = await part.createSyncAccessHandle();
    try {
      handle.truncate(0);
      for (let at = 0; at < file.size; at += SLICE_BYTES) {
        signal.throwIfAborted();
        const bytes = await file.slice(at, at + SLICE_BYTES).arrayBuffer();
        if (handle.write(bytes, { at }) !== bytes.byteLength)
          throw new Error('The browser has no room for the model.');
        onBytes(at + bytes.byteLength, file.size);
      }
      handle.flush();
      handle.close();
      await models.removeEntry(name).catch(() => undefined);
      await part.move(name);
    } catch (error) {
      handle.close();
      await models.removeEntry(PART + name).catch(() => undefined);
      throw error;
    }
  },

  async delete(name: string): Promise<void> {
    const models = await folder();
    for (const each of ['', PART])
      await models.removeEntry(each + encodeURIComponent(name)).catch(() => undefined);
  },
};

/** Of the private file system; the types of TypeScript do not know it yet. */
type MovableHandle = FileSystemFileHandle & { move(name: string): Promise<void> };

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

function megabytes(bytes: number): string {
  return `${Math.max(0, Math.floor(bytes / 1e6)).toLocaleString('en')} MB`;
}
