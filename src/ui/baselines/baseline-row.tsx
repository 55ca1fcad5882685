// One saved baseline: what it holds, how it fares, how far the log at hand lies from it, and what can be done with it.
import { Download, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Timeline } from '../../contracts/result';
import type { BaselineMeta } from '../../contracts/saved-baseline';
import { isOfAnother } from '../../core/baseline/coverage';
import { exactDuration } from '../../core/wording/duration';
import { analyzeAgain } from '../../store/actions';
import { deleteBaseline, exportBaseline, refreshBaseline, renameBaseline } from '../../store/baselines';
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
        {isUsed && <span className="chip">judges this log</span>}
      </div>
      <p className="muted num">
        Saved {clock.day(meta.savedMs)}
        {last && `, refreshed ${clock.day(last.atMs)} by ${last.log}`}: {contentSentence(meta, clock)}.
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
        aria-label="New name"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button">
        Rename
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
  const why = `Its windows are ${exactDuration(meta.windowMs)}: judge this log by it first.`;
  return (
    <div className="baseline-buttons">
      <button type="button" className="button" data-testid="baseline-use" onClick={use}>
        {isUsed ? 'Judge again by it' : hasFiles ? 'Judge this log by it' : 'Use for the next log'}
      </button>
      <button
        type="button"
        className="button"
        data-testid="baseline-refresh"
        disabled={work !== null || !fits || isForeign || isEarly}
        title={
          isForeign ? 'This log is of another system' : fits ? 'Adds the quiet windows of this log' : why
        }
        onClick={() => void refreshBaseline(app, meta)}
      >
        <RefreshCw size={14} aria-hidden="true" />
        Refresh
      </button>
      <button type="button" className="button" data-testid="baseline-rename" onClick={onRename}>
        <Pencil size={14} aria-hidden="true" />
        Rename
      </button>
      <button type="button" className="button" data-testid="baseline-export" onClick={() => void save()}>
        <Download size={14} aria-hidden="true" />
        Save as a file
      </button>
      <button
        type="button"
        className="button"
        data-testid="baseline-delete"
        onClick={() => void deleteBaseline(app, meta.id)}
      >
        <Trash2 size={14} aria-hidden="true" />
        Delete
      </button>
      {!fits && <span className="faint baseline-why">{why}</span>}
    </div>
  );
}
