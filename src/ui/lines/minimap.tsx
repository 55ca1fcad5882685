// The whole list in one strip beside it: the gravest level of each part, hits, pins, incidents, and what is in sight. A click goes there.

import { type MouseEvent, useEffect, useMemo, useState } from 'react';
import type { LineMap } from '../../contracts/lines';
import { LEVEL_WARN, LEVELS } from '../../contracts/units';
import { t } from '../../words/t';
import { useApp, useResult } from '../shared/app-context';
import type { Lines } from './use-lines';

const NUM_BINS = 160;
/** Before a look at another list; while a search runs, which each look holds up. */
const PAUSE_MS = 150;
const RUNNING_PAUSE_MS = 1200;

interface MinimapProps {
  readonly lines: Lines;
  readonly pinnedRows: readonly number[];
  /** First line in sight, and how many are. */
  readonly sight: readonly [first: number, num: number];
}

export function Minimap({ lines, pinnedRows, sight }: MinimapProps) {
  const { incidents } = useResult();
  const times = useMemo(
    () =>
      incidents
        .map(({ start }) => start)
        .filter((ms) => !Number.isNaN(ms))
        .sort((a, b) => a - b),
    [incidents],
  );
  const map = useLineMap(lines, pinnedRows, times);
  const total = lines.snapshot.total ?? 0;
  if (map === null || total === 0) return <div className="minimap" aria-hidden="true" />;
  const share = (index: number): string => `${(index / total) * 100}%`;
  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    lines.jumpTo(Math.min(total - 1, Math.max(0, Math.floor(((event.clientY - top) / height) * total))));
  };
  return (
    <div className="minimap" aria-hidden="true" data-testid="minimap" onClick={onClick} onKeyDown={undefined}>
      <svg aria-hidden="true" viewBox={`0 0 2 ${NUM_BINS}`} preserveAspectRatio="none">
        {Array.from(map.level, (level, bin) =>
          level < LEVEL_WARN ? null : (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a part has no identity but its place.
              key={bin}
              x={0}
              y={bin}
              width={1}
              height={1}
              className="minimap-level"
              data-level={LEVELS[level]}
            />
          ),
        )}
        {Array.from(map.numHits, (num, bin) =>
          num === 0 ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <rect key={bin} x={1} y={bin} width={1} height={1} className="minimap-hit" />
          ),
        )}
      </svg>
      {map.placeOfTime.map((place, i) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: incidents in their order.
          key={i}
          className="minimap-incident"
          style={{ top: share(place) }}
          title={t('An incident begins')}
        />
      ))}
      {map.placeOfRow.map((place, i) => (
        <i key={pinnedRows[i]} className="minimap-pin" style={{ top: share(place) }} title={t('Pinned')} />
      ))}
      <i
        className="minimap-sight"
        style={{ top: share(sight[0]), height: share(Math.min(sight[1], total)) }}
      />
      {lines.cursor !== null && <i className="minimap-cursor" style={{ top: share(lines.cursor) }} />}
    </div>
  );
}

/** Asked again when the list is another one, or has grown. */
function useLineMap(lines: Lines, rows: readonly number[], times: readonly number[]): LineMap | null {
  const app = useApp();
  const [map, setMap] = useState<LineMap | null>(null);
  const { query } = lines;
  const { listVersion, total, search } = lines.snapshot;
  const isRunning = search?.phase === 'running';
  /** Moves with each look that is due. */
  const version = isRunning
    ? Math.floor(search.seconds / (RUNNING_PAUSE_MS / 1000))
    : t('{listVersion} done', { listVersion });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is another one with each version.
  useEffect(() => {
    if (total === null || total === 0) return;
    let isOver = false;
    const timer = setTimeout(
      async () => {
        const next = await app.current.analyzer?.mapLines(query, NUM_BINS, { rows, times }).catch(() => null);
        if (!isOver) setMap(next ?? null);
      },
      isRunning ? RUNNING_PAUSE_MS / 4 : PAUSE_MS,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [app, query, version, rows, times]);
  return map;
}
