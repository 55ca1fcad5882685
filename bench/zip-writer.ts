// A zip with as many files as are given. In: path of the zip, its files. Out: written.
import { writeFileSync } from 'node:fs';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import type { BundleFile } from './make-bundle';

export async function writeZip(path: string, files: Iterable<BundleFile>): Promise<void> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, zip64: true });
  for (const { path: name, bytes } of files) await writer.add(name, new Uint8ArrayReader(bytes));
  writeFileSync(path, await writer.close());
}
