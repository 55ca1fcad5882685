// Secrets and personal data out of what a model sees, and back again in what it answers. In: text. Out: the same with pseudonyms
// that stay the same for the same value ('EMAIL-1'); counts by kind. Values are known only here and only while one summary is written.

import type { Redaction } from '../contracts/written-summary';
import { PERSONAL_RULES } from './personal-rules';
import { type RedactionRule, WORDS } from './redaction-rule';
import { SECRET_RULES } from './secret-rules';

const PSEUDONYM = new RegExp(`(?:${WORDS.join('|')})-\\d+`, 'g');

export const RULES: readonly RedactionRule[] = [
  // A log may hold what looks like a pseudonym: it gets one too, so that putting back is never ambiguous.
  { kind: 'pseudonym', word: 'WORD', pattern: PSEUDONYM },
  ...SECRET_RULES,
  ...PERSONAL_RULES,
];
/** Far more than a model is given of one line. */
const MAX_CHARS = 4000;
/** What a rule looks at in front of a value. */
const BEFORE_CHARS = 24;

export interface Redactor {
  /** Of a text longer than MAX_CHARS only its beginning comes back. */
  redact(text: string): string;
  /** Pseudonyms that `redact` gave out become their values; others stay. */
  restore(text: string): string;
  /** Different values by kind so far. */
  redactions(): readonly Redaction[];
}

export function createRedactor(): Redactor {
  const pseudonyms = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<string, number>();
  const perWord = new Map<string, number>();
  const pseudonymOf = (value: string, { kind, word }: RedactionRule): string => {
    const known = pseudonyms.get(value);
    if (known !== undefined) return known;
    const num = (perWord.get(word) ?? 0) + 1;
    const pseudonym = `${word}-${num}`;
    perWord.set(word, num);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    pseudonyms.set(value, pseudonym);
    values.set(pseudonym, value);
    return pseudonym;
  };
  return {
    redact: (text) => redactWith(beginningOf(text), pseudonymOf),
    restore: (text) => text.replace(PSEUDONYM, (word) => values.get(word) ?? word),
    redactions: () => [...counts].map(([kind, num]) => ({ kind, num })),
  };
}

/** Never with half of a word at its end, which could be half of a secret. */
function beginningOf(text: string): string {
  return text.length <= MAX_CHARS ? text : text.slice(0, MAX_CHARS).replace(/\S*$/, '');
}

interface Span {
  readonly begin: number;
  readonly end: number;
  readonly rule: RedactionRule;
}

function redactWith(text: string, pseudonymOf: (value: string, rule: RedactionRule) => string): string {
  let redacted = '';
  let at = 0;
  const spans = spansIn(text);
  for (const [i, { begin, end, rule }] of spans.entries()) {
    redacted += text.slice(at, begin);
    at = end;
    // A digit behind a pseudonym would become a part of it.
    while (/\d/.test(text[at] ?? '') && at !== spans[i + 1]?.begin) at++;
    redacted += pseudonymOf(text.slice(begin, at), rule);
  }
  return redacted + text.slice(at);
}

/** What any rule finds, by place; where two meet, they are one. */
export function spansIn(text: string, rules = RULES): readonly Span[] {
  const found = rules.flatMap((rule) =>
    Array.from(text.matchAll(rule.pattern)).flatMap((match): Span[] => {
      const value = match.groups?.value ?? match[0];
      const begin = match.index + match[0].lastIndexOf(value);
      const before = text.slice(Math.max(0, begin - BEFORE_CHARS), begin);
      return rule.test?.(value, before) === false ? [] : [{ begin, end: begin + value.length, rule }];
    }),
  );
  const spans: Span[] = [];
  for (const span of found.sort((a, b) => a.begin - b.begin)) {
    const last = spans.at(-1);
    if (last === undefined || span.begin >= last.end) spans.push(span);
    else {
      const rule = last.rule === RULES[0] ? span.rule : last.rule;
      spans[spans.length - 1] = { begin: last.begin, end: Math.max(last.end, span.end), rule };
    }
  }
  return spans;
}
