/** A share of 0 .. 1 in percent: '34 %', below one percent with a decimal: '0.4 %'. */
export function percentOf(share01: number): string {
  const value = share01 * 100;
  return `${value > 0 && value < 1 ? value.toFixed(1) : Math.round(value)} %`;
}
