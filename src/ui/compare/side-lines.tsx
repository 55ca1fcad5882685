// A count of one side as a button to its lines: in Lines, narrowed to the side and its templates, in the analysis that they are of.

import type { SideCount } from '../../contracts/compare';
import type { App } from '../../store/app';
import { templateTerm } from '../../store/line-view';
import { showAnalysis } from '../../store/parts';
import { t } from '../../words/t';
import { formatNumber, formatShare } from '../shared/format';
import { SIDE_LETTERS, sinceStart } from './compare-words';

export interface SideOf {
  readonly app: App;
  readonly where: string;
}

interface SideLinesProps {
  readonly side: SideOf;
  readonly idx: 0 | 1;
  readonly count: SideCount;
}

export function SideLines({ side, idx, count }: SideLinesProps) {
  const first = sinceStart(count);
  return (
    <span className="diff-side">
      <button
        type="button"
        className="plain-button text-link num"
        data-testid={`diff-lines-${idx}`}
        aria-label={t('{side} {count}: show these lines', {
          side: SIDE_LETTERS[idx],
          count: formatNumber(count.count),
        })}
        title={t('Show these lines')}
        onClick={() => showSideLines(side, count.templates)}
      >
        <span className="side-letter">{SIDE_LETTERS[idx]}</span> {formatNumber(count.count)}
      </button>
      <span className="num faint">
        {formatShare(count.share01)}
        {first !== '' && <span title={t('Its first record, from the start of the side')}> · {first}</span>}
      </span>
    </span>
  );
}

/** Templates named one by one; nobody reads a filter of more, and they are of one wording. */
const MAX_TERMS = 40;

export function showSideLines({ app, where }: SideOf, templates: readonly number[]): void {
  const terms = templates.slice(0, MAX_TERMS).map(templateTerm);
  showAnalysis(app);
  app.view
    .getState()
    .showFiltered([...(where === '' ? [] : [where]), terms.length === 1 ? terms[0] : terms.join(' OR ')]);
}
