// What the colours of the timeline mean.
import { DETECTORS } from '../../contracts/scores';
import { voteRule } from '../../core/wording/vote-rule';
import type { MarkedArea } from '../charts/timeline-model';
import { LEVEL_GROUPS } from '../charts/volume';

interface LegendProps {
  readonly baseline: string;
  readonly marked: readonly MarkedArea[];
  /** Whether the scores of the detectors are drawn. */
  readonly hasScores: boolean;
  readonly hasChanges: boolean;
}

export function Legend({ baseline, marked, hasScores, hasChanges }: LegendProps) {
  const has = (kind: MarkedArea['kind']): boolean => marked.some((area) => area.kind === kind);
  return (
    <ul className="legend">
      {LEVEL_GROUPS.map(({ name, colour }) => (
        <li key={name}>
          <span className="swatch" style={{ background: `var(--${colour})` }} />
          {name}
        </li>
      ))}
      <li>
        <span className="swatch area" data-kind="baseline" />
        baseline: {baseline}
      </li>
      <li>
        <span className="swatch area" data-kind="confirmed" />
        confirmed by {voteRule(DETECTORS.length)}
      </li>
      <li>
        <span className="swatch area" data-kind="watch" />
        one vote, to watch
      </li>
      {has('normal') && (
        <li>
          <span className="swatch area" data-kind="normal" />
          marked as normal
        </li>
      )}
      {has('incident') && (
        <li>
          <span className="swatch area" data-kind="incident" />
          marked as an incident
        </li>
      )}
      {hasScores && (
        <li>
          <span className="swatch line" data-kind="threshold" />
          threshold
        </li>
      )}
      {hasChanges && (
        <li>
          <span className="swatch line" data-kind="change" />
          change
        </li>
      )}
    </ul>
  );
}
