/** Losses and outputs agree to three digits and more; float32 in another order of summation stays below 1e-5. */
const TOLERANCE = 1e-3;

/** Whether `value` is `right` but for rounding, in parts of `scale`: of the value, or of 1 where it is less. NaN agrees with nothing. */
export function agrees(value: number, right: number, scale = Math.max(1, Math.abs(right))): boolean {
  return Math.abs(value - right) <= TOLERANCE * scale;
}
