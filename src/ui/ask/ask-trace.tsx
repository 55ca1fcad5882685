// How an answer was found: which tool was asked what, what it found, how long it took.

import type { AskStep } from '../../contracts/ask';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';

export function AskTrace({ steps }: { readonly steps: readonly AskStep[] }) {
  if (steps.length === 0) return null;
  const ms = steps.reduce((sum, step) => sum + step.ms, 0);
  return (
    <details className="panel-foot asked-trace" data-testid="asked-trace">
      <summary>
        {t('How this was found: {looks}, {ms} ms', {
          looks: countOf(steps.length, 'look'),
          ms: formatNumber(ms),
        })}
      </summary>
      <ol className="trace-list">
        {steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added at the end.
          <TraceStep key={i} step={step} />
        ))}
      </ol>
    </details>
  );
}

function TraceStep({ step }: { readonly step: AskStep }) {
  const showFiltered = useView((state) => state.showFiltered);
  const { tool, by, asked, found, where, ms, error } = step;
  return (
    <li data-testid="asked-step">
      <span className="trace-tool mono">
        <LogText text={tool} />
      </span>
      {by === 'model' && <span className="chip">{t('by the model')}</span>}
      {asked !== '' && (
        <span className="muted">
          <LogText text={asked} />
        </span>
      )}
      <span>{error === null ? found : <LogText text={error.message} />}</span>
      <span className="faint num">{t('{ms} ms', { ms: formatNumber(ms) })}</span>
      {where !== null && where !== '' && (
        <button type="button" className="plain-button text-link" onClick={() => showFiltered([where])}>
          {t('lines')}
        </button>
      )}
    </li>
  );
}
