// Sides to choose from, and those that suit. In: a result and what is looked at of it. Out: names with their filters, and a choice.
import type { AnalysisResult } from '../contracts/result';
import type { EpochMs, TimeSpan } from '../contracts/units';
import { fileTimes } from '../core/lib/log-table';
import { isRun } from '../core/read/run-form';
import {
  type CompareChoice,
  choiceOf,
  choiceOfFile,
  choiceOfSpan,
  fileTerm,
  folderTerm,
  ofThis,
  restOf,
} from './compare-choice';
import { spanTerms } from './line-view';

export interface SideOption {
  readonly label: string;
  readonly where: string;
}

/** Null: no record states a time. */
function spanOf({ files }: AnalysisResult): TimeSpan | null {
  const [first, last] = fileTimes(files);
  return first < last ? { start: first as EpochMs, end: last as EpochMs } : null;
}

/** First folders of the paths, each with '/', where there are several and every file is in one: runs are kept so. */
function foldersOf({ files }: AnalysisResult): readonly string[] {
  const folders = new Set(files.map(({ name }) => name.slice(0, name.indexOf('/') + 1)));
  return folders.size > 1 && !folders.has('') ? [...folders].slice(0, MAX_OFFERED) : [];
}

/** Most files and incidents that a list offers; others can be typed. */
const MAX_OFFERED = 60;

/** @param zoom span of the timeline in view; null: all */
export function sideOptions(result: AnalysisResult, zoom: TimeSpan | null): readonly SideOption[] {
  const span = spanOf(result);
  const options: SideOption[] = [{ label: 'All lines', where: '' }];
  if (zoom !== null) {
    const where = spanTerms(zoom);
    options.push({ label: 'The span in view', where });
    options.push({ label: 'Before the span in view', where: spanTerms({ end: zoom.start }) });
    options.push({ label: 'All but the span in view', where: restOf(where) });
  }
  for (const { id, start, end } of result.incidents.slice(0, MAX_OFFERED)) {
    if (!Number.isFinite(start)) continue;
    options.push({ label: id, where: spanTerms({ start, end }) });
    if (span !== null && start > span.start)
      options.push({ label: `Before ${id}`, where: spanTerms({ end: start }) });
  }
  for (const folder of foldersOf(result)) options.push({ label: folder, where: folderTerm(folder) });
  if (result.files.length > 1)
    for (const { name } of result.files.slice(0, MAX_OFFERED))
      options.push({ label: name, where: fileTerm(name) });
  if (span !== null) {
    const middle = (span.start + span.end) / 2;
    options.push({ label: 'First half', where: spanTerms({ end: middle }) });
    options.push({ label: 'Second half', where: spanTerms({ start: middle }) });
  }
  return options;
}

/**
 * What a person who asks for nothing is likely to want: the span in view against what came before it; another open analysis; a run that passed
 * against one that failed; two files; the gravest incident against what came before it; the second half against the first.
 * @param others ids of other open analyses
 */
export function suggestChoice(
  result: AnalysisResult,
  zoom: TimeSpan | null,
  others: readonly string[],
): CompareChoice {
  const span = spanOf(result);
  if (zoom !== null && span !== null && zoom.start > span.start) return choiceOfSpan(zoom, 'before');
  if (others.length > 0) return { sides: [{ analysis: others[0], where: '' }, ofThis('')], per: null };
  if (result.files.length > 1) return choiceOfRuns(result);
  const [gravest] = result.incidents;
  if (gravest && span !== null && gravest.start > span.start) return choiceOfSpan(gravest, 'before');
  if (span === null) return choiceOf('', '');
  const middle = (span.start + span.end) / 2;
  return choiceOf(spanTerms({ end: middle }), spanTerms({ start: middle }));
}

/** The file that the gravest incident cites stands second; of runs that is the failed one. */
function choiceOfRuns(result: AnalysisResult): CompareChoice {
  const { files, incidents, templates } = result;
  const cited = incidents[0]?.evidence[0]?.source;
  const folders = foldersOf(result);
  if (folders.length > 1) {
    const ill = folders.find((folder) => cited?.startsWith(folder)) ?? folders[1];
    const well = folders.find((folder) => folder !== ill) ?? folders[0];
    return choiceOf(folderTerm(well), folderTerm(ill));
  }
  const bad = files.find(({ name }) => name === cited) ?? files[1];
  const good = files.find(({ name }) => name !== bad.name) ?? files[0];
  const areTwo = files.length === 2 || isRun(templates.map(({ text }) => text));
  return areTwo ? choiceOf(fileTerm(good.name), fileTerm(bad.name)) : choiceOfFile(bad.name);
}
