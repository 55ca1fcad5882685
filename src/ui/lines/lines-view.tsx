// All lines of the log, however many: filters above, a virtual list, the chosen record below.
import { useRef, useState } from 'react';
import { countOf } from '../../core/wording/plural';
import { unreadInWords } from '../../core/wording/unread';
import { useResult } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { Notice } from '../shared/notice';
import { LineDetail } from './line-detail';
import { LineFilters } from './line-filters';
import { LineList } from './line-list';
import { useLineKeys } from './use-line-keys';
import { useLines } from './use-lines';

export function LinesView() {
  const { numRecords } = useResult();
  const lines = useLines();
  const [find, setFind] = useState(lines.query.text);
  const [pageRows, setPageRows] = useState(20);
  const searchInput = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const focusSearch = (): void => {
    searchInput.current?.focus();
    searchInput.current?.select();
  };
  useLineKeys({ lines, find: find.trim(), pageRows, focusSearch });
  const { total, error, unread } = lines.snapshot;
  const chosen = lines.cursor === null ? null : lines.rowAt(lines.cursor);
  return (
    <section className="panel lines" aria-label="Log lines">
      <LineFilters lines={lines} find={find} onFind={setFind} searchInput={searchInput} list={list} />
      <p className="lines-status faint num" role="status">
        {total === null
          ? 'reading …'
          : total === numRecords
            ? countOf(total, 'record')
            : `${formatNumber(total)} of ${countOf(numRecords, 'record')}`}
        {lines.cursor !== null && `, at ${formatNumber(lines.cursor + 1)}`}
        {lines.busy && ' · searching …'}
        {lines.message !== '' && ` · ${lines.message}`}
      </p>
      {error !== null && <Notice tone="alarm">The lines could not be read: {error}</Notice>}
      {unread.length > 0 && (
        <Notice tone="warning" testId="not-searched">
          Not searched: <LogText text={unreadInWords(unread, numRecords)} />.
        </Notice>
      )}
      {total === 0 && (
        <p className="empty">
          {unread.length === 0
            ? 'No record fits these filters.'
            : 'No record fits among those that could be searched.'}
        </p>
      )}
      <LineList scroller={list} lines={lines} find={find} onPageRows={setPageRows} />
      {chosen !== null && <LineDetail line={chosen} find={find} onClose={() => lines.setCursor(null)} />}
    </section>
  );
}
