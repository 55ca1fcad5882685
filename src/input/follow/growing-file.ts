/**
 * Looks at a file that is being written. In: a handle to it, its folder where there is one. Out, at each look: bytes that were appended, or that
 * the file was begun anew, with what had come of the old one meanwhile. No number of a file (inode) can be seen from a page: that it is the same
 * is told by its size, its first bytes, and the last bytes that were taken, which are read together with the new ones.
 */

import type { FileAt, FolderAt, FollowSource } from '../../contracts/following';
import type { StreamHappening } from '../../contracts/stream';
import { concatenate } from '../../core/lib/bytes';
import { blobBytes } from '../blob-bytes';

/** Bytes taken at one look. */
const MOST_BYTES = 8 * 2 ** 20;
const HEAD_BYTES = 4096;
const TAIL_BYTES = 512;
/** A browser refuses a file that changes between being opened and being read: it is opened again. */
const TRIES = 8;
const BETWEEN_TRIES_MS = 20;

export type Look =
  | { readonly kind: 'same' }
  | { readonly kind: 'grown'; readonly bytes: Uint8Array; readonly hasMore: boolean }
  /** It begins anew: it was renamed, or truncated. `old`: where its text was found, and what of that had not been taken; null: nowhere. */
  | { readonly kind: 'anew'; readonly old: { readonly name: string; readonly rest: Uint8Array } | null }
  | { readonly kind: 'away' }
  /** Of a stream: nothing more comes. `why`: a sentence for the user; null: it ended by itself. */
  | { readonly kind: 'over'; readonly why: string | null };

export interface Happened {
  readonly what: StreamHappening;
  /** A sentence for the user. */
  readonly text: string;
}

/** What is looked at again and again. */
export interface Growing {
  readonly lastModified: number | null;
  /** @throws Error where the browser refuses it. */
  look(): Promise<Look>;
  /** What happened to it besides, since it was last asked. */
  happened(): readonly Happened[];
  close(): void;
}

export class GrowingFile implements Growing {
  lastModified: number | null = null;
  private readonly file: FileAt;
  private readonly folder: FolderAt | null;
  /** Bytes taken of the file as it is now. */
  private at = 0;
  private head = new Uint8Array(0);
  private tail = new Uint8Array(0);

  constructor({ file, folder }: FollowSource) {
    this.file = file;
    this.folder = folder;
  }

  /** @throws Error where the browser refuses the file for another reason than that it changes or is not there. */
  async look(): Promise<Look> {
    for (let left = TRIES; ; left--) {
      try {
        const look = await this.lookOnce();
        if (look !== null) return look;
      } catch (error) {
        if (nameOf(error) === 'NotFoundError') return { kind: 'away' };
        if (nameOf(error) !== 'NotReadableError' || left <= 1) throw error;
      }
      // It changed under the look. A busy file is looked at again soon.
      if (left <= 1) return { kind: 'same' };
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
    }
  }

  happened(): readonly Happened[] {
    return [];
  }

  close(): void {
    // A handle holds nothing open.
  }

  /** Null: it changed while it was looked at. */
  private async lookOnce(): Promise<Look | null> {
    const file = await this.file.getFile();
    if (file.size < this.at) return this.begunAnew();
    if (!(await startsWith(file, this.head))) return this.begunAnew();
    if (file.size === this.at) return { kind: 'same' };
    const from = this.at - this.tail.length;
    const end = Math.min(file.size, this.at + MOST_BYTES);
    const read = await blobBytes(file, from, end);
    if (read.length < end - from) return null;
    // Between being opened and being read the file may have been renamed: these are another's bytes then.
    if (!isEqual(read.subarray(0, this.tail.length), this.tail)) {
      const again = await this.file.getFile();
      if (again.size !== file.size || again.lastModified !== file.lastModified) return null;
      return this.begunAnew();
    }
    const bytes = read.slice(this.tail.length);
    this.lastModified = file.lastModified;
    this.take(bytes);
    return { kind: 'grown', bytes, hasMore: file.size > this.at };
  }

  private take(bytes: Uint8Array): void {
    if (this.head.length < HEAD_BYTES)
      this.head = concatenate(this.head, bytes.subarray(0, HEAD_BYTES - this.head.length));
    this.tail = concatenate(this.tail, bytes.subarray(-TAIL_BYTES)).slice(-TAIL_BYTES);
    this.at += bytes.length;
  }

  private async begunAnew(): Promise<Look> {
    const copy = await this.copyOf();
    // Before anything is forgotten: a read that is refused is tried again.
    const old = copy && { name: copy.name, rest: await blobBytes(copy, this.at, copy.size) };
    this.at = 0;
    this.head = new Uint8Array(0);
    this.tail = new Uint8Array(0);
    return { kind: 'anew', old };
  }

  /** The old file under its new name, or the copy that was made of it before it was truncated. */
  private async copyOf(): Promise<File | null> {
    if (this.folder === null || this.at === 0) return null;
    for await (const entry of this.folder.values()) {
      if (entry.kind !== 'file' || entry.name === this.file.name) continue;
      const file = await entry.getFile().catch(() => null);
      if (file === null || file.size < this.at || !(await startsWith(file, this.head))) continue;
      const taken = await blobBytes(file, this.at - this.tail.length, this.at);
      if (isEqual(taken, this.tail)) return file;
    }
    return null;
  }
}

async function startsWith(file: File, head: Uint8Array): Promise<boolean> {
  return head.length === 0 || isEqual(await blobBytes(file, 0, head.length), head);
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
