// Quotations of a sentence. In: the sentence, the lines that it cites. Out: the sentence with each quotation as it stands in the log,
// and what is left outside of them; or the first that stands in no cited line.

import { harmless } from './data-fence';
import { placeOf } from './pieces';

const QUOTATION =
  /"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|`([^`]*)`|‘([^‘’]*)’|(?<![\p{L}\p{N}])'([^']*)'(?![\p{L}\p{N}])/gu;
const QUOTE_MARKS = /["“”„«»`‘]/;
/** Letters without which a quotation with digits is a number in disguise. */
const MIN_LETTERS = 3;

export type Quoted =
  | {
      readonly ok: true;
      readonly text: string;
      /** The sentence without its quotations. */
      readonly outside: string;
    }
  | { readonly ok: false; readonly piece: string };

/** @param lines shown lines */
export function checkQuotations(sentence: string, lines: readonly string[]): Quoted {
  let wrong: string | null = null;
  const text = sentence.replace(QUOTATION, (whole: string, ...groups: unknown[]) => {
    const quoted = groups.slice(0, 7).find((group) => typeof group === 'string') as string;
    const original = originalOf(quoted, lines);
    if (original === null) wrong ??= whole;
    return `"${original ?? quoted}"`;
  });
  const outside = sentence.replace(QUOTATION, ' ');
  // A mark without its partner: where the quotation ends cannot be told.
  wrong ??= QUOTE_MARKS.exec(outside)?.[0] ?? null;
  return wrong === null ? { ok: true, text, outside } : { ok: false, piece: wrong };
}

/** The piece of a line that is quoted, as it stands there; null: none holds it. */
function originalOf(quoted: string, lines: readonly string[]): string | null {
  const asWritten = harmless(quoted.replace(/\s+/g, ' ').trim());
  // Many writers put the comma or the full stop of the sentence inside.
  for (const piece of [asWritten, asWritten.replace(/[.,;:!?]$/, '')]) {
    if (isBareNumber(piece)) return null;
    for (const line of lines) {
      const at = placeOf(piece, harmless(line));
      if (at >= 0) return line.slice(at, at + piece.length);
    }
  }
  return null;
}

function isBareNumber(piece: string): boolean {
  return /\p{N}/u.test(piece) && (piece.match(/\p{L}/gu) ?? []).length < MIN_LETTERS;
}
