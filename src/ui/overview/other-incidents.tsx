// The incidents beside the gravest, in short.

import { ChevronRight } from 'lucide-react';
import { leadInBrief } from '../../core/report/verdict';
import { t } from '../../words/t';
import { severityTone } from '../incidents/severity';
import { useResult, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { useClock } from '../shared/use-clock';

const SHOWN = 6;

export function OtherIncidents() {
  const clock = useClock();
  const result = useResult();
  const showIncident = useView((state) => state.showIncident);
  const showTab = useView((state) => state.showTab);
  const others = result.incidents.slice(1);
  if (others.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="other-incidents">
      <div className="panel-head">
        <h2 id="other-incidents">{t('Also in this log')}</h2>
        <span className="faint">{t('the gravest first')}</span>
      </div>
      <ul className="summary-list">
        {others.slice(0, SHOWN).map((incident) => (
          <li key={incident.id}>
            <button
              type="button"
              className="plain-button summary-item"
              data-tone={severityTone(incident.severity)}
              onClick={() => showIncident(incident.id)}
            >
              <span className="summary-text">
                <span className="faint num">
                  {incident.id} · {incident.severity}
                  {Number.isNaN(incident.start) ? '' : ` · ${clock.range(incident.start, incident.end)}`}
                </span>
                <strong>
                  <LogText text={incident.title} />
                </strong>
                {incident.basis !== 'read' && <span className="muted">{leadInBrief(incident, result)}</span>}
              </span>
              <ChevronRight size={15} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {others.length > SHOWN && (
        <p className="panel-foot">
          <button type="button" className="plain-button text-link" onClick={() => showTab('incidents')}>
            {t('{length} more', { length: others.length - SHOWN })}
          </button>
        </p>
      )}
    </section>
  );
}
