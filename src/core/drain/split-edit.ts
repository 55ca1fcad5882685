/** One template parted by the words that a wildcard of it stands for. In: templates by text. Out: the same map, changed. */
import type { TemplateEdit } from '../../contracts/settings';
import { fitter } from './fits';
import { join, keepRest, pushTo, type TemplateGroup, type TemplateGroups } from './groups';
import { extractParameters } from './parameters';
import { isPureWildcard, splitAtWildcards } from './token';

type Split = Extract<TemplateEdit, { readonly kind: 'split' }>;

/** Templates that one split makes at most, of the most frequent words; the others stay together. */
const MAX_PIECES = 200;

/** @returns Null: done; 'absent': the log has no such template; else why nothing can be split. */
export function splitGroup(
  groups: TemplateGroups,
  texts: readonly string[],
  counts: ArrayLike<number>,
  { template, position }: Split,
): string | null {
  const group = groups.get(template);
  if (group === undefined) return hasPiece(groups, template) ? null : 'absent';
  if (numWildcards(template.split(' ')[position] ?? '') === 0)
    return `Nothing was split: '${shown(template)}' has no wildcard at word ${position + 1}.`;
  const pieces = piecesOf(group, texts, position);
  // In a log without records of a saved template there is nothing to split, and nothing to complain of.
  if (pieces.size === 0) return group.shapes.length === 0 ? null : noWords(template, position);
  const kept = mostFrequent(pieces, counts);
  const moved = new Set(kept.flatMap(([, shapes]) => shapes));
  keepRest(
    groups,
    group,
    group.shapes.filter((shape) => !moved.has(shape)),
  );
  for (const [text, shapes] of kept) join(groups, { text, shapes, places: [] });
  return null;
}

function noWords(template: string, position: number): string {
  const where = `word ${position + 1} of '${shown(template)}'`;
  return `Nothing was split at ${where}: its values hold digits or match a mask, so they were set aside before templates were made.`;
}

/** Whether templates are there that the split would make: the log, or a saved state, has them apart already. */
function hasPiece(groups: TemplateGroups, template: string): boolean {
  const fits = fitter(template);
  for (const text of groups.keys()) if (fits(text)) return true;
  return false;
}

/** Shapes by the text that their words give the template. Those whose value was masked are left out. */
function piecesOf(group: TemplateGroup, texts: readonly string[], position: number): Map<string, number[]> {
  const pieces = new Map<string, number[]>();
  const tokens = group.text.split(' ');
  const before = numWildcards(tokens.slice(0, position).join(' '));
  const num = numWildcards(tokens[position]);
  for (const shape of group.shapes) {
    const values = extractParameters(tokens, texts[shape])?.slice(before, before + num);
    if (values?.some((value) => value !== '' && !isPureWildcard(value)))
      pushTo(pieces, splitText(tokens, position, values), shape);
  }
  return pieces;
}

/** The template's text with words in place of the wildcards of one token. */
function splitText(tokens: readonly string[], position: number, values: readonly string[]): string {
  const literals = splitAtWildcards(tokens[position]);
  const word = literals.map((literal, i) => literal + (values[i] ?? '')).join('');
  return tokens.with(position, word).join(' ');
}

function mostFrequent(pieces: Map<string, number[]>, counts: ArrayLike<number>): [string, number[]][] {
  const all = [...pieces];
  if (all.length <= MAX_PIECES) return all;
  const total = new Map(
    all.map(([text, shapes]) => [text, shapes.reduce((sum, shape) => sum + counts[shape], 0)]),
  );
  return all.sort(([a], [b]) => (total.get(b) as number) - (total.get(a) as number)).slice(0, MAX_PIECES);
}

function numWildcards(text: string): number {
  return splitAtWildcards(text).length - 1;
}

/** A text as a sentence quotes it. */
export function shown(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
