/**
 * Changes that the log itself tells of: deployments, restarts, reloads, migrations, new leaders. In: the tables. Out: rows
 * worth reading, then Changes. Templates are judged, not lines, and a template that keeps coming is routine, no change.
 */
import type { Change, ChangeKind } from '../../contracts/changes';
import type { LogTable, Template, TemplateTable } from '../../contracts/tables';
import { type EpochMs, LEVEL_ERROR, type RowIdx, type TemplateIdx } from '../../contracts/units';
import { levelOfWords } from '../features/level-words';
import { isDeath } from '../features/process-death';
import { plural } from '../wording/plural';
import { messageOf } from '../wording/template-text';
import { changeKindOf } from './change-kinds';
import type { ReadTexts } from './evidence';

/** Rows further apart than this are two events; nearer ones, of one kind and source, are one. */
const BURST_GAP_MS = 10 * 60_000;
/** Of restarts, from whatever source: a start and the stop that follows it in minutes are two events. So are two releases. */
const BOOT_GAP_MS = 2 * 60_000;
/** A template with more bursts than this is routine if they come oftener than once in ROUTINE_GAP_MS. */
const MAX_BURSTS = 6;
const ROUTINE_GAP_MS = 24 * 3_600_000;
/** Records of a template above which it is routine whatever its rhythm. */
const MAX_RECORDS = 500;
const MAX_CHANGES = 200;

export interface LogChange {
  readonly row: RowIdx;
  readonly timeMs: EpochMs;
  readonly kind: ChangeKind;
  readonly template: TemplateIdx;
  readonly sourceIdx: number;
  /** Further rows of the same kind and source within ten minutes. */
  readonly numMore: number;
}

/** Changes told by the log, in order of time, at most 200; rows without a time are passed over. */
export function findLogChanges(table: LogTable, templates: TemplateTable): readonly LogChange[] {
  const kindOf = templates.templates.map((template) =>
    template.count <= MAX_RECORDS && !isFailure(template) ? changeKindOf(template.text) : null,
  );
  const rows = rowsOf(kindOf, table, templates);
  const routine = routineTemplates(rows);
  const merged = mergeBursts(rows.filter((row) => !routine.has(row.template)));
  return merged.slice(0, MAX_CHANGES);
}

/**
 * An error mentions a change in passing ("try restarting transaction", "is configured to"). Where the log states no level its words
 * say whether it is one, unless it is the end of a process, which often sounds like one.
 */
function isFailure({ level, text }: Template): boolean {
  return (level || (isDeath(text) ? 0 : levelOfWords(text))) >= LEVEL_ERROR;
}

/** Reads the rows' texts and words the changes. */
export async function changesInLog(
  table: LogTable,
  templates: TemplateTable,
  readTexts: ReadTexts,
): Promise<readonly Change[]> {
  const found = findLogChanges(table, templates);
  const texts = await readTexts(found.map((change) => change.row));
  return found.map((change, i) => {
    const template = templates.templates[change.template].text;
    const what = messageOf(texts[i], template).slice(0, 200).toWellFormed();
    const more =
      change.numMore > 0 ? ` (and ${change.numMore} more ${plural(change.numMore, 'line')} of the kind)` : '';
    return {
      timeMs: change.timeMs,
      kind: change.kind,
      what: what + more,
      source: sourceOf(table, change),
      row: change.row,
    };
  });
}

function sourceOf(table: LogTable, change: LogChange): string {
  const named = table.sources[change.sourceIdx];
  if (named) return named;
  return table.files.find((file) => file.rowBegin <= change.row && change.row < file.rowEnd)?.name ?? '';
}

function rowsOf(
  kindOf: readonly (ChangeKind | null)[],
  table: LogTable,
  templates: TemplateTable,
): LogChange[] {
  const rows: LogChange[] = [];
  const wanted = Uint8Array.from({ length: table.kinds.length }, (_, kind) =>
    kindOf[templates.ofKind[kind]] ? 1 : 0,
  );
  for (const shard of table.shards) {
    for (let i = 0; i < shard.length; i++) {
      const kind = shard.kind[i];
      if (wanted[kind] === 0 || Number.isNaN(shard.timeMs[i])) continue;
      const template = templates.ofKind[kind] as TemplateIdx;
      rows.push({
        row: (shard.rowBegin + i) as RowIdx,
        timeMs: shard.timeMs[i] as EpochMs,
        kind: kindOf[template]!,
        template,
        sourceIdx: table.kinds.source[kind],
        numMore: 0,
      });
    }
  }
  return rows.sort((a, b) => a.timeMs - b.timeMs || a.row - b.row);
}

function routineTemplates(rows: readonly LogChange[]): ReadonlySet<number> {
  const bursts = new Map<number, { first: number; last: number; num: number }>();
  for (const { template, timeMs } of rows) {
    const known = bursts.get(template);
    if (!known) bursts.set(template, { first: timeMs, last: timeMs, num: 1 });
    else {
      if (timeMs - known.last > BURST_GAP_MS) known.num++;
      known.last = timeMs;
    }
  }
  const isRoutine = ({ first, last, num }: { first: number; last: number; num: number }) =>
    num > MAX_BURSTS && last - first < num * ROUTINE_GAP_MS;
  return new Set([...bursts].filter(([, burst]) => isRoutine(burst)).map(([template]) => template));
}

/**
 * One change for rows of the same kind and source that follow each other within the gap; of deployments within the boot gap; of restarts so too,
 * whatever the source: a boot starts many services.
 */
function mergeBursts(rows: readonly LogChange[]): LogChange[] {
  const merged: LogChange[] = [];
  const open = new Map<string, { idx: number; lastMs: number }>();
  for (const row of rows) {
    const isRestart = row.kind === 'restart';
    const key = isRestart ? row.kind : `${row.kind} ${row.sourceIdx}`;
    const known = within(open.get(key), row, isRestart || row.kind === 'deploy' ? BOOT_GAP_MS : BURST_GAP_MS);
    const idx = known?.idx ?? merged.length;
    if (known) merged[idx] = { ...merged[idx], numMore: merged[idx].numMore + 1 };
    else merged.push(row);
    open.set(key, { idx, lastMs: row.timeMs });
  }
  return merged;
}

function within<T extends { lastMs: number }>(known: T | undefined, row: LogChange, gapMs: number): T | null {
  return known && row.timeMs - known.lastMs <= gapMs ? known : null;
}
