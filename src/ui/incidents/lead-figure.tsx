// The incident on one line: change, when a warning could be given, lead, outage, end. The text above it says the same.
import type { Incident } from '../../contracts/incident';
import { windowMsOf } from '../../core/lib/usable-lead-time';
import { formatClock } from '../shared/time';
import { leadOf } from './lead';

interface Moment {
  readonly kind: 'change' | 'warning' | 'outage';
  readonly timeMs: number;
  readonly label: string;
}

export function LeadFigure({ incident }: { incident: Incident }) {
  const moments = momentsOf(incident);
  const from = Math.min(incident.start, ...moments.map((m) => m.timeMs));
  const to = Math.max(incident.end, ...moments.map((m) => m.timeMs));
  if (to <= from) return null;
  const percent = (timeMs: number): number => 3 + ((timeMs - from) / (to - from)) * 94;
  const { outageStart } = incident;
  const lead = leadOf(incident);
  const rows = labelRows(moments.map((moment) => percent(moment.timeMs)));
  return (
    <div
      className="lead-figure"
      aria-hidden="true"
      style={{ paddingBottom: 14 + ROW_PX * (1 + Math.max(...rows)) }}
    >
      <div className="lead-track">
        <span
          className="lead-span"
          style={{ left: `${percent(incident.start)}%`, right: `${100 - percent(incident.end)}%` }}
        />
        {outageStart !== null && (
          <span
            className="lead-span outage"
            style={{ left: `${percent(outageStart)}%`, right: `${100 - percent(incident.end)}%` }}
          />
        )}
        {lead?.usable != null && outageStart !== null && (
          <span
            className="lead-bracket"
            title={lead.sentence}
            style={{ left: `${percent(lead.warningMs)}%`, right: `${100 - percent(outageStart)}%` }}
          >
            {lead.usable} lead
          </span>
        )}
        {moments.map((moment, i) => (
          <span
            key={moment.kind + moment.timeMs}
            className="lead-moment"
            data-kind={moment.kind}
            data-end={percent(moment.timeMs) > FLIP ? '' : undefined}
            style={{ left: `${percent(moment.timeMs)}%` }}
          >
            <span style={{ top: 22 + (rows[i] ?? 0) * ROW_PX }}>
              {moment.label} {formatClock(moment.timeMs)}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}

/** Labels right of this are set to the left of their mark. */
const FLIP = 70;
/** Room of a label in percent, enough on a phone. */
const LABEL = 30;
const ROW_PX = 18;

/** The first row, from 0, in which each label lies on none before it; places in percent. */
export function labelRows(places: readonly number[]): readonly number[] {
  const taken: { row: number; from: number; to: number }[] = [];
  for (const place of places) {
    const [from, to] = place > FLIP ? [place - LABEL, place] : [place, place + LABEL];
    const isFree = (row: number): boolean =>
      taken.every((t) => t.row !== row || to <= t.from || from >= t.to);
    let row = 0;
    while (!isFree(row)) row++;
    taken.push({ row, from, to });
  }
  return taken.map((t) => t.row);
}

function momentsOf(incident: Incident): readonly Moment[] {
  // A warning is possible when its window is over.
  const warningMs = incident.firstConfirmed + windowMsOf(incident);
  const moments: Moment[] = [{ kind: 'warning', timeMs: warningMs, label: 'warning' }];
  const nearest = [...incident.changes].sort((a, b) => a.minutesBefore - b.minutesBefore)[0];
  if (nearest !== undefined)
    moments.unshift({ kind: 'change', timeMs: nearest.change.timeMs, label: nearest.change.kind });
  if (incident.outageStart !== null)
    moments.push({ kind: 'outage', timeMs: incident.outageStart, label: 'outage' });
  return moments;
}
