/** What lines of one kind have in common. In: a bare line. Out: its text without what varies. */

const MAX_FORM = 300;

/** A line without its numbers, ids and places. */
export function normalForm(bare: string): string {
  return bare
    .slice(0, MAX_FORM)
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b/gi, '#')
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}
