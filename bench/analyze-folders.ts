// Folders that exports are saved to.
import { accessSync, constants, createWriteStream, existsSync, mkdirSync, openAsBlob, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { Writable } from 'node:stream';
import { BlobReader, ZipReader } from '@zip.js/zip.js';

/** The zip of an export that is a folder becomes the folder of its name beside it. @throws Error where the folder is there already: files of two logs in one would be read as one log */
export async function unpackFolder(zip: string): Promise<void> {
  const folder = zip.replace(/\.zip$/, '');
  if (existsSync(folder)) throw new Error(`${folder} is there already: move it away, or give another --out`);
  const reader = new ZipReader(new BlobReader(await openAsBlob(zip)));
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const path = join(folder, entry.filename);
    if (!path.startsWith(folder + sep))
      throw new Error(`a part wants to leave the folder: ${entry.filename}`);
    mkdirSync(dirname(path), { recursive: true });
    await entry.getData(Writable.toWeb(createWriteStream(path)));
  }
  await reader.close();
  rmSync(zip);
}

/** Makes the folder before anything is read. One by one: Node's own recursive mkdir never returns below /proc. */
export function makeFolder(path: string): void {
  if (existsSync(path)) {
    accessSync(path, constants.W_OK);
    return;
  }
  makeFolder(dirname(path));
  mkdirSync(path);
}
