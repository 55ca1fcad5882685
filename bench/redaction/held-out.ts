// The held-out texts of a redaction (held-out.txt): what is sensitive in each, and those in which nothing is. The drawn parts come from a seed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../src/core/lib/random';
import { ROOT } from '../build';

export type Kind = 'secret' | 'personal' | 'lookalike';

export interface HeldOut {
  readonly kind: Kind;
  readonly text: string;
  /** Places [begin, end) of what is sensitive. */
  readonly places: readonly (readonly [number, number])[];
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const ALPHABETS: Readonly<Record<string, string>> = {
  A: UPPER + LOWER + DIGITS,
  a: LOWER + DIGITS,
  U: UPPER + DIGITS,
  h: `${DIGITS}abcdef`,
  H: `${DIGITS}ABCDEF`,
  d: DIGITS,
  b: `${UPPER}${LOWER}${DIGITS}-_`,
  s: `${UPPER}${LOWER}${DIGITS}+/`,
};

export function heldOut(seed: number): readonly HeldOut[] {
  const random = createRandom(seed);
  const lines = readFileSync(join(ROOT, 'bench', 'redaction', 'held-out.txt'), 'utf8').split('\n');
  let kind: Kind | null = null;
  const texts: HeldOut[] = [];
  for (const line of lines) {
    if (line.startsWith('## ')) kind = line.slice(3) as Kind;
    else if (kind !== null && line !== '') texts.push({ kind, ...marked(drawn(line, random)) });
  }
  return texts;
}

function drawn(line: string, random: ReturnType<typeof createRandom>): string {
  const filled = line.replace(/\{([AaUhHdbs])(\d+)\}/g, (_, name: string, length: string) => {
    const alphabet = ALPHABETS[name];
    // A number does not begin with 0.
    const first = name === 'd' ? '123456789'[random.int(9)] : alphabet[random.int(alphabet.length)];
    const rest = Array.from({ length: Number(length) - 1 }, () => alphabet[random.int(alphabet.length)]);
    return first + rest.join('');
  });
  return filled.replace(/(?<!\\)\\n/g, '\n').replaceAll('\\\\n', '\\n');
}

function marked(line: string): Pick<HeldOut, 'text' | 'places'> {
  let text = '';
  const places: [number, number][] = [];
  for (const piece of line.split(/(«|»)/)) {
    if (piece === '«') places.push([text.length, text.length]);
    else if (piece === '»') places[places.length - 1][1] = text.length;
    else text += piece;
  }
  return { text, places };
}
