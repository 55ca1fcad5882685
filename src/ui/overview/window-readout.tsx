// What a window holds, in words: its verdict and levels, its figures, and what each detector says of it. In one place, so that
// eyes and screen readers know where to look; a finger comes from here to the window's lines.

import { Rows3 } from 'lucide-react';
import type { Timeline } from '../../contracts/result';
import { type EpochMs, NUM_LEVELS } from '../../contracts/units';
import { countOf } from '../../words/count';
import { spanInShort } from '../../words/duration';
import { t } from '../../words/t';
import { LEVEL_GROUPS } from '../charts/volume';
import { useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { useClock } from '../shared/use-clock';
import { DetectorSays } from './detector-says';

interface WindowReadoutProps {
  readonly timeline: Timeline;
  readonly window: number | null;
}

export function WindowReadout({ timeline, window }: WindowReadoutProps) {
  const clock = useClock();
  const showLines = useView((state) => state.showLines);
  if (window === null || window >= timeline.grid.length)
    return (
      <div className="readout faint">
        {t(
          'Point at a window, tap it, or move with the arrow keys, to read its votes and their reasons here.',
        )}
      </div>
    );
  const { grid, detectors } = timeline;
  const start = (grid.startMs + window * grid.windowMs) as EpochMs;
  const end = (start + grid.windowMs) as EpochMs;
  return (
    <div className="readout" data-testid="readout">
      <div className="readout-row num" aria-live="polite">
        <strong>{clock.range(start, end)}</strong>
        <Verdict timeline={timeline} window={window} />
        {levelTotals(timeline, window).map(([name, total]) => (
          <span key={name}>
            {formatNumber(total)} {name}
          </span>
        ))}
        <span className="spacer" />
        <button type="button" className="button" onClick={() => showLines({ start, end })}>
          <Rows3 size={14} aria-hidden="true" />
          {t('Show its lines')}
        </button>
      </div>
      <Figures timeline={timeline} window={window} />
      <ul className="readout-detectors">
        {detectors.map((detector) => (
          <DetectorSays key={detector.name} detector={detector} window={window} span={{ start, end }} />
        ))}
      </ul>
    </div>
  );
}

function Verdict({ timeline: { detectors, consensus }, window }: { timeline: Timeline; window: number }) {
  const numVotes = detectors.reduce((sum, { vote }) => sum + vote[window], 0);
  if (numVotes === 0) return <span className="faint">{t('no vote')}</span>;
  const isConfirmed = consensus.confirmed[window] === 1;
  return (
    <>
      <span className="chip" data-tone={isConfirmed ? 'alarm' : 'warning'}>
        {isConfirmed ? t('confirmed') : consensus.watch[window] === 1 ? t('to watch') : t('not confirmed')}
      </span>
      <span>{countOf(numVotes, 'vote')}</span>
    </>
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

/** Words for the columns of WindowFigures. */
const FIGURES: Readonly<Record<string, (value: number) => string>> = {
  distinct_templates: (num) => countOf(num, 'template'),
  new_templates: (num) => t('{num} never seen before', { num: formatNumber(num) }),
  vanished_templates: (num) => t('{num} vanished', { num: formatNumber(num) }),
  entropy_bits: (bits) => t('entropy {bits} bits', { bits: formatNumber(bits, 2) }),
  gap_max_ms: (ms) => t('longest pause {ms}', { ms: spanInShort(ms) }),
};

function Figures({ timeline: { levelCounts, figures }, window }: { timeline: Timeline; window: number }) {
  const numRecords = levelCounts
    .subarray(window * NUM_LEVELS, (window + 1) * NUM_LEVELS)
    .reduce((sum, num) => sum + num, 0);
  const words = (figures?.columns ?? []).flatMap((name, i) => {
    const value = figures?.values[window * figures.columns.length + i] ?? Number.NaN;
    return FIGURES[name] === undefined || Number.isNaN(value) ? [] : [FIGURES[name](value)];
  });
  return (
    <p className="readout-row num muted">
      {[countOf(numRecords, 'record'), ...words].map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}
