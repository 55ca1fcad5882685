/**
 * Rows that an incident's claims point at. In: episodes with their shifts, the tables. Out: row requests, and from the
 * texts that the caller reads back for them, Evidence. One pass over the time and kind columns serves all episodes.
 */
import type { Episode, Evidence } from '../../contracts/incident';
import { type LogTable, type TemplateTable, templateId } from '../../contracts/tables';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { upperBound } from '../lib/bisect';
import { lineNumOf, shardIdxOfRow } from '../lib/log-table';
import type { RankedShift } from './context';
import { gravityOf } from './gravity';

/** Most evidence lines of one incident, changes seen in the log not counted. */
export const MAX_EVIDENCE = 12;
/** Shifted templates whose first line is shown. */
const MAX_TEMPLATE_LINES = 8;
/** Characters of a record that are kept. */
const MAX_TEXT = 4000;

export interface EvidenceRequest {
  readonly row: RowIdx;
  readonly why: string;
  readonly template: TemplateIdx;
}

/** A template that grows less has no first line worth showing: its lines are routine, only more of them. */
const LEAST_GROWTH = 1.5;
/** Gravity of an error: see gravityOf. */
const ERROR_GRAVITY = 2.6;

/** Text of records by row, as they stand in the file; null where the file cannot be read. */
export type ReadTexts = (rows: readonly RowIdx[]) => Promise<readonly (string | null)[]>;

/** Earliest row by time, then by file order. */
interface First {
  row: number;
  timeMs: number;
  template: number;
}

interface Search {
  readonly episode: Episode;
  readonly ofTemplate: Map<number, First>;
  firstError: First | null;
  worst: (First & { gravity: number }) | null;
  firstOfOutage: First | null;
}

/**
 * For each episode the rows worth reading: the first line of each of its most surprising templates, the first error
 * that is not routine, the gravest line, the first odd line and the first grave line of the outage. In order of time.
 * @param episodes disjoint in time, in any order
 * @param shifts one list an episode, most surprising first
 */
export function requestEvidence(
  episodes: readonly Episode[],
  shifts: readonly (readonly RankedShift[])[],
  table: LogTable,
  templates: TemplateTable,
): readonly (readonly EvidenceRequest[])[] {
  const searches = episodes.map((episode, i) => newSearch(episode, shifts[i]));
  scan(searches, table, templates);
  return searches.map((search, i) => requestsOf(search, shifts[i]));
}

function newSearch(episode: Episode, shifts: readonly RankedShift[]): Search {
  const grown = shifts.filter(
    (shift) => shift.observed >= LEAST_GROWTH * shift.expected && shift.observed > 0,
  );
  const ofTemplate = new Map<number, First>();
  for (const shift of grown)
    ofTemplate.set(shift.template, { row: -1, timeMs: Number.POSITIVE_INFINITY, template: shift.template });
  return { episode, ofTemplate, firstError: null, worst: null, firstOfOutage: null };
}

function scan(searches: readonly Search[], table: LogTable, templates: TemplateTable): void {
  if (searches.length === 0) return;
  const ordered = [...searches].sort((a, b) => a.episode.start - b.episode.start);
  const starts = ordered.map((search) => search.episode.start);
  const gravityOfKind = kindGravity(table, templates);
  for (const shard of table.shards) {
    for (let i = 0; i < shard.length; i++) {
      const timeMs = shard.timeMs[i];
      if (!(timeMs >= starts[0])) continue;
      const search = ordered[upperBound(starts, timeMs) - 1];
      if (timeMs >= search.episode.end) continue;
      const kind = shard.kind[i];
      const at = { row: shard.rowBegin + i, timeMs, template: templates.ofKind[kind] };
      look(search, at, gravityOfKind[kind]);
    }
  }
}

function kindGravity(table: LogTable, templates: TemplateTable): Float64Array {
  const gravity = new Float64Array(table.kinds.length);
  for (let kind = 0; kind < gravity.length; kind++) {
    const text = templates.templates[templates.ofKind[kind]]?.text ?? '';
    gravity[kind] = gravityOf(table.kinds.level[kind], text);
  }
  return gravity;
}

function look(search: Search, at: First, gravity: number): void {
  const first = search.ofTemplate.get(at.template);
  if (first && isBefore(at, first)) search.ofTemplate.set(at.template, at);
  // Lines of templates that are as frequent in the baseline are routine, whatever their level: not worth a page.
  const odd = first !== undefined;
  if (!odd) return;
  if (gravity >= ERROR_GRAVITY && isBefore(at, search.firstError)) search.firstError = at;
  const worst = search.worst;
  if (!worst || gravity > worst.gravity || (gravity === worst.gravity && isBefore(at, worst)))
    search.worst = { ...at, gravity };
  const outage = search.episode.outageStart;
  if (outage !== null && at.timeMs >= outage && gravity > 1 && isBefore(at, search.firstOfOutage))
    search.firstOfOutage = at;
}

function isBefore(a: First, b: First | null): boolean {
  return b === null || a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.row < b.row);
}

function requestsOf(search: Search, shifts: readonly RankedShift[]): EvidenceRequest[] {
  const chosen = new Map<number, { at: First; why: string[] }>();
  const add = (at: First | null | undefined, why: string) => {
    if (!at || at.row < 0) return;
    const known = chosen.get(at.row);
    if (known) known.why.push(why);
    else if (chosen.size < MAX_EVIDENCE) chosen.set(at.row, { at, why: [why] });
  };
  add(search.firstError, 'first error');
  add(search.worst, 'gravest line');
  add(search.firstOfOutage, 'first grave line of the outage');
  for (const shift of shifts.slice(0, MAX_TEMPLATE_LINES)) {
    add(search.ofTemplate.get(shift.template), `first line of ${templateId(shift.template)}`);
  }
  const appeared = shifts.filter((shift) => shift.direction === 'appeared');
  add(
    earliest(appeared.map((shift) => search.ofTemplate.get(shift.template))),
    'first line of a kind that the baseline never shows',
  );
  return [...chosen.values()]
    .sort((a, b) => a.at.timeMs - b.at.timeMs || a.at.row - b.at.row)
    .map(({ at, why }) => ({
      row: at.row as RowIdx,
      why: why.join('; '),
      template: at.template as TemplateIdx,
    }));
}

function earliest(found: readonly (First | undefined)[]): First | null {
  let best: First | null = null;
  for (const each of found) if (each && each.row >= 0 && isBefore(each, best)) best = each;
  return best;
}

/**
 * Evidence from requests and their texts, ids 'E1' on in the order given. A text that cannot be read becomes a note in
 * square brackets, so that the reference to file and line still stands.
 */
export function toEvidence(
  requests: readonly EvidenceRequest[],
  texts: readonly (string | null)[],
  table: LogTable,
): readonly Evidence[] {
  return requests.map((request, i) => {
    const shard = table.shards[shardIdxOfRow(table, request.row)];
    const local = request.row - shard.rowBegin;
    const timeMs = shard.timeMs[local];
    return {
      id: `E${i + 1}`,
      row: request.row,
      source: table.files[shard.fileIdx].name,
      lineNum: lineNumOf(shard, local),
      timeMs: Number.isNaN(timeMs) ? null : (timeMs as EpochMs),
      text: cutText(texts[i]),
      why: request.why,
      template: request.template,
    };
  });
}

function cutText(text: string | null | undefined): string {
  if (text === null || text === undefined) return '[the file has to be given again to show this line]';
  if (text.length <= MAX_TEXT) return text;
  return `${text.slice(0, MAX_TEXT).toWellFormed()} [cut, ${text.length - MAX_TEXT} more characters]`;
}
