/**
 * Parsed data from outside as text. `String(value)` throws where an object of JSON names one of its parts 'toString'.
 * @param most Characters.
 */
export function dataText(value: unknown, most = Number.POSITIVE_INFINITY): string {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
