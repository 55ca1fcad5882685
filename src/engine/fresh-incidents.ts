// Which incidents nobody was told of. In: those that were told, those of the verdict now. Out: the ones that are new or have become graver, and all
// that are known from now on. One that overlaps another in time is the same, whatever number it bears.
import type { Incident } from '../contracts/incident';
import { severityRank } from '../core/lib/severity-rank';

/** Told ones beyond so many are forgotten, the oldest first. */
const MOST_TOLD = 500;

/** @param told null: this is the first verdict, which is of what was there before */
export function freshIncidents(
  told: readonly Incident[] | null,
  now: readonly Incident[],
): { readonly fresh: readonly Incident[]; readonly told: readonly Incident[] } {
  if (told === null) return { fresh: [], told: now };
  const isKnown = (incident: Incident): boolean =>
    told.some((each) => isSame(each, incident) && isAsGrave(each, incident));
  const fresh = now.filter((incident) => !isKnown(incident));
  return { fresh, told: [...told, ...fresh].slice(-MOST_TOLD) };
}

function isSame(a: Incident, b: Incident): boolean {
  // What was read and not compared may state no times.
  if (Number.isNaN(a.start) || Number.isNaN(b.start)) return a.title === b.title;
  return a.start <= endOf(b) && b.start <= endOf(a);
}

function isAsGrave(a: Incident, b: Incident): boolean {
  return severityRank(a.severity) <= severityRank(b.severity);
}

const endOf = ({ end, lastSeen }: Incident): number => Math.max(end, lastSeen ?? end);
