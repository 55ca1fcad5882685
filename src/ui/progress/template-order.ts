// Keeps a growing list of templates calm. In: the order that was shown, the templates as they are now, most frequent first.
// Out: the rows in an order in which one only passes another when it has clearly more records.
import type { PreviewTemplate } from '../../contracts/preview';

/** A row passes the one above it with this many times its records. */
const CLEARLY_MORE = 1.25;

export interface TemplateRow extends PreviewTemplate {
  /** Stays with the row: its text, with a number where two templates read alike. */
  readonly key: string;
}

export function orderTemplates(
  before: readonly string[],
  templates: readonly PreviewTemplate[],
): readonly TemplateRow[] {
  const rows = withKeys(templates);
  const place = new Map(before.map((key, i) => [key, i]));
  const known = rows
    .filter(({ key }) => place.has(key))
    .sort((a, b) => place.get(a.key)! - place.get(b.key)!);
  // In turn, from the top: each goes up past the rows that it clearly outnumbers, and no further.
  const ordered: TemplateRow[] = [];
  for (const row of known) insertAbove(ordered, row, CLEARLY_MORE);
  for (const row of rows) if (!place.has(row.key)) insertAbove(ordered, row, 1);
  return ordered;
}

function insertAbove(rows: TemplateRow[], row: TemplateRow, factor: number): void {
  let at = rows.length;
  while (at > 0 && row.count > rows[at - 1].count * factor) at--;
  rows.splice(at, 0, row);
}

function withKeys(templates: readonly PreviewTemplate[]): TemplateRow[] {
  const seen = new Map<string, number>();
  return templates.map((template) => {
    const num = seen.get(template.text) ?? 0;
    seen.set(template.text, num + 1);
    return { ...template, key: num === 0 ? template.text : `${template.text} #${num + 1}` };
  });
}
