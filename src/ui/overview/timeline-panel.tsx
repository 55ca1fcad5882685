// The timeline with its tools: what the pointed window holds, and what to do with the span in view.

import { useCallback, useMemo, useState } from 'react';
import type { Timeline } from '../../contracts/result';
import type { EpochMs } from '../../contracts/units';
import { t } from '../../words/t';
import { TimelineCanvas } from '../charts/timeline-chart';
import { useResult, useView } from '../shared/app-context';
import { useClock } from '../shared/use-clock';
import { Legend } from './legend';
import { SpanActions } from './span-actions';
import { useMarkedAreas } from './use-marked-areas';
import { WindowReadout } from './window-readout';

export function TimelinePanel({ timeline }: { timeline: Timeline }) {
  const clock = useClock();
  const { incidents, changes } = useResult();
  const zoom = useView((state) => state.zoom);
  const setZoom = useView((state) => state.setZoom);
  const showLines = useView((state) => state.showLines);
  const isWhyOpen = useView((state) => state.isWhyOpen);
  const [shown, setShown] = useState<number | null>(null);
  const drawn = useMemo(() => (isWhyOpen ? timeline : { ...timeline, detectors: [] }), [timeline, isWhyOpen]);
  const marked = useMarkedAreas(timeline);
  const { grid } = timeline;
  const pick = useCallback(
    (window: number): void => {
      const start = grid.startMs + window * grid.windowMs;
      showLines({ start: start as EpochMs, end: (start + grid.windowMs) as EpochMs });
    },
    [grid, showLines],
  );
  // The last one stays: its reasons are read, and clicked, with the pointer elsewhere.
  const show = useCallback((window: number | null): void => {
    if (window !== null) setShown(window);
  }, []);
  return (
    <section className="panel timeline-panel" aria-labelledby="timeline-title">
      <div className="panel-head">
        <h2 id="timeline-title">{t('Timeline')}</h2>
        <span className="faint num">
          {t('{startMs} {zone} · windows of {reason}', {
            startMs: clock.range(grid.startMs, grid.startMs + grid.length * grid.windowMs),
            zone: clock.zone,
            reason: grid.reason,
          })}
        </span>
      </div>
      <SpanActions timeline={timeline} />
      <TimelineCanvas
        key={String(isWhyOpen)}
        timeline={drawn}
        incidents={incidents}
        changes={changes}
        marked={marked}
        zoom={zoom}
        clock={clock}
        onHover={show}
        onZoom={setZoom}
        onPick={pick}
      />
      <WindowReadout timeline={timeline} window={shown} />
      <Legend
        baseline={timeline.baseline.reason}
        marked={marked}
        hasScores={isWhyOpen}
        hasChanges={changes.length > 0}
      />
    </section>
  );
}
