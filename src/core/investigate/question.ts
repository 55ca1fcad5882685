/**
 * What is asked of the runbooks, and which of them knows the first sign. In: shifts, first signs, evidence, then runbooks. Out: weighted
 * parts of text; the runbooks in the order in which they are told.
 */
import type { Evidence } from '../../contracts/incident';
import type { TemplateTable } from '../../contracts/tables';
import type { RankedShift } from './context';
import type { FirstSign } from './first-signs';
import type { NamesProduct } from './products';
import type { FoundRunbook, QueryPart } from './runbook-search';
import type { Scene } from './scene';
import { gravityOf } from './severity-weight';

/** Runbooks of which one may know the first sign. */
const MAX_CLAIMS = 3;
/** Of an evidence line in the question to the runbooks, against its template. */
const EVIDENCE_WEIGHT = 0.8;
/** Of a template that is news and no more: a cause may be one line. */
const NEWS_WEIGHT = 0.15;
const MAX_NEWS = 60;

/** A part of the question to the runbook search, with the evidence line that shows it. */
export interface CitedPart extends QueryPart {
  /** Id of Evidence; null: no line of the part was kept. */
  readonly evidence: string | null;
}

/**
 * Grown templates by surprise, first signs with full weight however few they are, then the evidence lines, whose values
 * templates hide, and at last the gravest of what else is news near the episode.
 */
export function questionOf(
  shifts: readonly RankedShift[],
  signs: readonly FirstSign[],
  evidence: readonly Evidence[],
  { templates }: TemplateTable,
  scene: Scene,
): readonly CitedPart[] {
  const grown = shifts.filter((shift) => shift.observed > shift.expected);
  const most = grown[0]?.surprise ?? 1;
  const weights = new Map<number, number>(
    grown.map(({ template, surprise }) => [template, 0.25 + 0.75 * (surprise / most)]),
  );
  for (const { template } of signs) weights.set(template, 1);
  const fromTemplates = [...weights].map(([template, weight]) => ({
    text: templates[template].text,
    weight,
    template,
    evidence: evidence.find((each) => each.template === template)?.id ?? null,
  }));
  const fromEvidence = evidence.flatMap(({ id, text, template }) => {
    const weight = template === null ? undefined : weights.get(template);
    return weight === undefined
      ? []
      : [{ text: text.slice(0, 1000), weight: EVIDENCE_WEIGHT * weight, template, evidence: id }];
  });
  const weightOf = (template: number) => gravityOf(templates[template].level, templates[template].text);
  const news = scene.nearby
    .filter((template) => !weights.has(template) && !scene.isRoutine(template))
    .sort((a, b) => weightOf(b) - weightOf(a) || a - b)
    .slice(0, MAX_NEWS)
    .map((template) => ({ text: templates[template].text, weight: NEWS_WEIGHT, template, evidence: null }));
  return [...fromTemplates, ...fromEvidence, ...news];
}

/** Of the records of the most frequent shift: what comes oftener is no single line, and has its say among the shifts. */
const MOST_OF_SINGLE = 0.1;

/**
 * Runbooks that make hypotheses are told in this order where nothing else decides: the one that knows the earliest single line that may lead first.
 * @returns that sign and the runbooks, it first; without such a sign the runbooks as they are
 */
export function leadBySign(
  signs: readonly FirstSign[],
  shifts: readonly RankedShift[],
  parts: readonly CitedPart[],
  runbooks: readonly FoundRunbook[],
  namesProduct: NamesProduct,
): { readonly sign: FirstSign | null; readonly runbooks: readonly FoundRunbook[] } {
  const able = runbooks
    .filter(({ kind }) => kind !== 'postmortem')
    .slice(0, MAX_CLAIMS)
    .filter(({ requires }) => namesProduct(requires));
  const most = Math.max(0, ...shifts.map(({ observed }) => observed));
  const mass = new Set(
    shifts.filter(({ observed }) => observed > MOST_OF_SINGLE * most).map(({ template }): number => template),
  );
  for (const sign of signs) {
    const isSingle = sign.num <= MOST_OF_SINGLE * most;
    const knower =
      isSingle && sign.mayLead ? able.find((runbook) => knowsFirst(runbook, sign, mass, parts)) : undefined;
    if (knower) return { sign, runbooks: [knower, ...runbooks.filter((each) => each !== knower)] };
  }
  return { sign: null, runbooks };
}

/** Whether the runbook has a strong phrase of the sign that the mass of lines does not hold: what these tell too is no news. */
function knowsFirst(
  { phrases }: FoundRunbook,
  { template }: FirstSign,
  mass: ReadonlySet<number>,
  parts: readonly CitedPart[],
): boolean {
  const ofMass = phrases.filter(({ part }) => mass.has(parts[part]?.template ?? -1));
  return phrases.some(
    ({ strong, phrase, part }) =>
      strong &&
      parts[part]?.template === template &&
      parts[part].evidence !== null &&
      ofMass.every((each) => each.phrase !== phrase),
  );
}
