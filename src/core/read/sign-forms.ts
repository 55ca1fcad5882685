/** Signs of one kind. In: signs of a file. Out: the form of each, and how many have it. */
import type { LineSign, SignedFile } from './read-signs';

/** What is thrown at one place is one kind, whatever data it names. */
export function formOf({ at, exception }: LineSign, { forms }: SignedFile): string {
  return exception?.frame?.line == null
    ? forms[at]
    : `${exception.type} ${exception.frame.file}:${exception.frame.line}`;
}

export function countForms(file: SignedFile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const sign of file.signs) {
    const form = formOf(sign, file);
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return counts;
}
