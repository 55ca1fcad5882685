// The windows that stand out, as a list: what the timeline shows, for eyes, fingers and screen readers.
import type { Timeline } from '../../contracts/result';
import type { EpochMs } from '../../contracts/units';
import { DETECTOR_LABELS } from '../../store/verdict';
import { runsOf } from '../charts/runs';
import { useView } from '../shared/app-context';
import { formatRange } from '../shared/time';

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
        <h2 id="window-list">Windows that stand out</h2>
      </div>
      {stretches.length === 0 && (
        <p className="step-none muted">
          {isSilent ? 'All detectors abstained: no window was judged.' : 'No detector voted for any window.'}
        </p>
      )}
      <ul className="window-list">
        {stretches.slice(0, SHOWN).map((stretch) => (
          <StretchItem key={stretch.begin} stretch={stretch} timeline={timeline} />
        ))}
      </ul>
      {stretches.length > SHOWN && <p className="panel-foot faint">and {stretches.length - SHOWN} more</p>}
    </section>
  );
}

/** Confirmed ones first, then single votes; each in order of time. */
export function stretchesOf({ consensus }: Timeline): readonly Stretch[] {
  const of = (flags: Uint8Array, kind: Stretch['kind']): readonly Stretch[] =>
    runsOf(flags).map((run) => ({ ...run, kind }));
  return [...of(consensus.confirmed, 'confirmed'), ...of(consensus.watch, 'watch')];
}

function StretchItem({ stretch, timeline }: { stretch: Stretch; timeline: Timeline }) {
  const showLines = useView((state) => state.showLines);
  const { grid, detectors } = timeline;
  const start = (grid.startMs + stretch.begin * grid.windowMs) as EpochMs;
  const end = (grid.startMs + stretch.end * grid.windowMs) as EpochMs;
  const voters = detectors.filter((d) => d.vote.subarray(stretch.begin, stretch.end).includes(1));
  return (
    <li>
      <button
        type="button"
        className="plain-button window-item"
        data-kind={stretch.kind}
        onClick={() => showLines({ start, end })}
      >
        <span className="num">{formatRange(start, end)}</span>
        <span className="faint">{voters.map((d) => DETECTOR_LABELS[d.name]).join(', ')}</span>
      </button>
    </li>
  );
}
