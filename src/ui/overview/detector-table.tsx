// The three detectors: where each ran, what it learnt from, how often it voted, and its training.

import { DETECTOR_ROWS } from '../../contracts/detectors';
import type { Timeline } from '../../contracts/result';
import { DETECTOR_LABELS, type DetectorResult } from '../../contracts/scores';
import { countOnes } from '../../core/report/verdict';
import { countOf } from '../../words/count';
import { elapsedInShort } from '../../words/duration';
import { named, t } from '../../words/t';
import { voteRule } from '../../words/vote-rule';
import { useResult, useSession } from '../shared/app-context';
import { formatNumber, formatScore } from '../shared/format';
import { ScrollX } from '../shared/scroll-x';

export function DetectorTable({ timeline }: { timeline: Timeline }) {
  return (
    <section className="panel" aria-labelledby="detector-table">
      <div className="panel-head">
        <h2 id="detector-table">{t('Detectors')}</h2>
        <span className="faint">
          {t('{rule} confirm; one alone is only watched', { rule: voteRule(timeline.detectors.length) })}
        </span>
      </div>
      <ScrollX label={t('Table of the detectors')}>
        <table className="data-table">
          <thead>
            <tr>
              <th>{t('Detector')}</th>
              <th>{t('Ran on')}</th>
              <th className="right">{t('Learnt from')}</th>
              <th className="right">{t('Threshold')}</th>
              <th className="right">{t('Votes')}</th>
              <th className="right">{t('Took')}</th>
              <th>{t('Training loss')}</th>
            </tr>
          </thead>
          <tbody>
            {timeline.detectors.map((detector) => (
              <DetectorRow key={detector.name} detector={detector} numWindows={timeline.grid.length} />
            ))}
          </tbody>
        </table>
      </ScrollX>
      {timeline.detectors.map(({ name, backend, pace }) => {
        const { why } = splitBackend(backend);
        return why === '' && pace === undefined ? null : (
          <p key={name} className="panel-foot faint">
            {named(DETECTOR_LABELS[name])}
            {why === '' ? '. ' : t(', why not elsewhere: {why}. ', { why })}
            {pace}
          </p>
        );
      })}
    </section>
  );
}

function DetectorRow({ detector, numWindows }: { detector: DetectorResult; numWindows: number }) {
  const isEarly = useResult().isEarly === true;
  if (isEarly && DETECTOR_ROWS[detector.name].role === 'trains') return <TrainingRow name={detector.name} />;
  if (detector.abstained !== null)
    return (
      <tr>
        <td title={named(DETECTOR_ROWS[detector.name].help)}>{named(DETECTOR_LABELS[detector.name])}</td>
        <td colSpan={6} className="muted">
          {t('abstained: {abstained}', { abstained: detector.abstained })}
        </td>
      </tr>
    );
  return (
    <tr>
      <td title={named(DETECTOR_ROWS[detector.name].help)}>{named(DETECTOR_LABELS[detector.name])}</td>
      <td className="mono">{splitBackend(detector.backend).name}</td>
      <td className="right num">{countOf(detector.numRows, 'window')}</td>
      <td className="right num">{detector.threshold === null ? '–' : formatScore(detector.threshold)}</td>
      <td className="right num">
        {t('{vote} of {numWindows}', {
          vote: formatNumber(countOnes(detector.vote)),
          numWindows: formatNumber(numWindows),
        })}
      </td>
      <td className="right num">{elapsedInShort(detector.seconds)}</td>
      <td>
        <LossCurve losses={detector.lossCurve} />
      </td>
    </tr>
  );
}

/** How far the training is; the curve grows. Four networks one after the other: three to try the fourth. */
function TrainingRow({ name }: Pick<DetectorResult, 'name'>) {
  const progress = useSession((state) => state.progress);
  const row = progress?.rows.find(({ detail, unit }) => detail === name && unit === 'steps');
  return (
    <tr data-testid="training">
      <td>{named(DETECTOR_LABELS[name])}</td>
      <td colSpan={5} className="muted num">
        {t('training{what}', {
          what: row?.total
            ? t(', epoch {done} of {total} over four networks', {
                done: formatNumber(row.done),
                total: formatNumber(row.total),
              })
            : ' …',
        })}
      </td>
      <td>
        <LossCurve losses={progress?.losses ?? []} />
      </td>
    </tr>
  );
}

/** 'wasm (webgpu: no adapter)': where it ran, and why not elsewhere. */
function splitBackend(text: string): { name: string; why: string } {
  const cut = text.indexOf(' (');
  return cut < 0
    ? { name: text, why: '' }
    : { name: text.slice(0, cut), why: text.slice(cut + 2).replace(/\)$/, '') };
}

const WIDTH = 70;
const HEIGHT = 22;

export function LossCurve({ losses }: { losses: readonly number[] }) {
  if (losses.length < 2) return <span className="faint">–</span>;
  const max = Math.max(...losses);
  const points = losses.map(
    (loss, i) =>
      `${((i / (losses.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (loss / max) * (HEIGHT - 4)).toFixed(1)}`,
  );
  const first = formatScore(losses[0]);
  const last = formatScore(losses[losses.length - 1]);
  return (
    <span className="loss">
      <svg
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t('Loss from {first} to {last}', { first, last })}
      >
        <polyline points={points.join(' ')} fill="none" stroke="var(--ink-2)" strokeWidth="1.3" />
      </svg>
      <span className="num faint">→ {last}</span>
    </span>
  );
}
