// What one detector says of one window: its vote, its score against its threshold, its reasons with the text of their templates.

import { Circle, CircleCheck, CircleSlash } from 'lucide-react';
import { DETECTOR_LABELS, type DetectorResult, type Reason } from '../../contracts/scores';
import type { TimeSpan } from '../../contracts/units';
import { named, t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { formatScore } from '../shared/format';
import { LogText } from '../shared/log-text';
import { TemplateText } from '../shared/template-text';

/** More would push the page about while the pointer moves over the timeline. */
const SHOWN = 3;

interface DetectorSaysProps {
  readonly detector: DetectorResult;
  readonly window: number;
  readonly span: TimeSpan;
}

export function DetectorSays({ detector, window, span }: DetectorSaysProps) {
  const hasVoted = detector.vote[window] === 1;
  const isMute = detector.abstained !== null || Number.isNaN(detector.score[window]);
  const Mark = hasVoted ? CircleCheck : isMute ? CircleSlash : Circle;
  const reasons = detector.reasons[window] ?? [];
  return (
    <li data-vote={hasVoted ? '' : undefined}>
      <span className="readout-detector">
        <Mark size={13} aria-hidden="true" />
        <span>
          {named(DETECTOR_LABELS[detector.name])}
          <span className="num muted"> {scoreInWords(detector, window)}</span>
        </span>
      </span>
      {reasons.length > 0 && (
        <ul className="readout-reasons">
          {reasons.slice(0, SHOWN).map((reason) => (
            <ReasonItem key={`${reason.template} ${reason.text}`} reason={reason} span={span} />
          ))}
          {reasons.length > SHOWN && (
            <li className="faint">{t('and {length} more', { length: reasons.length - SHOWN })}</li>
          )}
        </ul>
      )}
    </li>
  );
}

/** 'voted: 3.2 is above 1.8'. */
function scoreInWords(
  { abstained, score, threshold, vote }: Pick<DetectorResult, 'abstained' | 'score' | 'threshold' | 'vote'>,
  window: number,
): string {
  if (abstained !== null) return 'abstained';
  if (Number.isNaN(score[window])) return t('has no score for this window');
  const value = formatScore(score[window]);
  if (threshold === null) return t('scores {value}', { value });
  return vote[window] === 1
    ? t('voted: {value} is above {threshold}', { value, threshold: formatScore(threshold) })
    : t('did not vote: {value} of {threshold}', { value, threshold: formatScore(threshold) });
}

function ReasonItem({ reason, span }: { reason: Reason; span: TimeSpan }) {
  const { templates } = useResult();
  const showLines = useView((state) => state.showLines);
  const template = reason.template === null ? undefined : templates[reason.template];
  return (
    <li>
      <LogText text={reason.text} />
      {template !== undefined && (
        <button
          type="button"
          className="plain-button readout-template"
          title={t('Its lines in this window')}
          onClick={() => showLines({ template: reason.template ?? undefined, ...span })}
        >
          <TemplateText text={template.text} />
        </button>
      )}
    </li>
  );
}
