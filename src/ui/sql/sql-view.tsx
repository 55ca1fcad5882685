// SQL over the tables of the analysis: an editor, what can be asked, and the answer as a chart, a table and files.

import type { SqlProgress } from '../../contracts/sql';
import { t } from '../../words/t';
import { useSql } from '../shared/app-context';
import { formatBytes, formatNumber } from '../shared/format';
import { Notice } from '../shared/notice';
import { SqlAnswerPanel } from './sql-answer';
import { SqlEditor } from './sql-editor';
import { SqlError } from './sql-error';
import { SqlExamples, SqlTables } from './sql-side';
import { SqlSlice } from './sql-slice';

export function SqlView() {
  const { progress, answer, error } = useSql((state) => state);
  return (
    <div className="sql-view">
      <div className="stack">
        <SqlEditor />
        <SqlSlice />
        <div role="status" className="sql-status" data-testid="sql-status">
          {progress !== null && progressText(progress)}
          {progress === null && answer !== null && answerText(answer.numRows, answer.ms)}
        </div>
        {error !== null && <SqlError message={error} />}
        {answer?.isCut && (
          <Notice tone="warning">
            {t('Only the first {numRows} rows were fetched: aggregate, or add a LIMIT.', {
              numRows: formatNumber(answer.numRows),
            })}
          </Notice>
        )}
        {answer !== null && answer.note !== '' && (
          <Notice tone="warning" testId="sql-note">
            {answer.note}
          </Notice>
        )}
        {answer !== null && <SqlAnswerPanel answer={answer} />}
      </div>
      <div className="stack sql-side">
        <SqlExamples />
        <SqlTables />
      </div>
    </div>
  );
}

function answerText(numRows: number, ms: number): string {
  return t('{numRows} {what} in {ms} ms', {
    numRows: formatNumber(numRows),
    what: numRows === 1 ? t('row') : t('rows'),
    ms: formatNumber(ms),
  });
}

function progressText({ step, done, total }: SqlProgress): string {
  if (step === 'engine')
    return done === null || total === null
      ? t('Starting the SQL engine …')
      : t('Loading the SQL engine, once: {done} of {total}', {
          done: formatBytes(done),
          total: formatBytes(total),
        });
  if (step === 'tables') return t('Loading the tables …');
  if (step === 'logs' && done !== null && total !== null)
    return t('Reading the rows of logs: {done} of {total}', {
      done: formatNumber(done),
      total: formatNumber(total),
    });
  return t('Running …');
}
