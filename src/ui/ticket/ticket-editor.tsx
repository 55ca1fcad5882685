// The text of a ticket beside its preview, for the reader's own words. What is typed is kept until another analysis is opened or the page is closed.

import { RotateCcw } from 'lucide-react';
import { useDeferredValue } from 'react';
import type { Incident } from '../../contracts/incident';
import { t } from '../../words/t';
import { TicketText } from './ticket-text';

interface TicketEditorProps {
  readonly incident: Incident;
  readonly text: string;
  readonly isEdited: boolean;
  readonly onEdit: (text: string | null) => void;
}

export function TicketEditor({ incident, text, isEdited, onEdit }: TicketEditorProps) {
  const shown = useDeferredValue(text);
  return (
    <div className="ticket-editor">
      <div className="ticket-source">
        <textarea
          className="input mono"
          aria-label={t('Text of the ticket, Markdown')}
          data-testid="ticket-source"
          spellCheck={false}
          value={text}
          onChange={(event) => onEdit(event.target.value)}
        />
        <p className="muted">
          {isEdited
            ? t(
                'With your own words, which nothing checks. Copy and Markdown take this text; the other forms stay as they were written.',
              )
            : t('As it was written. What you change here is copied and saved as Markdown.')}
          {isEdited && (
            <button type="button" className="button" data-testid="ticket-reset" onClick={() => onEdit(null)}>
              <RotateCcw size={14} aria-hidden="true" />
              {t('As it was written')}
            </button>
          )}
        </p>
      </div>
      <article className="ticket" data-testid="ticket">
        <TicketText text={shown} incident={incident} isOwn key={shown} />
      </article>
    </div>
  );
}
