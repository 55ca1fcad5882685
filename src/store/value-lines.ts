// From a value of a wildcard to its lines. In: the literal text around it, the value. Out: the text to search for, as narrow
// as the file allows: '12' alone stands in every time stamp, 'after 12 ms' does not.

import type { LineQuery } from '../contracts/lines';
import type { App } from './app';
import { queryOfFilter } from './line-view';

export interface ValuePlace {
  /** Literal text of the template right before and right after the wildcard. */
  readonly before: string;
  readonly after: string;
}

/** Characters of literal text on each side. */
const MAX_CONTEXT = 24;
/** A file may write these in another way than the message reads: escaped, doubled, in a row. */
const WRITTEN_OTHERWISE = /[\s"'\\]+/;

/** Texts to look for, narrowest first; none for an absent value. */
export function searchTexts({ before, after }: ValuePlace, value: string): readonly string[] {
  if (value === '') return [];
  const whole = `${endOf(before)}${value}${beginOf(after)}`.trim();
  const [longest] = value.split(WRITTEN_OTHERWISE).sort((a, b) => b.length - a.length);
  return [...new Set([whole, value.trim(), longest])].filter((text) => text !== '');
}

/**
 * Opens the lines of a template that hold the value.
 * @param least Lines that are known to hold it; the narrowest text that finds so many is taken, else that which finds most.
 */
export async function showValueLines(
  app: App,
  template: number,
  texts: readonly string[],
  least: number,
): Promise<void> {
  let best = { text: texts[0] ?? '', total: 0 };
  for (const text of texts) {
    const total = await countLines(app, queryOfFilter({ template, text }), least);
    if (total > best.total) best = { text, total };
    if (total >= least) break;
  }
  app.view.getState().showLines({ template, text: best.text });
}

/** How many lines there are, or so many that it is enough; waits for a search of texts. */
async function countLines(app: App, query: LineQuery, enough: number): Promise<number> {
  for (;;) {
    const { total, search } = await app.lines.fetchLines(query, 0, 1);
    if (search?.phase !== 'running' || total >= enough) return total;
  }
}

function endOf(text: string): string {
  if (text.length <= MAX_CONTEXT) return text;
  const cut = text.slice(-MAX_CONTEXT);
  return cut.slice(cut.indexOf(' ') + 1);
}

function beginOf(text: string): string {
  if (text.length <= MAX_CONTEXT) return text;
  const cut = text.slice(0, MAX_CONTEXT);
  const end = cut.lastIndexOf(' ');
  return end < 0 ? cut : cut.slice(0, end);
}
