// What the search for thresholds found: present and best side by side, the curves, what would change, and how to take it.

import type { DetectorName } from '../../contracts/scores';
import type { EventScore, Tuning, WindowStretch } from '../../contracts/tuning';
import type { EpochMs } from '../../contracts/units';
import { DETECTOR_LABELS } from '../../store/verdict';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { ScrollX } from '../shared/scroll-x';
import { formatRange } from '../shared/time';
import { CurveChart, LINES } from './curve-chart';

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
              <td>{DETECTOR_LABELS[name]}, factor on its threshold</td>
              <td className="right num">{scaleNow[name]}</td>
              {isBetter && <td className="right num">{scaleBest[name]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

/** Thresholds chosen on some incidents do well on these: that must be said, with the figure that flatters less. */
function Caution({ tuning: { incidents, numUnusable, leaveOneOut, isBetter } }: { tuning: Tuning }) {
  const unusable =
    numUnusable === 0
      ? ''
      : ` ${numUnusable} marked ${numUnusable === 1 ? 'incident is' : 'incidents are'} not counted: no window of ${numUnusable === 1 ? 'it' : 'them'} could be confirmed, as the detectors learn from it or it lies outside the log.`;
  if (leaveOneOut === null)
    return (
      <p className="tuning-note" data-tone="warning" data-testid="tuning-caution">
        {incidents.length === 1 ? 'One incident is' : 'Two incidents are'} too few to choose thresholds by:
        mark at least three, better ten. What fits so few may fit no other.{unusable}
      </p>
    );
  const { numFound, numMissed, numFalse, f101 } = leaveOneOut;
  return (
    <p className="tuning-note" data-testid="tuning-caution">
      Thresholds tuned on these very incidents flatter themselves. Each incident judged by thresholds chosen
      without it: <strong className="num">F1 {formatNumber(f101, 2)}</strong>, {numFound} of{' '}
      {numFound + numMissed} found, {formatNumber(numFalse, 1)} false alarms
      {isBetter ? '; expect that of new ones' : ''}.{unusable}
    </p>
  );
}

const SHOWN = 8;

function Changes({ tuning: { changes, incidents } }: { tuning: Tuning }) {
  const spanOf = (i: number): string =>
    formatRange(Date.parse(incidents[i].start), Date.parse(incidents[i].end));
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

function Stretches({ label, stretches }: { label: string; stretches: readonly WindowStretch[] }) {
  const { timeline } = useResult();
  const showLines = useView((state) => state.showLines);
  if (stretches.length === 0 || timeline === null) return null;
  const { grid } = timeline;
  const numWindows = stretches.reduce((sum, { begin, end }) => sum + end - begin, 0);
  const timeOf = (window: number): EpochMs => (grid.startMs + window * grid.windowMs) as EpochMs;
  return (
    <li>
      {label}: {formatNumber(numWindows)} {numWindows === 1 ? 'window' : 'windows'},{' '}
      {stretches.slice(0, SHOWN).map(({ begin, end }, i) => (
        <span key={begin}>
          {i > 0 && ', '}
          <button
            type="button"
            className="plain-button text-link num"
            onClick={() => showLines({ start: timeOf(begin), end: timeOf(end) })}
          >
            {formatRange(timeOf(begin), timeOf(end))}
          </button>
        </span>
      ))}
      {stretches.length > SHOWN && ` and ${stretches.length - SHOWN} more`}
    </li>
  );
}
