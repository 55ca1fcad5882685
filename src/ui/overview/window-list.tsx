// The windows that stand out, as a list: what the timeline shows, for eyes, fingers and screen readers.

import type { Timeline } from '../../contracts/result';
import { DETECTOR_LABELS, type DetectorResult } from '../../contracts/scores';
import type { EpochMs } from '../../contracts/units';
import { countOnes } from '../../core/report/verdict';
import { countOf } from '../../words/count';
import { named, t } from '../../words/t';
import { runsOf } from '../charts/runs';
import { useView } from '../shared/app-context';
import { useClock } from '../shared/use-clock';

const SHOWN = 40;

interface Stretch {
  readonly begin: number;
  readonly end: number;
  readonly kind: 'confirmed' | 'watch';
}

export function WindowList({ timeline }: { timeline: Timeline }) {
  const stretches = stretchesOf(timeline);
  const isSilent = timeline.detectors.every((d) => d.abstained !== null);
  return (
    <section className="panel" aria-labelledby="window-list">
      <div className="panel-head">
        <h2 id="window-list">{t('Windows that stand out')}</h2>
      </div>
      {stretches.length === 0 && (
        <p className="step-none muted">
          {isSilent
            ? t('All detectors abstained: no window was judged.')
            : t('No detector voted for any window.')}
        </p>
      )}
      <ul className="window-list">
        {stretches.slice(0, SHOWN).map((stretch) => (
          <StretchItem key={stretch.begin} stretch={stretch} timeline={timeline} />
        ))}
      </ul>
      {stretches.length > SHOWN && (
        <p className="panel-foot faint">{t('and {length} more', { length: stretches.length - SHOWN })}</p>
      )}
    </section>
  );
}

/** Confirmed ones first, then single votes; each in order of time. */
function stretchesOf({ consensus }: Timeline): readonly Stretch[] {
  const of = (flags: Uint8Array, kind: Stretch['kind']): readonly Stretch[] =>
    runsOf(flags).map((run) => ({ ...run, kind }));
  return [...of(consensus.confirmed, 'confirmed'), ...of(consensus.watch, 'watch')];
}

/** 'to watch in 3 windows, one vote each: Isolation Forest 2, LSTM autoencoder 1': how many votes each detector gave. */
export function votesInWords(
  { begin, end, kind }: Stretch,
  detectors: readonly Pick<DetectorResult, 'name' | 'vote'>[],
): string {
  const isOne = end - begin === 1;
  const voters = detectors
    .map(({ name, vote }) => ({ name, votes: countOnes(vote.subarray(begin, end)) }))
    .filter(({ votes }) => votes > 0)
    .map(({ name, votes }) =>
      isOne ? named(DETECTOR_LABELS[name]) : `${named(DETECTOR_LABELS[name])} ${votes}`,
    );
  const windows = isOne ? '' : t(' in {windows}', { windows: countOf(end - begin, 'window') });
  const verdict =
    kind === 'confirmed'
      ? `confirmed${windows}`
      : t('to watch{windows}, one vote{what}', { windows, what: isOne ? '' : t(' each') });
  return `${verdict}: ${voters.join(', ')}`;
}

function StretchItem({ stretch, timeline }: { stretch: Stretch; timeline: Timeline }) {
  const clock = useClock();
  const showLines = useView((state) => state.showLines);
  const { grid } = timeline;
  const start = (grid.startMs + stretch.begin * grid.windowMs) as EpochMs;
  const end = (grid.startMs + stretch.end * grid.windowMs) as EpochMs;
  return (
    <li>
      <button
        type="button"
        className="plain-button window-item"
        data-kind={stretch.kind}
        onClick={() => showLines({ start, end })}
      >
        <span className="num">{clock.range(start, end)}</span>
        <span className="faint">{votesInWords(stretch, timeline.detectors)}</span>
      </button>
    </li>
  );
}
