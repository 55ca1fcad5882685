// Records over time while they are read. An SVG of three paths: on screen at once, and redrawn in a fraction of a millisecond.

import { memo, useMemo } from 'react';
import type { PreviewHistogram } from '../../contracts/preview';
import { spanInShort } from '../../words/duration';
import { t } from '../../words/t';
import { ROOT_WORDS } from '../charts/height-scale';
import { formatNumber, formatShort } from '../shared/format';
import { useClock } from '../shared/use-clock';
import { CLASSES, shapeOf, ticksOf, totalsOf } from './histogram-shape';

const HEIGHT = 180;
const MAX_TICKS = 8;

interface Props {
  readonly histogram: PreviewHistogram | null;
  readonly numRecords: number;
}

export const HistogramPanel = memo(function HistogramPanel({ histogram, numRecords }: Props) {
  const clock = useClock();
  return (
    <section className="panel preview-histogram" aria-labelledby="preview-histogram-title">
      <div className="panel-head">
        <h2 id="preview-histogram-title">{t('Records over time')}</h2>
        {histogram !== null && (
          <span className="muted num">
            {clock.range(histogram.startMs, histogram.startMs + histogram.binMs * histogram.length)}{' '}
            {clock.zone}
          </span>
        )}
        <span className="spacer" />
        {histogram !== null && <Totals histogram={histogram} />}
      </div>
      {histogram === null ? (
        <p className="preview-empty">
          {numRecords === 0
            ? t('The first records are being read …')
            : t('No record has stated a time so far: there is no timeline to draw.')}
        </p>
      ) : (
        <Plot histogram={histogram} />
      )}
    </section>
  );
});

function Plot({ histogram }: { histogram: PreviewHistogram }) {
  const { paths, top, scale } = useMemo(() => shapeOf(histogram, HEIGHT), [histogram]);
  const clock = useClock();
  const ticks = ticksOf(histogram, MAX_TICKS, clock);
  const totals = totalsOf(histogram);
  const words = CLASSES.map(({ name }, i) => `${formatNumber(totals[i])} ${t(name)}`).join(', ');
  return (
    <figure className="preview-plot" data-testid="preview-histogram" data-top={top}>
      <span className="preview-scale num" aria-hidden="true">
        {t('{top} in {binMs}{what}', {
          top: formatShort(top),
          binMs: spanInShort(histogram.binMs),
          what: scale === 'root' ? `, ${t(ROOT_WORDS)}` : '',
        })}
      </span>
      <svg
        viewBox={`0 0 ${histogram.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('Records over time so far: {words}', { words })}
      >
        {CLASSES.map(({ name, colour }, i) => (
          <path key={name} d={paths[i]} style={{ fill: `var(--${colour})` }} />
        ))}
      </svg>
      <div className="preview-axis num" aria-hidden="true">
        {ticks.map(({ at01, text }) => (
          <span key={`${at01} ${text}`} style={{ left: `${at01 * 100}%` }} data-edge={edgeOf(at01)}>
            {text}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** A label at the edge is set inside the picture. */
function edgeOf(at01: number): string | undefined {
  if (at01 < 0.03) return 'left';
  return at01 > 0.97 ? 'right' : undefined;
}

function Totals({ histogram }: { histogram: PreviewHistogram }) {
  const totals = totalsOf(histogram);
  return (
    <ul className="preview-totals">
      {CLASSES.map(({ name, colour }, i) => (
        <li key={name} className="num">
          <span className="swatch" style={{ background: `var(--${colour})` }} />
          {formatNumber(totals[i])} {t(name)}
        </li>
      ))}
    </ul>
  );
}
