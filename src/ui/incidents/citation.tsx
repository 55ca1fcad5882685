// The id of a piece of evidence, which leads to the line in the log.
import type { Incident } from '../../contracts/incident';
import { visibleLine } from '../../core/ticket/neutral';
import { useView } from '../shared/app-context';

const SHOWN_CHARS = 300;

/** Goes to the line itself; an id without evidence stays plain text. */
export function Citation({ id, incident }: { id: string; incident: Pick<Incident, 'evidence'> }) {
  const showRow = useView((state) => state.showRow);
  const evidence = incident.evidence.find((each) => each.id === id);
  if (evidence === undefined) return <span>[{id}]</span>;
  return (
    <button
      type="button"
      className="plain-button citation mono"
      title={`${evidence.source}:${evidence.lineNum}\n${visibleLine(evidence.text.split('\n', 1)[0]).slice(0, SHOWN_CHARS)}`}
      onClick={() => showRow(evidence.row)}
    >
      {id}
    </button>
  );
}
