// What the search for thresholds found: present and best side by side, the curves, what would change, and how to take it.

import { DETECTOR_LABELS, type DetectorName } from '../../contracts/scores';
import type { EventScore, ThresholdScale, Tuning } from '../../contracts/tuning';
import { plural } from '../../core/wording/plural';
import { useResult } from '../shared/app-context';
import { formatNumber, formatScore } from '../shared/format';
import { ScrollX } from '../shared/scroll-x';
import { useClock } from '../shared/use-clock';
import { CurveChart, LINES } from './curve-chart';
import { Stretches } from './stretches';

export function TuningResult({ tuning }: { tuning: Tuning }) {
  const { isBetter, curves, scaleNow, scaleBest } = tuning;
  return (
    <>
      <p className="tuning-verdict" data-testid="tuning-verdict">
        {isBetter
          ? 'Other thresholds fit the marked incidents better.'
          : 'No thresholds that were tried fit the marked incidents better than the present ones.'}
      </p>
      <Scores tuning={tuning} />
      <Caution tuning={tuning} />
      <div className="curves">
        {curves.map((curve) => (
          <CurveChart
            key={curve.detector}
            curve={curve}
            now={scaleNow[curve.detector]}
            best={scaleBest[curve.detector]}
          />
        ))}
      </div>
      <p className="curve-legend faint">
        {LINES.map((line) => (
          <span key={line}>
            <span className="curve-key" data-line={line} /> {line === 'f1' ? 'F1' : line}
          </span>
        ))}
        <span>over the factor on the detector's threshold, the others as proposed</span>
      </p>
      {isBetter && <Changes tuning={tuning} />}
    </>
  );
}

const ROWS: readonly (readonly [string, (score: EventScore) => string])[] = [
  ['Incidents found', ({ numFound, numMissed }) => `${numFound} of ${numFound + numMissed}`],
  ['False alarms', ({ numFalse }) => formatNumber(numFalse, 1)],
  [
    'Precision',
    ({ precision01 }) => (precision01 === null ? 'none confirmed' : formatNumber(precision01, 2)),
  ],
  ['Recall', ({ recall01 }) => formatNumber(recall01, 2)],
  ['F1', ({ f101 }) => formatNumber(f101, 2)],
  ['F1 by single windows', ({ windowF101 }) => formatNumber(windowF101, 2)],
];

function Scores({ tuning: { now, best, isBetter, scaleNow, scaleBest, curves } }: { tuning: Tuning }) {
  const detectors: readonly DetectorName[] = curves.map(({ detector }) => detector);
  const { timeline } = useResult();
  const inWords = (name: DetectorName, scale: ThresholdScale): string => {
    const threshold = timeline?.detectors.find((detector) => detector.name === name)?.threshold;
    return `${scale[name]} (${threshold == null ? '–' : formatScore((threshold / scaleNow[name]) * scale[name])})`;
  };
  return (
    <ScrollX label="Present and proposed thresholds">
      <table className="data-table tuning-table" data-testid="tuning-table">
        <thead>
          <tr>
            <th>Against the marked incidents</th>
            <th className="right">Present</th>
            {isBetter && <th className="right">Proposed</th>}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([label, textOf]) => (
            <tr key={label}>
              <td>{label}</td>
              <td className="right num">{textOf(now)}</td>
              {isBetter && <td className="right num">{textOf(best)}</td>}
            </tr>
          ))}
          {detectors.map((name) => (
            <tr key={name}>
              <td>{DETECTOR_LABELS[name]}, factor (votes for scores above)</td>
              <td className="right num">{inWords(name, scaleNow)}</td>
              {isBetter && <td className="right num">{inWords(name, scaleBest)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

/** Thresholds chosen on some incidents do well on these: that must be said, with the figure that flatters less. */
function Caution({ tuning }: { tuning: Tuning }) {
  const { incidents, leaveOneOut, isBetter } = tuning;
  const unused = unusedInWords(tuning);
  if (leaveOneOut === null)
    return (
      <p className="tuning-note" data-tone="warning" data-testid="tuning-caution">
        {plural(incidents.length, 'One incident is', 'Two incidents are')} too few to choose thresholds by:
        mark at least three, better ten. What fits so few may fit no other.{unused}
      </p>
    );
  const { numFound, numMissed, numFalse, f101 } = leaveOneOut;
  return (
    <p className="tuning-note" data-testid="tuning-caution">
      Thresholds tuned on these very incidents flatter themselves. Each incident judged by thresholds chosen
      without it: <strong className="num">F1 {formatNumber(f101, 2)}</strong>, {numFound} of{' '}
      {numFound + numMissed} found, {formatNumber(numFalse, 1)} false alarms
      {isBetter ? '; expect that of new ones' : ''}.{unused}
    </p>
  );
}

function unusedInWords({ numUnusable, numOutside }: Tuning): string {
  const marks = (num: number): string => `${num} marked ${plural(num, 'incident')}`;
  const learnt = ` Not counted: ${marks(numUnusable)} in windows that the detectors learn from or that are called normal, where nothing can be confirmed.`;
  const outside = ` Not counted: ${marks(numOutside)} outside the time of this log.`;
  return (numUnusable > 0 ? learnt : '') + (numOutside > 0 ? outside : '');
}

function Changes({ tuning: { changes, incidents } }: { tuning: Tuning }) {
  const clock = useClock();
  const spanOf = (i: number): string =>
    clock.range(Date.parse(incidents[i].start), Date.parse(incidents[i].end));
  return (
    <div className="tuning-changes">
      <h3>What would change</h3>
      <ul>
        {changes.gained.length > 0 && <li>Found besides: {changes.gained.map(spanOf).join('; ')}</li>}
        {changes.lost.length > 0 && <li>No longer found: {changes.lost.map(spanOf).join('; ')}</li>}
        <Stretches label="Confirmed besides" stretches={changes.confirmed} />
        <Stretches label="No longer confirmed" stretches={changes.noLonger} />
      </ul>
    </div>
  );
}
