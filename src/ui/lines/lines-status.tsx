// What the list holds, in one line: records of all, hits, what is selected and how long it lasted, how far a search is.
import { numRowsOf } from '../../core/lib/log-table';
import { countOf } from '../../core/wording/plural';
import { useApp, usePins, useResult } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { Notice } from '../shared/notice';
import { elapsedWords } from './line-words';
import type { Lines } from './use-lines';

export function LinesStatus({ lines }: { lines: Lines }) {
  const { numRecords, files } = useResult();
  const numRows = numRowsOf(files);
  const { total, numRecords: num, numHits, search } = lines.snapshot;
  return (
    <p
      className="lines-status num"
      role="status"
      data-testid="lines-status"
      data-state={total === null ? 'reading' : (search?.phase ?? 'done')}
      data-hits={numHits ?? undefined}
      data-seconds={search?.seconds}
    >
      {total === null
        ? 'reading …'
        : num === numRows
          ? countOf(num, 'record')
          : `${formatNumber(num)} of ${countOf(numRows, 'record')}`}
      {/* A database counted the log: the first records of its windows are here. */}
      {numRows < numRecords && ` · the log has ${formatNumber(numRecords)}`}
      {numHits !== null && ` · ${countOf(numHits, 'hit')}`}
      <Selected lines={lines} />
      {lines.busy && ' · looking …'}
      {lines.message !== '' && ` · ${lines.message}`}
    </p>
  );
}

function Selected({ lines }: { lines: Lines }) {
  const { cursor, anchor } = lines;
  if (cursor === null) return null;
  if (anchor === null || anchor === cursor) return <> · at {formatNumber(cursor + 1)}</>;
  const [from, to] = [lines.rowAt(Math.min(anchor, cursor)), lines.rowAt(Math.max(anchor, cursor))];
  const times = from?.timeMs != null && to?.timeMs != null ? [from.timeMs, to.timeMs] : null;
  return (
    <span data-testid="selected">
      {` · ${countOf(Math.abs(cursor - anchor) + 1, 'line')} selected`}
      {times !== null && `, ${elapsedWords(times[1] - times[0])} from the first to the last`}
    </span>
  );
}

const MEGA = 1e6;

/** How far the search of texts is, its rate, and a way to end it; why it failed. */
export function SearchProgress({ lines }: { lines: Lines }) {
  const app = useApp();
  const { search } = lines.snapshot;
  if (search === null) return null;
  if (search.phase === 'failed')
    return (
      <p className="search-problem" role="alert" data-testid="search-problem">
        {search.problem}
      </p>
    );
  if (search.phase === 'done') return null;
  const { doneBytes, totalBytes, seconds, phase } = search;
  const rate = seconds > 0.05 ? `, ${Math.round(doneBytes / MEGA / seconds)} MB/s` : '';
  return (
    <div className="search-progress" data-testid="search-progress">
      <progress aria-label="Search" max={Math.max(1, totalBytes)} value={doneBytes} />
      <span className="num faint">
        {phase === 'stopped' ? 'stopped at ' : ''}
        {Math.round(doneBytes / MEGA)} of {Math.round(totalBytes / MEGA)} MB{rate}
      </span>
      {phase === 'running' && (
        <button type="button" className="button" onClick={() => void app.current.analyzer?.stopSearch()}>
          Stop
        </button>
      )}
    </div>
  );
}

/** What was pinned or noted and is not kept. */
export function PinsNotice() {
  const notice = usePins((state) => state.notice);
  return notice === null ? null : (
    <Notice tone="warning" testId="pins-notice">
      {notice}
    </Notice>
  );
}
