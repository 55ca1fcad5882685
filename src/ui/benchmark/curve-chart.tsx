// Precision, recall and F1 of one detector's scale as three lines over a logarithmic axis, with the present and the best scale.

import { DETECTOR_LABELS } from '../../contracts/scores';
import type { CurvePoint, TuningCurve } from '../../contracts/tuning';
import { named, t } from '../../words/t';
import { formatNumber } from '../shared/format';

interface CurveChartProps {
  readonly curve: TuningCurve;
  readonly now: number;
  readonly best: number;
}

const WIDTH = 300;
const HEIGHT = 132;
const BOX = { left: 30, right: 8, top: 8, bottom: 22 };
export const LINES = ['precision', 'recall', 'f1'] as const;
type Line = (typeof LINES)[number];

const VALUE: Readonly<Record<Line, (point: CurvePoint) => number | null>> = {
  precision: ({ precision01 }) => precision01,
  recall: ({ recall01 }) => recall01,
  f1: ({ f101 }) => f101,
};

export function CurveChart({ curve: { detector, points }, now, best }: CurveChartProps) {
  const x = scaleX(points);
  const ticks = ticksOf(points);
  const at = points.find(({ scale }) => scale === best);
  return (
    <figure className="curve">
      <figcaption>
        {named(DETECTOR_LABELS[detector])}{' '}
        <span className="faint num">
          {now === best ? t('at {now}', { now }) : t('from {now} to {best}', { now, best })}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={inWords(detector, points, at)}>
        {[0, 0.5, 1].map((value) => (
          <g key={value}>
            <line className="curve-grid" x1={BOX.left} x2={WIDTH - BOX.right} y1={y(value)} y2={y(value)} />
            <text className="curve-label" x={BOX.left - 5} y={y(value) + 3} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {ticks.map((tick, i) => (
          <text
            key={tick}
            className="curve-label"
            x={x(tick)}
            y={HEIGHT - 6}
            // The last one would be cut at the edge.
            textAnchor={i > 0 && i === ticks.length - 1 ? 'end' : 'middle'}
          >
            {formatNumber(tick, 2)}
          </text>
        ))}
        {now !== best && <line className="curve-now" x1={x(now)} x2={x(now)} y1={y(1)} y2={y(0)} />}
        <line className="curve-best" x1={x(best)} x2={x(best)} y1={y(1)} y2={y(0)} />
        {LINES.map((line) => (
          <path key={line} className="curve-line" data-line={line} d={pathOf(points, line, x)} />
        ))}
      </svg>
    </figure>
  );
}

function y(value01: number): number {
  return BOX.top + (1 - value01) * (HEIGHT - BOX.top - BOX.bottom);
}

function scaleX(points: readonly CurvePoint[]): (scale: number) => number {
  const low = Math.log(points[0].scale);
  const high = Math.log(points[points.length - 1].scale);
  const width = WIDTH - BOX.left - BOX.right;
  return (scale) => BOX.left + (high > low ? (Math.log(scale) - low) / (high - low) : 0.5) * width;
}

/** The ends and the middle of the axis. */
function ticksOf(points: readonly CurvePoint[]): readonly number[] {
  const low = points[0].scale;
  const high = points[points.length - 1].scale;
  if (low === high) return [low];
  return [low, Math.sqrt(low * high), high].map((tick) => Number(tick.toPrecision(2)));
}

/** A line breaks where there is no value: nothing is confirmed, so there is no precision. */
function pathOf(points: readonly CurvePoint[], line: Line, x: (scale: number) => number): string {
  let path = '';
  let isOpen = false;
  for (const point of points) {
    const value = VALUE[line](point);
    if (value !== null) path += `${isOpen ? 'L' : 'M'}${x(point.scale).toFixed(1)} ${y(value).toFixed(1)}`;
    isOpen = value !== null;
  }
  return path;
}

function inWords(
  detector: keyof typeof DETECTOR_LABELS,
  points: readonly CurvePoint[],
  at: CurvePoint | undefined,
): string {
  const range = t('from {scale} to {scale2}', {
    scale: points[0].scale,
    scale2: points[points.length - 1].scale,
  });
  const value =
    at === undefined
      ? ''
      : t(' At {scale}: F1 {f101}, recall {recall01}.', {
          scale: at.scale,
          f101: formatNumber(at.f101, 2),
          recall01: formatNumber(at.recall01, 2),
        });
  return t('{detector}: precision, recall and F1 over the factor on its threshold, {range}.{value}', {
    detector: named(DETECTOR_LABELS[detector]),
    range,
    value,
  });
}
