// A dropped folder of very many files is listed and opened: how far it is, and the way out.
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
        <strong>{numOpened === 0 ? 'Listing the folder' : 'Opening its files'}</strong>
        <span className="num" role="status">
          {numOpened === 0
            ? `${formatNumber(numFound)} files so far`
            : `${formatNumber(numOpened)} of ${formatNumber(numFound)} files${leftInWords(walk)}`}
        </span>
        {numOpened > 0 && <progress max={numFound} value={numOpened} aria-label="Files opened" />}
        {numOpened > 0 && numFound >= MANY && (
          <span className="muted">An archive of the same folder (tar, zip) is read much sooner.</span>
        )}
        <button type="button" className="button" data-testid="walk-cancel" onClick={onCancel}>
          Cancel
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
    ? `, about ${Math.max(1, Math.round(leftMs / 1000))} s left`
    : `, about ${Math.round(leftMs / 60_000)} minutes left`;
}
