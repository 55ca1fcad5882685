// The rules of src/core/read as if a kind of tool had never been met. In: logs by family (similar tools together), a share. What it does: for one family it takes the
// alternatives out of the rules that no log of another family needs, and of the others that share. Rules were written for these very logs: only without
// them do the logs fare as unseen ones do.
import type { ReadLine } from '../src/core/read/read-lines';
import { BUILD, TESTS, WHOLE } from '../src/core/read/rules-runs';
import { GENERAL, SYSTEM } from '../src/core/read/rules-system';

export interface FamilyLog {
  readonly family: string;
  readonly lines: readonly ReadLine[];
}

/** The tables that the product asks; while a mask is on, their patterns are other ones. */
const TABLES = [WHOLE, TESTS, BUILD, SYSTEM, GENERAL] as unknown as [string, number, RegExp][][];
const NEVER = /(?!)/;

export interface Masks {
  /** Takes out what only `family` needs, and `share` of the rest, 0 .. 1; the same ones at every call. */
  on(family: string, share: number): void;
  off(): void;
}

export function masksOf(logs: readonly FamilyLog[]): Masks {
  const rules = TABLES.flat().map((rule) => {
    const whole = rule[2];
    const parts = alternatives(whole.source).map((source) => {
      const pattern = new RegExp(source, whole.flags);
      return { source, families: familiesOf(pattern, logs) };
    });
    return { rule, whole, parts };
  });
  return {
    on(family, share) {
      for (const [i, { rule, whole, parts }] of rules.entries()) {
        const kept = parts.filter(({ families }, part) => {
          const isOnly = families.size === 1 && families.has(family);
          return !isOnly && chance(`${family} ${i} ${part}`) >= share;
        });
        const sources = kept.map(({ source }) => source).join('|');
        rule[2] = kept.length === parts.length ? whole : sources ? new RegExp(sources, whole.flags) : NEVER;
      }
    },
    off() {
      for (const { rule, whole } of rules) rule[2] = whole;
    },
  };
}

function familiesOf(pattern: RegExp, logs: readonly FamilyLog[]): ReadonlySet<string> {
  const families = new Set<string>();
  for (const { family, lines } of logs)
    if (!families.has(family) && lines.some(({ bare }) => pattern.test(bare))) families.add(family);
  return families;
}

/** What stands between the '|' that lie in no group and no class. */
function alternatives(source: string): readonly string[] {
  const found = [''];
  let depth = 0;
  let isInClass = false;
  for (const [token] of source.matchAll(/\\.|./gs)) {
    if (isInClass) isInClass = token !== ']';
    else if (token === '[') isInClass = true;
    else if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (token === '|' && depth === 0) {
      found.push('');
      continue;
    }
    found[found.length - 1] += token;
  }
  return found;
}

/** 0 .. 1, the same for the same text. */
export function chance(text: string): number {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
