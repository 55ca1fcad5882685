// What DuckDB, or we, have against a query: as it is said, and the way to the place.

import { placeOfError } from '../../core/lib/sql-place';
import { t } from '../../words/t';
import { useSql } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { SQL_INPUT } from './sql-editor';

export function SqlError({ message }: { message: string }) {
  const ran = useSql((state) => state.ran);
  const place = placeOfError(message, ran);
  const goThere = (): void => {
    const input = document.getElementById(SQL_INPUT);
    if (!(input instanceof HTMLTextAreaElement) || place === null) return;
    input.focus();
    input.setSelectionRange(place.at, place.at);
  };
  return (
    <div role="alert">
      <Notice tone="alarm" testId="sql-error">
        {place !== null && (
          <p>
            <button type="button" className="plain-button text-link" onClick={goThere}>
              {t('Line {lineNum}, column {column}', { lineNum: place.lineNum, column: place.column })}
            </button>
          </p>
        )}
        <pre className="sql-message">
          <LogText text={message} />
        </pre>
      </Notice>
    </div>
  );
}
