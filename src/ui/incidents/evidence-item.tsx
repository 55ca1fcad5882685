// A line of the log with its id, its place, its time and why it was looked at.
import type { Evidence } from '../../contracts/incident';
import { useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { useClock } from '../shared/use-clock';

/** @param anchor its id in the page; left out: nothing leads to it */
export function EvidenceItem({ evidence, anchor }: { evidence: Evidence; anchor?: string }) {
  const clock = useClock();
  const showRow = useView((state) => state.showRow);
  return (
    <li className="evidence" id={anchor}>
      <div className="evidence-head">
        <span className="evidence-id mono">{evidence.id}</span>
        <button
          type="button"
          className="plain-button text-link mono"
          data-testid="evidence-link"
          onClick={() => showRow(evidence.row)}
        >
          <LogText text={evidence.source} />:{evidence.lineNum}
        </button>
        {evidence.timeMs !== null && <span className="faint num">{clock.time(evidence.timeMs)}</span>}
        <span className="spacer" />
        <span className="faint">
          <LogText text={evidence.why} />
        </span>
      </div>
      <pre className="evidence-text mono">
        <LogText text={evidence.text} />
      </pre>
    </li>
  );
}
