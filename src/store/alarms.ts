// Armed alerts while a log is followed: which incident is new, graver or over, and the key that it keeps. In: verdicts as they come. Out: alerts, each
// once. What leaves, and how often, the bridge decides.
import type { Alarm } from '../bridge/protocol';
import type { Incident } from '../contracts/incident';
import type { AnalysisResult } from '../contracts/result';
import { hashText } from '../core/lib/hash';
import { severityRank } from '../core/lib/severity-rank';
import { visibleLine } from '../core/ticket/neutral';
import { isoTime } from '../core/ticket/times';

interface Known {
  readonly key: string;
  incident: Incident;
  isOver: boolean;
}

const MAX_SUMMARY = 300;
const MAX_SOURCE = 200;
const MOST_KNOWN = 500;

/** Of one log that is followed, from when alerts were armed. */
export class AlarmKeeper {
  private known: Known[] = [];

  /** @param fresh incidents that nobody was told of before */
  take(result: AnalysisResult, fresh: readonly Incident[]): readonly Alarm[] {
    const alarms: Alarm[] = [];
    const isOthers = (now: Incident, known: Known): boolean =>
      this.known.some((each) => each !== known && !each.isOver && isSame(each.incident, now));
    for (const incident of fresh) {
      const before = this.known.find((each) => !each.isOver && isSame(each.incident, incident));
      // Told again only where it is graver.
      const isTold =
        before !== undefined && severityRank(before.incident.severity) <= severityRank(incident.severity);
      const known = before ?? { key: keyOf(result, incident), incident, isOver: false };
      if (before === undefined) this.known.push(known);
      if (!isTold) alarms.push(alarmOf('trigger', known.key, incident, result));
      known.incident = incident;
    }
    const grid = result.timeline?.grid;
    const judgedTo = grid ? grid.startMs + grid.length * grid.windowMs : Number.NEGATIVE_INFINITY;
    for (const known of this.known) {
      const now = result.incidents.find((each) => isSame(known.incident, each));
      if (known.isOver) {
        // It goes on after all: what had ended begins again under its key.
        if (now === undefined || endOf(now) <= endOf(known.incident) || isOthers(now, known)) continue;
        known.isOver = false;
        alarms.push(alarmOf('trigger', known.key, now, result));
      }
      if (now !== undefined) known.incident = now;
      // A whole window closed behind it.
      known.isOver =
        now === undefined || judgedTo >= endOf(now) + (grid?.windowMs ?? Number.POSITIVE_INFINITY);
      if (known.isOver) alarms.push(alarmOf('resolve', known.key, known.incident, result));
    }
    this.known = this.known.slice(-MOST_KNOWN);
    return alarms;
  }
}

/** The same for the same beginning of the same log, whatever number the incident bears. */
function keyOf({ name }: AnalysisResult, { start, kind, title }: Incident): string {
  return `harbinger-${hashText(`${name} ${kind} ${Number.isNaN(start) ? title : start}`)}`;
}

function alarmOf(action: Alarm['action'], key: string, incident: Incident, { name }: AnalysisResult): Alarm {
  return {
    ...{ action, key, severity: incident.severity },
    summary: visibleLine(incident.title).slice(0, MAX_SUMMARY),
    source: visibleLine(name).slice(0, MAX_SOURCE),
    time: isoTime(incident.firstConfirmed) ?? '',
  };
}

function isSame(a: Incident, b: Incident): boolean {
  if (Number.isNaN(a.start) || Number.isNaN(b.start)) return a.title === b.title;
  return a.start <= endOf(b) && b.start <= endOf(a);
}

const endOf = ({ end, lastSeen }: Incident): number => Math.max(end, lastSeen ?? end);
