// The log in one glance: records over time, where the incident lies, when it showed first, when it was an outage. The text beside it says the same.

import { useMemo } from 'react';
import type { Incident } from '../../contracts/incident';
import type { Timeline } from '../../contracts/result';
import { t } from '../../words/t';
import { ROOT_WORDS } from '../charts/height-scale';
import { formatNumber } from '../shared/format';
import { useClock } from '../shared/use-clock';
import { barsOf, FLIP, momentsOf, scaleOfBars, ticksOf } from './answer-bars';

const LABEL_PX = 18;
const BARS_PX = 56;

export function AnswerChart({ timeline, incident }: { timeline: Timeline; incident: Incident }) {
  const clock = useClock();
  const { grid } = timeline;
  const bars = useMemo(() => barsOf(timeline, incident), [timeline, incident]);
  const moments = useMemo(() => momentsOf(grid, incident, clock), [grid, incident, clock]);
  const ticks = useMemo(() => ticksOf(grid, clock), [grid, clock]);
  const top = LABEL_PX * (1 + Math.max(-1, ...moments.map(({ row }) => row)));
  const timeOf = (window: number): number => grid.startMs + window * grid.windowMs;
  return (
    <div className="answer-chart" aria-hidden="true" data-testid="answer-chart">
      <div className="answer-plot" style={{ height: top + BARS_PX }}>
        {bars.map(({ begin, end, height, records, kind }) => (
          <span
            key={begin}
            className="answer-bar"
            data-kind={kind}
            title={t('{begin}: {records} records', {
              begin: clock.range(timeOf(begin), timeOf(end)),
              records: formatNumber(records),
            })}
            style={{
              left: `${(begin / grid.length) * 100}%`,
              width: `${((end - begin) / grid.length) * 100}%`,
              height: records === 0 ? 0 : Math.max(2, height * BARS_PX),
            }}
          />
        ))}
        {moments.map(({ kind, label, place, row }) => (
          <span
            key={kind}
            className="answer-moment"
            data-kind={kind}
            data-flip={place > FLIP ? '' : undefined}
            style={{ left: `${place * 100}%`, top: top - LABEL_PX * (row + 1) }}
          >
            <span>{label}</span>
          </span>
        ))}
      </div>
      {scaleOfBars(bars) === 'root' && (
        <p className="faint answer-scale">{t('heights on a {scale}', { scale: t(ROOT_WORDS) })}</p>
      )}
      <div className="answer-ticks num">
        {ticks.map(({ label, place }) => (
          <span
            key={place}
            data-edge={place < 0.04 ? 'left' : place > 0.9 ? 'right' : undefined}
            style={{ left: `${place * 100}%` }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
