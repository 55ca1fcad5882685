// A log that is being written, as its files and what was read of them. In: where it is, settings, scanners. Out: at each look what came; the
// records of all that was taken, as a reading of the whole would give them.
import type { FollowJob } from '../contracts/following';
import type { StreamDoor } from '../contracts/stream';
import type { DroppedFile } from '../contracts/threads';
import type { OnProgress, Problem } from '../contracts/units';
import type { FormatGuess, ShardScanner } from '../core/ingest/types';
import { problem } from '../core/wording/problem';
import { type Growing, GrowingFile, type Happened } from '../input/follow/growing-file';
import { GrowingStream } from '../input/follow/growing-stream';
import { KeptText } from '../input/follow/kept-text';
import type { GrowingIngest } from '../input/growth';
import { growingIngest } from '../input/ingest-files';
import { type OpenedFiles, openFiles } from '../input/open';
import { recordRange } from '../input/read-rows';
import type { OpenedFile } from '../input/types';
import type { ReadTable } from './tables';

/** More than this is not held: the older half is let go. */
export interface HeldLimits {
  readonly maxRows: number;
  readonly maxBytes: number;
}

const HELD_LIMITS: HeldLimits = { maxRows: 6_000_000, maxBytes: 2 ** 30 };

/** What came at one look. */
export interface Came {
  readonly numLines: number;
  readonly hasMore: boolean;
  /** The file was begun anew; `old`: where its text was found, null: nowhere. */
  readonly anew?: { readonly old: string | null };
  readonly isAway?: true;
  /** Lines of the log that were let go. */
  readonly letGo?: number;
  /** Nothing more comes; `why`: null where it ended by itself. */
  readonly over?: { readonly why: string | null };
}

/** How a stream is reached. */
export interface StreamParts {
  readonly door: StreamDoor;
  /** Wraps a callback that crosses a thread. */
  proxy<T extends object>(value: T): T;
}

const MOST_PROBLEMS = 50;

interface Part {
  readonly opened: OpenedFile;
  /** Absent: it has ended. */
  readonly text: KeptText | null;
}

export class FollowedLog {
  private readonly job: FollowJob;
  private readonly scanners: readonly ShardScanner[];
  private readonly limits: HeldLimits;
  private readonly file: Growing;
  private problems: Problem[] = [];
  private parts: Part[] = [];
  private text = new KeptText();
  private whole: OpenedFiles | null = null;
  private ingest: GrowingIngest;
  private numBegun = 0;

  /** @throws Error for a stream without a way to it */
  constructor(
    job: FollowJob,
    scanners: readonly ShardScanner[],
    limits: HeldLimits = HELD_LIMITS,
    stream: StreamParts | null = null,
  ) {
    this.job = job;
    this.scanners = scanners;
    this.limits = limits;
    this.file = growingOf(job, stream);
    this.ingest = growingIngest(job.settings, scanners);
  }

  get heldBytes(): number {
    return this.text.heldBytes;
  }

  get last(): GrowingIngest['last'] {
    return this.ingest.last;
  }

  /** Of text, in Blobs. */
  get keptBytes(): number {
    const [, ...later] = this.parts.toReversed();
    return later.reduce((sum, { opened }) => sum + opened.bytes, this.text.bytes);
  }

  /** What happened to a stream since it was last asked; what is missing of it stays with the log. */
  happened(): readonly Happened[] {
    const happened = this.file.happened();
    for (const { what, text } of happened)
      if (what === 'gap' || what === 'dropped') this.missing(`stream-${what}`, text);
    return happened;
  }

  /** Whether anything is there to be read. */
  get hasText(): boolean {
    return this.text.bytes > 0;
  }

  /** Takes what is there, and reads none of it. Returns the number of whole lines. @throws Error where the browser refuses the file. */
  async take(onProgress: OnProgress): Promise<number> {
    let numLines = 0;
    for (;;) {
      const look = await this.file.look();
      // Nothing was read yet: what is there now is the file.
      if (look.kind === 'anew') {
        this.text = new KeptText();
        numLines = 0;
        continue;
      }
      if (look.kind === 'over') return this.overBefore(look.why, numLines);
      if (look.kind !== 'grown') return numLines;
      numLines += this.text.add(look.bytes);
      const { bytes } = this.text;
      onProgress({ stage: 'open', detail: this.job.name, done: bytes, total: null, unit: 'bytes' });
      if (!look.hasMore) return numLines;
    }
  }

  /** Finds out what the file is, and reads what was taken. @throws Error with a sentence for the user where it is no plain text of a log. */
  async begin(): Promise<void> {
    const { name, settings } = this.job;
    const first = this.dropped(name);
    const all = await openFiles([first], { files: settings.files });
    const [log] = all.logs;
    if (!log) throw new Error(notToBeFollowed(name, all.problems[0]?.message ?? 'It is no log.'));
    if (log.compression !== null || log.bytes !== first.file.size)
      throw new Error(notToBeFollowed(name, 'Only plain text in UTF-8 can be followed.'));
    this.whole = all;
    this.parts = [{ opened: log, text: this.text }];
    await this.grow({ isNext: true, isEnd: false });
  }

  /** Looks once, and reads what came. @throws Error where the browser refuses the file. */
  async look(): Promise<Came> {
    const look = await this.file.look();
    if (look.kind === 'same') return { numLines: 0, hasMore: false };
    if (look.kind === 'over') {
      if (look.why !== null) this.missing('stream-over', look.why);
      return { numLines: 0, hasMore: false, over: { why: look.why } };
    }
    if (look.kind === 'away') return { numLines: 0, hasMore: false, isAway: true };
    if (look.kind === 'anew') {
      const numRest = look.old ? this.text.add(look.old.rest) : 0;
      const numLines = numRest + this.text.end();
      await this.grow({ isNext: false, isEnd: true });
      await this.next();
      return { numLines, hasMore: true, anew: { old: look.old?.name ?? null } };
    }
    const numLines = this.text.add(look.bytes);
    if (numLines > 0 || this.text.endsMidLine) await this.grow({ isNext: false, isEnd: false });
    const letGo = await this.bound();
    return { numLines, hasMore: look.hasMore, ...(letGo > 0 && { letGo }) };
  }

  /** Nothing more is wanted: what has come is taken, and what is held back is the last line. Returns the number of lines. */
  async end(): Promise<number> {
    this.file.close();
    let numLines = 0;
    if (this.job.source.kind === 'stream')
      for (let look = await this.file.look(); look.kind === 'grown'; look = await this.file.look())
        numLines += this.text.add(look.bytes);
    this.happened();
    numLines += this.text.end();
    await this.grow({ isNext: false, isEnd: true });
    return numLines;
  }

  /** All that was taken. */
  read(): ReadTable {
    return this.ingest.soFar();
  }

  opened(): OpenedFiles {
    const { problems } = this.whole!;
    return {
      ...this.whole!,
      logs: this.parts.map(({ opened }) => opened),
      problems: [...problems, ...this.problems],
    };
  }

  files(): readonly DroppedFile[] {
    return this.parts.map(({ opened }) => fileOf(opened.name, opened.blob, opened.lastModified));
  }

  /** It ended before it was known what it is. @throws Error where nothing had come */
  private overBefore(why: string | null, numLines: number): number {
    if (!this.hasText) throw new Error(`${this.job.name}: ${why ?? 'it ended, and held no line.'}`);
    return numLines;
  }

  /** It is said with the log from now on, the first of them only. */
  private missing(code: string, message: string): void {
    if (this.problems.length >= MOST_PROBLEMS) return;
    this.problems = [...this.problems, problem('warning', code, message, { file: this.job.name })];
  }

  private dropped(name: string): DroppedFile {
    return fileOf(name, this.text.blob(), this.file.lastModified);
  }

  private async next(): Promise<void> {
    const name = `${this.job.name} (${++this.numBegun + 1})`;
    const [{ opened }] = this.parts;
    this.text = new KeptText();
    this.parts.push({ opened: { ...opened, name, blob: new Blob(), bytes: 0 }, text: this.text });
    await this.grow({ isNext: true, isEnd: false });
  }

  private async grow(growth: { isNext: boolean; isEnd: boolean; guess?: FormatGuess }): Promise<void> {
    const last = this.parts[this.parts.length - 1];
    const { endsMidLine } = this.text;
    const [blob, { bytes }] = [this.text.blob(), this.text];
    const opened = { ...last.opened, blob, bytes, lastModified: this.file.lastModified };
    this.parts[this.parts.length - 1] = { ...last, opened };
    await this.ingest.grow(opened, { ...growth, endsMidLine });
  }

  /** Where too much is held, the older half of it is let go: the rest is read anew, as a log that begins there. Returns how many lines went. */
  private async bound(): Promise<number> {
    const { numRows } = this.ingest.last;
    const bytes = this.parts.reduce((sum, { opened }) => sum + opened.bytes, 0);
    if (numRows <= this.limits.maxRows && bytes <= this.limits.maxBytes) return 0;
    const { guess } = this.ingest;
    const { table } = this.ingest.soFar();
    const first = Math.ceil(numRows / 2);
    if (first >= numRows) return 0;
    const from = recordRange(table, first);
    const kept = this.parts.slice(from.fileIdx);
    this.ingest = growingIngest(this.job.settings, this.scanners);
    for (const [i, part] of kept.entries()) {
      const { text } = part;
      const cut = i === 0 ? from.begin : 0;
      text?.dropBefore(cut);
      const blob = text ? text.blob() : part.opened.blob.slice(cut);
      const opened = { ...part.opened, blob, bytes: blob.size };
      kept[i] = { ...part, opened };
      const isEnd = i < kept.length - 1;
      await this.ingest.grow(opened, { isNext: true, isEnd, endsMidLine: false, guess });
    }
    this.parts = kept;
    return first;
  }
}

function growingOf({ name, source }: FollowJob, stream: StreamParts | null): Growing {
  if (source.kind !== 'stream') return new GrowingFile(source);
  if (stream === null) throw new Error(`${name} is reached through the bridge only, and there is none here.`);
  return new GrowingStream(source, stream.door, stream.proxy);
}

function fileOf(path: string, blob: Blob, lastModified: number | null): DroppedFile {
  const file = new File([blob], path.slice(path.lastIndexOf('/') + 1), {
    ...(lastModified !== null && { lastModified }),
  });
  return { path, file };
}

function notToBeFollowed(name: string, why: string): string {
  return `${name} cannot be followed. ${why}`;
}
