// The idea of the product as a picture: quiet hours, a first warning, the lead time, the outage. Decoration only.
import { t } from '../../words/t';

const BARS = 120;
const WARNING = 88;
const OUTAGE = 104;

export function Skyline() {
  return (
    <div className="skyline" aria-hidden="true">
      <svg viewBox={`0 0 ${BARS * 10} 120`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path d={barsOf('sky-quiet')} className="sky-quiet" />
        <path d={barsOf('sky-warning')} className="sky-warning" />
        <path d={barsOf('sky-outage')} className="sky-outage" />
      </svg>
      <span className="skyline-mark warning" style={{ left: `${(WARNING / BARS) * 100}%` }}>
        {t('first warning')}
      </span>
      <span className="skyline-mark outage" style={{ left: `${(OUTAGE / BARS) * 100}%` }}>
        {t('outage')}
      </span>
      <span
        className="skyline-lead"
        style={{ left: `${(WARNING / BARS) * 100}%`, width: `${((OUTAGE - WARNING) / BARS) * 100}%` }}
      />
    </div>
  );
}

function barsOf(part: string): string {
  const bars = Array.from({ length: BARS }, (_, i) => i).filter((i) => classOf(i) === part);
  return bars.map((i) => `M${i * 10} 120v${-heightOf(i).toFixed(1)}h7V120z`).join('');
}

/** Two slow waves and a grain; the same picture on every visit. */
function heightOf(i: number): number {
  const grain = ((i * 7919) % 13) - 6;
  const quiet = 34 + 9 * Math.sin(i / 9) + 4 * Math.sin(i / 2.3) + grain;
  if (i >= OUTAGE && i < OUTAGE + 9) return 92 + grain * 2;
  if (i >= WARNING && i < OUTAGE) return quiet + (i - WARNING) * 1.6;
  return quiet;
}

function classOf(i: number): string {
  if (i >= OUTAGE && i < OUTAGE + 9) return 'sky-outage';
  return i >= WARNING && i < OUTAGE ? 'sky-warning' : 'sky-quiet';
}
