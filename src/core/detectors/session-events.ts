/** Gathers the records of each session. In: LogTable with mentions, TemplateTable. Out: per session its times and templates. */
import type { LogTable, MentionTable, TemplateTable } from '../../contracts/tables';
import { forEachTimedRow } from '../features/timed-rows';

/** Events of all sessions, session after session, each in file order: entries begin[s] .. begin[s + 1]. */
export interface SessionEvents {
  readonly length: number;
  readonly begin: Uint32Array;
  readonly template: Uint32Array;
  /** Time of each event in ms since 1970; NaN where its file states none. */
  readonly timeMs: Float64Array;
  /** First and last time of each session; NaN where its records state none. */
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  /** Last time of the whole log; NaN for none. */
  readonly logEndMs: number;
}

/** Two passes over the records; mentions ascend by row, so nothing is looked up. */
export function gatherSessions(
  table: LogTable,
  mentions: MentionTable,
  templates: TemplateTable,
): SessionEvents {
  const length = mentions.keys.length;
  const begin = new Uint32Array(length + 1);
  for (let i = 0; i < mentions.length; i++) begin[mentions.key[i] + 1]++;
  for (let s = 0; s < length; s++) begin[s + 1] += begin[s];
  const template = templatesBySession(table, mentions, templates, begin);
  return { length, begin, template, ...timesBySession(table, mentions, begin) };
}

function templatesBySession(
  table: LogTable,
  mentions: MentionTable,
  templates: TemplateTable,
  begin: Uint32Array,
): Uint32Array {
  const next = begin.slice();
  const template = new Uint32Array(mentions.length);
  let at = 0;
  for (const shard of table.shards) {
    const end = shard.rowBegin + shard.length;
    for (; at < mentions.length && mentions.row[at] < end; at++) {
      const kind = shard.kind[mentions.row[at] - shard.rowBegin];
      template[next[mentions.key[at]]++] = templates.ofKind[kind];
    }
  }
  return template;
}

type SessionTimes = Pick<SessionEvents, 'timeMs' | 'startMs' | 'endMs' | 'logEndMs'>;

function timesBySession(table: LogTable, mentions: MentionTable, begin: Uint32Array): SessionTimes {
  const next = begin.slice();
  const timeMs = new Float64Array(mentions.length).fill(Number.NaN);
  const startMs = new Float64Array(begin.length - 1).fill(Number.NaN);
  const endMs = new Float64Array(begin.length - 1).fill(Number.NaN);
  let logEndMs = Number.NaN;
  let at = 0;
  forEachTimedRow(table, (row, time) => {
    if (!(logEndMs >= time)) logEndMs = time;
    for (; at < mentions.length && mentions.row[at] <= row; at++) {
      const key = mentions.key[at];
      const place = next[key]++;
      if (mentions.row[at] < row) continue;
      timeMs[place] = time;
      if (!(startMs[key] <= time)) startMs[key] = time;
      if (!(endMs[key] >= time)) endMs[key] = time;
    }
  });
  return { timeMs, startMs, endMs, logEndMs };
}
