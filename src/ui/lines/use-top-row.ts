// Which row stands at the top of the list. In: the scroller, its map, heights of the rows on screen. Out: the row, with the fraction of it that is
// scrolled past, and a way to bring a row there. Where the bar is too coarse for rows, or rows are of different heights, the wheel moves by pixels.
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ScrollMap } from './scroll-map';

export function useTopRow(
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
      const isOther = event.ctrlKey || event.shiftKey || event.deltaMode !== 0;
      if (!map.scaled || isOther || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      latest.current.scrollToRow(movedBy(latest.current.top, event.deltaY, map.rowHeight));
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

/** The row at the top after so many pixels; rows that are not on screen are taken to be of the plain height. */
function movedBy(top: number, pixels: number, rowHeight: number): number {
  const heightOf = (row: number): number => document.getElementById(`line-${row}`)?.offsetHeight || rowHeight;
  let at = top;
  let left = pixels;
  while (left > 0) {
    const row = Math.floor(at);
    const height = heightOf(row);
    const rest = (row + 1 - at) * height;
    if (left < rest) return at + left / height;
    left -= rest;
    at = row + 1;
  }
  while (left < 0 && at > 0) {
    const row = Math.ceil(at) - 1;
    const height = heightOf(row);
    const rest = (at - row) * height;
    if (-left < rest) return at + left / height;
    left += rest;
    at = row;
  }
  return Math.max(0, at);
}
