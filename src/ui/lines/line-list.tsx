// The virtual list. Rows stand in a window that stays on screen; the scroll bar only says which of them it holds. A row may be higher than the
// others, wrapped or unfolded: they follow one another from the one at the top.

import {
  type CSSProperties,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { t } from '../../words/t';
import { NARROW, useMedia } from '../shared/use-media';
import type { Column, ColumnState } from './columns';
import { LineRowView } from './line-row';
import { createScrollMap, ROW_HEIGHT } from './scroll-map';
import type { Lines } from './use-lines';
import { useTopRow } from './use-top-row';

/** Two lines of message under one of time and level. */
const NARROW_ROW_HEIGHT = 60;

interface LineListProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly lines: Lines;
  readonly columns: ColumnState;
  /** Columns that are shown, in their order. */
  readonly shown: readonly Column[];
  /** Of columns of fields, in their order. */
  readonly fields: readonly string[];
  /** Rows that are unfolded, by row. */
  readonly unfolded: ReadonlySet<number>;
  readonly pins: ReadonlySet<number>;
  /** The log spans more than a day. */
  readonly withDate: boolean;
  readonly onPageRows: (rows: number) => void;
  readonly onFold: (index: number) => void;
  /** First line in sight and how many are. */
  readonly onSight: (first: number, num: number) => void;
}

export function LineList({
  scroller,
  lines,
  columns,
  shown,
  fields,
  unfolded,
  pins,
  withDate,
  onPageRows,
  onFold,
  onSight,
}: LineListProps) {
  const total = lines.snapshot.total ?? 0;
  const viewHeight = useHeight(scroller);
  const isNarrow = useMedia(NARROW);
  const rowHeight = isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const isUneven = columns.wraps || unfolded.size > 0;
  const map = useMemo(
    () => createScrollMap(total, viewHeight, rowHeight, isUneven),
    [total, viewHeight, rowHeight, isUneven],
  );
  const [top, scrollToRow] = useTopRow(scroller, map);
  const fits = Math.max(1, Math.floor(viewHeight / rowHeight));
  const first = Math.floor(top);
  const last = Math.min(total, first + fits + 2);
  const rows = useRef<HTMLDivElement>(null);
  /** The jump, and the height of the view, for which the cursor is in sight. */
  const handled = useRef('');
  const widest = useWidest(lines, first, last);

  useEffect(() => onPageRows(Math.max(1, fits - 1)), [fits, onPageRows]);
  useEffect(() => {
    lines.want(first, last);
    onSight(first, fits);
  });

  // Every render: the row at the top is moved up by the part of its own height that is scrolled past, and a jump is brought into sight.
  useLayoutEffect(() => {
    const list = rows.current;
    if (list === null) return;
    const atTop = list.firstElementChild as HTMLElement | null;
    list.style.transform = `translateY(${-Math.round((top - first) * (atTop?.offsetHeight ?? rowHeight))}px)`;
    const wanted = `${lines.jumps} ${viewHeight} ${rowHeight}`;
    if (handled.current === wanted || lines.cursor === null || total === 0) return;
    const element = document.getElementById(`line-${lines.cursor}`);
    if (element === null) {
      scrollToRow(lines.cursor - Math.floor(fits / 3));
      return;
    }
    const view = scroller.current?.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    if (view === undefined) return;
    if (lines.rowAt(lines.cursor) !== null) handled.current = wanted;
    if (own.top < view.top) scrollToRow(lines.cursor);
    else if (own.bottom > view.bottom) scrollToRow(isUneven ? lines.cursor : lines.cursor - fits + 1);
  });

  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const target = event.target as HTMLElement;
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset.index ?? Number.NaN);
    if (Number.isNaN(index)) return;
    lines.setCursor(index, event.shiftKey);
    if (target.closest('[data-fold]') !== null) onFold(index);
  };

  return (
    <div
      ref={scroller}
      className="line-scroll"
      data-testid="lines"
      data-wraps={columns.wraps ? '' : undefined}
      role="listbox"
      aria-label={t('Log lines')}
      aria-multiselectable="true"
      aria-activedescendant={isInSight(lines.cursor, first, last) ? `line-${lines.cursor}` : undefined}
      tabIndex={0}
      onClick={onClick}
      onKeyDown={undefined}
    >
      <div style={{ height: map.height, '--widest': widest } as CSSProperties} className="line-space">
        <div className="line-window" style={{ height: Math.min(viewHeight, map.height) }}>
          <div ref={rows}>
            {Array.from({ length: Math.max(0, last - first) }, (_, i) => {
              const index = first + i;
              const line = lines.rowAt(index);
              return (
                <LineRowView
                  key={index}
                  index={index}
                  total={total}
                  line={line}
                  shown={shown}
                  fields={fields}
                  isRaw={columns.isRaw}
                  isChosen={index === lines.cursor}
                  isSelected={isBetween(index, lines.anchor, lines.cursor)}
                  isUnfolded={line !== null && unfolded.has(line.row)}
                  isPinned={line !== null && pins.has(line.row)}
                  withDate={withDate}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

function isInSight(cursor: number | null, first: number, last: number): boolean {
  return cursor !== null && cursor >= first && cursor < last;
}

function isBetween(index: number, anchor: number | null, cursor: number | null): boolean {
  if (cursor === null) return false;
  const other = anchor ?? cursor;
  return index >= Math.min(cursor, other) && index <= Math.max(cursor, other);
}

/** Characters of the longest line seen of this list: the room that is scrolled sideways. It only grows, so that the bar stands still. */
function useWidest(lines: Lines, first: number, last: number): number {
  const held = useRef({ query: lines.query, widest: 0 });
  if (held.current.query !== lines.query) held.current = { query: lines.query, widest: 0 };
  for (let index = first; index < last; index++) {
    const line = lines.rowAt(index);
    const length = Math.min(
      4000,
      (line?.message || line?.text || '').length + (line?.numFolded || line?.text?.includes('\n') ? 60 : 0),
    );
    if (length > held.current.widest) held.current.widest = length;
  }
  return held.current.widest;
}

function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(600);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setHeight(Math.round(entry.contentRect.height)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return height;
}
