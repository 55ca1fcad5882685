// The baselines of this browser beside a result: keep windows of this log as one, and use, refresh, name, export or delete those kept.

import { BookmarkPlus, FileUp } from 'lucide-react';
import { type ChangeEvent, useEffect, useId, useState } from 'react';
import type { Timeline } from '../../contracts/result';
import { deleteBaseline, importBaseline, measureDrift } from '../../store/baselines';
import { t } from '../../words/t';
import { useApp, useBaselines, useResult } from '../shared/app-context';
import { DamagedRows } from '../shared/damaged-rows';
import { Notice } from '../shared/notice';
import { openChooser } from '../shell/file-inputs';
import { BaselineRow } from './baseline-row';
import { SaveBaseline } from './save-baseline';

export function BaselinesPanel({ timeline }: { timeline: Timeline }) {
  const app = useApp();
  const { id, isEarly } = useResult();
  const items = useBaselines((state) => state.items);
  const damaged = useBaselines((state) => state.damaged);
  const work = useBaselines((state) => state.work);
  const notice = useBaselines((state) => state.notice);
  const [saving, setSaving] = useState(false);
  // Also after a change of the list: a new baseline has not been compared yet.
  useEffect(() => void (items !== null && !isEarly && measureDrift(app, id)), [app, id, isEarly, items]);
  return (
    <section className="panel" aria-labelledby="baselines-title" data-testid="baselines">
      <div className="panel-head">
        <h2 id="baselines-title">{t('Baselines')}</h2>
        <span className="faint">{t('judged by {reason}', { reason: timeline.baseline.reason })}</span>
        <span className="spacer" />
        <ImportButton />
        <button
          type="button"
          className="button"
          data-testid="baseline-save"
          disabled={work !== null || isEarly}
          aria-expanded={saving}
          onClick={() => setSaving(!saving)}
        >
          <BookmarkPlus size={14} aria-hidden="true" />
          {t('Save as baseline')}
        </button>
      </div>
      {saving && <SaveBaseline timeline={timeline} onDone={() => setSaving(false)} />}
      <div role="status">
        {work !== null && <p className="panel-foot muted num">{work}</p>}
        {notice !== null && (
          <div className="baseline-notice">
            <Notice tone={notice.tone} testId="baseline-notice">
              {notice.text}
            </Notice>
          </div>
        )}
      </div>
      <DamagedRows
        rows={damaged}
        what="saved baseline"
        several="saved baselines"
        onDelete={(id) => void deleteBaseline(app, id)}
      />
      {items?.length === 0 && !saving && (
        <p className="step-none muted">
          {t(
            'None kept yet. A saved baseline judges later logs from their first window on, so that one that is ill from its start is found.',
          )}
        </p>
      )}
      <ul className="baseline-list">
        {items?.map((meta) => (
          <BaselineRow key={meta.id} meta={meta} timeline={timeline} />
        ))}
      </ul>
    </section>
  );
}

/** A baseline is at most some megabytes. */
const MAX_FILE_BYTES = 64 * 2 ** 20;

export function ImportButton() {
  const app = useApp();
  const id = useId();
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0];
    if (file) {
      const text = await file
        .slice(0, MAX_FILE_BYTES)
        .text()
        .catch(() => '');
      await importBaseline(app, file.name, text);
    }
    target.value = '';
  };
  return (
    <>
      <input
        type="file"
        hidden
        id={id}
        accept=".json,application/json"
        aria-label={t('File of a saved baseline')}
        data-testid="baseline-file-input"
        onChange={(event) => void take(event)}
      />
      <button type="button" className="button" data-testid="baseline-open" onClick={() => openChooser(id)}>
        <FileUp size={14} aria-hidden="true" />
        {t('Open from a file')}
      </button>
    </>
  );
}
