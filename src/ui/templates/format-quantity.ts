// A number of a log, as short as it can be without saying something else.
import { formatNumber, formatShort } from '../shared/format';

/** '1,204', '0.0935', '12.5', '67M': four digits that count, whole numbers in full below 100,000. */
export function formatQuantity(value: number): string {
  if (Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e5) return formatShort(value);
  if (Number.isInteger(value) || size >= 1000) return formatNumber(value);
  return String(Number(value.toPrecision(4)));
}
