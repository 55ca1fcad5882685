/**
 * Groups with the texts of their templates -> the same, one for each text. What one message says more in brackets, as a value and no
 * word ('1240 bytes (1.2 KB) sent'), parts no templates.
 */
import { mergedText } from './merged-text';

export interface TextGroup {
  /** Shapes, ascending. */
  readonly group: readonly number[];
  readonly text: string;
}

const IN_BRACKETS = / \(<\*>(?: (?:[KMGTP]i?B|kB|ms|s|%))?\)/g;

/** In order of their first shapes, as given. */
export function mergeAlike(groups: readonly TextGroup[]): TextGroup[] {
  const alike = new Map<string, TextGroup[]>();
  for (const each of groups) {
    const text = each.text.replaceAll(IN_BRACKETS, '');
    const known = alike.get(text);
    if (known === undefined) alike.set(text, [each]);
    else known.push(each);
  }
  return [...alike.values()].map((same) => (same.length === 1 ? same[0] : merged(same)));
}

function merged(same: readonly TextGroup[]): TextGroup {
  const group = same.flatMap(({ group }) => group).sort((a, b) => a - b);
  return { group, text: mergedText([...new Set(same.map(({ text }) => text))]) };
}
