// Under the bar: the analyses that are open side by side, each a step away. Nothing where there is one.

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { cancelAnalysis } from '../../store/actions';
import { gravestFirst, type OpenAnalysis } from '../../store/open-analyses';
import { showAnalysis } from '../../store/parts';
import { t, words } from '../../words/t';
import { useApp } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { useOpenAnalyses } from './use-open-analyses';

const TONE_LABELS = words({
  alarm: 'incident',
  warning: 'warning',
  calm: 'quiet',
  unknown: 'no verdict',
});

export function OpenStrip() {
  const app = useApp();
  const analyses = useOpenAnalyses();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The list alone moves: the page keeps its place.
    const shown = list.current?.querySelector<HTMLElement>(`[data-key="${app.key}"]`);
    if (list.current && shown) list.current.scrollLeft = shown.offsetLeft - list.current.offsetLeft;
  }, [app]);
  if (analyses.length < 2) return null;
  const isOpen = ({ state }: OpenAnalysis): boolean => state === 'running' || state === 'waiting';
  const numOpen = analyses.filter(isOpen).length;
  const ranks = gravestFirst(analyses);
  const isDone = analyses.some(({ state }) => state === 'done');
  return (
    <nav className="open-strip" aria-label={t('Open analyses')} data-testid="open-analyses">
      <ul ref={list}>
        {analyses.map((analysis) => (
          <li key={analysis.app.key} data-key={analysis.app.key}>
            <button
              type="button"
              className="plain-button open-tab"
              data-testid="open-analysis"
              data-state={analysis.state}
              data-rank={ranks.indexOf(analysis)}
              aria-current={analysis.app === app ? 'true' : undefined}
              title={`${analysis.name}: ${analysis.sentence}`}
              onClick={() => showAnalysis(analysis.app)}
            >
              <span className="open-dot" data-tone={analysis.tone} aria-hidden="true" />
              <span className="open-name">
                <LogText text={analysis.name} />
              </span>
              <span className="open-word">{shareOf(analysis) ?? wordOf(analysis)}</span>
            </button>
          </li>
        ))}
      </ul>
      {numOpen > 0 && isDone && (
        <button
          type="button"
          className="button open-cancel"
          data-testid="cancel-rest"
          title={t('What is done stays open')}
          onClick={() => cancelAnalysis(app)}
        >
          <X size={13} aria-hidden="true" />
          {t('Cancel {what} not done', {
            what: numOpen === 1 ? t('the one') : t('the {numOpen}', { numOpen }),
          })}
        </button>
      )}
    </nav>
  );
}

/** '45 %' of the step at hand; null: it is not at work, or that is not known. */
function shareOf({ state, sentence }: OpenAnalysis): string | null {
  return state === 'running' ? (/\d+ %$/.exec(sentence)?.[0] ?? null) : null;
}

export function wordOf({ state, tone }: OpenAnalysis): string {
  return state === 'done' ? TONE_LABELS[tone] : state;
}
