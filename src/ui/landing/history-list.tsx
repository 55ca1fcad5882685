// The analyses that this browser keeps: reopen, save as a file, delete.

import { IconButton, Tooltip } from '@radix-ui/themes';
import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { errorText } from '../../core/wording/error-text';
import { reopenAnalysis } from '../../store/actions';
import type { HistoryState } from '../../store/history';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { useApp, useHistory } from '../shared/app-context';
import { DamagedRows } from '../shared/damaged-rows';
import { saveBlob } from '../shared/download';
import { formatBytes } from '../shared/format';
import { Notice } from '../shared/notice';
import { useClock } from '../shared/use-clock';

type AnalysisMeta = NonNullable<HistoryState['items']>[number];

export function HistoryList() {
  const items = useHistory((state) => state.items);
  const error = useHistory((state) => state.error);
  const numDropped = useHistory((state) => state.numDropped);
  const damaged = useHistory((state) => state.damaged);
  const remove = useHistory((state) => state.remove);
  return (
    <section className="panel landing-card history" aria-labelledby="history-title">
      <h2 id="history-title">{t('Recent analyses')}</h2>
      {error !== null && (
        <Notice tone="warning">
          {t('The history of this browser cannot be used: {error}. Analyses work without it.', { error })}
        </Notice>
      )}
      {numDropped > 0 && (
        <Notice tone="hand" testId="history-dropped">
          {numDropped === 1
            ? t(
                'One analysis that an earlier version of Harbinger had kept cannot be opened by this one and went from the list. Drop the files again to analyse them anew.',
              )
            : t(
                '{num} analyses that an earlier version of Harbinger had kept cannot be opened by this one and went from the list. Drop the files again to analyse them anew.',
                { num: numDropped },
              )}
        </Notice>
      )}
      <DamagedRows
        rows={damaged}
        what="stored analysis"
        several="stored analyses"
        onDelete={(id) => void remove(id)}
      />
      {items?.length === 0 && error === null && (
        <p className="muted">
          {t('None yet. The last ten stay in this browser and reopen without reading the files again.')}
        </p>
      )}
      <ul>
        {items?.map((item) => (
          <HistoryItem key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function HistoryItem({ item }: { item: AnalysisMeta }) {
  const clock = useClock();
  const app = useApp();
  const remove = useHistory((state) => state.remove);
  const [problem, setProblem] = useState<string | null>(null);
  const exportSummary = async (): Promise<void> => {
    try {
      const result = await app.repository.loadResult(item.id);
      if (result === null) throw new Error('it is no longer stored');
      const text = JSON.stringify(resultForFile(result), null, 2);
      saveBlob(new Blob([text], { type: 'application/json' }), `harbinger-${item.id}.json`);
    } catch (error) {
      setProblem(errorText(error));
    }
  };
  return (
    <li className="history-row">
      <button
        type="button"
        className="plain-button history-open"
        data-testid="history-item"
        onClick={() => void reopenAnalysis(app, item.id)}
      >
        <span className="history-dot" data-tone={item.tone} aria-hidden="true" />
        <span className="history-text">
          <strong>{item.name}</strong>
          <span className="history-verdict">{problem ?? item.verdict}</span>
          <span className="faint num">
            {clock.time(item.savedMs)} {clock.zone} · {countOf(item.numRecords, 'record')} ·{' '}
            {formatBytes(item.bytes)}
          </span>
        </span>
      </button>
      <Tooltip content={t('Save the result as JSON')}>
        <IconButton
          variant="ghost"
          color="gray"
          aria-label={t('Save the result of {name} as JSON', { name: item.name })}
          onClick={() => void exportSummary()}
        >
          <Download size={15} aria-hidden="true" />
        </IconButton>
      </Tooltip>
      <Tooltip content={t('Delete')}>
        <IconButton
          variant="ghost"
          color="gray"
          aria-label={t('Delete {name}', { name: item.name })}
          onClick={() => void remove(item.id)}
        >
          <Trash2 size={15} aria-hidden="true" />
        </IconButton>
      </Tooltip>
    </li>
  );
}

/** Typed arrays as plain lists, NaN as null: what JSON can say. */
function resultForFile(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)].map(resultForFile);
  if (Array.isArray(value)) return value.map(resultForFile);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resultForFile(item)]));
}
