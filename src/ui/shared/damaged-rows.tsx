// What is stored in this browser and cannot be used: set aside, named, and deleted on a click.
import { countOf } from '../../core/wording/plural';
import type { HistoryState } from '../../store/history';
import { LogText } from './log-text';
import { Notice } from './notice';

interface DamagedRowsProps {
  readonly rows: HistoryState['damaged'];
  readonly what: string;
  readonly several: string;
  readonly onDelete: (id: string) => void;
}

export function DamagedRows({ rows, what, several, onDelete }: DamagedRowsProps) {
  if (rows.length === 0) return null;
  return (
    <Notice tone="warning" testId="damaged-rows">
      {countOf(rows.length, what, several)} in this browser {rows.length === 1 ? 'is' : 'are'} damaged and set
      aside; everything else works.
      {rows.map(({ id, name }) => (
        <p key={String(id)}>
          <LogText text={name} />{' '}
          <button type="button" className="plain-button text-link" onClick={() => onDelete(id)}>
            Delete it
          </button>
        </p>
      ))}
    </Notice>
  );
}
