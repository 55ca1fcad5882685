// What the pointed window holds, in words: in one place, so that eyes and screen readers know where to look.
import type { Timeline } from '../../contracts/result';
import { NUM_LEVELS } from '../../contracts/units';
import { DETECTOR_LABELS } from '../../store/verdict';
import { LEVEL_GROUPS } from '../charts/volume';
import { formatNumber, formatScore } from '../shared/format';
import { LogText } from '../shared/log-text';
import { formatRange } from '../shared/time';

interface WindowReadoutProps {
  readonly timeline: Timeline;
  readonly window: number | null;
  readonly zone: string;
}

export function WindowReadout({ timeline, window, zone }: WindowReadoutProps) {
  if (window === null)
    return (
      <div className="readout faint">Point at a window, or move with the arrow keys, to read it here.</div>
    );
  const { grid, detectors, consensus } = timeline;
  const start = grid.startMs + window * grid.windowMs;
  const reason = detectors.flatMap((d) => d.reasons[window] ?? [])[0];
  return (
    <div className="readout" aria-live="polite">
      <div className="readout-row num">
        <strong>{formatRange(start, start + grid.windowMs, zone)}</strong>
        <Verdict confirmed={consensus.confirmed[window] === 1} watch={consensus.watch[window] === 1} />
        {levelTotals(timeline, window).map(([name, total]) => (
          <span key={name}>
            {formatNumber(total)} {name}
          </span>
        ))}
      </div>
      <div className="readout-row num muted">
        {detectors.map((d) => (
          <span key={d.name} data-vote={d.vote[window] === 1 ? '' : undefined}>
            {DETECTOR_LABELS[d.name]} {formatScore(d.score[window])}
          </span>
        ))}
        {reason !== undefined && (
          <span className="readout-reason">
            <LogText text={reason.text} />
          </span>
        )}
      </div>
    </div>
  );
}

function Verdict({ confirmed, watch }: { confirmed: boolean; watch: boolean }) {
  if (!confirmed && !watch) return null;
  return (
    <span className="chip" data-tone={confirmed ? 'alarm' : 'warning'}>
      {confirmed ? 'confirmed' : 'to watch'}
    </span>
  );
}

/** Groups with at least one record, gravest first. */
function levelTotals({ levelCounts }: Timeline, window: number): readonly (readonly [string, number])[] {
  return LEVEL_GROUPS.map(
    ({ name, levels }) =>
      [
        name,
        levels.reduce<number>((sum, level) => sum + levelCounts[window * NUM_LEVELS + level], 0),
      ] as const,
  ).filter(([, total]) => total > 0);
}
