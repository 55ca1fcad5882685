/**
 * What was dropped, with archives taken apart: files that are none are handed over with their first bytes, one after another. In: plain
 * files, gzip, zstd, xz, bzip2, zip, tar (and tar inside those). Out: leaves, and a Problem for everything that could not be had.
 */

import type { DroppedFile } from '../contracts/threads';
import { archiveKind, type Compression, leadsOut, safePath } from './archive-kind';
import { binaryLogOf } from './binary-log';
import { blobBytes } from './blob-bytes';
import type { Budget } from './budget';
import { gunzip, gzipTime } from './gunzip';
import { isFileError } from './patiently';
import { faultProblem, type ProblemList } from './problem-list';
import { statedSize } from './stated-size';
import { streamState } from './stream-state';
import { readTar } from './tar';
import { TRIAGE_BYTES } from './triage/classify';
import { isKernelState } from './triage/file-names';
import type { Triage } from './triage/triage';
import type { OpenedFile, Unpacked } from './types';
import type { Unpacking } from './unpacking';

const MAX_DEPTH = 2;
/** Where a drop holds more files than this, what the kernel shows of itself is told by its place, and not opened one by one. */
const MANY_FILES = 2000;
/** Files that are opened at once: each is a way to the disk and back. */
const AT_ONCE = 64;
/** Bytes that a tar header needs. */
const MIN_HEAD = 512;

export type Report = (detail: string, done: number, total: number, unit: 'files' | 'bytes') => void;
type Source = Pick<OpenedFile, 'name' | 'blob' | 'compression' | 'lastModified'>;

export class Expansion {
  private readonly budget: Budget;
  private readonly list: ProblemList;
  private readonly report: Report;
  private readonly triage: Pick<Triage, 'take' | 'setFor'>;

  constructor(budget: Budget, list: ProblemList, report: Report, triage: Pick<Triage, 'take' | 'setFor'>) {
    this.budget = budget;
    this.list = list;
    this.report = report;
    this.triage = triage;
  }

  async expand(files: readonly DroppedFile[]): Promise<void> {
    const isMany = files.length > MANY_FILES;
    for (let begin = 0; begin < files.length; begin += AT_ONCE) {
      const some = files.slice(begin, begin + AT_ONCE);
      const heads = await Promise.all(
        some.map((each) => (isMany && this.isByPlace(each.path) ? null : headOf(each))),
      );
      for (const [i, dropped] of some.entries()) {
        this.report(dropped.path, begin + i, files.length, 'files');
        await this.expandDropped(dropped, heads[i]);
      }
    }
  }

  private async expandDropped({ path, file }: DroppedFile, head: Uint8Array | Error | null): Promise<void> {
    this.list.begin(path);
    this.budget.begin(file.size);
    const lastModified = file.lastModified > 0 ? file.lastModified : null;
    const source = { name: path, blob: file, compression: null, lastModified };
    const isBundled = path.includes('/');
    await this.guard(path, async () => {
      if (head instanceof Error) throw head;
      if (head === null) this.leave(source, null, isBundled);
      else await this.open(source, head, 0, isBundled);
    });
    this.list.end();
  }

  /** A file that cannot be read becomes a problem; the others go on. */
  async guard(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const message = isFileError(error)
        ? `${name} could not be read and is left out: it changed while it was read, or is gone (${(error as Error).name}). If it is still being written, copy it first (cp app.log /tmp) and drop the copy.`
        : `${name} could not be read and is left out (${why}).`;
      this.list.tell('error', 'file-unreadable', message, name);
    }
  }

  private leave({ blob, ...named }: Source, head: Uint8Array | null, isBundled: boolean): void {
    this.triage.take({ ...named, bytes: blob.size, head, blob: () => blob, isBundled });
  }

  /** `unpacked`: the source came out of gzip or the like; a tar in it is the same archive. */
  private async open(
    source: Source,
    head: Uint8Array,
    depth: number,
    isBundled: boolean,
    unpacked = false,
  ): Promise<void> {
    const { name } = source;
    const kind = archiveKind(head);
    if (kind && depth >= MAX_DEPTH && !(kind === 'tar' && unpacked)) {
      const message = `${name} is an archive within archives and is left out.`;
      this.list.tell('error', 'archive-too-deep', message, name);
    } else if (kind === 'tar') await this.openTar(source, unpacked ? depth : depth + 1);
    else if (kind === 'zip') await this.openZip(source, depth);
    else if (kind) await this.openCompressed(source, kind, head, depth, isBundled);
    else await this.openLeaf(source, head, isBundled);
  }

  private async openLeaf(source: Source, head: Uint8Array, isBundled: boolean): Promise<void> {
    const binary = binaryLogOf(head);
    if (binary === null) return this.leave(source, head, isBundled);
    const { name, blob: made } = source;
    const unpacking = this.unpacking(name, made);
    const { blob, problems } =
      binary === 'journal'
        ? await (await import('./journal/read-journal')).readJournal(made, name, unpacking)
        : await (await import('./event-log/read-event-log')).readEventLog(made, name, unpacking);
    for (const problem of problems) this.list.add(problem);
    const compression = { kind: binary, bytes: made.size };
    if (blob.size > 0) this.leave({ ...source, blob, compression }, await bytesOf(blob), isBundled);
  }

  private unpacking(name: string, blob: Blob): Unpacking {
    const onRead = (done: number): void => this.report(name, done, blob.size, 'bytes');
    return { budget: this.budget, stream: streamState(name, blob.size), onRead };
  }

  private async openCompressed(
    source: Source,
    kind: Compression,
    head: Uint8Array,
    depth: number,
    isBundled: boolean,
  ): Promise<void> {
    const { blob, name } = source;
    const unpacked = await this.unpack(blob, kind, head, name);
    const problem = faultProblem(unpacked, kind, name, blob.size);
    if (problem) this.list.add(problem);
    if (problem && unpacked.blob.size === 0) return;
    const lastModified = (kind === 'gzip' ? gzipTime(head) : null) ?? source.lastModified;
    const compression = { kind, bytes: blob.size };
    const inner = { name, blob: unpacked.blob, compression, lastModified };
    await this.open(inner, await bytesOf(unpacked.blob), depth + 1, isBundled, true);
  }

  private async unpack(blob: Blob, kind: Compression, head: Uint8Array, name: string): Promise<Unpacked> {
    const unpacking = this.unpacking(name, blob);
    await this.budget.expect(unpacking.stream, await statedSize(blob, kind, head));
    if (kind === 'gzip') return gunzip(blob, unpacking);
    if (kind === 'bzip2') return (await import('./bunzip2')).bunzip2(blob, unpacking);
    const { unxz, unzstd } = await import('./decompress');
    return kind === 'zstd' ? unzstd(blob, unpacking) : unxz(blob, unpacking);
  }

  private async openTar(source: Source, depth: number): Promise<void> {
    const { name, blob } = source;
    const onRead = (done: number): void => this.report(name, done, blob.size, 'bytes');
    const compression = source.compression ?? { kind: 'tar', bytes: blob.size };
    const { numFiles, faultOffset } = await readTar(
      blob,
      (entry) => {
        if (this.budget.stopped) {
          this.tellStopped(name);
          return false;
        }
        const { bytes, slice } = entry;
        const path = this.pathOf(name, entry.name);
        const lastModified = entry.lastModified || null;
        if (path === null) return;
        const head = entry.head.slice();
        if (entry.head.length < MIN_HEAD || !(archiveKind(head) || binaryLogOf(head)))
          this.triage.take({
            name: path,
            bytes,
            head,
            compression,
            lastModified,
            blob: slice,
            isBundled: true,
          });
        else return this.openEntry({ name: path, blob: slice(), compression, lastModified }, head, depth);
      },
      onRead,
    );
    if (faultOffset !== null) {
      const message = `${name} ends early or is damaged; its first ${numFiles} files are read.`;
      this.list.tell('warning', 'truncated-tar', message, name, faultOffset);
    } else if (numFiles === 0) this.tellNothing(name);
  }

  private async openZip(source: Source, depth: number): Promise<void> {
    const { readZip, unzipEntry } = await import('./zip-files');
    const { name, blob } = source;
    const zip = await readZip(blob);
    if (zip.fault !== null) {
      const message = `Not all of ${name} could be read (${zip.fault}).`;
      this.list.tell('warning', 'damaged-zip', message, name);
    } else if (zip.numFiles === 0) this.tellNothing(name);
    await this.budget.expect(streamState(name, blob.size), zip.stated);
    let done = 0;
    await readZip(blob, async (entry) => {
      if (this.budget.stopped) {
        this.tellStopped(name);
        return false;
      }
      this.report(name, done++, zip.numFiles, 'files');
      const path = this.pathOf(name, entry.filename);
      if (entry.encrypted) {
        const message = `${name}/${safePath(entry.filename)} is encrypted and is left out.`;
        this.list.tell('error', 'encrypted-file', message, name);
      } else if (path !== null)
        await this.guard(path, () => this.openZipped(entry, path, depth, zip.numFiles, unzipEntry));
      return true;
    });
  }

  private async openZipped(
    entry: import('@zip.js/zip.js').FileEntry,
    path: string,
    depth: number,
    numFiles: number,
    unzip: typeof import('./zip-files').unzipEntry,
  ): Promise<void> {
    const lastModified = entry.lastModDate?.getTime() ?? null;
    const compression = { kind: 'zip', bytes: entry.compressedSize };
    if (entry.uncompressedSize === 0 || (numFiles > MANY_FILES && this.isByPlace(path))) {
      const [bytes, head] = [entry.uncompressedSize, entry.uncompressedSize === 0 ? new Uint8Array(0) : null];
      const blob = (): Blob => new Blob();
      return this.triage.take({ name: path, bytes, head, compression, lastModified, blob, isBundled: true });
    }
    const unpacked = await unzip(entry, path, this.budget);
    const problem = faultProblem(unpacked, 'zip', path, entry.compressedSize);
    if (problem) this.list.add(problem);
    if (problem && unpacked.blob.size === 0) return;
    const inner = { name: path, blob: unpacked.blob, compression, lastModified };
    await this.open(inner, await bytesOf(unpacked.blob), depth + 1, true);
  }

  private async openEntry(source: Source, head: Uint8Array, depth: number): Promise<undefined> {
    await this.guard(source.name, () => this.open(source, head, depth, true));
  }

  /** Its place decides, unless the user wants it read. */
  private isByPlace(path: string): boolean {
    return isKernelState(path) && this.triage.setFor(path) !== 'log';
  }

  /** Path of a file of an archive; null: its name leads out of it, and it is left out. */
  private pathOf(archive: string, path: string): string | null {
    if (!leadsOut(path)) return `${archive}/${safePath(path)}`;
    const shown = JSON.stringify(path.slice(0, 200));
    const message = `${archive} holds a file named ${shown}, which leads out of the archive; it is left out.`;
    this.list.tell('error', 'unsafe-path', message, archive);
    return null;
  }

  private tellNothing(name: string): void {
    this.list.tell('warning', 'empty-file', `${name} holds no files and is left out.`, name);
  }

  private tellStopped(name: string): void {
    const message = `${name} unpacks to more than is taken from a file of its size; its other files are left out.`;
    this.list.tell('warning', 'archive-limit', message, name);
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return blobBytes(blob, 0, TRIAGE_BYTES);
}

function headOf({ file }: DroppedFile): Promise<Uint8Array | Error> {
  return bytesOf(file).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}
