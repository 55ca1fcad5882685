// Text with keys in it by name. In: SecretText. Out: as it leaves, with the keys filled in; and as it is shown, with their names alone.
import type { SecretText } from '../contracts/outgoing';

/** Printable ASCII without space, quotation mark and backslash: it stands in a header, in JSON and in an address as it is. */
const KEY = /^[!#-[\]-~]+$/;
export const KEY_NAME = /^[A-Z][A-Z0-9_]{0,63}$/;

/** @throws Error, which never holds a key, for one that is missing or cannot stand there */
export function fillSecrets(text: SecretText, keys: ReadonlyMap<string, string>): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const key = keys.get(piece.secret);
      if (key === undefined || key === '') throw new Error(`${piece.secret} is not given.`);
      if (!KEY.test(key))
        throw new Error(`${piece.secret} holds a space, a quotation mark or a character that no key has.`);
      return key;
    })
    .join('');
}

/** 'Bearer ‹GROQ_KEY›' */
export function showSecrets(text: SecretText): string {
  return text.map((piece) => (typeof piece === 'string' ? piece : `‹${piece.secret}›`)).join('');
}

export function secretNames(text: SecretText): readonly string[] {
  return text.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.secret]));
}
