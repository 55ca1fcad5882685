/** Templates and records as a person reads them. In: text of the log or of a template. Out: what of it can be quoted. */

const WILDCARD = /<[A-Z*][A-Z0-9_*]*>/;
const MAX_QUOTED = 110;

/** The message of a record, its header cut off by the template's literal beginning; the first line only. */
export function messageOf(text: string | null | undefined, template: string): string {
  const line = (text ?? template).split(/\r?\n/, 1)[0];
  const tokens = template.split(' ');
  const literal: string[] = [];
  for (const token of tokens) {
    if (WILDCARD.test(token)) break;
    literal.push(token);
  }
  const beginning = literal.join(' ');
  const at = beginning.length >= 3 ? line.indexOf(beginning) : -1;
  if (at <= 0) return line;
  return line[at - 1] === '"' ? untilQuote(line.slice(at)) : line.slice(at);
}

/** A message of JSON or logfmt stands in quotes: what follows the closing one is of other fields. */
function untilQuote(text: string): string {
  return /^(?:[^"\\]|\\.)*(?=")/.exec(text)?.[0] ?? text;
}

/** A template for a person: wildcards as an ellipsis, runs of them and marks before the first word as one, cut at a word. */
export function readableTemplate(text: string, maxLength = MAX_QUOTED): string {
  const plain = text
    .replace(new RegExp(WILDCARD, 'g'), '…')
    .replace(/(?:…[\s,;:=/._-]*)+…/g, '…')
    .replace(/\s+/g, ' ')
    .replace(/^…[…\s:;,.*#=/_-]*(?=\p{L})/u, '… ')
    .trim();
  if (plain.length <= maxLength) return plain;
  const cut = plain.slice(0, maxLength);
  const space = cut.lastIndexOf(' ');
  return `${(space > maxLength / 2 ? cut.slice(0, space) : cut).toWellFormed()} …`;
}

/** The text of a template with spaces for its wildcards. */
export function withoutWildcards(text: string): string {
  return text.replace(new RegExp(WILDCARD, 'g'), ' ');
}

/** Quotes that the text itself does not begin, end or divide with. */
export function inQuotes(text: string): string {
  return text.includes('"') ? `\u201c${text}\u201d` : `"${text}"`;
}
