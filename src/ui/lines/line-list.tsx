// The virtual list. Rows are placed in a window that stays on screen; the scroll bar only says which rows it holds.
import { memo, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LineRow } from '../../contracts/threads';
import { LEVELS } from '../../contracts/units';
import { countOf } from '../../core/wording/plural';
import { whyUnread } from '../../core/wording/unread';
import { useResult, useView } from '../shared/app-context';
import { LogText } from '../shared/log-text';
import { timeParts } from '../shared/time';
import { createScrollMap, ROW_HEIGHT, type ScrollMap } from './scroll-map';
import type { Lines } from './use-lines';

interface LineListProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly lines: Lines;
  readonly find: string;
  readonly onPageRows: (rows: number) => void;
}

export function LineList({ scroller, lines, find, onPageRows }: LineListProps) {
  const total = lines.snapshot.total ?? 0;
  const viewHeight = useHeight(scroller);
  const map = useMemo(() => createScrollMap(total, viewHeight), [total, viewHeight]);
  const [top, scrollToRow] = useTopRow(scroller, map);
  const numVisible = Math.ceil(viewHeight / ROW_HEIGHT) + 1;
  const first = Math.floor(top);
  const last = Math.min(total, first + numVisible);

  useEffect(() => onPageRows(Math.max(1, Math.floor(viewHeight / ROW_HEIGHT) - 1)), [viewHeight, onPageRows]);
  useEffect(() => lines.want(first, last));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a jump moves the view, or the detail that opens below it; a scroll past the cursor does not.
  useLayoutEffect(() => {
    if (lines.cursor === null || total === 0) return;
    const fits = Math.floor(viewHeight / ROW_HEIGHT);
    if (lines.cursor < top || lines.cursor > top + fits - 1) scrollToRow(lines.cursor - Math.floor(fits / 3));
  }, [lines.jumps, total, viewHeight]);

  return (
    <div
      ref={scroller}
      className="line-scroll"
      data-testid="lines"
      role="listbox"
      aria-label="Log lines"
      aria-activedescendant={lines.cursor === null ? undefined : `line-${lines.cursor}`}
      tabIndex={0}
    >
      <div style={{ height: map.height }}>
        <div className="line-window" style={{ height: Math.min(viewHeight, map.height) }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, i) => {
            const index = first + i;
            return (
              <div
                key={index}
                id={`line-${index}`}
                className="line-place"
                role="option"
                aria-selected={index === lines.cursor}
                aria-setsize={total}
                aria-posinset={index + 1}
                tabIndex={-1}
                style={{ transform: `translateY(${(index - top) * ROW_HEIGHT}px)` }}
                onClick={() => lines.setCursor(index)}
                onKeyDown={undefined}
              >
                <Line line={lines.rowAt(index)} find={find} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Enough of a line for the widest screen; the whole record is in the detail. */
const SHOWN_CHARACTERS = 1000;
/** File and line number of a row, beside the colon. */
const FILE_CHARACTERS = 27;

const Line = memo(function Line({ line, find }: { line: LineRow | null; find: string }) {
  const { files } = useResult();
  const timeDisplay = useView((state) => state.timeDisplay);
  if (line === null) return <span className="line waiting" />;
  const zone = timeDisplay === 'utc' ? 'UTC' : (files[line.fileIdx]?.zone.name ?? 'UTC');
  const { text, more } = firstLine(line.text);
  const several = files.length > 1;
  return (
    <span className="line" data-level={LEVELS[line.level]} data-several={several ? '' : undefined}>
      {several && <LinePlace name={files[line.fileIdx]?.name ?? ''} lineNum={line.lineNum} />}
      <span className="line-time faint">{line.timeMs === null ? '' : shortTime(line.timeMs, zone)}</span>
      <span className="line-level level" data-level={LEVELS[line.level]} data-from={line.levelFrom}>
        {LEVELS[line.level]}
      </span>
      {text === null ? (
        <span className="faint line-text">
          line {line.lineNum}:{' '}
          <LogText text={whyUnread(line.unread ?? 'missing', files[line.fileIdx]?.name ?? '')} />
        </span>
      ) : (
        <span className="line-text">
          <LogText text={text} mark={find} />
          {more > 0 && <span className="line-more">+{countOf(more, 'line')}</span>}
        </span>
      )}
    </span>
  );
});

/** The end of a path says more than its beginning; the whole of it is in the tooltip and the detail. */
function LinePlace({ name, lineNum }: { name: string; lineNum: number }) {
  const room = FILE_CHARACTERS - String(lineNum).length;
  return (
    <span className="line-file faint" title={`${name}:${lineNum}`}>
      <LogText text={name.length > room ? `…${name.slice(1 - room)}` : name} />:{lineNum}
    </span>
  );
}

function shortTime(ms: number, zone: string): string {
  const { date, time } = timeParts(ms, zone);
  return `${date.slice(5)} ${time}`;
}

/** A stack trace is one record: its first line, and how many there are besides. */
export function firstLine(text: string | null): { text: string | null; more: number } {
  if (text === null) return { text, more: 0 };
  const body = text.replace(/\r?\n$/, '');
  const end = body.search(/\r?\n/);
  const more = end < 0 ? 0 : body.split('\n').length - 1;
  return { text: (end < 0 ? body : body.slice(0, end)).slice(0, SHOWN_CHARACTERS), more };
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

/** The row at the top: from the scroll bar, or exact from the wheel and jumps where the bar is too coarse for rows. */
function useTopRow(
  scroller: RefObject<HTMLElement | null>,
  map: ScrollMap,
): readonly [number, (row: number) => void] {
  const [top, setTop] = useState(0);
  const expected = useRef(0);
  const scrollToRow = (row: number): void => {
    const element = scroller.current;
    if (element === null) return;
    element.scrollTop = map.scrollTopOf(row);
    expected.current = element.scrollTop;
    setTop(map.scaled ? map.rowAt(map.scrollTopOf(row)) : map.rowAt(element.scrollTop));
  };
  const latest = useRef({ top, scrollToRow });
  latest.current = { top, scrollToRow };
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = (): void => {
      if (Math.abs(element.scrollTop - expected.current) < 1 && map.scaled) return;
      expected.current = element.scrollTop;
      setTop(map.rowAt(element.scrollTop));
    };
    const onWheel = (event: WheelEvent): void => {
      if (!map.scaled || event.ctrlKey || event.deltaMode !== 0) return;
      event.preventDefault();
      latest.current.scrollToRow(latest.current.top + event.deltaY / ROW_HEIGHT);
    };
    onScroll();
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller, map]);
  return [Math.min(top, map.rowAt(map.height)), scrollToRow];
}
