// What the list holds, in one line: records of all, hits, what is selected and how long it lasted, how far a search is.

import { numRowsOf } from '../../core/lib/log-table';
import { countOf } from '../../words/count';
import { t } from '../../words/t';
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
        ? t('reading …')
        : num === numRows
          ? countOf(num, 'record')
          : t('{num} of {records}', { num: formatNumber(num), records: countOf(numRows, 'record') })}
      {/* A database counted the log: the first records of its windows are here. */}
      {numRows < numRecords && t(' · the log has {numRecords}', { numRecords: formatNumber(numRecords) })}
      {numHits !== null && ` · ${countOf(numHits, 'hit')}`}
      <Selected lines={lines} />
      {lines.busy && t(' · looking …')}
      {lines.message !== '' && ` · ${lines.message}`}
    </p>
  );
}

function Selected({ lines }: { lines: Lines }) {
  const { cursor, anchor } = lines;
  if (cursor === null) return null;
  if (anchor === null || anchor === cursor)
    return <> {t('· at {cursor}', { cursor: formatNumber(cursor + 1) })}</>;
  const [from, to] = [lines.rowAt(Math.min(anchor, cursor)), lines.rowAt(Math.max(anchor, cursor))];
  const times = from?.timeMs != null && to?.timeMs != null ? [from.timeMs, to.timeMs] : null;
  return (
    <span data-testid="selected">
      {t(' · {lines} selected', { lines: countOf(Math.abs(cursor - anchor) + 1, 'line') })}
      {times !== null &&
        t(', {times} from the first to the last', { times: elapsedWords(times[1] - times[0]) })}
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
  const rate = seconds > 0.05 ? t(', {rate} MB/s', { rate: Math.round(doneBytes / MEGA / seconds) }) : '';
  return (
    <div className="search-progress" data-testid="search-progress">
      <progress aria-label={t('Search')} max={Math.max(1, totalBytes)} value={doneBytes} />
      <span className="num faint">
        {t('{stopped}{done} of {total} MB{rate}', {
          stopped: phase === 'stopped' ? t('stopped at ') : '',
          done: Math.round(doneBytes / MEGA),
          total: Math.round(totalBytes / MEGA),
          rate,
        })}
      </span>
      {phase === 'running' && (
        <button type="button" className="button" onClick={() => void app.current.analyzer?.stopSearch()}>
          {t('Stop')}
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
