/** What was thrown, as text for the user: its own words, without a stack; the name of the error where it has none. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
