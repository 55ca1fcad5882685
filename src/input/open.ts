/**
 * Dropped files to texts. In: files as the browser gives them: plain, gzip, zstd, xz, bzip2, zip, tar (and tar inside those), journals of systemd.
 * Out: one OpenedFile per text, lists of changes apart, and a Problem for everything that could not be read or was cut.
 */

import type { Settings } from '../contracts/settings';
import type { AnalysisHooks, DroppedFile } from '../contracts/threads';
import type { OnProgress, Problem } from '../contracts/units';
import { countOf, plural } from '../core/wording/plural';
import { archiveKind, type Compression, leadsOut, safePath, stripPacking } from './archive-kind';
import { type BinaryLog, binaryLogOf, eventLogProblem } from './binary-log';
import { Budget } from './budget';
import { isChangesFile } from './changes-file';
import { gunzip, gzipTime } from './gunzip';
import { faultProblem, ProblemList } from './problem-list';
import { manyFilesQuestion } from './questions';
import { statedSize } from './stated-size';
import { streamState } from './stream-state';
import { readTar } from './tar';
import { readText } from './text-file';
import { DEFAULT_OPEN_LIMITS, type OpenedFile, type OpenLimits, type Unpacked } from './types';
import type { Unpacking } from './unpacking';
import { isFileError } from './unreadable';

const HEAD_BYTES = 262_144;
const MAX_DEPTH = 2;
/** More files of one archive than this would not fit in the tab, whatever the user says. */
const MOST_ENTRIES = 100_000;

export interface OpenOptions {
  readonly onProgress?: OnProgress;
  readonly limits?: OpenLimits;
  /** What the user set for single files: their encoding is taken from here. */
  readonly files?: Settings['files'];
  /** Asked before what is beyond the limits is unpacked; absent: it is not. */
  readonly ask?: AnalysisHooks['ask'];
}

export interface OpenedFiles {
  readonly logs: readonly OpenedFile[];
  /** Small CSV or JSON lists of changes, for core/investigate's parser. */
  readonly changes: readonly OpenedFile[];
  readonly problems: readonly Problem[];
}

/** Never rejects for what a file holds. */
export async function openFiles(
  files: readonly DroppedFile[],
  options: OpenOptions = {},
): Promise<OpenedFiles> {
  const opening = new Opening(options);
  for (const [i, dropped] of files.entries()) {
    opening.report(dropped.path, i, files.length, 'files');
    await opening.openDropped(dropped);
  }
  return { logs: opening.logs, changes: opening.changes, problems: opening.list.problems };
}

type Source = Pick<OpenedFile, 'name' | 'blob' | 'compression' | 'lastModified'>;

class Opening {
  readonly logs: OpenedFile[] = [];
  readonly changes: OpenedFile[] = [];
  readonly list = new ProblemList();
  private readonly names = new Set<string>();
  private readonly options: OpenOptions;
  private readonly limits: OpenLimits;
  private readonly budget: Budget;

  constructor(options: OpenOptions) {
    this.options = options;
    this.limits = options.limits ?? DEFAULT_OPEN_LIMITS;
    this.budget = new Budget(this.limits, options.ask);
  }

  report(detail: string, done: number, total: number, unit: 'files' | 'bytes'): void {
    this.options.onProgress?.({ stage: 'open', detail, done, total, unit });
  }

  async openDropped({ path, file }: DroppedFile): Promise<void> {
    this.list.begin(path);
    this.budget.begin(file.size);
    const lastModified = file.lastModified > 0 ? file.lastModified : null;
    await this.guard(path, () => this.open({ name: path, blob: file, compression: null, lastModified }, 0));
    this.list.end();
  }

  /** A file that cannot be read becomes a problem; the others go on. */
  private async guard(name: string, work: () => Promise<void>): Promise<void> {
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

  /** `unpacked`: the source came out of gzip or the like; a tar in it is the same archive. */
  private async open(source: Source, depth: number, unpacked = false): Promise<void> {
    const { blob, name } = source;
    const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
    const kind = archiveKind(head);
    const binary = binaryLogOf(head);
    if (blob.size === 0 || head.length === 0)
      this.list.tell('warning', 'empty-file', `${name} is empty and is left out.`, name);
    else if (kind && depth >= MAX_DEPTH && !(kind === 'tar' && unpacked)) {
      const message = `${name} is an archive within archives and is left out.`;
      this.list.tell('error', 'archive-too-deep', message, name);
    } else if (kind === 'tar') await this.openTar(source, unpacked ? depth : depth + 1);
    else if (kind === 'zip') await this.openZip(source, depth);
    else if (kind) await this.openCompressed(source, kind, head, depth);
    else if (binary) await this.openBinary(source, binary);
    else await this.addText(source, head);
  }

  private async openBinary(source: Source, kind: BinaryLog): Promise<void> {
    if (kind === 'evtx') return this.list.add(eventLogProblem(source.name));
    const { readJournal } = await import('./journal/read-journal');
    const { name, blob: journal } = source;
    const { blob, problems } = await readJournal(journal, name, this.unpacking(name, journal));
    for (const problem of problems) this.list.add(problem);
    if (blob.size === 0) return;
    const compression = { kind: 'journal', bytes: journal.size };
    const opened = { ...source, name: this.unique(name), blob, bytes: blob.size, compression };
    this.logs.push({ ...opened, encoding: 'utf-8' });
  }

  private async openCompressed(
    source: Source,
    kind: Compression,
    head: Uint8Array,
    depth: number,
  ): Promise<void> {
    const { blob, name } = source;
    const unpacked = await this.unpack(blob, kind, head, name);
    const problem = faultProblem(unpacked, kind, name, blob.size);
    if (problem) this.list.add(problem);
    if (unpacked.blob.size === 0) {
      if (!problem) this.list.tell('warning', 'empty-file', `${name} is empty and is left out.`, name);
      return;
    }
    const lastModified = (kind === 'gzip' ? gzipTime(head) : null) ?? source.lastModified;
    const compression = { kind, bytes: blob.size };
    await this.open({ name, blob: unpacked.blob, compression, lastModified }, depth + 1, true);
  }

  private async unpack(blob: Blob, kind: Compression, head: Uint8Array, name: string): Promise<Unpacked> {
    const unpacking = this.unpacking(name, blob);
    await this.budget.expect(unpacking.stream, await statedSize(blob, kind, head));
    if (kind === 'gzip') return gunzip(blob, unpacking);
    if (kind === 'bzip2') return (await import('./bunzip2')).bunzip2(blob, unpacking);
    const { unxz, unzstd } = await import('./decompress');
    return kind === 'zstd' ? unzstd(blob, unpacking) : unxz(blob, unpacking);
  }

  private unpacking(name: string, blob: Blob): Unpacking {
    const onRead = (done: number): void => this.report(name, done, blob.size, 'bytes');
    return { budget: this.budget, stream: streamState(name, blob.size), onRead };
  }

  private async openTar(source: Source, depth: number): Promise<void> {
    const { name, blob } = source;
    const onRead = (done: number): void => this.report(name, done, blob.size, 'bytes');
    let tar = await readTar(blob, this.limits.maxEntries, onRead);
    const numFiles = tar.entries.length + tar.numMore;
    if (tar.numMore > 0) {
      const most = await this.mostFiles(name, numFiles);
      if (most > tar.entries.length) tar = await readTar(blob, most, onRead);
    }
    const { entries, numEmpty, faultOffset } = tar;
    if (faultOffset !== null) {
      const message = `${name} ends early or is damaged; its first ${entries.length} files are read.`;
      this.list.tell('warning', 'truncated-tar', message, name, faultOffset);
    }
    this.tellLeftOut(name, entries.length, tar.numMore, numEmpty, faultOffset !== null);
    const compression = source.compression ?? { kind: 'tar', bytes: blob.size };
    for (const entry of entries) {
      if (this.budget.stopped) return this.tellStopped(name);
      const lastModified = entry.lastModified || null;
      await this.openEntry(source, entry.name, (path) =>
        this.open({ name: path, blob: entry.blob, compression, lastModified }, depth),
      );
    }
  }

  private async openZip(source: Source, depth: number): Promise<void> {
    const { readZipDirectory, unzipEntry } = await import('./zip-files');
    const { name, blob } = source;
    const zip = await readZipDirectory(blob, (num) => this.mostFiles(name, num));
    if (zip.fault !== null) {
      const message = `Not all of ${name} could be read (${zip.fault}).`;
      this.list.tell('warning', 'damaged-zip', message, name);
    }
    for (const path of zip.encrypted)
      this.list.tell(
        'error',
        'encrypted-file',
        `${name}/${safePath(path)} is encrypted and is left out.`,
        name,
      );
    const numKnown = zip.entries.length + zip.encrypted.length;
    this.tellLeftOut(name, numKnown, zip.numMore, zip.numEmpty, zip.fault !== null);
    await this.budget.expect(streamState(name, blob.size), zip.stated);
    for (const [i, entry] of zip.entries.entries()) {
      if (this.budget.stopped) return this.tellStopped(name);
      this.report(name, i, zip.entries.length, 'files');
      await this.openEntry(source, entry.filename, async (path) => {
        const bytes = entry.compressedSize;
        const unpacked = await unzipEntry(entry, path, this.budget);
        const problem = faultProblem(unpacked, 'zip', path, bytes);
        if (problem) this.list.add(problem);
        if (problem && unpacked.blob.size === 0) return;
        const lastModified = entry.lastModDate?.getTime() ?? null;
        const compression = { kind: 'zip', bytes };
        await this.open({ name: path, blob: unpacked.blob, compression, lastModified }, depth + 1);
      });
    }
  }

  /** Of so many files of an archive, how many are opened. */
  private async mostFiles(name: string, numFiles: number): Promise<number> {
    const { maxEntries } = this.limits;
    if (numFiles <= maxEntries || this.options.ask === undefined) return maxEntries;
    const most = Math.min(numFiles, MOST_ENTRIES);
    const goOn = await this.options.ask(manyFilesQuestion(name, numFiles, most, maxEntries));
    return goOn ? most : maxEntries;
  }

  private tellLeftOut(name: string, num: number, numMore: number, numEmpty: number, faulty: boolean): void {
    const { list } = this;
    if (numMore > 0) {
      const message = `${name} holds too many files: ${numMore.toLocaleString('en')} behind the first ${num.toLocaleString('en')} are left out.`;
      list.tell('warning', 'archive-many-files', message, name);
    }
    if (numEmpty > 0) {
      const message = `${countOf(numEmpty, 'empty file')} of ${name} ${plural(numEmpty, 'is', 'are')} left out.`;
      list.tell('warning', 'empty-file', message, name);
    } else if (num === 0 && !faulty)
      list.tell('warning', 'empty-file', `${name} holds no files and is left out.`, name);
  }

  private tellStopped(name: string): void {
    const message = `${name} unpacks to more than is taken from a file of its size; its other files are left out.`;
    this.list.tell('warning', 'archive-limit', message, name);
  }

  /** A file of an archive, unless its name leads out of it. */
  private async openEntry(
    archive: Source,
    path: string,
    work: (name: string) => Promise<void>,
  ): Promise<void> {
    const name = `${archive.name}/${safePath(path)}`;
    if (!leadsOut(path)) return this.guard(name, () => work(name));
    const shown = JSON.stringify(path.slice(0, 200));
    const message = `${archive.name} holds a file named ${shown}, which leads out of the archive; it is left out.`;
    this.list.tell('error', 'unsafe-path', message, archive.name);
  }

  private async addText(source: Source, head: Uint8Array): Promise<void> {
    const name = this.unique(source.name);
    const { files } = this.options;
    const chosen = files && Object.hasOwn(files, name) ? files[name].encoding : null;
    const text = await readText(source.blob, head, name, chosen);
    if ('binary' in text) {
      this.names.delete(name);
      this.list.tell('error', 'binary-file', `${name} is no text (${text.binary}) and is left out.`, name);
      return;
    }
    if (text.problem) this.list.add(text.problem);
    const { blob, encoding } = text;
    const opened = { ...source, name, blob, bytes: blob.size, encoding };
    const start = await blob.slice(0, 8192).text();
    if (isChangesFile(start, stripPacking(source.name), blob.size)) this.changes.push(opened);
    else this.logs.push(opened);
  }

  private unique(name: string): string {
    let candidate = name;
    for (let n = 2; this.names.has(candidate); n++) candidate = `${name} (${n})`;
    this.names.add(candidate);
    return candidate;
  }
}
