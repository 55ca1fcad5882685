// An answer: its chart where it has the form of one, its rows, and the files that it is saved as.

import { Download } from 'lucide-react';
import { useState } from 'react';
import type { SqlAnswer } from '../../contracts/sql';
import { errorText } from '../../core/wording/error-text';
import { t } from '../../words/t';
import { useApp } from '../shared/app-context';
import { saveBlob } from '../shared/download';
import { SqlChartPanel } from './sql-chart';
import { SqlGrid } from './sql-grid';

export function SqlAnswerPanel({ answer }: { answer: SqlAnswer }) {
  return (
    <>
      {answer.chart !== null && <SqlChartPanel chart={answer.chart} />}
      <section className="panel sql-answer" aria-label={t('Result')}>
        <div className="panel-head">
          <h2>{t('Result')}</h2>
          <span className="spacer" />
          <SaveButton form="csv" label="CSV" />
          <SaveButton form="parquet" label="Parquet" />
        </div>
        <SqlGrid answer={answer} />
      </section>
    </>
  );
}

function SaveButton({ form, label }: { form: 'csv' | 'parquet'; label: string }) {
  const app = useApp();
  const [state, setState] = useState('');
  const save = async (): Promise<void> => {
    setState(t('making it …'));
    try {
      saveBlob(await app.sql.save(form), `query.${form}`);
      setState('');
    } catch (error) {
      setState(errorText(error));
    }
  };
  return (
    <>
      <span className="faint" role="status">
        {state}
      </span>
      <button
        type="button"
        className="button"
        aria-label={t('Save as {label}', { label })}
        data-testid={`sql-save-${form}`}
        onClick={() => void save()}
      >
        <Download size={14} aria-hidden="true" />
        {label}
      </button>
    </>
  );
}
