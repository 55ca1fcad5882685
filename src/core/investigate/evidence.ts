/**
 * Rows that an incident's claims point at. In: episodes with their shifts, the tables. Out: row requests, and from the
 * texts that the caller reads back for them, Evidence. One pass over the time and kind columns serves all episodes.
 */
import type { Episode, Evidence } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { upperBound } from '../lib/bisect';
import { lineNumOf, shardIdxOfRow } from '../lib/log-table';
import { type EdgeInput, type EdgeLine, isBefore, type Line, linesAtEdges } from './around';
import type { RankedShift } from './context';
import { scenesOf } from './scene';
import { gravityOf } from './severity-weight';
import { weightOf } from './telling';

/** Most evidence lines of one incident, changes seen in the log not counted. */
export const MAX_EVIDENCE = 14;
/** Shifted templates whose first line is shown. */
const MAX_TEMPLATE_LINES = 8;
/** Templates that explain most whose first line is shown before theirs, and the least that one of them weighs: see weightOf. */
const MAX_TELLING_LINES = 8;
const LEAST_TELLING = 1.6;
/** Characters of a record that are kept, and how many of them from its end. */
const MAX_TEXT = 4000;
const MAX_TAIL = 1400;

export interface EvidenceRequest {
  readonly row: RowIdx;
  readonly why: string;
  readonly template: TemplateIdx;
}

/** A template that grows less has no first line worth showing: its lines are routine, only more of them. */
const MIN_GROWTH = 1.5;
/** A template that the baseline holds less often than this a window is rare. */
const RARE = 0.1;
/** Gravity of an error: see gravityOf. */
const ERROR_GRAVITY = 2.6;

/** Text of records by row, as they stand in the file; null where the file cannot be read. `maxBytes`: most bytes of one, 16 KB by default, 64 KB at most. */
export type ReadTexts = (rows: readonly RowIdx[], maxBytes?: number) => Promise<readonly (string | null)[]>;

/** Earliest row by time, then by file order. */
type First = Line;

interface Search {
  readonly episode: Episode;
  readonly ofTemplate: Map<number, First>;
  /** Of these, the ones that are rare or grave, or that a reason names. */
  readonly telling: ReadonlySet<number>;
  /** What explains most, heaviest first. */
  readonly heaviest: readonly number[];
  firstError: First | null;
  worst: (First & { gravity: number }) | null;
  firstOfOutage: First | null;
  /** Of each template whose numbers a reason measured, the last line of the window that it is of: by then they have changed. */
  readonly measured: ReadonlyMap<number, { readonly untilMs: number; last: First | null }>;
}

/**
 * For each episode the rows worth reading: the first line of each of its most surprising templates, the first error
 * that is not routine, the gravest line, the first odd line, the first grave line of the outage, where something stops, and what is new
 * shortly before. What is rare or grave, or named by a reason, in order of time; then the routine that there is more of.
 * @param episodes disjoint in time, in any order
 * @param shifts one list an episode, most surprising first
 */
export function requestEvidence(
  episodes: readonly Episode[],
  shifts: readonly (readonly RankedShift[])[],
  input: EdgeInput,
): readonly (readonly EvidenceRequest[])[] {
  const { table, templates, features } = input;
  const heaviest = heaviestOf(episodes, input);
  const searches = episodes.map((episode, i) => newSearch(episode, shifts[i], heaviest[i], input));
  scan(searches, table, templates);
  const edges = linesAtEdges(episodes, shifts, input);
  return searches.map((search, i) => requestsOf(search, shifts[i], edges[i], features.grid.windowMs));
}

/** For each episode the templates that explain most, however few their records are. */
function heaviestOf(
  episodes: readonly Episode[],
  { features, baseline, templates: { templates } }: EdgeInput,
): readonly (readonly number[])[] {
  const { rowBegin, column } = features.counts;
  return scenesOf(episodes, features, baseline).map((scene, i) => {
    const { windowBegin, windowEnd } = episodes[i];
    const inside = new Set(column.subarray(rowBegin[windowBegin], rowBegin[windowEnd]));
    const weights = new Map<number, number>();
    for (const template of inside) {
      const { text, level } = templates[template];
      const { inside: observed, usual } = scene.presenceOf(template);
      const expected = (usual ?? 0) * (windowEnd - windowBegin);
      const weight = weightOf({ text, level, observed, expected });
      if (weight >= LEAST_TELLING) weights.set(template, weight);
    }
    return [...weights]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MAX_TELLING_LINES)
      .map(([template]) => template);
  });
}

function newSearch(
  episode: Episode,
  shifts: readonly RankedShift[],
  heaviest: readonly number[],
  { templates: { templates }, features }: EdgeInput,
): Search {
  const grown = shifts.filter((shift) => shift.observed >= MIN_GROWTH * shift.expected && shift.observed > 0);
  const ofTemplate = new Map<number, First>();
  for (const shift of grown)
    ofTemplate.set(shift.template, { row: -1, timeMs: Number.POSITIVE_INFINITY, template: shift.template });
  for (const template of heaviest)
    ofTemplate.set(template, { row: -1, timeMs: Number.POSITIVE_INFINITY, template });
  const named = new Set(episode.reasons.map(({ template }) => template));
  const numWindows = episode.windowEnd - episode.windowBegin;
  const isTelling = ({ template, expected }: RankedShift): boolean =>
    expected <= RARE * numWindows ||
    named.has(template) ||
    gravityOf(templates[template].level, templates[template].text) >= ERROR_GRAVITY;
  const telling = new Set<number>([...heaviest, ...grown.filter(isTelling).map(({ template }) => template)]);
  const measured = measuredIn(episode, features.grid.windowMs);
  return {
    episode,
    ofTemplate,
    telling,
    heaviest,
    firstError: null,
    worst: null,
    firstOfOutage: null,
    measured,
  };
}

/** By template, the end of the first window of which a reason tells its numbers. */
function measuredIn({ reasons }: Episode, windowMs: number): Search['measured'] {
  const found = new Map<number, { untilMs: number; last: First | null }>();
  for (const { beside, template, timeMs } of reasons)
    if (beside && template !== null && timeMs !== undefined && !found.has(template))
      found.set(template, { untilMs: timeMs + windowMs, last: null });
  return found;
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
  const measured = search.measured.get(at.template);
  if (measured && at.timeMs < measured.untilMs && !(measured.last && isBefore(at, measured.last)))
    measured.last = at;
  // Lines of templates that are frequent in the baseline are routine: not worth a page.
  if (!search.telling.has(at.template)) return;
  if (gravity >= ERROR_GRAVITY && isBefore(at, search.firstError)) search.firstError = at;
  const worst = search.worst;
  if (!worst || gravity > worst.gravity || (gravity === worst.gravity && isBefore(at, worst)))
    search.worst = { ...at, gravity };
  const outage = search.episode.outageStart;
  if (outage !== null && at.timeMs >= outage && gravity > 1 && isBefore(at, search.firstOfOutage))
    search.firstOfOutage = at;
}

function requestsOf(
  search: Search,
  shifts: readonly RankedShift[],
  edges: readonly EdgeLine[],
  windowMs: number,
): EvidenceRequest[] {
  const chosen = new Map<number, { at: First; why: string[]; isTelling: boolean }>();
  const add = (
    at: First | null | undefined,
    why: string,
    isTelling = at ? search.telling.has(at.template) : false,
  ) => {
    if (!at || at.row < 0) return;
    const known = chosen.get(at.row);
    if (known) {
      known.why.push(why);
      known.isTelling ||= isTelling;
    } else if (chosen.size < MAX_EVIDENCE) chosen.set(at.row, { at, why: [why], isTelling });
  };
  for (const template of search.heaviest)
    add(search.ofTemplate.get(template), 'grave, and new or more than usual', true);
  add(search.firstError, 'first error');
  add(search.worst, 'gravest line');
  const outage = search.firstOfOutage;
  if (outage && isSameBurst(search.firstError, outage, windowMs))
    add(search.firstError, 'first line of the burst that is the outage');
  else add(outage, 'first grave line of the outage');
  for (const { last } of search.measured.values()) add(last, 'of the kind whose numbers changed', true);
  for (const { at, why, isTelling } of edges) add(at, why, isTelling);
  for (const shift of shifts.slice(0, MAX_TEMPLATE_LINES)) {
    add(search.ofTemplate.get(shift.template), 'first of its kind');
  }
  const appeared = shifts.filter((shift) => shift.direction === 'appeared');
  add(
    earliest(appeared.map((shift) => search.ofTemplate.get(shift.template))),
    'first line of a kind that the baseline never shows',
  );
  return [...chosen.values()]
    .sort(
      (a, b) => Number(b.isTelling) - Number(a.isTelling) || a.at.timeMs - b.at.timeMs || a.at.row - b.at.row,
    )
    .map(({ at, why }) => ({
      row: at.row as RowIdx,
      why: why.join('; '),
      template: at.template as TemplateIdx,
    }));
}

/** An outage is counted from the first error beyond those that are usual: the burst may have begun some lines before. */
function isSameBurst(firstError: First | null, outage: First, windowMs: number): boolean {
  return (
    firstError !== null && firstError.row !== outage.row && outage.timeMs - firstError.timeMs < windowMs / 10
  );
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

export const UNREAD = '[the file of this line has changed, or has to be given again to show it]';
/** As older versions wrote it. */
const UNREAD_BEFORE = '[the file has to be given again to show this line]';

/** The same incident without the text of its lines. */
export function withoutLines<T extends { readonly evidence: readonly Evidence[] }>(incident: T): T {
  return { ...incident, evidence: incident.evidence.map((each) => ({ ...each, text: UNREAD })) };
}

/** Whether the file of a line was not at hand, so that its text is not known. */
export function isUnread({ text }: Pick<Evidence, 'text'>): boolean {
  return text === UNREAD || text === UNREAD_BEFORE;
}

/** Beginning and end: a trace says at its end what was thrown. */
function cutText(text: string | null | undefined): string {
  if (text === null || text === undefined) return UNREAD;
  if (text.length <= MAX_TEXT) return text;
  const left = text.length - MAX_TEXT;
  const head = text.slice(0, MAX_TEXT - MAX_TAIL).toWellFormed();
  return `${head} [cut, ${left} characters are left out] ${text.slice(-MAX_TAIL).toWellFormed()}`;
}
