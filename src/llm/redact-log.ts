// A log without secrets and personal data that reads as before. In: text, whole lines at a time. Out: the same with pseudonyms of the same shape, which stay the
// same for the same value: as long, digits for digits, letters for letters, so that a token that varies still varies and no template changes.
import type { Redaction } from '../contracts/written-summary';
import { createRandom } from '../core/lib/random';
import { RULES, spansIn } from './redact';
import type { RedactionRule } from './redaction-rule';

/** Most of a private key that has no end in sight. */
const KEY: RedactionRule = {
  kind: 'secret',
  word: 'SECRET',
  pattern:
    /(?<=-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)(?:[\s\S]{1,8192}?(?=-----END )|[^\n]*(?:\n[ \t]*[A-Za-z0-9+/=]{16,}(?=[\r\n]|$))*)/g,
};
/** What looks like one of our pseudonyms means nothing here, and a key is looked for line by line. */
const LOG_RULES = [
  KEY,
  ...RULES.filter(({ word, pattern }) => word !== 'WORD' && !pattern.source.includes('PRIVATE KEY')),
];
const MOST_TRIES = 64;

export interface LogRedactor {
  redact(lines: string): string;
  /** Different values by kind so far. */
  redactions(): readonly Redaction[];
}

export function createLogRedactor(): LogRedactor {
  const pseudonyms = new Map<string, string>();
  const given = new Set<string>();
  const counts = new Map<string, number>();
  const pseudonymOf = (value: string, { kind, word }: RedactionRule): string => {
    const known = pseudonyms.get(value);
    if (known !== undefined) return known;
    let made = value;
    // Two values of one shape get two pseudonyms, as long as the shape has room for them.
    for (let salt = 0; salt < MOST_TRIES; salt++) {
      made = word === 'ADDRESS' ? addressOf(pseudonyms.size + salt) : shapedAs(value, pseudonyms.size + salt);
      if (!given.has(made) && made !== value) break;
    }
    given.add(made);
    pseudonyms.set(value, made);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return made;
  };
  return {
    redact(lines) {
      let redacted = '';
      let at = 0;
      for (const { begin, end, rule } of spansIn(lines, LOG_RULES)) {
        redacted += lines.slice(at, begin) + pseudonymOf(lines.slice(begin, end), rule);
        at = end;
      }
      return redacted + lines.slice(at);
    },
    redactions: () => [...counts].map(([kind, num]) => ({ kind, num })),
  };
}

function addressOf(num: number): string {
  return `10.${(num >>> 16) & 255}.${(num >>> 8) & 255}.${num & 255}`;
}

/** Letters of hexadecimal digits stay such, where all are. */
function shapedAs(value: string, salt: number): string {
  const isHex = /\d/.test(value) && !/[g-z]/i.test(value);
  const letters = isHex ? 'abcdef' : 'bcdfghjklmnpqrstvwxz';
  const random = createRandom(salt);
  return value.replace(/[\p{L}\d]/gu, (each) => {
    if (/\d/.test(each)) return String(random.int(10));
    const letter = letters[random.int(letters.length)];
    return each === each.toUpperCase() && each !== each.toLowerCase() ? letter.toUpperCase() : letter;
  });
}
