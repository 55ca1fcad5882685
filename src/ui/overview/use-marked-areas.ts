// What the user marked within the log on screen: as the timeline shows it.
import { useMemo } from 'react';
import type { Timeline } from '../../contracts/result';
import type { MarkedSpan } from '../../contracts/settings';
import type { MarkedArea } from '../charts/timeline-model';
import { useNormal } from '../normal/use-normal';
import { useSettings } from '../shared/app-context';

export function useMarkedAreas({ grid }: Timeline): readonly MarkedArea[] {
  const { windows } = useNormal();
  const labels = useSettings((state) => state.valid.labels);
  return useMemo(() => {
    const logEnd = grid.startMs + grid.length * grid.windowMs;
    const areasOf = (spans: readonly MarkedSpan[], kind: MarkedArea['kind']): readonly MarkedArea[] =>
      spans
        .map((span) => ({
          kind,
          start: Math.max(grid.startMs, Date.parse(span.start)),
          end: Math.min(logEnd, Date.parse(span.end)),
        }))
        .filter(({ start, end }) => start < end);
    return [...areasOf(windows, 'normal'), ...areasOf(labels, 'incident')];
  }, [grid, windows, labels]);
}
