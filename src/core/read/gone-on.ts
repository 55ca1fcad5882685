/**
 * How much of a log comes after a line. In: its lines with their forms. Out: by line, how many lines after it count, up to a number: those of forms met before it, since work goes
 * on by them, and the first of each new form; cleanup is new and repeats itself.
 */
import type { SignedFile } from './read-signs';

/** Lines after one that are looked at. */
const MAX_AFTER = 1000;

export function goneOn({ forms }: SignedFile): (at: number, most: number) => number {
  const firstAt = new Map<string, number>();
  for (const [at, form] of forms.entries()) if (!firstAt.has(form)) firstAt.set(form, at);
  return (at, most) => {
    let num = 0;
    for (let i = at + 1; i < Math.min(forms.length, at + MAX_AFTER) && num < most; i++) {
      const first = firstAt.get(forms[i]) ?? i;
      if (forms[i] !== '' && (first < at || first === i)) num++;
    }
    return num;
  };
}
