// The ticket of an incident as it would be filed: rendered, to be copied or saved.

import { Download, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Incident } from '../../contracts/incident';
import { whyNotJudged } from '../../core/report/verdict';
import { TICKET_FORMS, type TicketForm, ticketName } from '../../core/ticket/forms';
import { visibleLine } from '../../core/ticket/neutral';
import { exportFile } from '../../store/export-file';
import { t } from '../../words/t';
import { useApp, useResult, useSession, useView } from '../shared/app-context';
import { saveBlob } from '../shared/download';
import { Notice } from '../shared/notice';
import { useClock } from '../shared/use-clock';
import { CopyTicket } from './copy-ticket';
import { TicketEditor } from './ticket-editor';
import { TicketText } from './ticket-text';
import { useTicketText } from './use-ticket-text';

export function TicketView() {
  const result = useResult();
  const { incidents, isEarly } = result;
  const chosenId = useView((state) => state.incidentId);
  const incident = incidents.find((each) => each.id === chosenId) ?? incidents[0];
  if (incident === undefined)
    return (
      <div className="empty" data-testid="ticket">
        <h2>{t('No ticket')}</h2>
        <p>
          {t('No incident was confirmed in this log, so there is nothing to file. {what}', {
            what: whyNotJudged(result) ?? t('The overview says what was looked at.'),
          })}
        </p>
      </div>
    );
  return <Ticket incident={incident} key={`${incident.id} ${isEarly}`} />;
}

function Ticket({ incident }: { incident: Incident }) {
  const result = useResult();
  const clock = useClock();
  const { text, error, isEdited, edit } = useTicketText(incident);
  const [isEditing, setEditing] = useState(false);
  return (
    <section className="panel ticket-panel" data-editing={isEditing ? '' : undefined}>
      <div className="panel-head ticket-head">
        <IncidentPicker incident={incident} />
        <span className="spacer" />
        <CopyTicket incident={incident} />
        <button
          type="button"
          className="button"
          aria-pressed={isEditing}
          data-testid="ticket-edit"
          disabled={text === null}
          onClick={() => setEditing(!isEditing)}
        >
          <Pencil size={14} aria-hidden="true" />
          {isEditing ? t('Done') : t('Edit')}
        </button>
        {TICKET_FORMS.map(({ ending, label }) => (
          <SaveButton
            key={ending}
            name={ticketName(result, incident, ending)}
            ending={ending}
            label={label}
            edited={isEdited && ending === 'md' ? text : null}
          />
        ))}
      </div>
      {error !== null && (
        <Notice tone="alarm">{t('The ticket could not be made: {error}', { error })}</Notice>
      )}
      {text !== null && isEditing ? (
        <TicketEditor incident={incident} text={text} isEdited={isEdited} onEdit={edit} />
      ) : (
        <article className="ticket" data-testid="ticket">
          {text === null ? (
            <p className="muted">{error === null ? t('Writing the ticket …') : ''}</p>
          ) : (
            <>
              {isEdited && <p className="muted">{t('In your own words: see Edit.')}</p>}
              {!isEdited && clock.zone !== 'UTC' && (
                <p className="muted" data-testid="ticket-zone">
                  {t('Times are shown in {zone}. What is copied, sent or saved is in UTC, and says so.', {
                    zone: clock.zone,
                  })}
                </p>
              )}
              <TicketText text={text} incident={incident} isOwn={isEdited} key={text} />
            </>
          )}
        </article>
      )}
    </section>
  );
}

function IncidentPicker({ incident }: { incident: Incident }) {
  const app = useApp();
  const { incidents } = useResult();
  return (
    <label className="picker">
      <span className="hidden-visually">{t('Incident')}</span>
      <select
        className="input"
        value={incident.id}
        onChange={(event) => app.view.setState({ incidentId: event.target.value })}
      >
        {incidents.map((each) => (
          <option key={each.id} value={each.id}>
            {each.id} · {each.severity} · {visibleLine(each.title)}
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
  /** The reader's own text, saved in place of what was written; null: there is none. */
  readonly edited: string | null;
}

function SaveButton({ name, ending, label, edited }: SaveButtonProps) {
  const app = useApp();
  const offered = useSession((state) => state.exportNames.includes(name));
  const [failed, setFailed] = useState<string | null>(null);
  const save = (): void => {
    setFailed(null);
    const made =
      edited === null
        ? exportFile(app, name).then((made) => made.blob)
        : Promise.resolve(new Blob([edited], { type: 'text/markdown' }));
    made.then(
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
      {failed === null ? label : t('{label}: failed', { label })}
    </button>
  );
}
