// Folded under everything: how the verdict came to be: detectors, votes, training, windows that stand out.
import { ChevronDown } from 'lucide-react';
import type { Timeline } from '../../contracts/result';
import { countOnes } from '../../core/report/verdict';
import { voteRule } from '../../core/wording/vote-rule';
import { useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { DetectorTable } from './detector-table';
import { WindowList } from './window-list';

export function WhyPanel({ timeline }: { timeline: Timeline }) {
  const isOpen = useView((state) => state.isWhyOpen);
  const setOpen = useView((state) => state.setWhyOpen);
  const numConfirmed = countOnes(timeline.consensus.confirmed);
  return (
    <section className="why" aria-label="Why we think so">
      <button
        type="button"
        className="panel plain-button why-toggle"
        data-testid="why-toggle"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <ChevronDown size={15} aria-hidden="true" />
        <strong>Why we think so</strong>
        <span className="muted">
          {voteRule(timeline.detectors.length)} detectors agree on {formatNumber(numConfirmed)} of{' '}
          {formatNumber(timeline.grid.length)} windows: scores, votes, training
        </span>
      </button>
      {isOpen && (
        <div className="why-body">
          <DetectorTable timeline={timeline} />
          <WindowList timeline={timeline} />
        </div>
      )}
    </section>
  );
}
