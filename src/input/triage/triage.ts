/**
 * Which files of a drop are read. In: its files one after another, with their first bytes; what the user set. Out: a listing of all, the
 * files to read in their order, facts of the others. Logs, events and lists of changes are read; of a few files that came alone, all are.
 */
import type { FileSetting, Settings } from '../../contracts/settings';
import type { FilePlace } from '../../contracts/tables';
import type { ContextFact } from '../../contracts/triage';
import { stripPacking } from '../archive-kind';
import { isChangesFile, isNamedAsChanges } from '../changes-file';
import type { OpenedFile } from '../types';
import { classify, type Verdict } from './classify';
import { contextFacts, mayStateFacts } from './context-facts';
import { nameHints } from './file-names';
import { TriageListing } from './listing';
import { placesOf, readingOrder } from './rotation';

/** So many files a person chose one by one. */
const FEW_FILES = 12;
/** Files that are no logs, kept at hand for a drop in which there is no log. */
const MAX_SPARE = 200;
const MAX_FACTS = 200;
/** Beginning of a file that a list of changes is told by. */
const CHANGES_BYTES = 8192;

/** A file that is no archive. */
export interface Leaf extends Pick<OpenedFile, 'name' | 'compression' | 'lastModified'> {
  readonly bytes: number;
  /** Its first bytes; null: they were not looked at, since its name decides. */
  readonly head: Uint8Array | null;
  readonly blob: () => Blob;
  /** It came out of an archive or a folder. */
  readonly isBundled: boolean;
}

interface Candidate extends Verdict {
  readonly leaf: Omit<Leaf, 'head'>;
  readonly listedAs: number;
  readonly use: FileSetting['use'];
  /** A list of changes, by its name or by its columns alone. */
  readonly changes: 'named' | 'columns' | null;
}

export interface ChosenFile {
  readonly leaf: Omit<Leaf, 'head'>;
  readonly place: FilePlace | null;
  readonly isChanges: boolean;
  /** Tells the listing that it was taken as a log. */
  readonly markRead: () => void;
}

export class Triage {
  readonly listing = new TriageListing();
  readonly facts: ContextFact[] = [];
  private readonly files: Settings['files'];
  private readonly folders: readonly string[];
  private candidates: Candidate[] = [];
  private isBundle = false;
  private numSpare = 0;

  constructor(files: Settings['files'] = {}) {
    this.files = files;
    // The innermost folder that the user set decides.
    this.folders = Object.keys(files)
      .filter((name) => name.endsWith('/'))
      .sort((a, b) => b.length - a.length);
  }

  take(leaf: Leaf): void {
    const { name, head, bytes } = leaf;
    this.isBundle ||= leaf.isBundled;
    const use = this.setFor(name);
    const changes = head && changesOf(leaf, head);
    const verdict = verdictOf(leaf, changes !== null);
    const listedAs = this.listing.add({ path: name, bytes, ...verdict }, use !== null);
    const isLog = verdict.kind === 'log' || verdict.kind === 'events';
    if (head && !isLog && this.facts.length < MAX_FACTS && mayStateFacts(name))
      this.facts.push(...contextFacts(name, new TextDecoder().decode(head)));
    if (use === 'none' || !(use === 'log' || isLog || changes || this.isSpare(verdict))) return;
    this.candidates.push({ leaf: withoutHead(leaf), ...verdict, listedAs, use, changes });
  }

  /** Once all were taken. */
  choose(): readonly ChosenFile[] {
    const hasLogs = this.candidates.some(
      ({ kind, use }) => kind === 'log' || kind === 'events' || use === 'log',
    );
    const isLarge = this.listing.length > FEW_FILES;
    const isMixed = this.isBundle && hasLogs;
    this.listing.decides = isLarge || isMixed;
    const hasText = this.candidates.some(({ kind }) => kind === 'text');
    const isWanted = ({ kind, use, changes }: Candidate): boolean => {
      if (use === 'log' || kind === 'log' || kind === 'events') return true;
      if (changes) return !isLarge || changes === 'named';
      if (isLarge) return !hasLogs && kind !== 'binary' && kind !== 'empty' && (kind === 'text' || !hasText);
      return !isMixed || (kind !== 'configuration' && kind !== 'output');
    };
    const wanted = this.candidates.filter(isWanted);
    this.candidates = [];
    const names = wanted.map(({ leaf }) => leaf.name);
    const places = placesOf(names);
    return readingOrder(names).map((i) => {
      const { leaf, listedAs, changes, use } = wanted[i];
      const markRead = (): void => this.listing.markRead(leaf.name, listedAs);
      return { leaf, place: places[i], isChanges: changes !== null && use !== 'log', markRead };
    });
  }

  /** Kept in case that there is no log. */
  private isSpare({ kind }: Verdict): boolean {
    if (this.listing.length <= FEW_FILES) return true;
    return kind !== 'binary' && kind !== 'empty' && ++this.numSpare <= MAX_SPARE;
  }

  /** By the user; by own property only: a file may be named 'constructor'. */
  setFor(name: string): 'log' | 'none' | null {
    const own = Object.hasOwn(this.files, name) ? this.files[name].use : null;
    if (own) return own;
    const folder = this.folders.find((each) => name.startsWith(each));
    return folder === undefined ? null : (this.files[folder].use ?? null);
  }
}

function verdictOf({ name, head, bytes }: Leaf, isChanges: boolean): Verdict {
  if (isChanges) return { kind: 'text', why: 'a list of changes, set beside the incidents' };
  return head
    ? classify(name, head, bytes)
    : { kind: 'output', why: 'what the kernel shows of itself, by its place' };
}

function changesOf({ name, bytes }: Leaf, head: Uint8Array): Candidate['changes'] {
  const path = stripPacking(name);
  // Not of a machine's own files: half of its configuration has a version and a time.
  if (/\.(csv|tsv|jsonl?|txt)$/i.test(path) && nameHints(path).area !== 'state') {
    const start = new TextDecoder().decode(head.subarray(0, CHANGES_BYTES));
    if (isChangesFile(start, path, bytes)) return isNamedAsChanges(path) ? 'named' : 'columns';
  }
  return null;
}

function withoutHead({ head: _, ...leaf }: Leaf): Omit<Leaf, 'head'> {
  return leaf;
}
