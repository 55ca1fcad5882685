// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual table are placed freely, which table elements resist.
// biome-ignore-all lint/a11y/useFocusableInteractive: the list scrolls by keyboard, its rows are only read.
// The rows of an answer: only those in sight are asked for and drawn. Whatever they hold is shown as text.

import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import type { SqlAnswer, SqlAnswerColumn, SqlCell, SqlKind } from '../../contracts/sql';
import { t } from '../../words/t';
import { LogText } from '../shared/log-text';
import { useSqlRows } from './use-sql-rows';

const ROW_PX = 28;
/** Rows in sight before it scrolls. */
const MAX_ROWS = 18;
/** Of a long text as many characters as a row can show; the whole is in the files. */
const SHOWN_CHARS = 600;
const TITLE_CHARS = 2000;
const CHAR_PX = 7;
const GAP_PX = 14;
/** A column is as wide as what it holds, within these, and long texts take what is left. */
const [MIN_PX, MAX_PX] = [64, 640];

export function SqlGrid({ answer }: { answer: SqlAnswer }) {
  const { columns, numRows } = answer;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: numRows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 4,
  });
  const items = rows.getVirtualItems();
  const { rowAt, problem } = useSqlRows(answer, items.at(0)?.index ?? 0, (items.at(-1)?.index ?? -1) + 1);
  const widths = columns.map((each) => `minmax(${widthOf(each)}px, ${widthOf(each)}fr)`).join(' ');
  if (problem !== '')
    return (
      <p className="empty" role="alert">
        {problem}
      </p>
    );
  return (
    <div
      ref={scroller}
      className="sql-grid"
      role="table"
      aria-label={t('Rows')}
      aria-rowcount={numRows + 1}
      data-testid="sql-grid"
      style={{ height: (Math.min(numRows, MAX_ROWS) + 1) * ROW_PX + 20 }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
      tabIndex={0}
    >
      <div
        className="sql-rows"
        style={{ minWidth: columns.reduce((sum, each) => sum + widthOf(each) + GAP_PX, GAP_PX) }}
      >
        <div role="rowgroup" className="sql-head">
          <div role="row" className="sql-row" style={{ gridTemplateColumns: widths }}>
            {columns.map(({ name, kind, type }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name.
              <span key={i} role="columnheader" className="column-label" data-kind={kind} title={type}>
                <LogText text={name} />
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start }) => (
            <Row
              key={index}
              index={index}
              start={start}
              columns={columns}
              widths={widths}
              cells={rowAt(index)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly index: number;
  readonly start: number;
  readonly columns: SqlAnswer['columns'];
  readonly widths: string;
  /** Undefined: they are on their way. */
  readonly cells: readonly SqlCell[] | undefined;
}

/** Scrolling draws those anew that come into sight, and no other. */
const Row = memo(function Row({ index, start, columns, widths, cells }: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="sql-row body"
      style={{ gridTemplateColumns: widths, height: ROW_PX, transform: `translateY(${start}px)` }}
    >
      {columns.map(({ kind }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name.
        <Cell key={i} kind={kind} cell={cells?.[i]} />
      ))}
    </div>
  );
});

/** Undefined: it is on its way. */
function Cell({ kind, cell }: { kind: SqlKind; cell: SqlCell | undefined }) {
  return (
    <span role="cell" data-kind={kind} title={kind === 'text' ? cell?.slice(0, TITLE_CHARS) : undefined}>
      {cell === undefined && ' '}
      {cell === null && <span className="faint">null</span>}
      {typeof cell === 'string' && <LogText text={cell.slice(0, SHOWN_CHARS)} />}
    </span>
  );
}

function widthOf({ chars }: SqlAnswerColumn): number {
  return Math.min(MAX_PX, Math.max(MIN_PX, Math.round(chars * CHAR_PX)));
}
