/**
 * Which of the changes before an incident may have to do with it. In: changes, what the incident is about. Out: the one that is nearest
 * in time, component and words. What came before and is about something else is not blamed.
 */
import type { ChangeKind } from '../../contracts/changes';
import type { ChangeBefore } from '../../contracts/incident';
import { THRESHOLDS } from '../../contracts/thresholds';
import { processTerm, tokenise } from './tokens';

export interface FittingChange {
  readonly before: ChangeBefore;
  readonly kind: ChangeKind;
  readonly minutesBefore: number;
  /** Ids of Evidence. */
  readonly evidence: readonly string[];
  /** Of the same component, or in the words of the trouble. */
  readonly isAbout: boolean;
}

/** What an incident is about. */
export interface About {
  /** Names of sources and of files, the leading one first. */
  readonly components: readonly string[];
  /** Texts of the templates that changed most. */
  readonly texts: readonly string[];
}

/** Words of names and messages that every system has. */
const COMMON = new Set(
  'server servic manag main core common app application log logger kernel system daemon worker agent client error failed start stop restart run version request process node host file list data config'.split(
    ' ',
  ),
);
/** Shared words of a message that are no accident. */
const MIN_SHARED = 2;

/**
 * @param untilMs changes after it cannot have led to it
 * @param kinds that are looked for; null: any
 */
export function findFittingChange(
  changes: readonly ChangeBefore[],
  about: About,
  untilMs: number,
  kinds: readonly ChangeKind[] | null,
  idOf: (row: number) => string | null,
): FittingChange | null {
  const near = changes.filter(
    ({ change, minutesBefore }) =>
      minutesBefore <= THRESHOLDS.changeMinutes &&
      change.timeMs <= untilMs &&
      (kinds === null || kinds.includes(change.kind)),
  );
  const ranked = near
    .map((before) => ({ before, shared: sharedWith(before, about) }))
    .sort((a, b) => relevance(b) - relevance(a) || b.before.change.timeMs - a.before.change.timeMs);
  if (ranked.length === 0) return null;
  const { before, shared } = ranked[0];
  const own = before.change.row === null ? null : idOf(before.change.row);
  return {
    before,
    kind: before.change.kind,
    minutesBefore: before.minutesBefore,
    evidence: own === null ? [] : [own],
    isAbout: shared > 0,
  };
}

/** Time counts as much as a component at most. */
function relevance({ before, shared }: { before: ChangeBefore; shared: number }): number {
  return shared + Math.max(0, 1 - before.minutesBefore / THRESHOLDS.changeMinutes);
}

/** 0: nothing; 1: words of the trouble; 2: its component. */
function sharedWith({ change }: ChangeBefore, { components, texts }: About): 0 | 1 | 2 {
  if (components.includes(change.source)) return 2;
  const own = termsOf(`${change.source} ${change.what}`);
  const names = components.map(termsOf);
  if (names.some((terms) => [...terms].some((term) => own.has(term)))) return 2;
  const isShared = (text: string) => [...termsOf(text)].filter((term) => own.has(term)).length >= MIN_SHARED;
  return texts.some(isShared) ? 1 : 0;
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(
    tokenise(text)
      .map(processTerm)
      .filter((term): term is string => term !== null && term.length > 3 && !COMMON.has(term)),
  );
}
