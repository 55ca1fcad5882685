/**
 * A log that is bad from its first line on, where nothing in it is well enough to be compared with. In: a baseline with that fault, features,
 * templates. Out: one episode, told by what its lines say and by no vote; or none.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Episode } from '../../contracts/incident';
import type { Reason } from '../../contracts/scores';
import { type TemplateTable, templateId } from '../../contracts/tables';
import { type EpochMs, LEVEL_ERROR, type TemplateIdx } from '../../contracts/units';
import { badStates } from '../baseline/ill';
import { countOf } from '../wording/plural';

const MAX_REASONS = 4;
const MAX_TEXT = 100;

export interface IllInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly templates: TemplateTable;
}

/** At most one. */
export function illFromFirstLine({ features, baseline, templates }: IllInput): Episode[] {
  const windowEnd = baseline.faults?.find(({ kind }) => kind === 'ill')?.windowEnd;
  if (windowEnd === undefined) return [];
  const { startMs, windowMs } = features.grid;
  const start = startMs as EpochMs;
  const reasons = reasonsOf(features, templates, windowEnd);
  if (reasons.length === 0) return [];
  return [
    {
      windowBegin: 0,
      windowEnd,
      start,
      end: (startMs + windowEnd * windowMs) as EpochMs,
      firstConfirmed: start,
      kind: 'anomaly',
      severity: 'error',
      outageStart: null,
      outageReason: null,
      leadMinutes: null,
      votes: {},
      reasons: reasons.map((reason) => ({ ...reason, timeMs: start })),
    },
  ];
}

/** What is grave in most records of these windows: reports of a bad state before errors. */
function reasonsOf({ counts, templateLevel }: FeatureMatrix, table: TemplateTable, end: number): Reason[] {
  const states = badStates(table);
  const num = new Map<number, number>();
  for (let i = counts.rowBegin[0]; i < counts.rowBegin[end]; i++) {
    const template = counts.column[i];
    if (states[template] || (templateLevel?.[template] ?? 0) >= LEVEL_ERROR)
      num.set(template, (num.get(template) ?? 0) + counts.count[i]);
  }
  return [...num]
    .sort(([a, numA], [b, numB]) => states[b] - states[a] || numB - numA || a - b)
    .slice(0, MAX_REASONS)
    .map(([template, observed]) => {
      const { text } = table.templates[template];
      const short = text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
      return {
        text: `${templateId(template as TemplateIdx)} "${short}" ${countOf(observed, 'time')}, from the first line on`,
        template: template as TemplateIdx,
        observed,
        expected: null,
      };
    });
}
