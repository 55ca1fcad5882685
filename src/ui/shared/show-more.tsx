// A list that shows its first items, and the rest at a click.

import { type ReactNode, useState } from 'react';
import { t } from '../../words/t';

interface ShowMoreProps<T> {
  readonly items: readonly T[];
  readonly shown: number;
  /** 'lines', for 'Show 7 more lines'. */
  readonly what: string;
  readonly children: (items: readonly T[]) => ReactNode;
}

export function ShowMore<T>({ items, shown, what, children }: ShowMoreProps<T>) {
  const [all, setAll] = useState(false);
  // One more is not worth a click.
  const cut = all || items.length <= shown + 1 ? items.length : shown;
  return (
    <>
      {children(items.slice(0, cut))}
      {cut < items.length && (
        <p className="panel-foot">
          <button type="button" className="plain-button text-link" onClick={() => setAll(true)}>
            {t('Show {length} more {what}', { length: items.length - cut, what })}
          </button>
        </p>
      )}
    </>
  );
}
