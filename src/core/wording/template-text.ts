/** Templates and records as a person reads them. In: text of the log or of a template. Out: what of it can be quoted. */

const WILDCARD = /<[A-Z*][A-Z0-9_*]*>/;

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

/** The text of a template with spaces for its wildcards. */
export function withoutWildcards(text: string): string {
  return text.replace(new RegExp(WILDCARD, 'g'), ' ');
}
