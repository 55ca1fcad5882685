// Whether a file can be a runbook of the user's own. In: its path, its size, its text. Out: why not, in words that go after its name; null: it can.
import { MOST_RUNBOOK_BYTES } from '../../contracts/own-runbooks';

/** Of a text that is written to be read, tags are a small part. */
const MOST_MARKUP_SHARE01 = 0.4;

export function isMarkdownPath(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

/** Has a heading or front matter near its beginning. */
export function readsAsDocument(beginning: string): boolean {
  return /^(?:\uFEFF?---\r?\n|#{1,4}[ \t]+\S)/m.test(beginning);
}

/** Before it is read. */
export function whyTooLarge(bytes: number): string | null {
  if (bytes <= MOST_RUNBOOK_BYTES) return null;
  return `has ${(bytes / 2 ** 20).toFixed(1)} MB, and a runbook may have ${MOST_RUNBOOK_BYTES / 2 ** 20} MB`;
}

export function whyNoRunbook(text: string): string | null {
  if (text.trim() === '') return 'is empty';
  if (text.includes('\0')) return 'is no text';
  if (text.includes('\uFFFD')) return 'is no UTF-8';
  let markup = 0;
  for (const [tag] of text.matchAll(/<[^<>]{1,2000}>/g)) markup += tag.length;
  if (markup > MOST_MARKUP_SHARE01 * text.length)
    return 'is markup for the most part, and Markdown is wanted';
  return null;
}
