/**
 * Cuts the log into windows and describes each. In: LogTable, TemplateTable, Settings. Out: FeatureMatrix, or the reason why
 * there are no windows. Every value depends on records of its own and of earlier windows only.
 */
import type { FeatureMatrix, WindowGrid } from '../../contracts/features';
import type { Settings } from '../../contracts/settings';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { NUM_LEVELS } from '../../contracts/units';
import { highest } from '../lib/extremes';
import { plural } from '../wording/plural';
import { changedHours, eitherOf, skippedWindows } from './clock-changes';
import { type ClockStep, clockSteps, misdated, steppedOver } from './clock-steps';
import { addLevel, addStatus, createWindowSums, FEATURE_COLUMNS, featureValues } from './columns';
import { createCountBuilder } from './count-matrix';
import { countedGrid, countedPauses, putFigures } from './counted';
import {
  effectiveLevelOfKinds,
  failuresOfTemplates,
  gravityOfTemplates,
  raiseDeaths,
  weighedLevelOfKinds,
} from './effective-level';
import { logExtent } from './extent';
import { chooseGrid } from './grid';
import { createSightings } from './occurrences';
import { withPartialLastWindow } from './partial-last-window';
import { pausedTime, pausedWindows, runsOf } from './runs';
import { createPairCounter } from './sequence';
import { forEachTimedRow } from './timed-rows';

export interface NoFeatures {
  /** One sentence for the user. */
  readonly reason: string;
}

/** Fewer records than this are a note, not a log: nothing could be learnt from them. */
const MIN_RECORDS = 20;

/** Windows of the whole log; times may be out of order, and several files are merged by their times. */
export function buildFeatures(
  table: LogTable,
  templates: TemplateTable,
  settings: Pick<Settings, 'windowMinutes'>,
): FeatureMatrix | NoFeatures {
  const extent = logExtent(table);
  if (extent.numRecords === 0)
    return { reason: 'No line states a time, so there are no windows to compare.' };
  if (extent.numRecords < MIN_RECORDS)
    return {
      reason: `Only ${extent.numRecords} ${plural(extent.numRecords, 'record has', 'records have')} a time: too few for windows.`,
    };
  const { counted } = table;
  if (counted) {
    const lastMs = highest(counted.lastMs);
    const whole = countedGrid(counted, extent.firstMs, lastMs);
    if (typeof whole === 'string') return { reason: whole };
    const grid = withPartialLastWindow(whole, lastMs, table, templates);
    const features = gather(table, templates, grid);
    return { ...features, paused: countedPauses({ files: table.files, counted }, grid, features.counts) };
  }
  const runs = runsOf(table);
  const pausedMs = extent.numStray === 0 ? pausedTime(runs) : 0;
  const whole = chooseGrid({ ...extent, pausedMs }, settings.windowMinutes);
  if (typeof whole === 'string') return { reason: whole };
  const grid = withPartialLastWindow(whole, extent.lastMs, table, templates);
  const inPause = pausedMs > 0 ? pausedWindows(runs, grid) : undefined;
  const steps = clockSteps(table, templates);
  const unwritten = eitherOf(skippedWindows(table, grid), steppedOver(table, steps, grid));
  const features = gather(table, templates, grid, steps);
  return { ...features, paused: eitherOf(inPause, unwritten), misdated: misdated(steps, grid) };
}

function gather(
  table: LogTable,
  templates: TemplateTable,
  grid: WindowGrid,
  steps: readonly ClockStep[] = [],
): FeatureMatrix {
  const sums = createWindowSums(grid.length);
  const counts = createCountBuilder(grid.length, templates.length);
  const pairs = createPairCounter(templates.length);
  const occurrences = createSightings(templates.length, grid.startMs);
  const levelCounts = new Uint32Array(grid.length * NUM_LEVELS);
  const effectiveLevelCounts = new Uint32Array(grid.length * NUM_LEVELS);
  const gravity = effectiveLevelOfKinds(table, templates);
  const weighed = weighedLevelOfKinds(table);
  const raised = raiseDeaths(effectiveLevelOfKinds(table, templates, weighed), templates);
  const hours = changedHours(table, templates.length);
  const { status } = table.kinds;
  const { counted } = table;
  const stepped = new Set(steps.map(({ afterRow }) => afterRow));
  let lastFile = -1;
  let lastMs = 0;
  let lastTemplate = 0;
  forEachTimedRow(table, (row, timeMs, kind, fileIdx) => {
    const window = Math.floor((timeMs - grid.startMs) / grid.windowMs);
    const template = templates.ofKind[kind];
    if (templates.muted?.[template]) return;
    const num = counted ? counted.weight[row] : 1;
    const isInside = window >= 0 && window < grid.length;
    if (isInside) {
      occurrences.add(template, timeMs);
      levelCounts[window * NUM_LEVELS + weighed[kind]] += num;
    }
    if (isInside && !hours.isSpare(fileIdx, timeMs, template)) {
      counts.add(window, template, num);
      addLevel(sums, window, gravity[kind], num);
      if (status) addStatus(sums, window, status[kind], num);
      effectiveLevelCounts[window * NUM_LEVELS + raised[kind]] += num;
    }
    if (isInside && fileIdx === lastFile && !counted) {
      const delta = stepped.has(row) ? 0 : hours.delta(fileIdx, lastMs, timeMs);
      sums.numDeltas[window]++;
      sums.deltaSum[window] += delta;
      sums.deltaSquares[window] += delta * delta;
      if (delta > sums.gapMax[window]) sums.gapMax[window] = delta;
      pairs.add(window, lastTemplate, template);
    }
    lastFile = fileIdx;
    lastMs = timeMs;
    lastTemplate = template;
  });
  const matrix = counts.finish();
  const values = featureValues({ ...sums, newPairs: pairs.newPerWindow(grid.length) }, matrix, grid.windowMs);
  if (counted) putFigures(values, counted, grid);
  return {
    grid,
    columns: FEATURE_COLUMNS,
    values,
    counts: matrix,
    levelCounts,
    effectiveLevelCounts,
    templateLevel: gravityOfTemplates(table, templates),
    templateFails: failuresOfTemplates(table, templates),
    occurrences: occurrences.finish(),
  };
}
