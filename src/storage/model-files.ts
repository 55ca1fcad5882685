// Files of language models in the browser's private file system, by name. Worker only: it writes by a handle that pages do not have.
import type { ModelName } from '../contracts/written-summary';

const FOLDER = 'models';
const SLICE_BYTES = 8 * 2 ** 20;

export const modelFiles = {
  async list(): Promise<readonly ModelName[]> {
    const found: ModelName[] = [];
    for await (const handle of (await folder()).values()) {
      if (handle.kind !== 'file') continue;
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
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    if (quota - usage < file.size)
      throw new Error(
        `The browser has room for ${megabytes(quota - usage)}, and the model has ${megabytes(file.size)}.`,
      );
    const models = await folder();
    const name = encodeURIComponent(file.name);
    const handle = await (await models.getFileHandle(name, { create: true })).createSyncAccessHandle();
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
    } catch (error) {
      handle.close();
      await models.removeEntry(name);
      throw error;
    }
  },

  async delete(name: string): Promise<void> {
    await (await folder()).removeEntry(encodeURIComponent(name)).catch(() => undefined);
  },
};

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

function megabytes(bytes: number): string {
  return `${Math.max(0, Math.floor(bytes / 1e6)).toLocaleString('en')} MB`;
}
