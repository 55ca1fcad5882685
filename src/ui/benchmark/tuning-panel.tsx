// Thresholds measured against incidents that the user knows of: the incidents, the search, and 'Apply'.

import { Undo2 } from 'lucide-react';
import type { Timeline } from '../../contracts/result';
import type { ThresholdScale } from '../../contracts/tuning';
import { applyThresholds, undoThresholds } from '../../store/thresholds';
import { t } from '../../words/t';
import { useRerunObstacle } from '../normal/use-normal';
import { useApp, useResult, useView } from '../shared/app-context';
import { CleanLogResult } from './clean-log';
import { KnownIncidents } from './known-incidents';
import { PresentThresholds } from './present-thresholds';
import { TuningResult } from './tuning-result';
import { useTuning } from './use-tuning';

export function TuningPanel({ timeline }: { timeline: Timeline }) {
  const { numMarks, marked, isClean, isAsked, outcome } = useTuning(timeline);
  const { settings } = useResult();
  const tuning = outcome !== null && !('reason' in outcome) ? outcome : null;
  return (
    <section className="panel" data-testid="tuning">
      <div className="panel-head">
        <h2>{t('Thresholds against incidents that you know of')}</h2>
      </div>
      <div className="panel-body tuning">
        <KnownIncidents grid={timeline.grid} numMarks={numMarks} numMarked={marked.length} />
        {isAsked && outcome === null && <p className="muted">{t('Trying thresholds …')}</p>}
        {isClean && <CleanLogResult timeline={timeline} />}
        {outcome !== null && 'reason' in outcome && <p className="tuning-verdict">{outcome.reason}</p>}
        {tuning !== null && <TuningResult tuning={tuning} />}
        {tuning === null && !(isAsked && outcome === null) && (
          <PresentThresholds detectors={timeline.detectors} scale={settings.detection.thresholdScale} />
        )}
        {tuning === null && !isAsked && !isClean && (
          <p className="muted">
            {t(
              'With incidents of this log that you know of you see here how many are found and at the price of how many false alarms, what each factor changes of it, and factors that do better where there are any.',
            )}
          </p>
        )}
        <Apply scale={tuning?.isBetter ? tuning.scaleBest : null} />
      </div>
    </section>
  );
}

/** The proposed scales to be run with, and the way back from those that were. */
function Apply({ scale }: { scale: ThresholdScale | null }) {
  const app = useApp();
  const obstacle = useRerunObstacle();
  const before = useView((state) => state.thresholdsBefore);
  if (scale === null && before === null) return null;
  return (
    <div className="normal-buttons">
      {scale !== null && (
        <button
          type="button"
          className="button primary"
          data-testid="tuning-apply"
          disabled={obstacle !== null}
          onClick={() => void applyThresholds(app, scale)}
        >
          {t('Apply and run again')}
        </button>
      )}
      {before !== null && (
        <button
          type="button"
          className="button"
          data-testid="tuning-undo"
          title={t('Factors {factors}, and run again', { factors: Object.values(before).join(', ') })}
          disabled={obstacle !== null}
          onClick={() => void undoThresholds(app)}
        >
          <Undo2 size={14} aria-hidden="true" />
          {t('Back to the thresholds before')}
        </button>
      )}
      {obstacle !== null && <span className="muted">{obstacle}</span>}
    </div>
  );
}
