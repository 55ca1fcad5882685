/** windows.csv, sessions.csv and templates.csv. In: an analysis result. Out: CSV text; the columns stand in contracts/export-tables.ts. */
import { byColumn, type ExportColumn, namesOf } from '../contracts/export-column';
import {
  SESSION_COLUMNS,
  type SessionColumn,
  TEMPLATE_COLUMNS,
  type TemplateColumn,
  type VoteColumn,
  WINDOW_COLUMNS,
  type WindowColumn,
} from '../contracts/export-tables';
import type { AnalysisResult, Timeline } from '../contracts/result';
import { DETECTORS, type DetectorName, type DetectorResult, type SessionTable } from '../contracts/scores';
import { SESSION_DETECTORS, type SessionVerdict } from '../contracts/session-detectors';
import { templateId } from '../contracts/tables';
import { LEVELS } from '../contracts/units';
import { isLearnt } from '../core/baseline/learnt-windows';
import { type Cell, csvText } from './csv';
import { isoTime } from './iso-time';

type Scored = Pick<DetectorResult, 'name' | 'abstained' | 'score' | 'vote'> | SessionVerdict;

/** Score and vote of one window or session; both null where the detector abstained or has no score for it. */
export function verdictOf(
  detector: Scored | null | undefined,
  index: number,
): [number | null, number | null] {
  const score = detector && detector.abstained === null ? detector.score[index] : Number.NaN;
  return Number.isNaN(score) ? [null, null] : [score, detector?.vote[index] ?? null];
}

export function detectorOf(timeline: Timeline, name: DetectorName): DetectorResult | null {
  return timeline.detectors.find((detector) => detector.name === name) ?? null;
}

/** One record a window, in order of time; a log without times gives the header alone. */
export function windowsCsv(timeline: Timeline | null): string {
  return tableText<WindowColumn>(WINDOW_COLUMNS, timeline === null ? [] : windowRecords(timeline));
}

/** The cells of windows.csv, a record a window. */
export function windowRecords(timeline: Timeline): readonly Readonly<Record<WindowColumn, Cell>>[] {
  return Array.from({ length: timeline.grid.length }, (_, w) => windowCells(timeline, w));
}

function windowCells(timeline: Timeline, window: number): Readonly<Record<WindowColumn, Cell>> {
  const { start, end, inBaseline } = windowAt(timeline, window);
  const { confirmed, watch } = timeline.consensus;
  return {
    start: isoTime(start),
    end: isoTime(end),
    in_baseline: inBaseline,
    ...voteCells(DETECTORS, timeline.detectors, window),
    confirmed: confirmed[window],
    watch: watch[window],
  };
}

/** Score and vote of each detector for one window or session; empty for one that is not among them. */
function voteCells<Name extends string>(
  names: readonly Name[],
  detectors: readonly Scored[],
  index: number,
): Readonly<Record<VoteColumn<Name>, Cell>> {
  const cells = names.flatMap((name) => {
    const detector = detectors.find((each) => each.name === name);
    const [score, vote] = verdictOf(detector, index);
    return [
      [`${name}_score`, score],
      [`${name}_vote`, vote],
    ];
  });
  return Object.fromEntries(cells);
}

/** Times of a window, and 1 where the detectors learnt from it. */
function windowAt({ grid, baseline }: Timeline, window: number) {
  const start = grid.startMs + window * grid.windowMs;
  const inBaseline = isLearnt(baseline, window) ? 1 : 0;
  return { start, end: start + grid.windowMs, inBaseline };
}

/** One record an identifier, in order of first mention, with the verdict of each judge. */
export function sessionsCsv(sessions: SessionTable): string {
  return tableText<SessionColumn>(SESSION_COLUMNS, sessionRecords(sessions));
}

/** The cells of sessions.csv, a record a session. */
export function sessionRecords(sessions: SessionTable): readonly Readonly<Record<SessionColumn, Cell>>[] {
  return sessions.keys.map((key, i) => ({
    key,
    start: isoTime(sessions.startMs[i]),
    end: isoTime(sessions.endMs[i]),
    num_events: sessions.numEvents[i],
    score: sessions.score[i],
    anomalous: sessions.anomalous[i],
    ...voteCells(SESSION_DETECTORS, sessions.detectors ?? [], i),
  }));
}

/** One record a template, in order of first occurrence. */
export function templatesCsv(result: AnalysisResult): string {
  return tableText<TemplateColumn>(TEMPLATE_COLUMNS, templateRecords(result));
}

/** The cells of templates.csv, a record a template. */
export function templateRecords({
  templates,
}: AnalysisResult): readonly Readonly<Record<TemplateColumn, Cell>>[] {
  return templates.map((template, i) => ({
    template_id: templateId(i),
    count: template.count,
    first_seen: isoTime(template.firstMs),
    last_seen: isoTime(template.lastMs),
    level: LEVELS[template.level],
    template: template.text,
  }));
}

function tableText<Name extends string>(
  columns: readonly ExportColumn<Name>[],
  rows: readonly Readonly<Record<Name, Cell>>[],
): string {
  return csvText(
    namesOf(columns),
    rows.map((row) => byColumn(columns, row)),
  );
}
