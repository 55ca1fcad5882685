// One kind of what is replaced.
export interface RedactionRule {
  /** For the person who approves. */
  readonly kind: string;
  /** Begins the pseudonym: capitals, one of WORDS. */
  readonly word: RedactionWord;
  /** Its group `value`, or else the whole match, is replaced. */
  readonly pattern: RegExp;
  /** False: it only looks like one. `before`: the text in front of the value, some characters of it. */
  test?(value: string, before: string): boolean;
}

export const WORDS = [
  'WORD',
  'SECRET',
  'EMAIL',
  'ADDRESS',
  'NETWORK',
  'PHONE',
  'NUMBER',
  'USER',
  'NAME',
] as const;
type RedactionWord = (typeof WORDS)[number];
