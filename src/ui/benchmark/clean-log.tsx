// What a log that is known to hold no incident tells: its false alarms, and that it tells nothing else.

import type { Timeline } from '../../contracts/result';
import { falseAlarms } from '../../core/benchmark/clean-log';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
import { Stretches } from './stretches';

export function CleanLogResult({ timeline: { consensus, grid } }: { timeline: Timeline }) {
  const { numFalse, runs } = falseAlarms(consensus.confirmed, grid.windowMs);
  return (
    <>
      <p className="tuning-verdict" data-testid="tuning-clean">
        {numFalse === 0
          ? t('This log holds no incident, and nothing is confirmed in it: no false alarm.')
          : t('This log holds no incident, so what is confirmed in it is false: {falseAlarms}.', {
              falseAlarms: countOf(numFalse, 'false alarm'),
            })}
      </p>
      {runs.length > 0 && (
        <ul className="tuning-list">
          <Stretches label={t('Confirmed')} stretches={runs} />
        </ul>
      )}
      <p className="tuning-note">
        {t(
          'By such a log thresholds can be judged for false alarms only. Higher ones raise fewer, and what they would miss is not seen here: choose them on a log that holds incidents.',
        )}
      </p>
    </>
  );
}
