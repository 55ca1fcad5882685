/** The scale of a logfmt file's numeric levels. In: lines of a sample. Out: the scale; null: its levels are words, or there are none. */
import { learnScale, numbersOf, type ScaleId } from '../level-scale';
import { rankOfName } from './field-names';

const MAX_LINES = 300;
const PAIR = /([\w.-]+)=("[^"]*"|\S*)/g;

export function scaleOfPairs(lines: readonly string[]): ScaleId | null {
  const values = new Map<string, string[]>();
  for (const line of lines.slice(0, MAX_LINES))
    for (const [, name, value] of line.matchAll(PAIR)) {
      const known = values.get(name);
      if (known) known.push(value.replaceAll('"', ''));
      else values.set(name, [value.replaceAll('"', '')]);
    }
  const names = [...values.keys()];
  const level = names.find((name) => rankOfName('level', name) >= 0 && !/error|status|code/i.test(name));
  return level === undefined ? null : learnScale(numbersOf(values.get(level) ?? []), level, names);
}
