// A marked span of time in a list, with the button that removes it.

import { X } from 'lucide-react';
import type { MarkedSpan } from '../../contracts/settings';
import { type Label, t } from '../../words/t';
import { useClock } from '../shared/use-clock';

interface SpanRowProps {
  readonly kind: Label;
  readonly span: MarkedSpan;
  /** Why it stands there in grey; null: it does not. */
  readonly note?: string | null;
  readonly onRemove: () => void;
}

export function SpanRow({ kind, span, note = null, onRemove }: SpanRowProps) {
  const clock = useClock();
  const words = clock.range(Date.parse(span.start), Date.parse(span.end));
  return (
    <li className="edit-row" data-elsewhere={note === null ? undefined : ''}>
      <span className="chip">{t(kind)}</span>
      <span className="edit-text num">
        {words}
        {note !== null && <span className="mark-note"> {note}</span>}
      </span>
      <RemoveButton what={`${t(kind)} ${words}`} onRemove={onRemove} />
    </li>
  );
}

export function RemoveButton({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button type="button" className="button" aria-label={t('Remove {what}', { what })} onClick={onRemove}>
      <X size={14} aria-hidden="true" />
    </button>
  );
}
