/** windows.csv, sessions.csv and templates.csv (EXPORTS.md). In: an analysis result. Out: CSV text. */
import type { AnalysisResult, Timeline } from '../contracts/result';
import { DETECTORS, type DetectorName, type DetectorResult, type SessionTable } from '../contracts/scores';
import { SESSION_DETECTORS } from '../contracts/session-detectors';
import { templateId } from '../contracts/tables';
import { LEVELS } from '../contracts/units';
import { isLearnt } from '../core/baseline/learnt-windows';
import { type Cell, csvText } from './csv';
import { isoTime } from './iso-time';

const WINDOW_COLUMNS = [
  'start',
  'end',
  'in_baseline',
  ...DETECTORS.flatMap((name) => [`${name}_score`, `${name}_vote`]),
  'confirmed',
  'watch',
];
export const SESSION_COLUMNS = [
  'key',
  'start',
  'end',
  'num_events',
  'score',
  'anomalous',
  ...SESSION_DETECTORS.flatMap((name) => [`${name}_score`, `${name}_vote`]),
];
const TEMPLATE_COLUMNS = ['template_id', 'count', 'first_seen', 'last_seen', 'level', 'template'];

/** Score and vote of one window or session; both null where the judge abstained or has no score for it. */
export function verdictOf(
  detector: Pick<DetectorResult, 'abstained' | 'score' | 'vote'> | null | undefined,
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
  if (!timeline) return csvText(WINDOW_COLUMNS, []);
  const detectors = DETECTORS.map((name) => detectorOf(timeline, name));
  const rows = Array.from({ length: timeline.grid.length }, (_, window): Cell[] => {
    const { start, end, inBaseline } = windowAt(timeline, window);
    const verdicts = detectors.flatMap((detector) => verdictOf(detector, window));
    const { confirmed, watch } = timeline.consensus;
    return [isoTime(start), isoTime(end), inBaseline, ...verdicts, confirmed[window], watch[window]];
  });
  return csvText(WINDOW_COLUMNS, rows);
}

/** Times of a window, and 1 where the detectors learnt from it. */
function windowAt({ grid, baseline }: Timeline, window: number) {
  const start = grid.startMs + window * grid.windowMs;
  const inBaseline = isLearnt(baseline, window) ? 1 : 0;
  return { start, end: start + grid.windowMs, inBaseline };
}

/** One record an identifier, in order of first mention, with the verdict of each judge. */
export function sessionsCsv(sessions: SessionTable): string {
  const detectors = SESSION_DETECTORS.map((name) =>
    sessions.detectors?.find((detector) => detector.name === name),
  );
  const rows = sessions.keys.map((key, i): Cell[] => [
    key,
    isoTime(sessions.startMs[i]),
    isoTime(sessions.endMs[i]),
    sessions.numEvents[i],
    sessions.score[i],
    sessions.anomalous[i],
    ...detectors.flatMap((detector) => verdictOf(detector, i)),
  ]);
  return csvText(SESSION_COLUMNS, rows);
}

/** One record a template, in order of first occurrence. */
export function templatesCsv(result: AnalysisResult): string {
  const rows = result.templates.map((template, i): Cell[] => [
    templateId(i),
    template.count,
    isoTime(template.firstMs),
    isoTime(template.lastMs),
    LEVELS[template.level],
    template.text,
  ]);
  return csvText(TEMPLATE_COLUMNS, rows);
}
