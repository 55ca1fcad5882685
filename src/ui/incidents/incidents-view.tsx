// The incidents, the gravest first, and one of them in detail.

import { useState } from 'react';
import type { Incident } from '../../contracts/incident';
import { leadInBrief, whyNotJudged } from '../../core/report/verdict';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { votesInWords } from '../../words/vote-rule';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { useClock } from '../shared/use-clock';
import { IncidentDetail } from './incident-detail';
import { leadOf } from './lead';
import { severityTone } from './severity';

export function IncidentsView() {
  const result = useResult();
  const { incidents } = result;
  const chosenId = useView((state) => state.incidentId);
  const chosen = incidents.find((incident) => incident.id === chosenId) ?? incidents[0];
  if (chosen === undefined)
    return (
      <div className="empty">
        <h2>{t('No incident was confirmed')}</h2>
        <p>
          {whyNotJudged(result) ??
            t(
              'No window had the votes of {votes} detectors. Single votes are on the timeline as windows to watch.',
              { votes: votesInWords() },
            )}
        </p>
      </div>
    );
  return (
    <div className="incidents" data-one={incidents.length === 1 ? '' : undefined}>
      {incidents.length > 1 && <IncidentList incidents={incidents} chosen={chosen} />}
      <IncidentDetail incident={chosen} key={chosen.id} />
    </div>
  );
}

/** Groups on screen before the user asks for more. */
const SHOWN = 10;

function IncidentList({ incidents, chosen }: { incidents: readonly Incident[]; chosen: Incident }) {
  const [all, setAll] = useState(false);
  const groups = groupByTitle(incidents);
  const cut = all ? groups.length : Math.max(SHOWN, 1 + groups.findIndex((group) => group.includes(chosen)));
  const numHidden = groups.slice(cut).reduce((sum, group) => sum + group.length, 0);
  return (
    <nav className="incident-list" aria-label={t('Incidents, the gravest first')}>
      <p className="faint incident-order">
        {t('{incidents}, the gravest first', { incidents: countOf(incidents.length, 'incident') })}
      </p>
      <ul>
        {groups.slice(0, cut).map((group) => (
          <IncidentGroup key={group[0].id} group={group} chosen={chosen} />
        ))}
      </ul>
      {numHidden > 0 && (
        <button type="button" className="plain-button text-link" onClick={() => setAll(true)}>
          {t('show {numHidden} more', { numHidden: formatNumber(numHidden) })}
        </button>
      )}
    </nav>
  );
}

/** Incidents of one title together, each group where the gravest of it stands. */
export function groupByTitle(incidents: readonly Incident[]): readonly (readonly Incident[])[] {
  const groups = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const group = groups.get(incident.title);
    if (group === undefined) groups.set(incident.title, [incident]);
    else group.push(incident);
  }
  return [...groups.values()];
}

/** The gravest of them, and the others at a click. */
function IncidentGroup({ group, chosen }: { group: readonly Incident[]; chosen: Incident }) {
  const [open, setOpen] = useState(false);
  const [first, ...others] = group;
  const shown = open || others.includes(chosen) ? group : [first];
  return (
    <>
      {shown.map((incident) => (
        <IncidentItem
          key={incident.id}
          incident={incident}
          chosen={incident === chosen}
          isMore={incident !== first}
        />
      ))}
      {shown.length < group.length && (
        <li>
          <button
            type="button"
            className="plain-button text-link incident-alike"
            onClick={() => setOpen(true)}
          >
            {t('{length} more like this', { length: formatNumber(others.length) })}
          </button>
        </li>
      )}
    </>
  );
}

interface IncidentItemProps {
  readonly incident: Incident;
  readonly chosen: boolean;
  /** One of the same title stands above it. */
  readonly isMore: boolean;
}

function IncidentItem({ incident, chosen, isMore }: IncidentItemProps) {
  const clock = useClock();
  const result = useResult();
  const showIncident = useView((state) => state.showIncident);
  return (
    <li data-more={isMore ? '' : undefined}>
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
        {!isMore && (
          <strong>
            <LogText text={incident.title} />
          </strong>
        )}
        {!Number.isNaN(incident.start) && (
          <span className="faint num">{clock.range(incident.start, incident.end)}</span>
        )}
        <span className="muted" title={leadOf(incident)?.sentence}>
          {incident.basis === 'read' ? t('read, not compared') : leadInBrief(incident, result)}
        </span>
      </button>
    </li>
  );
}
