/**
 * How each file of a drop is to be read. In: the files, settings. Out: what detection says of each, the order of its days and months
 * settled where the sample leaves it open: by the user, by all lines of the file, by the files beside it, or by what is likely.
 */

import { type DateOrder, OrderGatherer, orderOf } from '../core/ingest/time/date-order';
import { decidedBy } from '../core/ingest/time/file-dates';
import { type ZoneSettings, zoneOfFile } from '../core/ingest/time/file-zone';
import type { DatePlan } from '../core/ingest/types';
import { concatenate } from '../core/lib/bytes';
import { blobBytes } from './blob-bytes';
import { type Detected, detectFile, formatOfFile } from './detect-file';
import type { OpenedFile } from './types';

/** Files beside an open one that are asked, those that follow it first. */
const MAX_ASKED = 64;
const SLICE_BYTES = 8 * 2 ** 20;
/** A longer line is cut: its date stands at its beginning. */
const MAX_LINE = 4096;
/** So many days above twelve are certain. */
const ENOUGH = 3;

export class FileGuesses {
  private readonly files: readonly OpenedFile[];
  private readonly settings: ZoneSettings;
  private readonly detected = new Map<number, Promise<Detected>>();
  /** What all lines of a file decide; null: nothing. */
  private readonly wholes = new Map<number, Promise<DatePlan | null>>();

  constructor(files: readonly OpenedFile[], settings: ZoneSettings) {
    this.files = files;
    this.settings = settings;
  }

  async of(fileIdx: number): Promise<Detected> {
    const { guess, problem } = await this.detect(fileIdx);
    const { dates } = guess.plan;
    if (!dates) return { guess, problem };
    const plan = setByUser(this.settings, this.files[fileIdx].name) ?? (await this.own(fileIdx, dates));
    const settled = plan.from === 'assumed' ? await this.bySiblings(fileIdx, plan) : plan;
    return { guess: { ...guess, plan: { ...guess.plan, dates: settled } }, problem };
  }

  /** A file may be asked for before its turn, and again. */
  private detect(fileIdx: number): Promise<Detected> {
    const file = this.files[fileIdx];
    const zone = zoneOfFile(this.settings, file.name);
    const found =
      this.detected.get(fileIdx) ?? detectFile(file, zone, formatOfFile(this.settings, file.name));
    this.detected.set(fileIdx, found);
    return found;
  }

  /** By all lines where the sample leaves it open. */
  private async own(fileIdx: number, dates: DatePlan): Promise<DatePlan> {
    if (dates.from !== 'assumed') return dates;
    const known = this.wholes.get(fileIdx) ?? evidenceOf(this.files[fileIdx]);
    this.wholes.set(fileIdx, known);
    return (await known) ?? dates;
  }

  private async bySiblings(fileIdx: number, plan: DatePlan): Promise<DatePlan> {
    const votes: Record<DateOrder, string[]> = { 'day-first': [], 'month-first': [] };
    for (let k = 1; k < Math.min(this.files.length, MAX_ASKED + 1); k++) {
      const other = (fileIdx + k) % this.files.length;
      const { dates } = (await this.detect(other)).guess.plan;
      if (!dates) continue;
      const own = await this.own(other, dates);
      if (own.from === 'decided') votes[own.order].push(this.files[other].name);
    }
    const [day, month] = [votes['day-first'], votes['month-first']];
    if (day.length === month.length) return plan;
    const [order, names] =
      day.length > month.length ? (['day-first', day] as const) : (['month-first', month] as const);
    return { order, from: 'decided', by: `${names[0]} beside it` };
  }
}

/** By own property only: a file may be named 'constructor'. */
function setByUser({ files }: ZoneSettings, name: string): DatePlan | null {
  const order = Object.hasOwn(files, name) ? files[name].dateOrder : null;
  return order ? { order, from: 'set', by: 'the setting' } : null;
}

/** Reads the file until its lines decide; bytes that cannot be read decide nothing. */
async function evidenceOf({ blob, bytes }: OpenedFile): Promise<DatePlan | null> {
  const gatherer = new OrderGatherer();
  let rest = new Uint8Array(0);
  for (let at = 0; at < bytes; at += SLICE_BYTES) {
    const slice = await blobBytes(blob, at, Math.min(bytes, at + SLICE_BYTES)).catch(() => null);
    if (slice === null) break;
    rest = addLines(
      gatherer,
      rest.length === 0 ? slice : concatenate(rest, slice),
      at + SLICE_BYTES >= bytes,
    );
    const { dayFirst, monthFirst } = gatherer.evidence;
    if (dayFirst + monthFirst >= ENOUGH && orderOf(gatherer.evidence)) break;
  }
  return decidedBy(gatherer.evidence);
}

/** Takes all whole lines; returns what is left of the last one. */
function addLines(gatherer: OrderGatherer, bytes: Uint8Array, isLast: boolean): Uint8Array<ArrayBuffer> {
  let at = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
    gatherer.add(bytes, at, end);
    at = end + 1;
  }
  if (isLast) gatherer.add(bytes, at, bytes.length);
  return bytes.slice(at, at + MAX_LINE) as Uint8Array<ArrayBuffer>;
}
