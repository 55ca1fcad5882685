// Millions of rows in one scroll bar: browsers stop near 17 million pixels, so above a limit the bar stands for the rows
// in proportion. In: the number of rows and the size of the view. Out: which row a position means, and the reverse.

export const ROW_HEIGHT = 22;
/** Firefox clamps elements a little above 17.8 million pixels. */
const MAX_HEIGHT = 8_000_000;

export interface ScrollMap {
  /** Height of the content that the scroll bar sees, in pixels. */
  readonly height: number;
  /** Height of a row that is not wrapped or unfolded, in pixels. */
  readonly rowHeight: number;
  /** One pixel of the bar is more than one pixel of rows, or rows are of different heights. */
  readonly scaled: boolean;
  /** Row at the top of the view, with the fraction of it that is scrolled past. */
  rowAt(scrollTop: number): number;
  /** Position of the bar that brings this row to the top. */
  scrollTopOf(row: number): number;
}

/** @param isUneven rows may be higher than `rowHeight`: the last of them can be brought to the top */
export function createScrollMap(
  numRows: number,
  viewHeight: number,
  rowHeight = ROW_HEIGHT,
  isUneven = false,
): ScrollMap {
  const lastTop = Math.max(0, isUneven ? numRows - 1 : numRows - viewHeight / rowHeight);
  const trueRoom = lastTop * rowHeight;
  const room = Math.max(0, Math.min(trueRoom, MAX_HEIGHT - viewHeight));
  const height = room === 0 ? numRows * rowHeight : room + viewHeight;
  if (room === trueRoom) {
    return {
      height,
      rowHeight,
      scaled: isUneven,
      rowAt: (scrollTop) => clamp(scrollTop / rowHeight, lastTop),
      scrollTopOf: (row) => clamp(row, lastTop) * rowHeight,
    };
  }
  return {
    height,
    rowHeight,
    scaled: true,
    rowAt: (scrollTop) => clamp((scrollTop / room) * lastTop, lastTop),
    scrollTopOf: (row) => (clamp(row, lastTop) / lastTop) * room,
  };
}

function clamp(row: number, last: number): number {
  return Math.min(Math.max(0, row), last);
}
