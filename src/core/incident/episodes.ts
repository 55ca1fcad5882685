/**
 * Joins confirmed windows to episodes and tells what each is. In: features, verdicts, the log. Out: Episode[], gravest first.
 * An outage is marked by the user or found in the log; lead time is claimed only when a confirmed window was over before it, and
 * what was odd in it is of the outage's kind.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Episode, IncidentKind, Severity } from '../../contracts/incident';
import type { Consensus, DetectorResult, Reason } from '../../contracts/scores';
import type { Settings } from '../../contracts/settings';
import { type LogTable, type TemplateTable, templateId } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EpochMs } from '../../contracts/units';
import { isTraceText } from '../features/trace-text';
import { MIN_WARNING_MS } from '../lib/usable-lead-time';
import { illFromFirstLine } from './ill-from-first-line';
import { filesOfLeads, graveLeads, leadingTemplates, leadsIn } from './indicators';
import { goesOnUntil, joinSameComponent, joinSameTrouble, joinWindows, partByFiles } from './join-windows';
import { findOutage, type KnownMoments } from './outage';
import type { Outage, WindowSpan } from './outage-lines';
import type { PlannedRestart } from './planned-restart';
import { rareSpreads } from './rare-spreads';
import {
  componentsOfErrors,
  couldWarn,
  firstOfSameKind,
  type TraitsOf,
  templatesOfWindow,
  traitsOfTemplates,
} from './same-kind';
import { severityOf } from './severity';

export interface EpisodeInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly results: readonly DetectorResult[];
  readonly consensus: Consensus;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly settings: Pick<Settings, 'outages'>;
  /** Those of the log; absent: none are known. */
  readonly restarts?: readonly PlannedRestart[];
}

const MARK_HORIZON_MS = THRESHOLDS.markHorizonMinutes * 60_000;
const MAX_REASONS = 8;
const MAX_TEXT = 100;

/** Episodes, gravest first: outages before anomalies, then by votes and length. None: an empty list. */
export function findEpisodes(input: EpisodeInput): Episode[] {
  const { features, baseline, consensus, table, templates } = input;
  const spans = joinWindows(consensus);
  const fromFirst = illFromFirstLine(input);
  if (spans.length === 0) return fromFirst;
  const isLead = graveLeads(leadingTemplates(features, baseline), table, templates, features);
  const parts = partsOf(input, spans, isLead);
  const episodes = parts.map((part) => withLastSeen(episodeOf(input, part, isLead), input, parts, isLead));
  episodes.push(...fromFirst);
  return episodes.sort((a, b) => gravityOf(b) - gravityOf(a) || a.windowBegin - b.windowBegin);
}

interface Part extends WindowSpan {
  readonly outage: Outage | null;
  /** The first confirmed window that could have warned of the outage; without one, that of the outage, or the first. */
  readonly told: number;
}

/** Spans of confirmed windows: neighbours joined, parted where files or kinds have nothing to do with each other, one for a lasting trouble. */
function partsOf(input: EpisodeInput, spans: readonly WindowSpan[], isLead: Uint8Array): Part[] {
  const { features, table, templates } = input;
  const traitsOf = traitsOfTemplates(table, templates);
  const errorsOf = (span: WindowSpan): ReadonlySet<number> =>
    componentsOfErrors(features, leadsIn(features, isLead, span).keys(), traitsOf);
  const same = joinSameTrouble(spans, (span) => leadsIn(features, isLead, span));
  const joined = joinSameComponent(same, features.grid.windowMs, errorsOf);
  const known = { spreads: rareSpreads(input), restarts: input.restarts ?? [] };
  return partFiles(input, joined, isLead).flatMap((span) => partByKind(input, span, isLead, traitsOf, known));
}

function partFiles(
  { features, consensus, table, templates }: EpisodeInput,
  spans: readonly WindowSpan[],
  isLead: Uint8Array,
): readonly WindowSpan[] {
  if (table.files.length < 2) return spans;
  const files = filesOfLeads(table, templates, features, isLead);
  return spans.flatMap((span) => partByFiles(span, consensus, (w) => files.get(w)));
}

/**
 * An outage that the user marked speaks for itself. Of one that was found, confirmed windows that have nothing to do with it are an
 * episode of their own, and no warning.
 */
function partByKind(
  input: EpisodeInput,
  span: WindowSpan,
  isLead: Uint8Array,
  traitsOf: TraitsOf,
  known: KnownMoments,
): Part[] {
  const { features, results, consensus, templates } = input;
  const marked = markedOutage(input, span);
  const outage = marked ?? findOutage(input, span, known);
  if (marked !== null || outage === null) return [{ ...span, outage, told: span.begin }];
  const { startMs, windowMs } = features.grid;
  const firstOf = (isAsked: (w: number) => boolean): number =>
    firstOfSameKind(
      span,
      Math.floor((outage.timeMs - startMs) / windowMs),
      (w) => consensus.confirmed[w] === 1 && isAsked(w),
      (w) => templatesOfWindow(features, results, isLead, w),
      traitsOf,
      outage.template === undefined ? [] : [outage.template],
    );
  const first = firstOf(() => true);
  const told = firstOf((w) => couldWarn(features, templates, results, w));
  let end = first;
  while (end > span.begin && !consensus.confirmed[end - 1]) end--;
  // What is merely new and harmless before it is no trouble of another kind, it belongs to this one.
  const isOther = (w: number): boolean =>
    consensus.confirmed[w] === 1 && couldWarn(features, templates, results, w);
  const others = Array.from({ length: end - span.begin }, (_, i) => span.begin + i).some(isOther);
  // It is the first outage of the whole span, so there is none before.
  if (!others) return [{ ...span, outage, told }];
  return [
    { begin: span.begin, end, outage: null, told: span.begin },
    { begin: first, end: span.end, outage, told },
  ];
}

/** Single windows are not confirmed any more, but what the episode is about is still there: up to the next one at most. */
function withLastSeen(
  episode: Episode,
  { features }: EpisodeInput,
  parts: readonly Part[],
  isLead: Uint8Array,
): Episode {
  const { startMs, windowMs, length } = features.grid;
  const span = { begin: episode.windowBegin, end: episode.windowEnd };
  const limit = Math.min(length, ...parts.map(({ begin }) => begin).filter((begin) => begin >= span.end));
  const until = goesOnUntil(span, limit, (windows) => leadsIn(features, isLead, windows));
  return until === span.end ? episode : { ...episode, lastSeen: (startMs + until * windowMs) as EpochMs };
}

function episodeOf(input: EpisodeInput, span: Part, isLead: Uint8Array): Episode {
  const { grid } = input.features;
  const time = (window: number): EpochMs => (grid.startMs + window * grid.windowMs) as EpochMs;
  const { outage } = span;
  // What is judged in hindsight could not have been told before it happened.
  const { begin, end, faults = [] } = input.baseline;
  const isElsewhere = faults.some(({ kind, isMended }) => kind === 'ill' && isMended);
  const isHindsight = span.begin < end && (isElsewhere || span.begin >= begin);
  const isWarned = !isHindsight && outage !== null && outage.timeMs - time(span.told + 1) >= MIN_WARNING_MS;
  const kind: IncidentKind = outage === null ? 'anomaly' : isWarned ? 'pre-failure' : 'outage';
  return {
    windowBegin: span.begin,
    windowEnd: span.end,
    start: time(span.begin),
    end: time(span.end),
    firstConfirmed: time(span.told),
    kind,
    severity: severityOf(input, span, kind, isLead, outage?.isAsked) satisfies Severity,
    outageStart: outage?.timeMs ?? null,
    outageReason: outage?.reason ?? null,
    outageTemplate: outage?.template ?? null,
    leadMinutes: isWarned ? (outage.timeMs - time(span.told)) / 60_000 : null,
    votes: Object.fromEntries(input.results.map((result) => [result.name, votesIn(result, span)])),
    reasons: reasonsOf(input, span),
  };
}

/** The first outage that the user marked within the episode or up to three hours after its start. */
function markedOutage({ settings, features }: EpisodeInput, span: WindowSpan): Outage | null {
  const { startMs, windowMs } = features.grid;
  const begin = startMs + span.begin * windowMs;
  const end = Math.max(startMs + span.end * windowMs, begin + MARK_HORIZON_MS);
  const marked = settings.outages
    .map((text) => Date.parse(text))
    .filter((timeMs) => timeMs >= begin && timeMs < end);
  if (marked.length === 0) return null;
  return { timeMs: Math.min(...marked) as EpochMs, reason: 'Marked by the reader.' };
}

function votesIn(result: DetectorResult, span: WindowSpan): number {
  return result.vote.subarray(span.begin, span.end).reduce((sum, each) => sum + each, 0);
}

/** Reasons of a window that one detector gives at most, so that the others are heard. */
const MAX_OF_DETECTOR = 4;

/**
 * Reasons of the first windows, detector by detector, each once with the window and the detector that gave it first. Frames of stack
 * traces come last, as they tell where and not what; a count that is off by less than one tells nothing.
 */
function reasonsOf({ results, templates, features: { grid } }: EpisodeInput, span: WindowSpan): Reason[] {
  const telling = new Map<string, Reason>();
  const frames = new Map<string, Reason>();
  for (let w = span.begin; w < span.end && telling.size < MAX_REASONS; w++) {
    const timeMs = (grid.startMs + w * grid.windowMs) as EpochMs;
    for (const { name, reasons } of results) {
      let numTold = 0;
      for (const reason of (reasons[w] ?? []).filter(isOff)) {
        const key = reason.template === null ? wordsOf(reason.text) : `T${reason.template}`;
        const isFrame = reason.template !== null && isTraceText(templates.templates[reason.template].text);
        const list = isFrame ? frames : telling;
        if (list.has(key) || (!isFrame && numTold++ >= MAX_OF_DETECTOR)) continue;
        list.set(key, { ...withText(reason, templates), detector: name, timeMs });
      }
    }
  }
  return [...telling.values(), ...frames.values()].slice(0, MAX_REASONS);
}

function isOff({ observed, expected }: Reason): boolean {
  return observed === null || expected === null || Math.abs(observed - expected) >= 1;
}

/** A reason without its numbers: the same of a later window says nothing new. */
function wordsOf(text: string): string {
  return text.replace(/[\d.]+/g, '#');
}

/** Detectors know templates by number; the user wants their text. */
function withText(reason: Reason, templates: TemplateTable): Reason {
  if (reason.template === null) return reason;
  const id = templateId(reason.template);
  const full = templates.templates[reason.template].text;
  const short = full.length <= MAX_TEXT ? full : `${full.slice(0, MAX_TEXT - 1)}…`;
  return { ...reason, text: reason.text.replace(id, () => `${id} "${short}"`) };
}

const SEVERITY_WEIGHT: Record<Severity, number> = { critical: 3000, error: 2000, warning: 1000, info: 0 };

function gravityOf(episode: Episode): number {
  const votes = Object.values(episode.votes).reduce((sum, each) => sum + each, 0);
  return SEVERITY_WEIGHT[episode.severity] + (episode.outageStart === null ? 0 : 500) + Math.min(499, votes);
}
