/**
 * Dropped files to texts. In: files as the browser gives them, archives among them. Out: what all of them are (the triage); one OpenedFile
 * for each that is a log, lists of changes apart; facts of the others; a Problem for everything that could not be read or was cut.
 */

import type { Settings } from '../contracts/settings';
import type { AnalysisHooks, DroppedFile } from '../contracts/threads';
import type { ContextFact } from '../contracts/triage';
import type { OnProgress, Problem } from '../contracts/units';
import { countOf } from '../core/wording/plural';
import { problem } from '../core/wording/problem';
import { blobBytes } from './blob-bytes';
import { Budget } from './budget';
import { Expansion, type Report } from './expand';
import { ProblemList } from './problem-list';
import { manyFilesQuestion } from './questions';
import { readText } from './text-file';
import type { TriageListing } from './triage/listing';
import { type ChosenFile, Triage } from './triage/triage';
import { DEFAULT_OPEN_LIMITS, type OpenedFile, type OpenLimits } from './types';

const HEAD_BYTES = 262_144;
/** More logs of one drop than this would not fit in the tab, whatever the user says. */
const MOST_LOGS = 100_000;

export interface OpenOptions {
  readonly onProgress?: OnProgress;
  readonly limits?: OpenLimits;
  /** What the user set for single files: their encoding, and whether they are read. */
  readonly files?: Settings['files'];
  /** Asked before what is beyond the limits is unpacked; absent: it is not. */
  readonly ask?: AnalysisHooks['ask'];
  /** Told as soon as it is known what all files are, before any of them is read. */
  readonly onTriage?: (listing: TriageListing) => void;
}

export interface OpenedFiles {
  readonly logs: readonly OpenedFile[];
  /** Small CSV or JSON lists of changes, for core/investigate's parser. */
  readonly changes: readonly OpenedFile[];
  readonly problems: readonly Problem[];
  readonly listing: TriageListing;
  readonly facts: readonly ContextFact[];
}

/** Never rejects for what a file holds. */
export async function openFiles(
  files: readonly DroppedFile[],
  options: OpenOptions = {},
): Promise<OpenedFiles> {
  const limits = options.limits ?? DEFAULT_OPEN_LIMITS;
  const list = new ProblemList();
  const triage = new Triage(options.files);
  const report: Report = (detail, done, total, unit) =>
    options.onProgress?.({ stage: 'open', detail, done, total, unit });
  const expansion = new Expansion(new Budget(limits, options.ask), list, report, triage);
  await expansion.expand(files);
  const { listing } = triage;
  const chosen = triage.choose();
  options.onTriage?.(listing);
  const opening = new Opening(list, listing.decides, options.files ?? {});
  const name = files.length === 1 ? files[0].path : 'This drop';
  list.begin(name);
  const most = await mostFiles(name, chosen.length, limits, options.ask);
  for (const each of chosen.slice(0, most)) await expansion.guard(each.leaf.name, () => opening.add(each));
  if (chosen.length > most) list.add(tooMany(name, most, chosen.length - most));
  const numEmpty = listing.count('empty');
  if (listing.decides && opening.logs.length === 0 && numEmpty > 0)
    list.add(
      problem('warning', 'empty-file', `${countOf(numEmpty, 'empty file')} of ${name} and no log.`, {
        file: name,
      }),
    );
  list.end();
  const { logs, changes } = opening;
  const facts = listing.decides ? triage.facts : [];
  return { logs, changes, problems: list.problems, listing, facts };
}

/** Of so many logs of a drop, how many are read. */
async function mostFiles(
  name: string,
  numFiles: number,
  { maxEntries }: OpenLimits,
  ask: OpenOptions['ask'],
): Promise<number> {
  if (numFiles <= maxEntries || ask === undefined) return maxEntries;
  const most = Math.min(numFiles, MOST_LOGS);
  return (await ask(manyFilesQuestion(name, numFiles, most, maxEntries))) ? most : maxEntries;
}

function tooMany(name: string, num: number, numMore: number): Problem {
  const count = (value: number): string => value.toLocaleString('en');
  const message = `${name} holds too many logs: ${count(numMore)} behind the first ${count(num)} are left out.`;
  return problem('warning', 'archive-many-files', message, { file: name });
}

/** Texts of the files that were chosen. */
class Opening {
  readonly logs: OpenedFile[] = [];
  readonly changes: OpenedFile[] = [];
  private readonly list: ProblemList;
  /** What is no text is listed with its kind, and is no problem, where only logs are wanted. */
  private readonly isTriaged: boolean;
  private readonly files: Settings['files'];
  private readonly names = new Set<string>();

  constructor(list: ProblemList, isTriaged: boolean, files: Settings['files']) {
    this.list = list;
    this.isTriaged = isTriaged;
    this.files = files;
  }

  async add({ leaf, place, isChanges, markRead }: ChosenFile): Promise<void> {
    const { blob: blobOf, isBundled: _, bytes: _b, ...named } = leaf;
    if (leaf.bytes === 0) return this.tellEmpty(leaf.name);
    const source = blobOf();
    const head = await blobBytes(source, 0, HEAD_BYTES);
    const name = this.unique(leaf.name);
    const chosen = Object.hasOwn(this.files, name) ? this.files[name].encoding : null;
    // Made here of a binary log: fields of a journal may hold any bytes.
    const kind = leaf.compression?.kind;
    const isMade = kind === 'journal' || kind === 'evtx';
    const text = isMade
      ? { blob: source, encoding: 'utf-8', problem: null }
      : await readText(source, head, name, chosen);
    if ('binary' in text) {
      this.names.delete(name);
      const message = `${name} is no text (${text.binary}) and is left out.`;
      if (!this.isTriaged) this.list.tell('error', 'binary-file', message, name);
      return;
    }
    if (text.problem) this.list.add(text.problem);
    const { blob, encoding } = text;
    const opened = { ...named, name, blob, bytes: blob.size, encoding, ...(place && { place }) };
    if (isChanges) this.changes.push(opened);
    else {
      this.logs.push(opened);
      markRead();
    }
  }

  private tellEmpty(name: string): void {
    if (!this.isTriaged) this.list.tell('warning', 'empty-file', `${name} is empty and is left out.`, name);
  }

  private unique(name: string): string {
    let candidate = name;
    for (let n = 2; this.names.has(candidate); n++) candidate = `${name} (${n})`;
    this.names.add(candidate);
    return candidate;
  }
}
