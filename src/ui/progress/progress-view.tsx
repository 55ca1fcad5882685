// A running analysis: what is known of the log so far, every stage, time left, and the way out.

import { useEffect, useState } from 'react';
import type { Preview } from '../../contracts/preview';
import { cancelAnalysis } from '../../store/actions';
import { type StageSummary, summariseStages } from '../../store/progress';
import { elapsedInShort } from '../../words/duration';
import { t, words } from '../../words/t';
import { useApp, useSession } from '../shared/app-context';
import { Notice } from '../shared/notice';
import { TriagePanel } from '../triage/triage-panel';
import { FilesPanel } from './preview-files';
import { HistogramPanel } from './preview-histogram';
import { TemplatesPanel } from './preview-templates';
import { ReadingFigures } from './reading-figures';
import { STAGE_LABELS, StageBar, StageList } from './stage-list';

export function ProgressView() {
  const app = useApp();
  const progress = useSession((state) => state.progress);
  const preview = useSession((state) => state.preview);
  const triage = useSession((state) => state.triage);
  const name = useSession((state) => state.name);
  const isWaiting = useSession((state) => state.isWaiting);
  const nowMs = useClock(app.now);
  const isRead = progress?.stage !== null && progress?.stage !== 'open' && progress?.stage !== 'ingest';
  useEffect(() => {
    // Compiled while the workers work, so that the result opens at once; not while the log is first to be seen.
    if (!isRead) return;
    void import('../result/result-view');
    void import('../overview/overview-view');
    void import('../charts/echarts-core');
  }, [isRead]);
  if (progress === null) return null;
  const silentMs =
    nowMs - progress.rows.reduce((last, row) => Math.max(last, row.lastMs), progress.startedMs);
  const stages = summariseStages(progress, nowMs);
  const active = stages.find((stage) => stage.state === 'active');
  return (
    <section
      className="progress"
      data-testid="progress"
      data-preview={preview === null && !triage?.decides ? undefined : ''}
      aria-labelledby="progress-title"
    >
      <div className="progress-head">
        <div>
          <p className="eyebrow">
            {isWaiting
              ? t('Waits for the one before it')
              : active === undefined
                ? t('Starting')
                : DOING[active.stage]}
          </p>
          <h1 id="progress-title">{name}</h1>
        </div>
        <span className="spacer" />
        <span className="progress-elapsed num">{elapsedInShort((nowMs - progress.startedMs) / 1000)}</span>
        <button type="button" className="button" data-testid="cancel" onClick={() => cancelAnalysis(app)}>
          {t('Cancel')}
        </button>
      </div>
      <p className="hidden-visually" role="status">
        {active === undefined ? t('Starting') : t(STAGE_LABELS[active.stage][0])}
      </p>
      {active !== undefined && (
        <div className="progress-now" aria-hidden="true">
          <StageBar label={DOING[active.stage]} share01={active.share01} state="active" />
        </div>
      )}
      {silentMs > SILENT_MS && (
        <Notice tone="warning" testId="silent">
          {t(
            'Nothing was heard of the analysis for {silentMs}. It may be at work on something large, or hang: Cancel ends it, and nothing that was kept before is touched.',
            { silentMs: elapsedInShort(silentMs / 1000) },
          )}
        </Notice>
      )}
      <div className="progress-body">
        {(preview !== null || triage?.decides) && (
          <div className="progress-main">
            {triage?.decides && <TriagePanel triage={triage} startsOpen={false} />}
            {preview !== null && <SoFar preview={preview} stages={stages} />}
          </div>
        )}
        <aside className="progress-side">
          <StageList stages={stages} progress={progress} />
          {preview !== null && <FilesPanel files={preview.files} />}
          <p className="faint">
            {t('Everything runs in workers of this page. Cancelling ends them at once.')}
          </p>
        </aside>
      </div>
    </section>
  );
}

/** So long no stage is silent that is at work on any log that a page can hold. */
const SILENT_MS = 60_000;

const DOING: Readonly<Record<StageSummary['stage'], string>> = words({
  open: 'Opening',
  ingest: 'Reading',
  drain: 'Finding templates',
  features: 'Counting windows',
  detect: 'Looking for what is unusual',
  investigate: 'Investigating',
  archive: 'Archiving',
});

function SoFar({ preview, stages }: { preview: Preview; stages: readonly StageSummary[] }) {
  const reading = stages.find((stage) => stage.stage === 'ingest')!;
  return (
    <>
      <ReadingFigures preview={preview} reading={reading} />
      <HistogramPanel histogram={preview.histogram} numRecords={preview.numRecords} />
      <TemplatesPanel
        templates={preview.templates}
        numTemplates={preview.numTemplates}
        numRecords={preview.numRecords}
      />
    </>
  );
}

/** Moves the elapsed time on between messages: a quiet stage must not look like a stopped one. */
function useClock(now: () => number): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), 250);
    return () => clearInterval(timer);
  }, [now]);
  return nowMs;
}
