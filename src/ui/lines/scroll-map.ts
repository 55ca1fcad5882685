// Millions of rows in one scroll bar: browsers stop near 17 million pixels, so above a limit the bar stands for the rows
// in proportion. In: the number of rows and the size of the view. Out: which row a position means, and the reverse.

export const ROW_HEIGHT = 22;
/** Firefox clamps elements a little above 17.8 million pixels. */
const MAX_HEIGHT = 8_000_000;

export interface ScrollMap {
  /** Height of the content that the scroll bar sees, in pixels. */
  readonly height: number;
  /** One pixel of the bar is more than one pixel of rows. */
  readonly scaled: boolean;
  /** Row at the top of the view, with the fraction of it that is scrolled past. */
  rowAt(scrollTop: number): number;
  /** Position of the bar that brings this row to the top. */
  scrollTopOf(row: number): number;
}

export function createScrollMap(numRows: number, viewHeight: number): ScrollMap {
  const trueHeight = numRows * ROW_HEIGHT;
  const height = Math.min(trueHeight, MAX_HEIGHT);
  const lastTop = Math.max(0, numRows - viewHeight / ROW_HEIGHT);
  const room = Math.max(0, height - viewHeight);
  if (height === trueHeight || room === 0) {
    return {
      height,
      scaled: false,
      rowAt: (scrollTop) => clamp(scrollTop / ROW_HEIGHT, lastTop),
      scrollTopOf: (row) => clamp(row, lastTop) * ROW_HEIGHT,
    };
  }
  return {
    height,
    scaled: true,
    rowAt: (scrollTop) => clamp((scrollTop / room) * lastTop, lastTop),
    scrollTopOf: (row) => (clamp(row, lastTop) / lastTop) * room,
  };
}

function clamp(row: number, last: number): number {
  return Math.min(Math.max(0, row), last);
}
