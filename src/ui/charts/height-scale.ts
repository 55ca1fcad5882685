// How high the bars of a histogram are drawn. In: how many records each stands for. Out: their scale: by the square root where one burst would press
// all others flat, which whoever draws has to say.
import type { Label } from '../../words/t';

export type HeightScale = 'linear' | 'root';

/** A highest bar that is so many times the middle one presses the others flat: at this ratio the middle one is a twelfth of the height. */
const BURST = 12;
/** Fewer bars show no usual height. */
const LEAST_BARS = 8;

/** @param heights at least 0; bars without records are not looked at */
export function scaleOf(heights: readonly number[]): HeightScale {
  const bars = heights.filter((height) => height > 0).sort((a, b) => a - b);
  if (bars.length < LEAST_BARS) return 'linear';
  return bars[bars.length - 1] > BURST * bars[bars.length >> 1] ? 'root' : 'linear';
}

export function onScale(scale: HeightScale, value: number): number {
  return scale === 'root' ? Math.sqrt(value) : value;
}

/** The reverse, for the marks of an axis. */
export function offScale(scale: HeightScale, place: number): number {
  return scale === 'root' ? place * place : place;
}

/** Stands at each picture that is drawn so. */
export const ROOT_WORDS: Label = 'square-root scale';
