/**
 * A run that passed beside one that failed is what that one is compared with. In: the lines of both. Out: what the passed run shows too. Times, ids
 * and numbers are left out of account, but not how many failed.
 */
import { normalForm } from './normal-form';
import type { SignedFile } from './read-signs';

export interface KnownLines {
  /** Whether the passed run shows a line like it. */
  has(bare: string): boolean;
}

/** Of the forms of the failed run, how many the passed one must share to be a run of the same thing. */
const MIN_SHARED = 0.2;

/** 'Failures: 3', '2 failed': how many is what differs. */
const NUM_FAILED =
  /\b(?:fail(?:ures?|ed|ing)?|errors?)\b\D{0,3}(\d+)|\b(\d+) (?:tests? )?(?:fail(?:ures?|ed|ing)?|errors?)\b/gi;

function failedIn(bare: string): string {
  return [...bare.matchAll(NUM_FAILED)].map((each) => (Number(each[1] ?? each[2]) > 0 ? '+' : '0')).join('');
}

const formOf = (bare: string, form: string): string => `${form}\n${failedIn(bare)}`;

/** Null where the runs share too little to be compared. */
export function knownLines(failed: SignedFile, passed: readonly SignedFile[]): KnownLines | null {
  const forms = new Set<string>();
  const own = new Set(failed.forms.filter((form) => form.length > 3));
  const shared = new Set<string>();
  for (const { lines, forms: theirs } of passed) {
    for (const [at, form] of theirs.entries()) {
      forms.add(formOf(lines[at].bare, form));
      if (own.has(form)) shared.add(form);
    }
  }
  if (shared.size < MIN_SHARED * own.size) return null;
  return { has: (bare) => forms.has(formOf(bare, normalForm(bare))) };
}
