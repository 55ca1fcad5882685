// What is stored in this browser and cannot be used: set aside, named, and deleted on a click.

import type { HistoryState } from '../../store/history';
import { countOf, type Noun } from '../../words/count';
import { t } from '../../words/t';
import { LogText } from './log-text';
import { Notice } from './notice';

interface DamagedRowsProps {
  readonly rows: HistoryState['damaged'];
  readonly what: Noun;
  readonly several: string;
  readonly onDelete: (id: string) => void;
}

export function DamagedRows({ rows, what, several, onDelete }: DamagedRowsProps) {
  if (rows.length === 0) return null;
  return (
    <Notice tone="warning" testId="damaged-rows">
      {t('{length} in this browser {isWord} damaged and set aside; everything else works.', {
        length: countOf(rows.length, what, several),
        isWord: rows.length === 1 ? 'is' : 'are',
      })}
      {rows.map(({ id, name }) => (
        <p key={String(id)}>
          <LogText text={name} />{' '}
          <button type="button" className="plain-button text-link" onClick={() => onDelete(id)}>
            {t('Delete it')}
          </button>
        </p>
      ))}
    </Notice>
  );
}
