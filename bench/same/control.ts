// The positive control: an export that was changed by one byte has to be found. In: a folder of exports. Out: what was changed.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The middle byte of the longest text in the folder. */
export function flipByte(dir: string): string {
  const texts = readdirSync(dir).filter((name) => /\.(csv|md|txt)$/.test(name));
  const sizes = texts.map((name) => statSync(join(dir, name)).size);
  const file = texts[sizes.indexOf(Math.max(...sizes))];
  const bytes = readFileSync(join(dir, file));
  const at = bytes.length >> 1;
  bytes[at] ^= 1;
  writeFileSync(join(dir, file), bytes);
  return `byte ${at} of ${file} was flipped`;
}
