// The incident on one line: change, first warning, lead, outage, end. The text above it says the same.
import type { Incident } from '../../contracts/incident';
import { formatNumber } from '../shared/format';
import { formatClock } from '../shared/time';

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
  const { firstConfirmed, outageStart, leadMinutes } = incident;
  return (
    <div className="lead-figure" aria-hidden="true">
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
        {leadMinutes !== null && outageStart !== null && (
          <span
            className="lead-bracket"
            style={{ left: `${percent(firstConfirmed)}%`, right: `${100 - percent(outageStart)}%` }}
          >
            {formatNumber(leadMinutes)} min lead
          </span>
        )}
        {moments.map((moment) => (
          <span
            key={moment.kind + moment.timeMs}
            className="lead-moment"
            data-kind={moment.kind}
            data-end={percent(moment.timeMs) > 70 ? '' : undefined}
            style={{ left: `${percent(moment.timeMs)}%` }}
          >
            <span>
              {moment.label} {formatClock(moment.timeMs)}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}

function momentsOf(incident: Incident): readonly Moment[] {
  const moments: Moment[] = [{ kind: 'warning', timeMs: incident.firstConfirmed, label: 'warning' }];
  const nearest = [...incident.changes].sort((a, b) => a.minutesBefore - b.minutesBefore)[0];
  if (nearest !== undefined)
    moments.unshift({ kind: 'change', timeMs: nearest.change.timeMs, label: nearest.change.kind });
  if (incident.outageStart !== null)
    moments.push({ kind: 'outage', timeMs: incident.outageStart, label: 'outage' });
  return moments;
}
