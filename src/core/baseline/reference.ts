/**
 * What is learnt from, and what is judged by it: the first stage after mining. In: the tables of a log, settings, a saved baseline. Out:
 * Reference: the templates, the tables as detection sees them, and the windows with their baseline, or why there are none.
 */
import type { FeatureMatrix } from '../../contracts/features';
import type { BaselineRows } from '../../contracts/saved-baseline';
import type { Settings } from '../../contracts/settings';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { TrainedLstm } from '../../contracts/trained-lstm';
import type { Problem } from '../../contracts/units';
import { endedFiles } from '../features/ended-files';
import { errorRecords, spreadsOf } from '../features/error-spread';
import { buildFeatures } from '../features/features';
import { fileSpansOf } from '../features/file-spans';
import { absentNormal, type JudgedTables, levelCountsOf, withoutNormal } from '../features/mute';
import { problem } from '../wording/problem';
import { chooseBaseline } from './choose';
import type { CoverageGap } from './coverage';
import { faultProblems, withFaults } from './faults';
import { baselineProblem, insteadProblem } from './health';
import { badStates } from './ill';
import { coverageGapOf } from './is-judgeable';
import { includeMarked, spansElsewhere, windowsOfSpans } from './marked-windows';
import { moveTraining } from './saved/move-training';
import { type ColumnMap, type DetectionInput, prependSaved, withSavedTemplates } from './saved/prepend';
import { gridOfSaved, noSaved, sizedFor } from './saved/trim-to-log';

export interface SavedReference {
  readonly name: string;
  readonly rows: BaselineRows;
  /** A training on them, so that none is needed; null: there was none. */
  readonly lstm: TrainedLstm | null;
}

export interface Reference {
  /** Those of the log, with those after them that only a saved baseline knows. */
  readonly templates: TemplateTable;
  /** As detection sees them: without what the user called normal. */
  readonly judged: JudgedTables;
  /** Null: no windows can be made; the reason is among the problems. */
  readonly windows: ReferenceWindows | null;
  readonly problems: readonly Problem[];
}

export interface ReferenceWindows {
  /** Of the log alone. */
  readonly features: FeatureMatrix;
  /** Records per window and level as the user sees them: length * NUM_LEVELS, row-major. */
  readonly levelCounts: Uint32Array;
  /** What the detectors are given; begins with the windows of a saved baseline where there is one. */
  readonly detection: DetectionInput;
  /** Null: the baseline knows what the log says. */
  readonly gap: CoverageGap | null;
  /** 1 for a window that the user called normal; one entry a window of `detection`. */
  readonly marked: Uint8Array;
}

export interface ReferenceOptions {
  readonly settings: Settings;
  /** Null: the settings name none, or one that is not to be had. */
  readonly saved: SavedReference | null;
}

export function referenceOf(table: LogTable, own: TemplateTable, options: ReferenceOptions): Reference {
  const { settings, saved } = options;
  const { normal } = settings;
  const { templates, columns } = saved ? withSavedTemplates(table, own, saved.rows) : noSaved(own);
  const judged = withoutNormal(table, templates, normal.templates);
  const features = gridOfSaved(
    buildFeatures(judged.table, judged.templates, sizedFor(settings, saved?.rows)),
    saved?.rows,
  );
  const early = [table.counted ? null : endedFiles(table), absentNormal(templates, normal.templates)];
  if ('reason' in features) {
    const problems = [...early, noWindows(features.reason)].filter((each) => each !== null);
    return { templates, judged, windows: null, problems };
  }
  const windows = windowsOf(table, features, judged, columns, options);
  const problems = [...early, spansElsewhere(normal.windows, features.grid), ...problemsOf(windows)];
  return { templates, judged, windows, problems: problems.filter((each) => each !== null) };
}

function windowsOf(
  table: LogTable,
  features: FeatureMatrix,
  judged: JudgedTables,
  columns: ColumnMap | null,
  options: ReferenceOptions,
): ReferenceWindows {
  const { settings } = options;
  const detection = detectionInput(features, judged, columns, options);
  const { normal } = settings;
  const marked = new Uint8Array(detection.features.grid.length);
  marked.set(windowsOfSpans(normal.windows, features.grid), detection.offset);
  const isOther = normal.templates.length > 0 || table.kinds.stated !== undefined;
  return {
    features,
    levelCounts: isOther ? levelCountsOf(table, features.grid) : features.levelCounts,
    detection,
    gap: coverageGapOf(detection, settings),
    marked,
  };
}

/** The features as detectors see them: what files bring by beginning, or leave unsaid when they ended, is told apart. */
function withFileSpans(
  features: FeatureMatrix,
  judged: JudgedTables,
  baselineEnd: number | null,
): FeatureMatrix {
  if (judged.table.counted) return features;
  const found = fileSpansOf(judged.table, judged.templates, features.grid, baselineEnd);
  if (found === null) return features;
  const without = (counts: Uint32Array, late: Uint32Array): Uint32Array =>
    counts.map((count, i) => count - late[i]);
  const { levelCounts, effectiveLevelCounts } = features;
  return {
    ...features,
    fileSpans: found.spans,
    levelCounts: without(levelCounts, found.lateLevels),
    ...(effectiveLevelCounts && {
      effectiveLevelCounts: without(effectiveLevelCounts, found.lateEffective),
    }),
  };
}

/** The windows of the log, after those of a saved baseline where there is one of their size. */
function detectionInput(
  features: FeatureMatrix,
  judged: JudgedTables,
  columns: ColumnMap | null,
  { settings, saved }: ReferenceOptions,
): DetectionInput {
  if (saved && columns && saved.rows.windowMs === features.grid.windowMs) {
    const reason = `the saved baseline "${saved.name}", ${saved.rows.startMs.length} windows`;
    const { muted } = judged.templates;
    const input = prependSaved(withFileSpans(features, judged, null), saved.rows, columns, reason, muted);
    const trained = moveTraining(saved.lstm, columns.ofSaved, features.counts.numColumns, muted);
    return { ...input, trained };
  }
  const marked = windowsOfSpans(settings.normal.windows, features.grid);
  const chosen = includeMarked(
    chooseBaseline(
      features,
      settings,
      judged.table,
      spreadsOf(errorRecords(judged.table, judged.templates)),
      badStates(judged.templates),
    ),
    marked,
  );
  const baseline = withFaults(features, chosen);
  // A file that is named as baseline is there to judge the others.
  const end = settings.baseline.kind === 'file' ? null : baseline.end;
  return { features: withFileSpans(features, judged, end), baseline, offset: 0, places: [] };
}

function problemsOf({ detection: { features, baseline }, gap }: ReferenceWindows): (Problem | null)[] {
  const known = [insteadProblem(baseline), gap?.problem ?? null, baselineProblem(features, baseline)];
  return [...faultProblems(baseline), ...known];
}

function noWindows(reason: string): Problem {
  const message = `No windows could be made, so nothing was checked for anomalies: ${reason}`;
  return problem('warning', 'no-windows', message);
}
