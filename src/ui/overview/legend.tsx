// What the colours of the timeline mean.

import { DETECTORS } from '../../contracts/scores';
import { t } from '../../words/t';
import { voteRule } from '../../words/vote-rule';
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
        {t('baseline: {baseline}', { baseline })}
      </li>
      <li>
        <span className="swatch area" data-kind="confirmed" />
        {t('confirmed by {rule}', { rule: voteRule(DETECTORS.length) })}
      </li>
      <li>
        <span className="swatch area" data-kind="watch" />
        {t('one vote, to watch')}
      </li>
      {has('normal') && (
        <li>
          <span className="swatch area" data-kind="normal" />
          {t('marked as normal')}
        </li>
      )}
      {has('incident') && (
        <li>
          <span className="swatch area" data-kind="incident" />
          {t('marked as an incident')}
        </li>
      )}
      {hasScores && (
        <li>
          <span className="swatch line" data-kind="threshold" />
          {t('threshold')}
        </li>
      )}
      {hasChanges && (
        <li>
          <span className="swatch line" data-kind="change" />
          {t('change')}
        </li>
      )}
    </ul>
  );
}
