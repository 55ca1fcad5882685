/** What was thrown, as text for the user: its own words, without a stack; the name of the error where it has none. */
export function errorText(error: unknown): string {
  // Its own words differ from browser to browser, and some have none.
  if ((error as Error | null)?.name === 'QuotaExceededError') return 'the browser has no room left for it';
  return error instanceof Error ? error.message || error.name : String(error);
}
