// What the search for thresholds found: present and best side by side, the curves, what would change, and how to take it.

import { DETECTOR_LABELS, type DetectorName } from '../../contracts/scores';
import type { EventScore, ThresholdScale, Tuning } from '../../contracts/tuning';
import { plural } from '../../core/wording/plural';
import { type Label, named, t } from '../../words/t';
import { useResult } from '../shared/app-context';
import { formatNumber, formatScore } from '../shared/format';
import { rich } from '../shared/rich';
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
          ? t('Other thresholds fit the marked incidents better.')
          : t('No thresholds that were tried fit the marked incidents better than the present ones.')}
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
        <span>{t("over the factor on the detector's threshold, the others as proposed")}</span>
      </p>
      {isBetter && <Changes tuning={tuning} />}
    </>
  );
}

const ROWS: readonly (readonly [Label, (score: EventScore) => string])[] = [
  [
    'Incidents found',
    ({ numFound, numMissed }) =>
      t('{numFound} of {numFound2}', { numFound, numFound2: numFound + numMissed }),
  ],
  ['False alarms', ({ numFalse }) => formatNumber(numFalse, 1)],
  [
    'Precision',
    ({ precision01 }) => (precision01 === null ? t('none confirmed') : formatNumber(precision01, 2)),
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
    <ScrollX label={t('Present and proposed thresholds')}>
      <table className="data-table tuning-table" data-testid="tuning-table">
        <thead>
          <tr>
            <th>{t('Against the marked incidents')}</th>
            <th className="right">{t('Present')}</th>
            {isBetter && <th className="right">{t('Proposed')}</th>}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([label, textOf]) => (
            <tr key={label}>
              <td>{t(label)}</td>
              <td className="right num">{textOf(now)}</td>
              {isBetter && <td className="right num">{textOf(best)}</td>}
            </tr>
          ))}
          {detectors.map((name) => (
            <tr key={name}>
              <td>
                {t('{detector}, factor (votes for scores above)', {
                  detector: named(DETECTOR_LABELS[name]),
                })}
              </td>
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
        {incidents.length === 1
          ? t(
              'One incident is too few to choose thresholds by: mark at least three, better ten. What fits so few may fit no other.{unused}',
              { unused },
            )
          : t(
              'Two incidents are too few to choose thresholds by: mark at least three, better ten. What fits so few may fit no other.{unused}',
              { unused },
            )}
      </p>
    );
  const { numFound, numMissed, numFalse, f101 } = leaveOneOut;
  return (
    <p className="tuning-note" data-testid="tuning-caution">
      {rich(
        'Thresholds tuned on these very incidents flatter themselves. Each incident judged by thresholds chosen without it: {strong}, {numFound} of {numFound2} found, {numFalse} false alarms{what}.{unused}',
        {
          strong: <strong className="num">F1 {formatNumber(f101, 2)}</strong>,
          numFound,
          numFound2: numFound + numMissed,
          numFalse: formatNumber(numFalse, 1),
          what: isBetter ? t('; expect that of new ones') : '',
          unused,
        },
      )}
    </p>
  );
}

function unusedInWords({ numUnusable, numOutside }: Tuning): string {
  const marks = (num: number): string =>
    t('{num} marked {incidentWord}', { num, incidentWord: plural(num, 'incident') });
  const learnt = t(
    ' Not counted: {numUnusable} in windows that the detectors learn from or that are called normal, where nothing can be confirmed.',
    { numUnusable: marks(numUnusable) },
  );
  const outside = t(' Not counted: {numOutside} outside the time of this log.', {
    numOutside: marks(numOutside),
  });
  return (numUnusable > 0 ? learnt : '') + (numOutside > 0 ? outside : '');
}

function Changes({ tuning: { changes, incidents } }: { tuning: Tuning }) {
  const clock = useClock();
  const spanOf = (i: number): string =>
    clock.range(Date.parse(incidents[i].start), Date.parse(incidents[i].end));
  return (
    <div className="tuning-changes">
      <h3>{t('What would change')}</h3>
      <ul>
        {changes.gained.length > 0 && (
          <li>{t('Found besides: {gained}', { gained: changes.gained.map(spanOf).join('; ') })}</li>
        )}
        {changes.lost.length > 0 && (
          <li>{t('No longer found: {lost}', { lost: changes.lost.map(spanOf).join('; ') })}</li>
        )}
        <Stretches label={t('Confirmed besides')} stretches={changes.confirmed} />
        <Stretches label={t('No longer confirmed')} stretches={changes.noLonger} />
      </ul>
    </div>
  );
}
