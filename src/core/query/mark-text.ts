// Where in a text stands what a query asks for: to be drawn. Terms that are negated are nowhere.
import { regexOf } from './match-text';
import { isKnownField, type Query, type Term } from './query';

const MAX_MARKS = 50;

/** Begin and end of each place, in pairs, ascending and apart. */
export function marksIn(query: Query, text: string): number[] {
  const spans: [number, number][] = [];
  for (const term of wantedTerms(query)) {
    if (term.kind === 'text') addText(text, term.text, spans);
    else if (term.kind === 'regex') addMatches(text, regexOf(term, 'g'), spans);
    else addMatches(text, fieldRegex(term.field), spans);
  }
  spans.sort((a, b) => a[0] - b[0]);
  const marks: number[] = [];
  for (const [begin, end] of spans) {
    const last = marks.length - 1;
    if (last > 0 && begin <= marks[last]) marks[last] = Math.max(marks[last], end);
    else marks.push(begin, end);
  }
  return marks;
}

/** Terms that texts answer and that are not negated. */
export function wantedTerms(query: Query): readonly Term[] {
  switch (query.kind) {
    case 'not':
      return [];
    case 'and':
    case 'or':
      return query.parts.flatMap(wantedTerms);
    case 'field':
      return isKnownField(query.field) ? [] : [query];
    default:
      return [query];
  }
}

function addText(text: string, wanted: string, spans: [number, number][]): void {
  const [low, needle] = [text.toLowerCase(), wanted.toLowerCase()];
  // Lower-casing a few characters changes their number; places would then be wrong.
  if (low.length !== text.length) return;
  for (
    let at = low.indexOf(needle);
    at >= 0 && spans.length < MAX_MARKS;
    at = low.indexOf(needle, at + needle.length)
  )
    spans.push([at, at + needle.length]);
}

function addMatches(text: string, regex: RegExp, spans: [number, number][]): void {
  for (const match of text.matchAll(regex)) {
    if (spans.length >= MAX_MARKS) return;
    if (match[0] !== '') spans.push([match.index, match.index + match[0].length]);
  }
}

function fieldRegex(field: string): RegExp {
  return new RegExp(
    `\\b${field.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s?[=:]\\s?["']?[^\\s,;})\\]"']*`,
    'gi',
  );
}
