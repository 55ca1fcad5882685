/**
 * Whether what was odd before an outage has to do with it. In: what each window of an episode is about (the templates that the
 * detectors name, and grave ones that the baseline hardly knows), templates with their components. Out: the window from which on the
 * trouble is that of the outage. A warning of another kind is no warning of this outage, only its neighbour.
 */
import type { FeatureMatrix } from '../../contracts/features';
import type { DetectorResult, Reason } from '../../contracts/scores';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { leadsIn } from './indicators';
import type { WindowSpan } from './outage-lines';

/** A component that writes more of the log than this ties nothing together. */
const MAX_SHARE_OF_LOG = 0.5;
/** A word in more of the templates than this is a word of the log, not of a trouble; in so many it may always be. */
const MAX_SHARE_OF_TEMPLATES = 0.1;
const FEW_TEMPLATES = 3;
const MIN_LETTERS = 4;

/** What two windows may have in common. */
interface Traits {
  readonly templates: ReadonlySet<number>;
  readonly sources: ReadonlySet<number>;
  readonly words: ReadonlySet<string>;
}

export type TraitsOf = (templates: Iterable<number>) => Traits;

/** Templates that a window is about. */
export function templatesOfWindow(
  features: FeatureMatrix,
  results: readonly DetectorResult[],
  isLead: Uint8Array,
  w: number,
): Set<number> {
  const about = new Set(leadsIn(features, isLead, { begin: w, end: w + 1 }).keys());
  for (const { reasons } of results)
    for (const { template } of reasons[w] ?? []) if (template !== null) about.add(template);
  return about;
}

/**
 * Whether what is odd in a window could have warned anybody: not where all of it is new and harmless, as where other work begins or a new
 * version speaks other words. A notice that something will be removed one day is harmless whatever its level.
 */
export function couldWarn(
  { templateLevel }: FeatureMatrix,
  { templates }: TemplateTable,
  results: readonly DetectorResult[],
  w: number,
): boolean {
  const named = results.flatMap(({ reasons }) =>
    (reasons[w] ?? []).filter(({ template }) => template !== null),
  );
  const isGrave = (template: number): boolean =>
    (templateLevel?.[template] ?? 0) >= LEVEL_WARN && !/\bdeprecat/i.test(templates[template]?.text ?? '');
  const isNew = ({ observed, expected }: Reason): boolean => expected === 0 && (observed ?? 0) > 0;
  return named.length === 0 || named.some((reason) => isGrave(reason.template!) || !isNew(reason));
}

/** Made once a log: which components and which words are telling is a question of all its templates. */
export function traitsOfTemplates(table: LogTable, templates: TemplateTable): TraitsOf {
  const words = templates.templates.map(({ text }) => wordsOf(text));
  const numHolding = new Map<string, number>();
  for (const own of words) for (const word of own) numHolding.set(word, (numHolding.get(word) ?? 0) + 1);
  const most = Math.max(FEW_TEMPLATES, MAX_SHARE_OF_TEMPLATES * templates.length);
  const ofSource = new Float64Array(table.sources.length);
  let numRecords = 0;
  for (const { source, count } of templates.templates) {
    ofSource[source] += count;
    numRecords += count;
  }
  return (wanted) => {
    const list = [...wanted].filter((template) => template < templates.length);
    const sources = list.map((template) => templates.templates[template].source);
    return {
      templates: new Set(list),
      sources: new Set(
        sources.filter((source) => source !== 0 && ofSource[source] <= MAX_SHARE_OF_LOG * numRecords),
      ),
      words: new Set(
        list.flatMap((template) =>
          [...words[template]].filter((word) => (numHolding.get(word) ?? 0) <= most),
        ),
      ),
    };
  };
}

/**
 * Components whose errors are among some leads, those that write most of the log left out; and the templates of these errors, as numbers
 * below 0.
 */
export function componentsOfErrors(
  { templateLevel }: FeatureMatrix,
  leads: Iterable<number>,
  traitsOf: TraitsOf,
): ReadonlySet<number> {
  const errors = [...leads].filter((template) => (templateLevel?.[template] ?? 0) >= LEVEL_ERROR);
  const { sources } = traitsOf(errors);
  return new Set([...sources, ...errors.map((template) => -1 - template)]);
}

/** Words of a template in lower case, those of camel case apart; wildcards are none. */
function wordsOf(text: string): Set<string> {
  const plain = text.replace(/<[^<>\s]*>/g, ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return new Set((plain.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= MIN_LETTERS));
}

/**
 * The first window of a span that is of the same kind as what stands in the windows from the outage on. Where nothing is known of what
 * either is about (a reason without a template), nothing speaks against it.
 * @param outageWindow window of the outage, within the span
 * @param aboutOf templates that a window is about
 */
export function firstOfSameKind(
  { begin, end }: WindowSpan,
  outageWindow: number,
  isConfirmed: (window: number) => boolean,
  aboutOf: (window: number) => ReadonlySet<number>,
  traitsOf: TraitsOf,
  ofOutage: readonly number[] = [],
): number {
  const about = new Set(ofOutage);
  for (let w = outageWindow; w < end; w++) for (const template of aboutOf(w)) about.add(template);
  const outage = traitsOf(about);
  for (let w = begin; w < outageWindow; w++) {
    if (!isConfirmed(w)) continue;
    const before = aboutOf(w);
    if (before.size === 0 || about.size === 0 || haveInCommon(traitsOf(before), outage)) return w;
  }
  return outageWindow;
}

function haveInCommon(a: Traits, b: Traits): boolean {
  const shares = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean =>
    [...one].some((each) => other.has(each));
  return shares(a.templates, b.templates) || shares(a.sources, b.sources) || shares(a.words, b.words);
}
