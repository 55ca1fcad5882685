// Stretches of windows in one line of a list, each a way to its lines.

import type { WindowStretch } from '../../contracts/tuning';
import type { EpochMs } from '../../contracts/units';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { useClock } from '../shared/use-clock';

const SHOWN = 8;

export function Stretches({ label, stretches }: { label: string; stretches: readonly WindowStretch[] }) {
  const clock = useClock();
  const { timeline } = useResult();
  const showLines = useView((state) => state.showLines);
  if (stretches.length === 0 || timeline === null) return null;
  const { grid } = timeline;
  const numWindows = stretches.reduce((sum, { begin, end }) => sum + end - begin, 0);
  const timeOf = (window: number): EpochMs => (grid.startMs + window * grid.windowMs) as EpochMs;
  return (
    <li>
      {label}: {countOf(numWindows, 'window')},{' '}
      {stretches.slice(0, SHOWN).map(({ begin, end }, i) => (
        <span key={begin}>
          {i > 0 && ', '}
          <button
            type="button"
            className="plain-button text-link num"
            onClick={() => showLines({ start: timeOf(begin), end: timeOf(end) })}
          >
            {clock.range(timeOf(begin), timeOf(end))}
          </button>
        </span>
      ))}
      {stretches.length > SHOWN && t(' and {length} more', { length: stretches.length - SHOWN })}
    </li>
  );
}
