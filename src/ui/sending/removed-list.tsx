// Sentences of a model that were taken out, each with the reason.

import type { RemovedSentence } from '../../contracts/written-summary';
import { visibleLine } from '../../core/ticket/neutral';
import { t } from '../../words/t';
import { REMOVAL_WORDS } from './removal-words';

export function RemovedList({
  removed,
  testId,
}: {
  readonly removed: readonly RemovedSentence[];
  readonly testId: string;
}) {
  if (removed.length === 0) return null;
  return (
    <details data-testid={testId}>
      <summary>{t('What was taken out, and why')}</summary>
      <ul>
        {removed.map(({ text, reason }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a model may say the same twice, and the list never changes.
          <li key={i}>
            {visibleLine(text)} <span className="muted">({REMOVAL_WORDS[reason]})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
