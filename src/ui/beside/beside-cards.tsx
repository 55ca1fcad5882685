// What the drop was parted into: a card an analysis, the gravest first, each with its verdict. Nothing where there is one.

import { gravestFirst, type OpenAnalysis } from '../../store/open-analyses';
import { showAnalysis } from '../../store/parts';
import { countOf } from '../../words/count';
import { spanInShort } from '../../words/duration';
import { t } from '../../words/t';
import { useApp, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import type { ShownClock } from '../shared/time';
import { useClock } from '../shared/use-clock';
import { wordOf } from './open-strip';
import { useOpenAnalyses } from './use-open-analyses';

export function BesideCards() {
  const app = useApp();
  const analyses = useOpenAnalyses();
  const showTab = useView((state) => state.showTab);
  if (analyses.length < 2) return null;
  return (
    <section className="beside" aria-labelledby="beside-title" data-testid="beside">
      <div className="beside-head">
        <h2 id="beside-title">{t('{length} analyses, the gravest first', { length: analyses.length })}</h2>
        <button type="button" className="plain-button text-link" onClick={() => showTab('files')}>
          {t('Why they are apart')}
        </button>
      </div>
      <ul className="beside-cards">
        {gravestFirst(analyses).map((analysis) => (
          <li key={analysis.app.key}>
            <Card analysis={analysis} isShown={analysis.app === app} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ analysis, isShown }: { analysis: OpenAnalysis; isShown: boolean }) {
  const clock = useClock();
  const { app, name, state, tone, sentence } = analysis;
  return (
    <button
      type="button"
      className="plain-button beside-card"
      data-tone={tone}
      data-state={state}
      data-testid="beside-card"
      aria-current={isShown ? 'true' : undefined}
      onClick={() => showAnalysis(app)}
    >
      <span className="beside-top">
        <span className="eyebrow">{wordOf(analysis)}</span>
        {isShown && <span className="faint">{t('shown')}</span>}
      </span>
      <strong>
        <LogText text={name} />
      </strong>
      <span className="faint num">{measuresOf(analysis, clock)}</span>
      <span className="beside-verdict">
        <LogText text={sentence} />
      </span>
    </button>
  );
}

/** '2008-11-09, 39 h · 222,579 lines'. */
function measuresOf({ span, numLines }: OpenAnalysis, clock: ShownClock): string {
  const parts = [span === null ? t('no times') : `${clock.day(span[0])}, ${spanInShort(span[1] - span[0])}`];
  if (numLines !== null) parts.push(countOf(numLines, 'line'));
  return parts.join(' · ');
}
