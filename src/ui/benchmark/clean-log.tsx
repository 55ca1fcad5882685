// What a log that is known to hold no incident tells: its false alarms, and that it tells nothing else.

import type { Timeline } from '../../contracts/result';
import { falseAlarms } from '../../core/benchmark/clean-log';
import { countOf } from '../../core/wording/plural';
import { Stretches } from './stretches';

export function CleanLogResult({ timeline: { consensus, grid } }: { timeline: Timeline }) {
  const { numFalse, runs } = falseAlarms(consensus.confirmed, grid.windowMs);
  return (
    <>
      <p className="tuning-verdict" data-testid="tuning-clean">
        {numFalse === 0
          ? 'This log holds no incident, and nothing is confirmed in it: no false alarm.'
          : `This log holds no incident, so what is confirmed in it is false: ${countOf(numFalse, 'false alarm')}.`}
      </p>
      {runs.length > 0 && (
        <ul className="tuning-list">
          <Stretches label="Confirmed" stretches={runs} />
        </ul>
      )}
      <p className="tuning-note">
        By such a log thresholds can be judged for false alarms only. Higher ones raise fewer, and what they
        would miss is not seen here: choose them on a log that holds incidents.
      </p>
    </>
  );
}
