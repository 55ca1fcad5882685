/**
 * Puts the windows of a saved baseline before those of the log. In: features of the log, its templates, the saved rows. Out: features in
 * which the saved windows are learnt and every window of the log is scored, from the first one on; later the saved ones are cut off.
 */
import type {
  Baseline,
  FeatureMatrix,
  FileSpans,
  Occurrences,
  WindowGrid,
} from '../../../contracts/features';
import type { BaselineRows } from '../../../contracts/saved-baseline';
import type { LogTable, Template, TemplateTable } from '../../../contracts/tables';
import type { TrainedLstm } from '../../../contracts/trained-lstm';
import { type EpochMs, NUM_LEVELS, type RowIdx } from '../../../contracts/units';
import { levelClassOf } from '../../drain/state';
import { TICK_MS } from '../../features/occurrences';
import { matchTemplates, type TemplateMatch } from './match-templates';
import { inColumns, pickDense, pickSparse, type RowPick } from './sparse';

/** Features to be judged, and where the log begins in them. */
export interface DetectionInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  /** Windows before the first of the log. */
  readonly offset: number;
  /** Window of each saved row; empty without a saved baseline. */
  readonly places: readonly number[];
  /** A training on exactly this baseline; absent or null: there was none. */
  readonly trained?: TrainedLstm | null;
}

/** Column of each template. */
export interface ColumnMap {
  readonly ofSaved: Uint32Array;
  /** Templates of the log that are one in the saved baseline share the column of the first. */
  readonly ofOwn: Uint32Array;
}

/** The templates with those after them that only the saved baseline knows (count 0), and the column of each. */
export function withSavedTemplates(
  table: LogTable,
  templates: TemplateTable,
  saved: BaselineRows,
): { readonly templates: TemplateTable; readonly columns: ColumnMap } {
  const own = templates.templates.map(({ text, level }, i) => ({
    text,
    level: templates.levelClass?.[i] ?? levelClassOf(level),
  }));
  const match = matchTemplates(saved.templates, own);
  const columnOf = firstOwnOfGroups(match);
  const added: number[] = [];
  const ofSaved = match.ofSaved.map((group, i) => {
    const known = columnOf.get(group);
    if (known !== undefined) return known;
    const column = own.length + added.length;
    columnOf.set(group, column);
    added.push(i);
    return column;
  });
  const more = added.map((i): Template => absentTemplate(saved.templates[i], table.length));
  const levelClass = [...own.map(({ level }) => level), ...added.map((i) => saved.templates[i].level)];
  return {
    templates: {
      ...templates,
      length: own.length + more.length,
      templates: [...templates.templates, ...more],
      levelClass,
      numOwn: own.length,
    },
    columns: { ofSaved, ofOwn: match.ofOwn.map((group) => columnOf.get(group)!) },
  };
}

/** The templates that the log was mined to. */
export function withoutSavedTemplates({ numOwn, ...templates }: TemplateTable): TemplateTable {
  if (numOwn === undefined) return templates;
  return {
    ...templates,
    length: numOwn,
    templates: templates.templates.slice(0, numOwn),
    ...(templates.levelClass && { levelClass: templates.levelClass.slice(0, numOwn) }),
  };
}

function firstOwnOfGroups({ ofOwn }: TemplateMatch): Map<number, number> {
  const first = new Map<number, number>();
  ofOwn.forEach((group, template) => {
    if (!first.has(group)) first.set(group, template);
  });
  return first;
}

function absentTemplate({ text, gravity }: BaselineRows['templates'][number], numRecords: number): Template {
  const never = { count: 0, firstMs: null, lastMs: null, firstRow: numRecords as RowIdx };
  return { text, ...never, level: gravity, source: 0 };
}

/** The windows of both must be of one size. `reason`: for the user. `muted`: columns that detection passes over. */
export function prependSaved(
  features: FeatureMatrix,
  saved: BaselineRows,
  { ofSaved, ofOwn }: ColumnMap,
  reason: string,
  muted?: Uint8Array,
): DetectionInput {
  const { places, offset } = layOut(saved, features.grid);
  const length = offset + features.grid.length;
  const picks: RowPick[] = new Array(length).fill(null);
  places.forEach((place, row) => {
    picks[place] = [0, row];
  });
  for (let w = 0; w < features.grid.length; w++) picks[offset + w] = [1, w];
  const { counts } = features;
  const { rowBegin, key, value } = pickSparse(
    [
      { rows: sparseOf(saved.counts), keyOf: (t) => (muted?.[ofSaved[t]] ? -1 : ofSaved[t]) },
      { rows: sparseOf(counts), keyOf: (t) => ofOwn[t] ?? t },
    ],
    picks,
    true,
  );
  const paused = Uint8Array.from(picks, (pick, w) =>
    pick === null || features.paused?.[w - offset] === 1 ? 1 : 0,
  );
  const grid = { ...features.grid, startMs: startOf(features.grid, -offset), length };
  const gravity = features.effectiveLevelCounts ?? features.levelCounts;
  const width = features.columns.length;
  return {
    features: {
      grid,
      columns: features.columns,
      values: pickDense(
        [inColumns(saved.values, saved.columns, features.columns), features.values],
        picks,
        width,
      ),
      counts: { numRows: length, numColumns: counts.numColumns, rowBegin, column: key, count: value },
      levelCounts: pickDense([saved.levelCounts, features.levelCounts], picks, NUM_LEVELS),
      effectiveLevelCounts: pickDense([saved.gravityCounts, gravity], picks, NUM_LEVELS),
      templateLevel: features.templateLevel,
      templateFails: features.templateFails,
      paused,
      ...(features.fileSpans && { fileSpans: moveSpans(features, ofOwn, offset) }),
      occurrences: joinOccurrences(features, saved, { ofSaved, ofOwn }, places, offset),
    },
    baseline: {
      begin: 0,
      end: offset,
      leftOut: paused.map((isPaused, w) => (w < offset ? isPaused : 0)),
      startMs: startOf(features.grid, -offset),
      endMs: features.grid.startMs,
      reason,
    },
    offset,
    places,
  };
}

/** What only the saved baseline knows is said by no file of the log, so that it may be missed. */
function moveSpans(
  { fileSpans, grid, counts }: FeatureMatrix,
  ofOwn: Uint32Array,
  offset: number,
): FileSpans {
  const endsAt = new Uint32Array(counts.numColumns);
  ofOwn.forEach((column, template) => {
    endsAt[column] = Math.max(endsAt[column], (fileSpans?.endsAt[template] ?? grid.length) + offset);
  });
  return {
    knownFrom: new Uint32Array(counts.numColumns),
    endsAt: endsAt.map((w) => w || offset + grid.length),
  };
}

function startOf({ startMs, windowMs }: WindowGrid, window: number): EpochMs {
  return (startMs + window * windowMs) as EpochMs;
}

function sparseOf({ rowBegin, column, count }: FeatureMatrix['counts']) {
  return { rowBegin, key: column, value: count };
}

const WEEK_MS = 7 * 86_400_000;
/** Empty windows put in at most, so that saved and own windows stand at the same hour of the week. */
const MAX_PADDING = 6000;

/**
 * Window of each saved row. Rows that do not follow each other are parted by at least one empty window, as runs with a pause are; by as many
 * as keep the hour of the week, if that is affordable.
 */
function layOut(saved: BaselineRows, grid: WindowGrid): { places: number[]; offset: number } {
  const week = Math.round(WEEK_MS / saved.windowMs);
  const aligned = place(saved, grid, week * saved.windowMs === WEEK_MS ? week : 1);
  return aligned.offset - aligned.places.length <= MAX_PADDING ? aligned : place(saved, grid, 1);
}

function place(saved: BaselineRows, grid: WindowGrid, period: number): { places: number[]; offset: number } {
  const places: number[] = [];
  let next = 0;
  for (let row = 0; row <= saved.startMs.length; row++) {
    const startMs = saved.startMs[row] ?? grid.startMs;
    const steps = row === 0 ? 1 : Math.round((startMs - saved.startMs[row - 1]) / saved.windowMs);
    const follows = row === 0 || (steps === 1 && saved.source[row] === saved.source[row - 1]);
    next += follows ? (row === 0 ? 0 : 1) : 2 + modulo(steps - 2, period);
    places.push(next);
  }
  return { offset: places.pop()!, places };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function joinOccurrences(
  { occurrences, grid, counts }: FeatureMatrix,
  saved: BaselineRows,
  { ofSaved, ofOwn }: ColumnMap,
  places: readonly number[],
  offset: number,
): Occurrences | undefined {
  if (!occurrences) return undefined;
  const perWindow = grid.windowMs / TICK_MS;
  const ticks: number[][] = Array.from({ length: counts.numColumns }, () => []);
  places.forEach((window, row) => {
    const { rowBegin, template, tick } = saved.sightings;
    for (let i = rowBegin[row]; i < rowBegin[row + 1]; i++)
      ticks[ofSaved[template[i]]].push(Math.ceil(window * perWindow) + tick[i]);
  });
  const isFull = new Uint8Array(counts.numColumns);
  for (let t = 0; t + 1 < occurrences.begin.length; t++) {
    const column = ofOwn[t] ?? t;
    isFull[column] |= occurrences.isFull[t];
    for (let i = occurrences.begin[t]; i < occurrences.begin[t + 1]; i++)
      ticks[column].push(Math.ceil(offset * perWindow) + occurrences.tick[i]);
  }
  const begin = new Uint32Array(counts.numColumns + 1);
  const tick = new Uint32Array(ticks.reduce((sum, own) => sum + own.length, 0));
  ticks.forEach((own, t) => {
    tick.set(Uint32Array.from(own).sort(), begin[t]);
    begin[t + 1] = begin[t] + own.length;
  });
  return { begin, tick, isFull };
}
