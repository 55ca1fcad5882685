// Secrets and personal data out of what a model sees, and back again in what it answers. In: text. Out: the same with pseudonyms
// that stay the same for the same value ('EMAIL-1'); counts by kind. Values are known only here and only while one summary is written.

import type { Redaction } from '../contracts/written-summary';

export interface RedactionRule {
  /** For the person who approves. */
  readonly kind: string;
  /** Begins the pseudonym. */
  readonly word: string;
  /** Its group `value`, or else the whole match, is replaced. */
  readonly pattern: RegExp;
}

export const RULES: readonly RedactionRule[] = [
  // A log may hold what looks like a pseudonym: it gets one too, so that putting back is never ambiguous.
  { kind: 'pseudonym', word: 'WORD', pattern: /(?:WORD|SECRET|EMAIL|ADDRESS)-\d+/g },
  {
    kind: 'secret',
    word: 'SECRET',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gs,
  },
  { kind: 'secret', word: 'SECRET', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g },
  { kind: 'secret', word: 'SECRET', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  {
    kind: 'secret',
    word: 'SECRET',
    pattern: /\b(?:gh[opsu]_|github_pat_|glpat-|xox[abprs]-|sk-|gsk_|AIza)[\w-]{16,}/g,
  },
  {
    kind: 'secret',
    word: 'SECRET',
    pattern:
      /\b(?:bearer|authorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)?)\s+(?<value>(?=\S*\d)[\w.~+/=-]{8,})/gi,
  },
  {
    kind: 'secret',
    word: 'SECRET',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,200}:(?<value>[^\s/@]{1,500})@/gi,
  },
  {
    kind: 'secret',
    word: 'SECRET',
    pattern: /(?:password|passwd|pwd|secret)["']?\s*[:=]\s*["']?(?<value>[^\s"',;&)}\]]{4,})/gi,
  },
  // 'token: expired' tells no token.
  {
    kind: 'secret',
    word: 'SECRET',
    pattern:
      /(?:token|api[_-]?key|access[_-]?key|private[_-]?key|signature)["']?\s*[:=]\s*["']?(?<value>(?=\S*\d|\S{20})[^\s"',;&)}\]]{4,})/gi,
  },
  {
    kind: 'e-mail address',
    word: 'EMAIL',
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu,
  },
  {
    kind: 'network address',
    word: 'ADDRESS',
    pattern: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g,
  },
];
/** Far more than a model is given of one line. */
const MAX_CHARS = 4000;
const PSEUDONYM = /(?:WORD|SECRET|EMAIL|ADDRESS)-\d+/g;

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
    Array.from(text.matchAll(rule.pattern), (match): Span => {
      const value = match.groups?.value ?? match[0];
      const begin = match.index + match[0].lastIndexOf(value);
      return { begin, end: begin + value.length, rule };
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
