/**
 * Dropped files to texts. In: files as the browser gives them: plain, gzip, zstd, xz, bzip2, zip, tar (and tar inside those).
 * Out: one OpenedFile per text, lists of changes apart, and a Problem for everything that could not be read or was cut.
 */
import type { AnalysisHooks, DroppedFile } from '../../workers/api';
import type { OnProgress, Problem } from '../contracts/units';
import { archiveKind, type Compression, leadsOut, safePath, stripPacking } from './archive-kind';
import { isChangesFile } from './changes-file';
import { detectEncoding, nameOfBinary, transcode } from './encoding';
import { gunzip, gzipTime, type Unpacked } from './gunzip';
import { endsInReturns, returnsToFeeds } from './line-ends';
import { readTar } from './tar';
import { DEFAULT_OPEN_LIMITS, type OpenedFile, type OpenLimits } from './types';
import { isFileError } from './unreadable';

const HEAD_BYTES = 262_144;
const MAX_DEPTH = 2;

export interface OpenOptions {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  readonly limits?: OpenLimits;
  /** Asked before what is beyond the limits is unpacked; absent: it is not. */
  readonly ask?: AnalysisHooks['ask'];
}

export interface OpenedFiles {
  readonly logs: readonly OpenedFile[];
  /** Small CSV or JSON lists of changes, for core/investigate's parser. */
  readonly changes: readonly OpenedFile[];
  readonly problems: readonly Problem[];
}

/** Never rejects for what a file holds; rejects with the signal's reason when it is aborted. */
export async function openFiles(
  files: readonly DroppedFile[],
  options: OpenOptions = {},
): Promise<OpenedFiles> {
  const opening = new Opening(options);
  for (const [i, { path, file }] of files.entries()) {
    options.signal?.throwIfAborted();
    opening.report(path, i, files.length);
    opening.begin(file.size);
    const lastModified = file.lastModified > 0 ? file.lastModified : null;
    await opening.guard(path, () =>
      opening.open({ name: path, blob: file, compression: null, lastModified }, 0),
    );
  }
  return { logs: opening.logs, changes: opening.changes, problems: opening.problems };
}

type Source = Pick<OpenedFile, 'name' | 'blob' | 'compression' | 'lastModified'>;

class Opening {
  readonly logs: OpenedFile[] = [];
  readonly changes: OpenedFile[] = [];
  readonly problems: Problem[] = [];
  private readonly names = new Set<string>();
  private readonly options: OpenOptions;
  private readonly limits: OpenLimits;
  /** Bytes that the file at hand may yet unpack to, archives within archives included. */
  private room = 0;

  constructor(options: OpenOptions) {
    this.options = options;
    this.limits = options.limits ?? DEFAULT_OPEN_LIMITS;
  }

  /** Before each dropped file: what it may unpack to depends on its size. */
  begin(size: number): void {
    const { maxBytes, maxRatio, ratioFrom } = this.limits;
    this.room = Math.min(maxBytes, Math.max(ratioFrom, size * maxRatio));
  }

  report(detail: string, done: number, total: number): void {
    this.options.onProgress?.({ stage: 'open', detail, done, total, unit: 'files' });
  }

  /** A file that cannot be read becomes a problem; the others go on. */
  async guard(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.options.signal?.throwIfAborted();
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const message = isFileError(error)
        ? `${name} could not be read and is left out: it changed while it was read, or is gone (${(error as Error).name}). If it is still being written, copy it first (cp app.log /tmp) and drop the copy.`
        : `${name} could not be read and is left out (${why}).`;
      this.problem('error', 'file-unreadable', message, name);
    }
  }

  /** `unpacked`: the source came out of gzip or the like; a tar in it is the same archive. */
  async open(source: Source, depth: number, unpacked = false): Promise<void> {
    const { blob, name } = source;
    const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
    if (blob.size === 0 || head.length === 0) {
      this.problem('warning', 'empty-file', `${name} is empty and is left out.`, name);
      return;
    }
    const kind = archiveKind(head);
    if (kind && depth >= MAX_DEPTH && !(kind === 'tar' && unpacked))
      this.problem(
        'error',
        'archive-too-deep',
        `${name} is an archive within archives and is left out.`,
        name,
      );
    else if (kind === 'tar') await this.openTar(source, unpacked ? depth : depth + 1);
    else if (kind === 'zip') await this.openZip(source, depth);
    else if (kind) await this.openCompressed(source, kind, head, depth);
    else await this.addText(source, head);
  }

  private async openCompressed(
    source: Source,
    kind: Compression,
    head: Uint8Array,
    depth: number,
  ): Promise<void> {
    const { blob, name } = source;
    const unpacked = await this.unpack(blob, kind, name);
    this.room -= unpacked.blob.size;
    this.reportFault(unpacked, kind, name, blob.size);
    if (unpacked.blob.size === 0) {
      if (unpacked.fault === null)
        this.problem('warning', 'empty-file', `${name} is empty and is left out.`, name);
      return;
    }
    const lastModified = (kind === 'gzip' ? gzipTime(head) : null) ?? source.lastModified;
    const compression = { kind, bytes: blob.size };
    await this.open({ name, blob: unpacked.blob, compression, lastModified }, depth + 1, true);
  }

  private async unpack(blob: Blob, kind: Compression, name: string): Promise<Unpacked> {
    const { onProgress, signal } = this.options;
    const limits = { ...this.limits, maxBytes: this.room };
    const onRead = (done: number): void => {
      signal?.throwIfAborted();
      onProgress?.({ stage: 'open', detail: name, done, total: blob.size, unit: 'bytes' });
    };
    if (kind === 'gzip') return gunzip(blob, limits, onRead);
    if (kind === 'bzip2') return (await import('./bunzip2')).bunzip2(blob, limits, onRead);
    const { unxz, unzstd } = await import('./decompress');
    return kind === 'zstd' ? unzstd(blob, limits, onRead) : unxz(blob, limits);
  }

  private reportFault(
    { fault, faultOffset, blob }: Unpacked,
    kind: string,
    name: string,
    size: number,
  ): void {
    if (fault === null) return;
    const kept =
      blob.size > 0 ? `the ${blob.size} bytes before that are analysed` : 'nothing could be read from it';
    const what = {
      truncated: `${name} ends in the middle of its ${kind} data, at byte ${faultOffset} of ${size}`,
      damaged: `The ${kind} data of ${name} is damaged near byte ${faultOffset} of ${size}`,
      limit: `${name} unpacks to far more than a log of its size does and was stopped`,
      size: `${name} is not of the size or at the place that its archive states, and is not trusted`,
    }[fault];
    const code = fault === 'limit' ? 'archive-limit' : fault === 'size' ? 'lying-size' : `${fault}-${kind}`;
    this.problems.push({
      severity: blob.size > 0 ? 'warning' : 'error',
      code,
      message: `${what}: ${kept}.`,
      file: name,
      lineNum: null,
      byteOffset: faultOffset,
    });
  }

  private async openTar(source: Source, depth: number): Promise<void> {
    const { entries, faultOffset } = await readTar(source.blob, this.limits.maxEntries);
    const compression = source.compression ?? { kind: 'tar', bytes: source.blob.size };
    if (faultOffset !== null)
      this.problem(
        'warning',
        'truncated-tar',
        `${source.name} ends early or is damaged; its first ${entries.length} files are read.`,
        source.name,
        faultOffset,
      );
    else if (entries.length === 0) this.emptyArchive(source.name);
    for (const entry of entries)
      await this.openEntry(source, entry.name, depth, (name) => ({
        name,
        blob: entry.blob,
        compression,
        lastModified: entry.lastModified || null,
      }));
  }

  private async openZip(source: Source, depth: number): Promise<void> {
    const { unzip } = await import('./decompress');
    const { entries, fault } = await unzip(source.blob, { ...this.limits, maxBytes: this.room });
    if (fault !== null)
      this.problem(
        'warning',
        'damaged-zip',
        `Not all of ${source.name} could be read (${fault}).`,
        source.name,
      );
    else if (entries.length === 0) this.emptyArchive(source.name);
    for (const { name: path, unpacked, compressedBytes, lastModified } of entries) {
      this.room -= unpacked.blob.size;
      await this.openEntry(source, path, depth + 1, (name) => {
        this.reportFault(unpacked, 'zip', name, compressedBytes);
        if (unpacked.fault !== null && unpacked.blob.size === 0) return null;
        return {
          name,
          blob: unpacked.blob,
          compression: { kind: 'zip', bytes: compressedBytes },
          lastModified,
        };
      });
    }
  }

  /** A file of an archive, unless its name leads out of it. */
  private async openEntry(
    archive: Source,
    path: string,
    depth: number,
    entryOf: (name: string) => Source | null,
  ): Promise<void> {
    const name = `${archive.name}/${safePath(path)}`;
    if (leadsOut(path)) {
      const shown = JSON.stringify(path.slice(0, 200));
      const message = `${archive.name} holds a file named ${shown}, which leads out of the archive; it is left out.`;
      this.problem('error', 'unsafe-path', message, archive.name);
      return;
    }
    const entry = entryOf(name);
    if (entry) await this.guard(name, () => this.open(entry, depth));
  }

  private emptyArchive(name: string): void {
    this.problem('warning', 'empty-file', `${name} holds no files and is left out.`, name);
  }

  private async addText(source: Source, head: Uint8Array): Promise<void> {
    const encoding = detectEncoding(head);
    if (encoding.name === 'binary') {
      const what = nameOfBinary(head) ?? 'binary data';
      this.problem(
        'error',
        'binary-file',
        `${source.name} is no text (${what}) and is left out.`,
        source.name,
      );
      return;
    }
    const text = encoding.transcode ? await transcode(source.blob, encoding.name) : source.blob;
    const first = encoding.transcode ? new Uint8Array(await text.slice(0, HEAD_BYTES).arrayBuffer()) : head;
    const blob = endsInReturns(first) ? await returnsToFeeds(text) : text;
    const opened = {
      ...source,
      blob,
      bytes: blob.size,
      encoding: encoding.name,
      name: this.unique(source.name),
    };
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

  private problem(
    severity: Problem['severity'],
    code: string,
    message: string,
    file: string,
    byteOffset: number | null = null,
  ): void {
    this.problems.push({ severity, code, message, file, lineNum: null, byteOffset });
  }
}
