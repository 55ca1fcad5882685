// The Markdown of a ticket: as it was written, or as the reader edited it.
import { useEffect, useState } from 'react';
import type { Incident } from '../../contracts/incident';
import { ticketName } from '../../core/ticket/forms';
import { exportFile } from '../../store/export-file';
import { useApp, useResult, useSettings, useView } from '../shared/app-context';

export interface TicketSource {
  /** Null: it is still being written, or failed. */
  readonly text: string | null;
  readonly error: string | null;
  readonly isEdited: boolean;
  /** Null: back to what was written. */
  edit(text: string | null): void;
}

/** What the reader made of it; null: nothing. */
export function useTicketEdit(incident: Incident): string | null {
  const key = useEditKey(incident);
  return useView((state) => state.ticketEdits[key] ?? null);
}

/** Another analysis may give the same id to another incident. */
function useEditKey({ id, title }: Incident): string {
  return `${useResult().id} ${id} ${title}`;
}

export function useTicketText(incident: Incident): TicketSource {
  const app = useApp();
  const result = useResult();
  const key = useEditKey(incident);
  const edited = useTicketEdit(incident);
  const editTicket = useView((state) => state.editTicket);
  const template = useSettings((state) => state.valid.ticketTemplate);
  const [written, setWritten] = useState<Pick<TicketSource, 'text' | 'error'>>({ text: null, error: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another template writes another ticket.
  useEffect(() => {
    let wanted = true;
    exportFile(app, ticketName(result, incident, 'md'))
      .then(({ blob }) => blob.text())
      .then(
        (text) => wanted && setWritten({ text, error: null }),
        (error: unknown) =>
          wanted && setWritten({ text: null, error: String((error as Error).message ?? error) }),
      );
    return () => {
      wanted = false;
    };
  }, [app, result, incident, template]);
  const edit = (text: string | null): void => editTicket(key, text === written.text ? null : text);
  return { ...written, text: edited ?? written.text, isEdited: edited !== null, edit };
}
