/**
 * Opened files to the LogTable. In: texts as Blobs, settings, scanners (a pool of threads). Out: the table, and what reads text
 * back by row. Files are cut into shards; each byte is read once, by a scanner, which hands it back for the fingerprint.
 */
import type { Settings } from '../contracts/settings';
import type { Problem } from '../contracts/units';
import { type Rescan, TableBuilder } from '../core/ingest/assemble';
import { zoneOfFile, zoneProblems } from '../core/ingest/time/file-zone';
import {
  type FormatGuess,
  isDelimited,
  type ShardJob,
  type ShardResult,
  type ShardScanner,
} from '../core/ingest/types';
import { problem } from '../core/wording/problem';
import { brokenProblems } from './broken-tally';
import { SHARD_BYTES } from './cut';
import { formatOfFile } from './detect-file';
import { FileGuesses } from './file-guesses';
import { acceptRows, beginRun, cutNext, type FileRun } from './file-run';
import type { GrowingIngest, Growth, Ingested } from './growth';
import { isFileError, patiently } from './patiently';
import { createPreviewFeed, type PreviewFeed } from './preview';
import type { IngestOptions, OpenedFile } from './types';
import { changedWhileRead, cutOff, refusedFrom, unreadableResult } from './unreadable';

/** Rejects only when a scanner dies. */
export async function ingestFiles(
  files: readonly OpenedFile[],
  settings: Settings,
  scanners: readonly ShardScanner[],
  options: IngestOptions = {},
): Promise<Ingested> {
  if (scanners.length === 0) throw new Error('ingestFiles needs at least one scanner');
  const run = new IngestRun(files, settings, scanners, options);
  return run.run();
}

/** Small pieces of a growing file lie in shards of so many rows. */
const JOIN_ROWS = 65_536;

export function growingIngest(
  settings: Settings,
  scanners: readonly ShardScanner[],
  options: IngestOptions = {},
): GrowingIngest {
  return new IngestRun([], settings, scanners, { joinRows: JOIN_ROWS, ...options });
}

/** Shards that a scanner has in hand: the bytes of the next one come while it scans, and it never waits to be told. */
const LANES = 2;

class IngestRun {
  private readonly files: OpenedFile[];
  private readonly settings: Settings;
  private readonly scanners: readonly ShardScanner[];
  private readonly options: IngestOptions;
  private readonly builder: TableBuilder;
  private readonly feed: PreviewFeed | null;
  private readonly problems: Problem[] = [];
  private readonly runs: FileRun[] = [];
  private readonly rescans: Rescan[] = [];
  private readonly jobs = new Map<string, ShardJob>();
  private readonly guesses: FileGuesses;
  private readonly shardBytes: number;
  private readonly total: number;
  private nextFile = 0;
  private done = 0;
  private wake: (() => void)[] = [];
  private failure: unknown = null;

  constructor(
    files: readonly OpenedFile[],
    settings: Settings,
    scanners: readonly ShardScanner[],
    options: IngestOptions,
  ) {
    this.files = [...files];
    this.settings = settings;
    this.scanners = scanners;
    this.options = options;
    this.builder = new TableBuilder(settings, { joinRows: options.joinRows });
    this.guesses = new FileGuesses(this.files, settings);
    this.feed = options.onPreview
      ? createPreviewFeed(this.builder, settings.drain, () => performance.now())
      : null;
    this.shardBytes = options.shardBytes ?? SHARD_BYTES;
    this.total = files.reduce((sum, file) => sum + file.bytes, 0);
    this.problems.push(...zoneProblems(settings, files));
  }

  async run(): Promise<Ingested> {
    await this.read();
    this.problems.push(...brokenProblems(this.runs));
    for (const run of this.runs) this.problems.push(...(await changedWhileRead(run)));
    return {
      table: this.builder.finish(this.problems),
      blobs: this.files.map((file) => file.blob),
      plans: this.runs.map((run) => run.guess.plan),
      states: this.runs.map((run) => run.fingerprint.end(run.numShards).states),
      clocks: this.builder.clocks,
    };
  }

  /** All that is there and was not read. */
  private async read(): Promise<void> {
    const lanes = this.scanners.flatMap((scanner) => Array.from({ length: LANES }, () => scanner));
    await Promise.all(lanes.map((scanner) => this.work(scanner)));
    if (this.failure) throw this.failure;
  }

  /** The last file has become this one, or a further file follows it, which is read as it was. */
  async grow(file: OpenedFile, { isNext, isEnd, endsMidLine, guess }: Growth): Promise<void> {
    const last = this.runs.at(-1);
    if (isNext || !last) {
      const fileIdx = this.files.push(file) - 1;
      await this.startFile(file, fileIdx, guess ?? last?.guess);
      this.nextFile = fileIdx + 1;
    }
    const run = this.runs[this.runs.length - 1];
    Object.assign(run, { file, isOpen: !isEnd, isStarved: false, endsMidLine });
    this.files[run.fileIdx] = file;
    this.builder.regrow(run.fileIdx, file);
    await this.read();
    if (isEnd) {
      this.endFile(run);
      await this.read();
    }
    this.jobs.clear();
  }

  soFar(): Ingested {
    const run = this.runs[this.runs.length - 1];
    const { xxh64 } = run.fingerprint.peek(run.numShards);
    const problems = [...this.problems, ...brokenProblems(this.runs)];
    // A row that is not whole yet is no part of the text.
    this.builder.regrow(run.fileIdx, { ...run.file, bytes: run.at });
    return {
      ...this.builder.soFar(problems, xxh64),
      blobs: this.runs.map((each) => (each === run ? run.file.blob.slice(0, run.at) : each.file.blob)),
      plans: this.runs.map((each) => each.guess.plan),
      states: this.runs.map((each) => each.fingerprint.peek(each.numShards).states),
    };
  }

  get guess(): FormatGuess {
    return this.runs[this.runs.length - 1].guess;
  }

  get last(): GrowingIngest['last'] {
    return this.builder.last;
  }

  private problem(
    severity: Problem['severity'],
    code: string,
    message: string,
    file: string | null,
    byteOffset: number | null = null,
  ): void {
    this.problems.push(problem(severity, code, message, { file, byteOffset }));
  }

  /** One lane of a scanner: takes shards until there are none. */
  private async work(scanner: ShardScanner): Promise<void> {
    try {
      for (;;) {
        if (this.failure) return;
        const job = await this.exclusive(() => this.nextJob());
        if (job === 'done') return;
        if (job === 'wait') await new Promise<void>((resolve) => this.wake.push(resolve));
        else await this.scan(scanner, job);
      }
    } catch (error) {
      this.failure ??= error;
    } finally {
      this.wakeAll();
    }
  }

  private wakeAll(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const resolve of waiting) resolve();
  }

  /** Jobs are cut one after another: cutting reads from the file. */
  private queue: Promise<unknown> = Promise.resolve();
  private exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work, work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private async nextJob(): Promise<ShardJob | 'wait' | 'done'> {
    const rescan = this.rescans.shift();
    if (rescan) {
      const job = this.jobs.get(keyOf(rescan.fileIdx, rescan.shardIdx))!;
      this.runs[rescan.fileIdx].numOpen++;
      return { ...job, carry: rescan.carry, wantBytes: false };
    }
    for (;;) {
      const run = this.runs.at(-1);
      if (run && run.at < run.file.bytes && !run.isStarved) {
        if (run.sequential && run.numOpen > 0) return 'wait';
        if (run.fingerprint.numWaiting() > 2 * this.scanners.length) return 'wait';
        return this.cut(run);
      }
      // A sequential file may yet give back the end of its last shard.
      if (run?.sequential && run.numOpen > 0) return 'wait';
      if (this.nextFile >= this.files.length)
        return this.runs.some((open) => open.numOpen > 0) ? 'wait' : 'done';
      await this.startFile(this.files[this.nextFile], this.nextFile);
      this.nextFile++;
    }
  }

  private async startFile(file: OpenedFile, fileIdx: number, known?: FileRun['guess']): Promise<void> {
    const zone = zoneOfFile(this.settings, file.name);
    const { guess, problem } = known ? { guess: known, problem: null } : await this.guesses.of(fileIdx);
    if (problem) this.problems.push(problem);
    const { blob: _, ...named } = file;
    this.builder.addFile({
      ...named,
      guess,
      zone,
      isFormatSet: formatOfFile(this.settings, file.name) !== null,
    });
    const sequential = isDelimited(guess.plan.style);
    const isOpen = this.options.joinRows !== undefined;
    this.runs.push(await beginRun({ fileIdx, file, guess, sequential, shardBytes: this.shardBytes, isOpen }));
    if (file.bytes === 0) this.endFile(this.runs[fileIdx]);
  }

  private async cut(run: FileRun): Promise<ShardJob> {
    const job = await cutNext(run);
    this.jobs.set(keyOf(job.fileIdx, job.shardIdx), job);
    return job;
  }

  private async scan(scanner: ShardScanner, job: ShardJob): Promise<void> {
    const run = this.runs[job.fileIdx];
    const result = await this.scanOrGap(scanner, job, run);
    run.numOpen--;
    if (run.sequential && !result.unreadable && !acceptRows(run, job, result, this.shardBytes))
      return this.wakeAll();
    if (result.bytes && !run.unreadable) run.fingerprint.add(result.shardIdx, result.bytes);
    if (!result.unreadable) run.broken.add(result);
    run.isCutOff = result.cutOff ?? false;
    if (job.wantBytes) this.progress(result.end - result.begin, run.file.name);
    this.rescans.push(...listOf(this.builder.add({ ...result, bytes: null })));
    this.endFile(run);
    this.wakeAll();
    if (this.feed?.isDue()) this.options.onPreview?.(this.feed.make(this.done, this.total));
  }

  private async scanOrGap(scanner: ShardScanner, job: ShardJob, run: FileRun): Promise<ShardResult> {
    const { name, blob } = run.file;
    const waits = run.unreadable ? [] : this.options.storeWaitsMs;
    try {
      return await patiently(() => scanner.scan(blob, job), blob, waits);
    } catch (error) {
      if (!isFileError(error)) throw error;
      if (!run.unreadable)
        this.problem('error', 'file-unreadable', refusedFrom(name, job.begin, blob), name, job.begin);
      run.unreadable = true;
      return unreadableResult(job);
    }
  }

  /** Tells the builder when a file's last shard is there. */
  private endFile(run: FileRun): void {
    if (run.isOpen) return;
    if (run.at < run.file.bytes || run.numOpen > 0) return;
    if (run.isCutOff) this.problems.push(cutOff(run.file, run.guess.plan));
    run.isCutOff = false;
    const { xxh64: read } = run.fingerprint.end(run.numShards);
    const xxh64 = run.unreadable ? null : read;
    const { fileIdx, numShards } = run;
    this.rescans.push(...listOf(this.builder.endFile({ fileIdx, numShards, xxh64, gaps: [] })));
  }

  private progress(bytes: number, detail: string): void {
    this.done += bytes;
    this.options.onProgress?.({ stage: 'ingest', detail, done: this.done, total: this.total, unit: 'bytes' });
  }
}

const listOf = (rescan: Rescan | null): Rescan[] => (rescan ? [rescan] : []);
const keyOf = (fileIdx: number, shardIdx: number): string => `${fileIdx} ${shardIdx}`;
