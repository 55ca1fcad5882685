// The ticket of an incident as it would be filed: rendered, to be copied or saved.
import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Incident } from '../../contracts/incident';
import { TICKET_FORMS, type TicketForm, ticketName } from '../../core/ticket/forms';
import { whyNotJudged } from '../../store/summary';
import { useApp, useResult, useSession, useView } from '../shared/app-context';
import { saveBlob } from '../shared/download';
import { Notice } from '../shared/notice';
import { CopyTicket } from './copy-ticket';
import { exportBlob } from './export-blob';
import { TicketText } from './ticket-text';

export function TicketView() {
  const result = useResult();
  const { incidents, isEarly } = result;
  const chosenId = useView((state) => state.incidentId);
  const incident = incidents.find((each) => each.id === chosenId) ?? incidents[0];
  if (incident === undefined)
    return (
      <div className="empty" data-testid="ticket">
        <h2>No ticket</h2>
        <p>
          No incident was confirmed in this log, so there is nothing to file.{' '}
          {whyNotJudged(result) ?? 'The overview says what was looked at.'}
        </p>
      </div>
    );
  return <Ticket incident={incident} key={`${incident.id} ${isEarly}`} />;
}

function Ticket({ incident }: { incident: Incident }) {
  const result = useResult();
  const { text, error } = useTicketText(incident);
  return (
    <section className="panel ticket-panel">
      <div className="panel-head ticket-head">
        <IncidentPicker incident={incident} />
        <span className="spacer" />
        <CopyTicket incident={incident} />
        {TICKET_FORMS.map(({ ending, label }) => (
          <SaveButton
            key={ending}
            name={ticketName(result, incident, ending)}
            ending={ending}
            label={label}
          />
        ))}
      </div>
      {error !== null && <Notice tone="alarm">The ticket could not be made: {error}</Notice>}
      <article className="ticket" data-testid="ticket">
        {text === null ? (
          <p className="muted">{error === null ? 'Writing the ticket …' : ''}</p>
        ) : (
          <TicketText text={text} incident={incident} key={text} />
        )}
      </article>
    </section>
  );
}

function useTicketText(incident: Incident): { text: string | null; error: string | null } {
  const app = useApp();
  const result = useResult();
  const [state, setState] = useState<{ text: string | null; error: string | null }>({
    text: null,
    error: null,
  });
  useEffect(() => {
    let wanted = true;
    exportBlob(app, ticketName(result, incident, 'md'))
      .then((blob) => blob.text())
      .then(
        (text) => wanted && setState({ text, error: null }),
        (error: unknown) =>
          wanted && setState({ text: null, error: String((error as Error).message ?? error) }),
      );
    return () => {
      wanted = false;
    };
  }, [app, result, incident]);
  return state;
}

function IncidentPicker({ incident }: { incident: Incident }) {
  const app = useApp();
  const { incidents } = useResult();
  return (
    <label className="picker">
      <span className="hidden-visually">Incident</span>
      <select
        className="input"
        value={incident.id}
        onChange={(event) => app.view.setState({ incidentId: event.target.value })}
      >
        {incidents.map((each) => (
          <option key={each.id} value={each.id}>
            {each.id} · {each.severity} · {each.title}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SaveButtonProps {
  readonly name: string;
  readonly ending: TicketForm;
  readonly label: string;
}

function SaveButton({ name, ending, label }: SaveButtonProps) {
  const app = useApp();
  const offered = useSession((state) => state.exportNames.includes(name));
  const [failed, setFailed] = useState<string | null>(null);
  const save = (): void => {
    setFailed(null);
    exportBlob(app, name).then(
      (blob) => saveBlob(blob, name),
      (error: unknown) => setFailed(String((error as Error).message ?? error)),
    );
  };
  if (!offered) return null;
  return (
    <button
      type="button"
      className="button"
      data-testid={`ticket-${ending}`}
      title={failed ?? name}
      onClick={save}
    >
      <Download size={14} aria-hidden="true" />
      {failed === null ? label : `${label}: failed`}
    </button>
  );
}
