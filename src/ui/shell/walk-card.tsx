// A dropped folder of very many files is listed and opened: how far it is, and the way out.
import { t } from '../../words/t';
import { formatNumber } from '../shared/format';

export interface WalkState {
  readonly numFound: number;
  readonly numOpened: number;
  /** When the first file was asked for, and now; ms of one clock. */
  readonly openedFromMs: number | null;
  readonly nowMs: number;
}

export function WalkCard({ walk, onCancel }: { walk: WalkState; onCancel: () => void }) {
  const { numFound, numOpened } = walk;
  return (
    <div className="walk" data-testid="walk">
      <div className="drop-overlay-card">
        <strong>{numOpened === 0 ? t('Listing the folder') : t('Opening its files')}</strong>
        <span className="num" role="status">
          {numOpened === 0
            ? t('{numFound} files so far', { numFound: formatNumber(numFound) })
            : t('{numOpened} of {numFound} files{walk}', {
                numOpened: formatNumber(numOpened),
                numFound: formatNumber(numFound),
                walk: leftInWords(walk),
              })}
        </span>
        {numOpened > 0 && <progress max={numFound} value={numOpened} aria-label={t('Files opened')} />}
        {numOpened > 0 && numFound >= MANY && (
          <span className="muted">{t('An archive of the same folder (tar, zip) is read much sooner.')}</span>
        )}
        <button type="button" className="button" data-testid="walk-cancel" onClick={onCancel}>
          {t('Cancel')}
        </button>
      </div>
    </div>
  );
}

/** So many files are a matter of minutes: each has to be asked for by itself. */
const MANY = 20_000;

function leftInWords({ numFound, numOpened, openedFromMs, nowMs }: WalkState): string {
  if (openedFromMs === null || nowMs - openedFromMs < 2000) return '';
  const leftMs = ((nowMs - openedFromMs) / numOpened) * (numFound - numOpened);
  return leftMs < 90_000
    ? t(', about {seconds} s left', { seconds: Math.max(1, Math.round(leftMs / 1000)) })
    : t(', about {minutes} minutes left', { minutes: Math.round(leftMs / 60_000) });
}
