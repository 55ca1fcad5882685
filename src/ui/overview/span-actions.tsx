// What can be done with the span in view once the user has zoomed: its lines, a new baseline, an outage marked.

import { ZoomOut } from 'lucide-react';
import type { Timeline } from '../../contracts/result';
import type { TimeSpan } from '../../contracts/units';
import { joinLabels } from '../../core/benchmark/known-incidents';
import { analyzeAgain } from '../../store/actions';
import { choiceOfSpan } from '../../store/compare-choice';
import { isSameRun } from '../../store/compare-settings';
import { markNormal, windowsMark } from '../../store/normal';
import { t } from '../../words/t';
import { markedSpan, useRerunObstacle } from '../normal/use-normal';
import { useApp, useResult, useSession, useSettings, useView } from '../shared/app-context';
import { Notice } from '../shared/notice';
import { isoText } from '../shared/time';
import { useClock } from '../shared/use-clock';

export function SpanActions({ timeline }: { timeline: Timeline }) {
  const zoom = useView((state) => state.zoom);
  return (
    <div className="span-actions">
      {zoom === null ? (
        <p className="faint">
          {t(
            'Drag over the plot to zoom; click a window for its lines, or tap it to read it; arrow keys move.',
          )}
        </p>
      ) : (
        <SpanButtons timeline={timeline} zoom={zoom} />
      )}
      <RerunNotice />
    </div>
  );
}

function SpanButtons({ timeline: { grid }, zoom }: { timeline: Timeline; zoom: TimeSpan }) {
  const clock = useClock();
  const setZoom = useView((state) => state.setZoom);
  const showLines = useView((state) => state.showLines);
  const showCompare = useView((state) => state.showCompare);
  const edit = useSettings((state) => state.edit);
  const outages = useSettings((state) => state.draft.outages);
  const snapped = snapToWindows(zoom, grid.startMs, grid.windowMs);
  const app = useApp();
  const labels = useSettings((state) => state.draft.labels);
  const obstacle = useRerunObstacle();
  const span = markedSpan(snapped);
  const markIncident = (): void => edit({ labels: joinLabels(labels, [span]) });
  const markOutage = (): void => edit({ outages: [...new Set([...outages, isoText(snapped.start)])].sort() });
  return (
    <div className="span-buttons">
      <span className="num">{clock.range(snapped.start, snapped.end)}</span>
      <button type="button" className="button" onClick={() => setZoom(null)}>
        <ZoomOut size={14} aria-hidden="true" />
        {t('Whole log')}
      </button>
      <button type="button" className="button" onClick={() => showLines(snapped)}>
        {t('Lines of this span')}
      </button>
      {snapped.start > grid.startMs && (
        <button
          type="button"
          className="button"
          data-testid="compare-before"
          onClick={() => showCompare(choiceOfSpan(snapped, 'before'))}
        >
          {t('Compare with before')}
        </button>
      )}
      <button
        type="button"
        className="button"
        data-testid="compare-rest"
        onClick={() => showCompare(choiceOfSpan(snapped, 'rest'))}
      >
        {t('Compare with the rest')}
      </button>
      <button
        type="button"
        className="button"
        data-testid="use-as-baseline"
        onClick={() =>
          edit({ baseline: { kind: 'range', start: isoText(snapped.start), end: isoText(snapped.end) } })
        }
      >
        {t('Take it as baseline')}
      </button>
      <button type="button" className="button" data-testid="mark-outage" onClick={markOutage}>
        {t('Mark an outage at its start')}
      </button>
      <button type="button" className="button" data-testid="mark-incident" onClick={markIncident}>
        {t('Mark as an incident')}
      </button>
      <button
        type="button"
        className="button"
        data-testid="span-normal"
        disabled={obstacle !== null}
        title={
          obstacle ?? t('Its windows are never confirmed, and what comes after is compared with them too')
        }
        onClick={() =>
          void markNormal(
            app,
            windowsMark([span]),
            t('the windows {start}', { start: clock.range(snapped.start, snapped.end) }),
          )
        }
      >
        {t('This is normal')}
      </button>
    </div>
  );
}

/** Settings that no longer are those of the result say so, with the way to apply them. */
function RerunNotice() {
  const app = useApp();
  const result = useResult();
  const valid = useSettings((state) => state.valid);
  const hasFiles = useSession((state) => state.files.length > 0);
  if (isSameRun(valid, result.settings)) return null;
  return (
    <Notice tone="hand" testId="settings-changed">
      {t('The settings are no longer those of this result.')}{' '}
      {hasFiles ? (
        <button type="button" className="plain-button text-link" onClick={() => void analyzeAgain(app)}>
          {t('Run again with them')}
        </button>
      ) : (
        t('Give the files again to run with them.')
      )}
    </Notice>
  );
}

/** The whole windows that the span touches. */
function snapToWindows({ start, end }: TimeSpan, gridStart: number, windowMs: number): TimeSpan {
  const first = Math.floor((start - gridStart) / windowMs);
  const last = Math.max(first + 1, Math.ceil((end - gridStart) / windowMs));
  return { start: gridStart + first * windowMs, end: gridStart + last * windowMs } as TimeSpan;
}
