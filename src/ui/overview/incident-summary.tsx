// The incidents in short, beside the timeline.
import { ChevronRight } from 'lucide-react';
import { markedInFull } from '../../core/ticket/marks';
import { leadInBrief, whyNotJudged } from '../../store/summary';
import { severityTone } from '../incidents/severity';
import { useResult, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { formatRange } from '../shared/time';

const SHOWN = 8;

export function IncidentSummary() {
  const result = useResult();
  const { incidents } = result;
  const marked = markedInFull(result);
  const showIncident = useView((state) => state.showIncident);
  const showTab = useView((state) => state.showTab);
  return (
    <section className="panel" aria-labelledby="incident-summary">
      <div className="panel-head">
        <h2 id="incident-summary">Incidents</h2>
        <span className="spacer" />
        {incidents.length > 0 && (
          <button type="button" className="plain-button text-link" onClick={() => showTab('ticket')}>
            Open the ticket
          </button>
        )}
      </div>
      {incidents.length === 0 && (
        <p className="step-none muted">
          {whyNotJudged(result) ?? 'No window had the votes of two detectors.'}
        </p>
      )}
      {marked !== null && (
        <p className="step-none muted" data-testid="marked-normal">
          <LogText text={marked} />
        </p>
      )}
      <ul>
        {incidents.slice(0, SHOWN).map((incident) => (
          <li key={incident.id}>
            <button
              type="button"
              className="plain-button summary-item"
              data-tone={severityTone(incident.severity)}
              onClick={() => showIncident(incident.id)}
            >
              <span className="summary-text">
                <span className="faint num">
                  {incident.id} · {formatRange(incident.start, incident.end)}
                </span>
                <strong>{incident.title}</strong>
                <span className="muted">{leadInBrief(incident, result)}</span>
              </span>
              <ChevronRight size={15} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {incidents.length > SHOWN && (
        <p className="panel-foot">
          <button type="button" className="plain-button text-link" onClick={() => showTab('incidents')}>
            {incidents.length - SHOWN} more
          </button>
        </p>
      )}
    </section>
  );
}
