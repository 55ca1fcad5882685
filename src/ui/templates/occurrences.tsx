// A template's records over the time of the whole log, as small bars; incidents are shaded behind them.

import type { OverTime } from '../../contracts/parameters';
import { LEVELS } from '../../contracts/units';
import { spanInShort } from '../../words/duration';
import { t } from '../../words/t';
import { useResult } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { useClock } from '../shared/use-clock';

const HEIGHT = 40;

export function Occurrences({ overTime, level }: { overTime: OverTime; level: number }) {
  const clock = useClock();
  const { incidents } = useResult();
  const { startMs, binMs, counts } = overTime;
  const most = Math.max(1, ...counts);
  const peakMs = startMs + counts.indexOf(most) * binMs;
  const placeOf = (ms: number): number => Math.min(counts.length, Math.max(0, (ms - startMs) / binMs));
  return (
    <figure className="occurrences" data-level={LEVELS[level]}>
      <svg
        viewBox={`0 0 ${counts.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('Records over time: at most {most} in {binMs}, at {peakMs}', {
          most: formatNumber(most),
          binMs: spanInShort(binMs),
          peakMs: clock.time(peakMs),
        })}
      >
        {incidents.map(({ id, start, end }) => (
          <rect
            key={id}
            className="occurrence-incident"
            x={placeOf(start)}
            y={0}
            width={Math.max(0.4, placeOf(end) - placeOf(start))}
            height={HEIGHT}
          />
        ))}
        {counts.map((count, i) => {
          // Rare records stay visible beside a burst.
          const height = count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT);
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
          return <rect key={i} x={i + 0.1} y={HEIGHT - height} width={0.8} height={height} />;
        })}
      </svg>
      <figcaption className="num faint">
        <span>{clock.range(startMs, startMs + binMs * counts.length)}</span>
        <span>{t('most {most} in {binMs}', { most: formatNumber(most), binMs: spanInShort(binMs) })}</span>
      </figcaption>
    </figure>
  );
}
