// The ticket of an incident to the clipboard, as Markdown: the reader's own text, or what was written, made when it is asked for.

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { Incident } from '../../contracts/incident';
import { ticketName } from '../../core/ticket/forms';
import { exportFile } from '../../store/export-file';
import { words } from '../../words/t';
import { useApp, useResult } from '../shared/app-context';
import { useTicketEdit } from './use-ticket-text';

const SAID_MS = 2500;
const LABELS = words({
  ready: 'Copy ticket',
  copied: 'Copied',
  refused: 'The browser refused: save it from Ticket',
  failed: 'It could not be made: see Ticket',
});

export function CopyTicket({ incident }: { incident: Incident }) {
  const app = useApp();
  const result = useResult();
  const edited = useTicketEdit(incident);
  const [state, setState] = useState<keyof typeof LABELS>('ready');
  const copy = async (): Promise<void> => {
    const text =
      edited ??
      (await exportFile(app, ticketName(result, incident, 'md'))
        .then(({ blob }) => blob.text())
        .catch(() => null));
    const done =
      text === null
        ? 'failed'
        : await navigator.clipboard.writeText(text).then(
            () => 'copied' as const,
            () => 'refused' as const,
          );
    setState(done);
    setTimeout(() => setState('ready'), SAID_MS);
  };
  return (
    <button type="button" className="button primary" data-testid="copy-ticket" onClick={() => void copy()}>
      {state === 'copied' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      <span role="status">{LABELS[state]}</span>
    </button>
  );
}
