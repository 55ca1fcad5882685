/**
 * Files that begin late or end early, where others go on. In: LogTable, TemplateTable, the grid, the end of the baseline. Out: FileSpans, and
 * the level counts of the windows without the records of late files; null where all files go on from beginning to end. What a file says when
 * it begins is new because the file is, and what it leaves unsaid when it ended is no silence: neither is news by itself.
 */
import type { FileSpans, WindowGrid } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_ERROR, NUM_LEVELS } from '../../contracts/units';
import { effectiveLevelOfKinds, raiseDeaths, weighedLevelOfKinds } from './effective-level';
import { stemOfFile } from './file-stem';
import { forEachTimedRow } from './timed-rows';

export interface SpansOfFiles {
  readonly spans: FileSpans;
  /** Records of late files to be left out of each level: grid.length * NUM_LEVELS, row-major; as they state, and as they count. */
  readonly lateLevels: Uint32Array;
  readonly lateEffective: Uint32Array;
}

/** Files of one stem go on from each other. Windows may lie outside the grid. */
interface Family {
  first: number;
  last: number;
  /** Window up to which it is got to know; 0: it does not begin late. */
  knownFrom: number;
  /** The same for its errors, which are news sooner where there are many. */
  errorsFrom: number;
}

const { lateFileWindows, lateFileErrors01 } = THRESHOLDS;
/** Fewer errors are too few to speak of a share. */
const MIN_ERRORS = 5;
/** A file that ends this many windows before the log ends has ended early. */
const EARLY_WINDOWS = 2;

/** `baselineEnd`: window before which a file may begin and be got to know in time; null: none is late, as windows of its own are not the baseline. */
export function fileSpansOf(
  table: LogTable,
  templates: TemplateTable,
  grid: WindowGrid,
  baselineEnd: number | null,
): SpansOfFiles | null {
  if (table.files.length < 2) return null;
  const { families, ofFile } = familiesOf(table, grid);
  if (baselineEnd !== null) findLate(families, baselineEnd);
  const hasLate = families.some(({ knownFrom }) => knownFrom > 0);
  const isEarly = ({ last }: Family): boolean => last + EARLY_WINDOWS < grid.length;
  if (!hasLate && !families.some(isEarly)) return null;
  const effective = raiseDeaths(effectiveLevelOfKinds(table, templates), templates);
  if (hasLate) findErrors(table, grid, families, ofFile, effective);
  const weighed = weighedLevelOfKinds(table);
  const raised = raiseDeaths(effectiveLevelOfKinds(table, templates, weighed), templates);
  const lateLevels = new Uint32Array(grid.length * NUM_LEVELS);
  const lateEffective = new Uint32Array(grid.length * NUM_LEVELS);
  const firstKnown = new Uint32Array(templates.length).fill(grid.length);
  const knownFrom = new Uint32Array(templates.length);
  const endsAt = new Uint32Array(templates.length);
  forEachTimedRow(table, (_row, timeMs, kind, fileIdx) => {
    const w = Math.floor((timeMs - grid.startMs) / grid.windowMs);
    const template = templates.ofKind[kind];
    if (w < 0 || w >= grid.length || templates.muted?.[template]) return;
    const family = families[ofFile[fileIdx]];
    endsAt[template] = Math.max(endsAt[template], isEarly(family) ? Math.max(0, family.last) : grid.length);
    const isGrave = effective[kind] >= LEVEL_ERROR;
    const until = isGrave ? family.errorsFrom : family.knownFrom;
    if (w < until) knownFrom[template] = Math.max(knownFrom[template], until);
    else firstKnown[template] = Math.min(firstKnown[template], w);
    if (family.knownFrom === 0 || (family.errorsFrom < family.knownFrom && w >= family.errorsFrom)) return;
    lateLevels[w * NUM_LEVELS + weighed[kind]]++;
    lateEffective[w * NUM_LEVELS + raised[kind]]++;
  });
  // What other files say as well is known by them.
  knownFrom.forEach((until, template) => {
    if (firstKnown[template] < until) knownFrom[template] = 0;
  });
  return { spans: { knownFrom, endsAt: endsAt.map((w) => w || grid.length) }, lateLevels, lateEffective };
}

function familiesOf(
  { files }: LogTable,
  { startMs, windowMs }: WindowGrid,
): { families: Family[]; ofFile: Uint32Array } {
  const byStem = new Map<string, number>();
  const families: Family[] = [];
  const ofFile = Uint32Array.from(files, (file) => {
    const { firstMs, lastMs } = file;
    const stem = stemOfFile(file);
    const idx = byStem.get(stem) ?? families.push(newFamily()) - 1;
    byStem.set(stem, idx);
    const windowOf = (ms: number): number => Math.floor((ms - startMs) / windowMs);
    if (firstMs !== null) families[idx].first = Math.min(families[idx].first, windowOf(firstMs));
    if (lastMs !== null) families[idx].last = Math.max(families[idx].last, windowOf(lastMs));
    return idx;
  });
  return { families, ofFile };
}

const newFamily = (): Family => ({
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  knownFrom: 0,
  errorsFrom: 0,
});

/** Late is what begins beside another file that goes on, and is not known when the baseline ends. What follows an end goes on from it. */
function findLate(families: readonly Family[], baselineEnd: number): void {
  const earliest = Math.max(0, Math.min(...families.map(({ first }) => first)));
  for (const family of families) {
    const until = family.first + lateFileWindows;
    const isBeside = families.some(({ first, last }) => first < family.first && last >= until);
    if (family.first <= earliest || until <= baselineEnd || !isBeside) continue;
    family.knownFrom = until;
    family.errorsFrom = until;
  }
}

/** Where the errors of a late file are too many to be its usual: from that window on they are news. */
function findErrors(
  table: LogTable,
  grid: WindowGrid,
  families: readonly Family[],
  ofFile: Uint32Array,
  effective: Uint8Array,
): void {
  const tallies = families.map(() => new Uint32Array(2 * lateFileWindows));
  forEachTimedRow(table, (_row, timeMs, kind, fileIdx) => {
    const { first, knownFrom } = families[ofFile[fileIdx]];
    const w = Math.floor((timeMs - grid.startMs) / grid.windowMs);
    if (w < first || w >= knownFrom) return;
    const tally = tallies[ofFile[fileIdx]];
    tally[2 * (w - first)]++;
    if (effective[kind] >= LEVEL_ERROR) tally[2 * (w - first) + 1]++;
  });
  families.forEach((family, f) => {
    if (family.knownFrom === 0) return;
    let records = 0;
    let errors = 0;
    for (let w = family.first; w < family.knownFrom; w++) {
      records += tallies[f][2 * (w - family.first)];
      errors += tallies[f][2 * (w - family.first) + 1];
      if (errors < MIN_ERRORS || errors < lateFileErrors01 * records) continue;
      family.errorsFrom = w;
      return;
    }
  });
}
