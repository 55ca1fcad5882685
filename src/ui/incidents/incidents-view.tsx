// The incidents by gravity, and one of them in detail.
import type { Incident } from '../../contracts/incident';
import { leadSentence } from '../../store/verdict';
import { useResult, useView } from '../shared/app-context';
import { formatRange } from '../shared/time';
import { IncidentDetail } from './incident-detail';
import { severityTone } from './severity';

export function IncidentsView() {
  const { incidents, timeline } = useResult();
  const chosenId = useView((state) => state.incidentId);
  const chosen = incidents.find((incident) => incident.id === chosenId) ?? incidents[0];
  if (chosen === undefined)
    return (
      <div className="empty">
        <h2>No incident was confirmed</h2>
        <p>
          {timeline === null
            ? 'No line states a time, so there are no windows that could be compared.'
            : 'No window had the votes of two detectors. Single votes are on the timeline as windows to watch.'}
        </p>
      </div>
    );
  return (
    <div className="incidents">
      <ul className="incident-list" aria-label="Incidents">
        {incidents.map((incident) => (
          <IncidentItem key={incident.id} incident={incident} chosen={incident === chosen} />
        ))}
      </ul>
      <IncidentDetail incident={chosen} key={chosen.id} />
    </div>
  );
}

function IncidentItem({ incident, chosen }: { incident: Incident; chosen: boolean }) {
  const showIncident = useView((state) => state.showIncident);
  return (
    <li>
      <button
        type="button"
        className="plain-button incident-item"
        data-testid="incident-item"
        data-tone={severityTone(incident.severity)}
        aria-current={chosen}
        onClick={() => showIncident(incident.id)}
      >
        <span className="incident-item-head">
          <span className="mono">{incident.id}</span>
          <span className="chip" data-tone={severityTone(incident.severity)}>
            {incident.severity}
          </span>
          <span className="chip">{incident.kind}</span>
        </span>
        <strong>{incident.title}</strong>
        <span className="faint num">{formatRange(incident.start, incident.end)}</span>
        <span className="muted">{leadSentence(incident)}</span>
      </button>
    </li>
  );
}
