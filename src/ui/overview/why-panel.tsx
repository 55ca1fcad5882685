// Folded under everything: how the verdict came to be: detectors, votes, training, windows that stand out.

import { ChevronDown } from 'lucide-react';
import type { Timeline } from '../../contracts/result';
import { countOnes } from '../../core/report/verdict';
import { t } from '../../words/t';
import { voteRule } from '../../words/vote-rule';
import { useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { DetectorTable } from './detector-table';
import { WindowList } from './window-list';

export function WhyPanel({ timeline }: { timeline: Timeline }) {
  const isOpen = useView((state) => state.isWhyOpen);
  const setOpen = useView((state) => state.setWhyOpen);
  const numConfirmed = countOnes(timeline.consensus.confirmed);
  return (
    <section className="why" aria-label={t('Why we think so')}>
      <button
        type="button"
        className="panel plain-button why-toggle"
        data-testid="why-toggle"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <ChevronDown size={15} aria-hidden="true" />
        <strong>{t('Why we think so')}</strong>
        <span className="muted">
          {t('{rule} detectors agree on {numConfirmed} of {numWindows} windows: scores, votes, training', {
            rule: voteRule(timeline.detectors.length),
            numConfirmed: formatNumber(numConfirmed),
            numWindows: formatNumber(timeline.grid.length),
          })}
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
