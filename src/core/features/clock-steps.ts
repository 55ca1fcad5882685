/**
 * Clocks that were set: the times of a file jump by minutes, and nothing was silent. In: the tables. Out: steps with the records before and after. A jump alone may be
 * a silence or files put together; a step is one that a later jump takes back by the same size, or one that a line beside it tells of.
 */
import type { WindowGrid } from '../../contracts/features';
import type { LogShard, LogTable, TemplateTable } from '../../contracts/tables';
import type { EpochMs } from '../../contracts/units';
import { shardIdxOfRow } from '../lib/log-table';

export interface ClockStep {
  readonly fileIdx: number;
  /** Last record before it, and first after it, in the order of the file. */
  readonly beforeRow: number;
  readonly afterRow: number;
  readonly beforeMs: EpochMs;
  readonly afterMs: EpochMs;
  /** By how much, in ms, without the usual pause between records; below 0: back. */
  readonly byMs: number;
  /** The step that took it back: its last record before, in row and time, and its first time after; null: none did. */
  readonly ended: Pick<ClockStep, 'beforeRow' | 'beforeMs' | 'afterMs'> | null;
  /** Whether it takes an earlier one back. */
  readonly isReturn: boolean;
}

const MIN_STEP_MS = 30_000;
const MAX_STEP_MS = 400 * 86_400_000;
/** A file that jumps more often is not in order of time, or holds several. */
const MAX_JUMPS = 12;
/** Pauses are told from jumps when all are known; of more than these none is one. */
const MOST_LARGE = 50 * MAX_JUMPS + 1;
/** A jump ahead is one where it is so many times what the file usually pauses. */
const TIMES_USUAL = 20;
/** Two jumps are of one size within so much, or this share of them. */
const SAME_MS = 5000;
const SAME_SHARE01 = 0.02;
/** Records between a jump and the line that tells of it. */
const NEAR_ROWS = 6;
/** What a time daemon, a kernel or a program says when the clock was set by more than it may creep. */
const TELLS =
  /\bclock (?:was|has been|is)? ?(?:stepped|jumped|set)\b|\bclock (?:step|jump)(?:ed)?\b|\b(?:forward|backward)s? time jump\b|\btime (?:has )?jumped\b|\bstep time server\b|\btime reset [-+<]|\btime stepped\b|\bsystem clock wrong by\b/i;
const BOOT = /\blinux version\b|\bbooting\b|\bsystem booted\b|\bboot_id\b/i;

interface Jump {
  readonly beforeRow: number;
  readonly afterRow: number;
  readonly beforeMs: EpochMs;
  readonly afterMs: EpochMs;
  readonly byMs: number;
}

const known = new WeakMap<LogTable, { readonly of: TemplateTable; readonly steps: readonly ClockStep[] }>();

/** By time of the record before. None: an empty list. Windows and incidents ask for those of the same tables. */
export function clockSteps(table: LogTable, templates: TemplateTable): readonly ClockStep[] {
  const last = known.get(table);
  if (last?.of === templates) return last.steps;
  const steps = stepsOf(table, templates);
  known.set(table, { of: templates, steps });
  return steps;
}

function stepsOf(table: LogTable, templates: TemplateTable): readonly ClockStep[] {
  const { texts, boots } = tellingTemplates(templates);
  return jumpsByFile(table)
    .flatMap((jumps, fileIdx) => {
      // An hour that clocks skip or repeat is known already.
      const isChanged = (table.files[fileIdx].reading?.clockChanges.length ?? 0) > 0;
      return isChanged || jumps.length === 0 || jumps.length > MAX_JUMPS
        ? []
        : stepsAmong(jumps, (jump) => isTold(jump, table, templates, texts, boots)).map((step) => ({
            ...step,
            fileIdx,
          }));
    })
    .sort((a, b) => a.beforeMs - b.beforeMs || a.fileIdx - b.fileIdx);
}

interface Run {
  num: number;
  sum: number;
  beforeMs: number;
  beforeRow: number;
  readonly large: Omit<Jump, 'byMs'>[];
}

/** Jumps of the times of each file, in its own order. One pass over the records. */
function jumpsByFile({ files, shards }: LogTable): readonly (readonly Jump[])[] {
  const runs = files.map((): Run => ({ num: 0, sum: 0, beforeMs: Number.NaN, beforeRow: -1, large: [] }));
  for (const shard of shards) addShard(runs[shard.fileIdx], shard);
  return runs.map(jumpsOf);
}

function addShard(run: Run, { timeMs, rowBegin, length }: LogShard): void {
  let { num, sum, beforeMs, beforeRow } = run;
  for (let i = 0; i < length; i++) {
    const afterMs = timeMs[i];
    if (Number.isNaN(afterMs)) continue;
    const delta = afterMs - beforeMs;
    const afterRow = rowBegin + i;
    if (Math.abs(delta) < MIN_STEP_MS) {
      sum += Math.abs(delta);
      num++;
    } else if (!Number.isNaN(delta) && run.large.length <= MOST_LARGE)
      run.large.push({ beforeRow, afterRow, beforeMs: beforeMs as EpochMs, afterMs: afterMs as EpochMs });
    [beforeMs, beforeRow] = [afterMs, afterRow];
  }
  Object.assign(run, { num, sum, beforeMs, beforeRow });
}

function jumpsOf({ num, sum, large }: Run): readonly Jump[] {
  if (large.length > MOST_LARGE) return [];
  const usual = num === 0 ? Number.POSITIVE_INFINITY : sum / num;
  return large
    .map((jump) => ({ ...jump, byMs: jump.afterMs - jump.beforeMs - usual }))
    .filter(({ byMs }) => Math.abs(byMs) <= MAX_STEP_MS && (byMs < 0 || byMs >= TIMES_USUAL * usual));
}

function stepsAmong(
  jumps: readonly Jump[],
  isTold: (jump: Jump) => boolean,
): readonly Omit<ClockStep, 'fileIdx'>[] {
  const taken = new Set<Jump>();
  const steps: Omit<ClockStep, 'fileIdx'>[] = [];
  const add = (jump: Jump, back: Jump | null, isReturn = false): void => {
    taken.add(jump);
    steps.push({ ...jump, ended: back, isReturn });
  };
  jumps.forEach((jump, i) => {
    if (taken.has(jump)) return;
    const back = jumps.slice(i + 1).find((other) => !taken.has(other) && isSameSize(jump.byMs, -other.byMs));
    if (back) {
      add(jump, back);
      add(back, null, true);
    } else if (isTold(jump)) add(jump, null);
  });
  return steps;
}

function isSameSize(a: number, b: number): boolean {
  return a > 0 === b > 0 && Math.abs(a - b) <= Math.max(SAME_MS, SAME_SHARE01 * Math.abs(a));
}

function tellingTemplates({ templates }: TemplateTable) {
  return {
    texts: templates.map(({ text }) => TELLS.test(text)),
    boots: templates.map(({ text }) => BOOT.test(text)),
  };
}

/** Whether a record beside the jump tells of it, and none that the machine was off in between. */
function isTold(
  { beforeRow, afterRow }: Jump,
  table: LogTable,
  templates: TemplateTable,
  tells: readonly boolean[],
  boots: readonly boolean[],
): boolean {
  if (!tells.includes(true)) return false;
  const shard = table.shards[shardIdxOfRow(table, afterRow)];
  const near = (row: number): number | null => {
    const local = row - shard.rowBegin;
    return local < 0 || local >= shard.length ? null : templates.ofKind[shard.kind[local]];
  };
  const rows = Array.from(
    { length: afterRow - beforeRow + 2 * NEAR_ROWS },
    (_, i) => beforeRow - NEAR_ROWS + 1 + i,
  ).slice(0, 4 * NEAR_ROWS);
  const kinds = rows.flatMap((row) => near(row) ?? []);
  return kinds.some((kind) => tells[kind]) && !kinds.some((kind) => boots[kind]);
}

/** 1 for each window that a step ahead skipped, in a file that matters; undefined: there is none. */
export function steppedOver(
  table: LogTable,
  steps: readonly ClockStep[],
  { startMs, windowMs, length }: WindowGrid,
): Uint8Array | undefined {
  const over = new Uint8Array(length);
  for (const { fileIdx, beforeMs, byMs, ended, ...step } of steps) {
    if (byMs < 0 || table.files[fileIdx].numRecords < MIN_SHARE01 * table.length) continue;
    // What is written after the clock was set back may fill the rest.
    const afterMs = Math.min(step.afterMs, ended?.afterMs ?? step.afterMs);
    const first = Math.max(0, Math.floor((beforeMs - startMs) / windowMs));
    for (let w = first; w < length && startMs + w * windowMs < afterMs; w++) {
      const begin = startMs + w * windowMs;
      const missing = Math.min(begin + windowMs, afterMs) - Math.max(begin, beforeMs);
      if (missing > MAX_MISSING01 * windowMs) over[w] = 1;
    }
  }
  return over.includes(1) ? over : undefined;
}

/** 1 for each window between a step and the one that took it back, by the times that the records state; undefined: there is none. */
export function misdated(
  steps: readonly ClockStep[],
  { startMs, windowMs, length }: WindowGrid,
): Uint8Array | undefined {
  const wrong = new Uint8Array(length);
  for (const { afterMs, ended } of steps) {
    if (ended === null) continue;
    const first = Math.floor((afterMs - startMs) / windowMs) - 1;
    const last = Math.ceil((ended.beforeMs - startMs) / windowMs);
    wrong.fill(1, Math.max(0, first), Math.max(0, last + 1));
  }
  return wrong.includes(1) ? wrong : undefined;
}

/** As of hours that clocks skipped: see clock-changes.ts. */
const MAX_MISSING01 = 0.25;
const MIN_SHARE01 = 0.1;
