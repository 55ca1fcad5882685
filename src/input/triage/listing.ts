/**
 * All that a drop holds, by kind, in memory that a million entries fit into. In: entries one after another. Out: counts, and the
 * entries of one folder at a time. Names are kept packed: 40 bytes an entry and the letters of its name.
 */
import {
  FILE_KINDS,
  type FileKind,
  type KindCounts,
  type TriageEntry,
  type TriagePage,
  type TriageSummary,
} from '../../contracts/triage';
import type { Verdict } from './classify';

export interface ListedFile extends Verdict {
  readonly path: string;
  readonly bytes: number;
}

/** Beyond so many the entries are counted, by folder, and named no more. */
const MAX_LISTED = 2_000_000;
const MAX_WHYS = 60_000;
const NUM_KINDS = FILE_KINDS.length;
const READ = 1;
const SET = 2;
const UTF8 = new TextEncoder();
const TEXT = new TextDecoder();

class Folder {
  /** Path with '/' behind it; '' at the top. */
  readonly path: string;
  /** Null at the top. */
  readonly parent: Folder | null;
  readonly counts = new Uint32Array(NUM_KINDS);
  numRead = 0;
  readonly folders: Folder[] = [];
  readonly files: number[] = [];

  constructor(path: string, parent: Folder | null) {
    this.path = path;
    this.parent = parent;
  }
}

export class TriageListing {
  private readonly maxListed: number;
  private readonly top = new Folder('', null);
  private readonly folders = new Map<string, Folder>([['', this.top]]);
  private readonly whys: string[] = [];
  private readonly whyIdx = new Map<string, number>();
  private kinds = new Uint8Array(1024);
  private marks = new Uint8Array(1024);
  private why = new Uint16Array(1024);
  private sizes = new Float64Array(1024);
  private nameEnd = new Float64Array(1024);
  private names = new Uint8Array(32_768);
  private numListed = 0;
  private numFiles = 0;
  private numSet = 0;
  private sorted = new WeakSet<Folder>();

  /** Whether only logs and events are read. */
  decides = true;

  constructor(maxListed = MAX_LISTED) {
    this.maxListed = maxListed;
  }

  get length(): number {
    return this.numFiles;
  }

  count(kind: FileKind): number {
    return this.top.counts[FILE_KINDS.indexOf(kind)];
  }

  /** Its place, for markRead; -1: there is no room to list it, and it is counted. */
  add({ path, bytes, kind, why }: ListedFile, isSet = false): number {
    const slash = path.lastIndexOf('/') + 1;
    const folder = this.folderOf(path.slice(0, slash));
    const kindIdx = FILE_KINDS.indexOf(kind);
    this.countUp(folder, (each) => each.counts[kindIdx]++);
    this.numFiles++;
    if (isSet) this.numSet++;
    if (this.numListed >= this.maxListed) return -1;
    const idx = this.numListed++;
    if (idx >= this.kinds.length) this.grow();
    this.kinds[idx] = kindIdx;
    this.marks[idx] = isSet ? SET : 0;
    this.why[idx] = this.whyOf(why);
    this.sizes[idx] = bytes;
    this.addName(idx, path.slice(slash));
    folder.files.push(idx);
    return idx;
  }

  /** `path`: of the entry that add() gave `idx` for. */
  markRead(path: string, idx: number): void {
    if (idx >= 0) {
      if (this.marks[idx] & READ) return;
      this.marks[idx] |= READ;
    }
    this.countUp(this.folderOf(path.slice(0, path.lastIndexOf('/') + 1)), (each) => each.numRead++);
  }

  summary(): TriageSummary {
    return {
      numFiles: this.numFiles,
      counts: countsOf(this.top.counts),
      numRead: this.top.numRead,
      numSet: this.numSet,
      numUnlisted: this.numFiles - this.numListed,
      decides: this.decides,
    };
  }

  /** `path`: '' or one with '/' behind it; a folder that is not there holds nothing. */
  page(path: string, begin: number, end: number): TriagePage {
    const folder = this.folders.get(path);
    if (!folder) return { total: 0, entries: [] };
    this.sort(folder);
    const numFolders = folder.folders.length;
    const folders = folder.folders.slice(begin, end).map(folderEntry);
    const files = folder.files
      .slice(Math.max(0, begin - numFolders), Math.max(0, end - numFolders))
      .map((idx) => this.fileEntry(folder, idx));
    return { total: numFolders + folder.files.length, entries: [...folders, ...files] };
  }

  private fileEntry(folder: Folder, idx: number): TriageEntry {
    const name = this.nameOf(idx);
    return {
      kind: FILE_KINDS[this.kinds[idx]],
      path: folder.path + name,
      name,
      bytes: this.sizes[idx],
      why: this.whys[this.why[idx]],
      isRead: (this.marks[idx] & READ) > 0,
      isSet: (this.marks[idx] & SET) > 0,
    };
  }

  /** By name, code unit by code unit, once it is looked at. */
  private sort(folder: Folder): void {
    if (this.sorted.has(folder)) return;
    this.sorted.add(folder);
    folder.folders.sort((a, b) => compare(a.path, b.path));
    const named = folder.files.map((idx) => ({ idx, name: this.nameOf(idx) }));
    named.sort((a, b) => compare(a.name, b.name));
    for (let i = 0; i < named.length; i++) folder.files[i] = named[i].idx;
  }

  private folderOf(path: string): Folder {
    const known = this.folders.get(path);
    if (known) return known;
    const parent = this.folderOf(parentOf(path));
    const folder = new Folder(path, parent);
    this.folders.set(path, folder);
    parent.folders.push(folder);
    this.sorted.delete(parent);
    return folder;
  }

  private countUp(folder: Folder, up: (each: Folder) => void): void {
    this.sorted.delete(folder);
    for (let at: Folder | null = folder; at !== null; at = at.parent) up(at);
  }

  private whyOf(why: string): number {
    const known = this.whyIdx.get(why);
    if (known !== undefined) return known;
    if (this.whys.length >= MAX_WHYS) return MAX_WHYS - 1;
    this.whyIdx.set(why, this.whys.length);
    return this.whys.push(why) - 1;
  }

  private addName(idx: number, name: string): void {
    const bytes = UTF8.encode(name);
    const begin = idx === 0 ? 0 : this.nameEnd[idx - 1];
    if (begin + bytes.length > this.names.length)
      this.names = enlarged(this.names, Math.max(2 * this.names.length, begin + bytes.length), Uint8Array);
    this.names.set(bytes, begin);
    this.nameEnd[idx] = begin + bytes.length;
  }

  private nameOf(idx: number): string {
    return TEXT.decode(this.names.subarray(idx === 0 ? 0 : this.nameEnd[idx - 1], this.nameEnd[idx]));
  }

  private grow(): void {
    const length = 2 * this.kinds.length;
    this.kinds = enlarged(this.kinds, length, Uint8Array);
    this.marks = enlarged(this.marks, length, Uint8Array);
    this.why = enlarged(this.why, length, Uint16Array);
    this.sizes = enlarged(this.sizes, length, Float64Array);
    this.nameEnd = enlarged(this.nameEnd, length, Float64Array);
  }
}

function folderEntry({ path, counts, numRead }: Folder): TriageEntry {
  const numFiles = counts.reduce((sum, count) => sum + count, 0);
  const name = path.slice(path.lastIndexOf('/', path.length - 2) + 1, -1);
  return { kind: 'folder', path, name, numFiles, numRead, counts: countsOf(counts) };
}

function countsOf(counts: Uint32Array): KindCounts {
  return Object.fromEntries(FILE_KINDS.map((kind, i) => [kind, counts[i]])) as KindCounts;
}

/** 'a/b/' -> 'a/'; of '/' and 'a/' it is ''. */
function parentOf(path: string): string {
  return path.length < 2 ? '' : path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Column = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

function enlarged<T extends Column>(column: T, length: number, Kind: new (length: number) => T): T {
  const next = new Kind(length);
  next.set(column);
  return next;
}
