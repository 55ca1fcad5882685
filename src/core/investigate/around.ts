/**
 * Lines at the edges of an episode. In: episodes with their shifts, the tables. Out: for each, the last line of what stops and the first
 * one after it, and kinds of lines that were never seen until shortly before. One pass over the rows serves all episodes.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Episode } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { isLearnt } from '../baseline/learnt-windows';
import { firstRowOfColumns } from '../features/count-matrix';
import { chainNames } from '../features/silence';
import { forEachTimedRow } from '../features/timed-rows';
import { isTraceText } from '../features/trace-text';
import type { RankedShift } from './context';
import { gravityOf } from './severity-weight';

/** A row that an incident may cite. */
export interface Line {
  readonly row: number;
  readonly timeMs: number;
  readonly template: number;
}

export interface EdgeLine {
  readonly at: Line;
  readonly why: string;
  /** Whether it belongs before what is merely more of the same. */
  readonly isTelling: boolean;
}

export interface EdgeInput {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
}

/** Templates whose stop is shown where a stop is what leads, and where something else does. */
const MAX_STOPS = 2;
const MAX_STOPS_ASIDE = 1;
/** At most this share of what was expected is left of a template that stops. */
const MOST_LEFT = 0.5;
const WINDOWS_BEFORE = 2;
const MAX_BEFORE = 2;

const LAST = 'last of its kind';
const LAST_FOR_NOW = `${LAST} before it stops`;
const LAST_OF_SOURCE = 'last of its source before it fell silent';

const FIRST_AGAIN = 'first of its kind after it stopped';

/** Whether a line was chosen as the first one after a silence; `why`: of Evidence. */
export function isFirstAfterStop(why: string): boolean {
  return why.includes(FIRST_AGAIN);
}

/** Whether a line was chosen as the last one before a silence; `why`: of Evidence. */
export function isLastBeforeStop(why: string): boolean {
  return why.includes(LAST) || isLastOfSource(why);
}

/** Whether its kind came again later, whether or not that line is cited too. */
export function isLastForNow(why: string): boolean {
  return why.includes(LAST_FOR_NOW);
}

/** Whether it was the last that its source wrote, and not only the last of its kind. */
export function isLastOfSource(why: string): boolean {
  return why.includes(LAST_OF_SOURCE);
}

/** @param shifts one list an episode, most surprising first */
export function linesAtEdges(
  episodes: readonly Episode[],
  shifts: readonly (readonly RankedShift[])[],
  input: EdgeInput,
): readonly (readonly EdgeLine[])[] {
  const stops = episodes.map((episode, i) => stopsOf(episode, shifts[i]));
  const news = newShortlyBefore(episodes, input);
  const watched = new Map<number, Stop[]>();
  for (const stop of stops.flat()) watched.set(stop.template, [...(watched.get(stop.template) ?? []), stop]);
  const firsts = new Map<number, Line | null>(news.flat().map((template) => [template, null]));
  const silent = lastOfSilent(episodes, input);
  if (watched.size === 0 && firsts.size === 0) return silent;
  let lastMs = Number.NEGATIVE_INFINITY;
  const { ofKind } = input.templates;
  const isWanted = Uint8Array.from(ofKind, (template) =>
    watched.has(template) || firsts.has(template) ? 1 : 0,
  );
  forEachTimedRow(input.table, (row, timeMs, kind) => {
    if (timeMs > lastMs) lastMs = timeMs;
    if (isWanted[kind] === 0) return;
    const template = ofKind[kind];
    const known = firsts.get(template);
    if (known !== undefined && isBefore({ row, timeMs }, known))
      firsts.set(template, { row, timeMs, template });
    for (const stop of watched.get(template) ?? []) stop.add({ row, timeMs, template });
  });
  const { windowMs } = input.features.grid;
  return episodes.map((_, i) => [
    ...silent[i],
    ...news[i].flatMap((template) => newLine(firsts.get(template))),
    ...stops[i].flatMap((stop) => stop.lines(lastMs, windowMs)),
  ]);
}

/** Sources whose silence is told that get their last line. */
const MAX_SILENT = 2;
/** What is known of a silence is a number of milliseconds with few digits. */
const SILENCE_SLACK_MS = 1000;

/** For each episode the last line of each source that a reason says to be silent: it may tell why. One pass over the rows. */
function lastOfSilent(
  episodes: readonly Episode[],
  { table, templates, features }: EdgeInput,
): readonly (readonly EdgeLine[])[] {
  const wanted = episodes.map(({ reasons }) => silencesOf(reasons, features.grid.windowMs));
  const all = wanted.flat();
  if (all.length === 0) return episodes.map(() => []);
  const files = chainNames(table.files);
  const watched = all.map((silence) => ({
    silence,
    ofFile: files.map((file) => file === silence.name),
    ofSource: table.sources.map((source) => source === silence.name || source.startsWith(`${silence.name}.`)),
  }));
  const last = new Map<Silence, Line>();
  forEachTimedRow(table, (row, timeMs, kind, fileIdx) => {
    for (const { silence, ofFile, ofSource } of watched) {
      if (timeMs > silence.sinceMs || !(ofFile[fileIdx] || ofSource[table.kinds.source[kind]])) continue;
      const known = last.get(silence);
      const at = { row, timeMs, template: templates.ofKind[kind] };
      if (!known || !isBefore(at, known)) last.set(silence, at);
    }
  });
  return wanted.map((silences) =>
    silences.flatMap((each) => {
      const at = last.get(each);
      return at ? [{ at, why: LAST_OF_SOURCE, isTelling: true }] : [];
    }),
  );
}

interface Silence {
  readonly name: string;
  readonly sinceMs: number;
}

/** The first ones of different sources. */
function silencesOf(reasons: Episode['reasons'], windowMs: number): readonly Silence[] {
  const found = new Map<string, Silence>();
  for (const { beside, timeMs } of reasons)
    if (beside?.what === 'silence' && timeMs !== undefined && !found.has(beside.name))
      found.set(beside.name, {
        name: beside.name,
        sinceMs: timeMs + windowMs - beside.value + SILENCE_SLACK_MS,
      });
  return [...found.values()].slice(0, MAX_SILENT);
}

function newLine(at: Line | null | undefined): EdgeLine[] {
  return at ? [{ at, why: 'shortly before: never seen until then', isTelling: true }] : [];
}

type Stop = ReturnType<typeof createStop>;

function stopsOf(episode: Episode, shifts: readonly RankedShift[]): Stop[] {
  const fallen = shifts.filter(({ observed, expected }) => observed <= MOST_LEFT * expected);
  const missed = missedFirst(episode, shifts);
  const leads = missed !== null || (fallen.length > 0 && fallen[0] === shifts[0]);
  const stopped = new Set([...(missed === null ? [] : [missed]), ...fallen.map(({ template }) => template)]);
  return [...stopped]
    .slice(0, leads ? MAX_STOPS : MAX_STOPS_ASIDE)
    .map((template) => createStop(episode, template, leads, usualPause(episode, template, shifts)));
}

/**
 * Where nothing grew, the template that the detectors first missed altogether: a backlog that comes later may hide it from the sums.
 * Null: something grew, or none was missed.
 */
function missedFirst({ reasons }: Episode, shifts: readonly RankedShift[]): number | null {
  if (shifts.some(({ observed, expected }) => observed > expected)) return null;
  return reasons.find(({ template, observed }) => template !== null && observed === 0)?.template ?? null;
}

/** Milliseconds between two records of a template in as much of the baseline; 0: not known. */
function usualPause({ start, end }: Episode, template: number, shifts: readonly RankedShift[]): number {
  const expected = shifts.find((shift) => shift.template === template)?.expected ?? 0;
  return expected > 0 ? (end - start) / expected : 0;
}

/** What comes at random pauses now and then for so many of its usual pauses, and has not stopped. */
const PAUSES = 5;

/** Gathers the lines of a template around an episode. */
function createStop({ start, end }: Episode, template: number, isTelling: boolean, pauseMs: number) {
  let before: Line | null = null;
  let after: Line | null = null;
  const inside: Line[] = [];
  return {
    template,
    add(line: Line): void {
      if (line.timeMs < start) {
        if (!before || !isBefore(line, before)) before = line;
      } else if (line.timeMs < end) inside.push(line);
      else if (isBefore(line, after)) after = line;
    },
    /** The ends of the longest silence, where it lasts a window or more. `lastMs`: of the log. */
    lines(lastMs: number, windowMs: number): EdgeLine[] {
      inside.sort((a, b) => a.timeMs - b.timeMs || a.row - b.row);
      const all = [before, ...inside, after].filter((line) => line !== null);
      let last = -1;
      let longest = Math.max(windowMs, PAUSES * pauseMs);
      all.forEach(({ timeMs }, i) => {
        const silence = (all[i + 1]?.timeMs ?? (after ? timeMs : lastMs)) - timeMs;
        if (silence < longest) return;
        longest = silence;
        last = i;
      });
      if (last < 0) return before || !after ? [] : [{ at: after, why: 'first of its kind', isTelling }];
      if (last + 1 >= all.length) return [{ at: all[last], why: `${LAST}: it stops here`, isTelling }];
      return [
        { at: all[last], why: LAST_FOR_NOW, isTelling },
        { at: all[last + 1], why: FIRST_AGAIN, isTelling },
      ];
    },
  };
}

export function isBefore(a: Pick<Line, 'row' | 'timeMs'>, b: Line | null): boolean {
  return b === null || a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.row < b.row);
}

/** For each episode the templates first seen in the windows right before it, gravest first; of another episode's windows none. */
function newShortlyBefore(
  episodes: readonly Episode[],
  { features, baseline, templates }: EdgeInput,
): readonly (readonly number[])[] {
  const { rowBegin, column } = features.counts;
  const firstWindow = firstRowOfColumns(features.counts);
  const gravity = (t: number): number => gravityOf(templates.templates[t].level, templates.templates[t].text);
  return episodes.map(({ windowBegin }) => {
    const found: number[] = [];
    for (let w = Math.max(0, windowBegin - WINDOWS_BEFORE); w < windowBegin; w++) {
      if (isLearnt(baseline, w) || episodes.some((each) => each.windowBegin <= w && w < each.windowEnd))
        continue;
      for (let i = rowBegin[w]; i < rowBegin[w + 1]; i++)
        if (firstWindow[column[i]] === w && !isTraceText(templates.templates[column[i]].text))
          found.push(column[i]);
    }
    return found.sort((a, b) => gravity(b) - gravity(a) || a - b).slice(0, MAX_BEFORE);
  });
}
