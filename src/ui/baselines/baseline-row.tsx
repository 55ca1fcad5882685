// One saved baseline: what it holds, how it fares, how far the log at hand lies from it, and what can be done with it.

import { Download, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Timeline } from '../../contracts/result';
import type { BaselineMeta } from '../../contracts/saved-baseline';
import { isOfAnother } from '../../core/baseline/coverage';
import { analyzeAgain } from '../../store/actions';
import { deleteBaseline, exportBaseline, refreshBaseline, renameBaseline } from '../../store/baselines';
import { exactDuration } from '../../words/duration';
import { t } from '../../words/t';
import { useApp, useBaselines, useResult, useSession } from '../shared/app-context';
import { saveBlob } from '../shared/download';
import { useClock } from '../shared/use-clock';
import { contentSentence, driftAdvice, driftSentence, hasMoved, validationSentence } from './baseline-words';

interface RowProps {
  readonly meta: BaselineMeta;
  readonly timeline: Timeline;
}

export function BaselineRow({ meta, timeline }: RowProps) {
  const clock = useClock();
  const { settings } = useResult();
  const drift = useBaselines((state) => state.drift.get(meta.id) ?? null);
  const [renaming, setRenaming] = useState(false);
  const isUsed = settings.baseline.kind === 'saved' && settings.baseline.id === meta.id;
  const last = meta.refreshes[meta.refreshes.length - 1];
  return (
    <li className="baseline-row" data-testid="baseline-row">
      <div className="baseline-title">
        {renaming ? (
          <RenameField meta={meta} onDone={() => setRenaming(false)} />
        ) : (
          <strong>{meta.name}</strong>
        )}
        {isUsed && <span className="chip">{t('judges this log')}</span>}
      </div>
      <p className="muted num">
        {t('Saved {savedMs}{what}: {meta}.', {
          savedMs: clock.day(meta.savedMs),
          what: last ? t(', refreshed {atMs} by {log}', { atMs: clock.day(last.atMs), log: last.log }) : '',
          meta: contentSentence(meta, clock),
        })}
      </p>
      <p className="faint">{validationSentence(meta)}</p>
      {drift !== null && (
        <p className={hasMoved(drift) ? 'baseline-moved' : 'faint'} data-testid="baseline-drift">
          {driftSentence(drift, last?.atMs ?? meta.savedMs, clock)}
          {driftAdvice(drift)}
        </p>
      )}
      <RowButtons meta={meta} timeline={timeline} isUsed={isUsed} onRename={() => setRenaming(!renaming)} />
    </li>
  );
}

function RenameField({ meta, onDone }: { meta: BaselineMeta; onDone: () => void }) {
  const app = useApp();
  const [name, setName] = useState(meta.name);
  return (
    <form
      className="baseline-rename"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void renameBaseline(app, meta.id, name.trim());
        onDone();
      }}
    >
      <input
        className="input"
        aria-label={t('New name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button">
        {t('Rename')}
      </button>
    </form>
  );
}

function RowButtons({
  meta,
  timeline,
  isUsed,
  onRename,
}: RowProps & { readonly isUsed: boolean; readonly onRename: () => void }) {
  const app = useApp();
  const work = useBaselines((state) => state.work);
  const hasFiles = useSession((state) => state.files.length > 0);
  const { isEarly } = useResult();
  const drift = useBaselines((state) => state.drift.get(meta.id) ?? null);
  const isForeign = drift !== null && isOfAnother(drift);
  const fits = timeline.grid.windowMs === meta.windowMs;
  const use = (): void => {
    app.settings.getState().edit({ baseline: { kind: 'saved', id: meta.id, name: meta.name } });
    if (hasFiles) void analyzeAgain(app);
  };
  const save = async (): Promise<void> => {
    const text = await exportBaseline(app, meta.id);
    if (text !== null) saveBlob(new Blob([text], { type: 'application/json' }), `baseline-${meta.id}.json`);
  };
  const why = t('Its windows are {windowMs}: judge this log by it first.', {
    windowMs: exactDuration(meta.windowMs),
  });
  return (
    <div className="baseline-buttons">
      <button type="button" className="button" data-testid="baseline-use" onClick={use}>
        {isUsed ? t('Judge again by it') : hasFiles ? t('Judge this log by it') : t('Use for the next log')}
      </button>
      <button
        type="button"
        className="button"
        data-testid="baseline-refresh"
        disabled={work !== null || !fits || isForeign || isEarly}
        title={
          isForeign
            ? t('This log is of another system')
            : fits
              ? t('Adds the quiet windows of this log')
              : why
        }
        onClick={() => void refreshBaseline(app, meta)}
      >
        <RefreshCw size={14} aria-hidden="true" />
        {t('Refresh')}
      </button>
      <button type="button" className="button" data-testid="baseline-rename" onClick={onRename}>
        <Pencil size={14} aria-hidden="true" />
        {t('Rename')}
      </button>
      <button type="button" className="button" data-testid="baseline-export" onClick={() => void save()}>
        <Download size={14} aria-hidden="true" />
        {t('Save as a file')}
      </button>
      <button
        type="button"
        className="button"
        data-testid="baseline-delete"
        onClick={() => void deleteBaseline(app, meta.id)}
      >
        <Trash2 size={14} aria-hidden="true" />
        {t('Delete')}
      </button>
      {!fits && <span className="faint baseline-why">{why}</span>}
    </div>
  );
}
