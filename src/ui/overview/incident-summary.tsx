// The incidents in short, beside the timeline.
import { ChevronRight } from 'lucide-react';
import { markedInFull } from '../../core/ticket/marks';
import { VOTES_IN_WORDS } from '../../core/wording/vote-rule';
import { leadInBrief, whyNotJudged } from '../../store/summary';
import { severityTone } from '../incidents/severity';
import { useResult, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { formatRange } from '../shared/time';

const SHOWN = 8;

export function IncidentSummary() {
  const result = useResult();
  const { incidents, events = [] } = result;
  const isRead = incidents.some(({ basis }) => basis === 'read');
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
          {whyNotJudged(result) ??
            (events.length > 0
              ? 'Nothing points to trouble.'
              : `No window had the votes of ${VOTES_IN_WORDS} detectors.`)}
        </p>
      )}
      {isRead && (
        <p className="step-none muted" data-testid="read-not-compared">
          Read and not compared: the log is too short, or states no times, so what stands out in its lines is
          told, and not how unusual it is.
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
                  {incident.id}
                  {Number.isNaN(incident.start) ? '' : ` · ${formatRange(incident.start, incident.end)}`}
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
      {events.length > 0 && (
        <>
          <p className="step-none muted">Unusual, and nothing that points to trouble:</p>
          <ul data-testid="events">
            {events.slice(0, SHOWN).map(({ start, end, text }) => (
              <li key={`${start} ${text}`} className="step-none muted">
                <span className="num">{formatRange(start, end)}</span> <LogText text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
