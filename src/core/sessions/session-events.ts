/** Gathers the records of each session. In: LogTable with mentions, TemplateTable. Out: per session its times and templates. */
import type { LogTable, MentionTable, TemplateTable } from '../../contracts/tables';
import { forEachTimedRow } from '../features/timed-rows';
import { mentionCursor } from '../lib/mention-cursor';

/** Events of all sessions, session after session, each in file order: entries begin[s] .. begin[s + 1]. */
export interface SessionEvents {
  readonly length: number;
  readonly begin: Uint32Array;
  readonly template: Uint16Array | Uint32Array;
  /** Of the first so many sessions the time of each event is known. */
  readonly numTimed: number;
  /** Those times in ms since 1970; NaN where its file states none. */
  readonly timeMs: Float64Array;
  /** First and last time of each session; NaN where its records state none. */
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  /** Last time of the whole log; NaN for none. */
  readonly logEndMs: number;
  /** As in TemplateTable. */
  readonly muted?: Uint8Array;
}

/**
 * Two passes over the records; mentions ascend by row, so nothing is looked up. A large log has as many events as records:
 * only those of the first `numTimed` sessions keep their times.
 */
export function gatherSessions(
  table: LogTable,
  mentions: MentionTable,
  templates: TemplateTable,
  numTimed: number,
): SessionEvents {
  const length = mentions.keys.length;
  const begin = new Uint32Array(length + 1);
  for (const { key } of mentions.chunks) for (let i = 0; i < key.length; i++) begin[key[i] + 1]++;
  for (let s = 0; s < length; s++) begin[s + 1] += begin[s];
  const template = templatesBySession(table, mentions, templates, begin);
  const { muted } = templates;
  return { length, begin, template, muted, numTimed, ...timesBySession(table, mentions, begin, numTimed) };
}

function templatesBySession(
  table: LogTable,
  mentions: MentionTable,
  templates: TemplateTable,
  begin: Uint32Array,
): SessionEvents['template'] {
  const next = begin.slice();
  const template =
    templates.length <= 0x10000 ? new Uint16Array(mentions.length) : new Uint32Array(mentions.length);
  const at = mentionCursor(mentions);
  for (const shard of table.shards) {
    const end = shard.rowBegin + shard.length;
    for (; at.row < end; at.next()) {
      const kind = shard.kind[at.row - shard.rowBegin];
      template[next[at.key]++] = templates.ofKind[kind];
    }
  }
  return template;
}

type SessionTimes = Pick<SessionEvents, 'timeMs' | 'startMs' | 'endMs' | 'logEndMs'>;

function timesBySession(
  table: LogTable,
  mentions: MentionTable,
  begin: Uint32Array,
  numTimed: number,
): SessionTimes {
  const next = begin.slice(0, numTimed);
  const timeMs = new Float64Array(begin[numTimed]).fill(Number.NaN);
  const startMs = new Float64Array(begin.length - 1).fill(Number.NaN);
  const endMs = new Float64Array(begin.length - 1).fill(Number.NaN);
  let logEndMs = Number.NaN;
  const at = mentionCursor(mentions);
  forEachTimedRow(table, (row, time) => {
    if (!(logEndMs >= time)) logEndMs = time;
    for (; at.row <= row; at.next()) {
      const { key } = at;
      if (at.row < row) {
        if (key < numTimed) next[key]++;
        continue;
      }
      if (key < numTimed) timeMs[next[key]++] = time;
      if (!(startMs[key] <= time)) startMs[key] = time;
      if (!(endMs[key] >= time)) endMs[key] = time;
    }
  });
  return { timeMs, startMs, endMs, logEndMs };
}
