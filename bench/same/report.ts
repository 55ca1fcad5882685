// A comparison in words. In: a comparison, or one of its differences. Out: lines for a terminal, in which log text can do no harm.
import type { Comparison, Difference } from './compare';

export function resultLine(
  name: string,
  { numFiles, differences, repacked }: Comparison,
  seconds: readonly number[],
): string {
  const verdict =
    differences.length === 0 ? 'same' : `DIFFERS in ${differences.map(({ file }) => file).join(', ')}`;
  const times = seconds.map((each) => each.toFixed(1)).join(' and ');
  const other = repacked.length === 0 ? '' : `; other bytes, same rows: ${repacked.join(', ')}`;
  return `${name}: ${verdict} (${numFiles} files, ${times} s${other})`;
}

export function differenceLines({ file, at, before, after }: Difference): string[] {
  return [`    ${file}, ${at}`, `      before: ${shown(before)}`, `      after:  ${shown(after)}`];
}

/** Exports are compared on one character a byte; here they are text again, without what moves a terminal's cursor. */
function shown(text: string | null): string {
  if (text === null) return '(nothing)';
  const decoded = /[^\x00-\xff]/.test(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
  return decoded.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (found) => `\\u{${found.codePointAt(0)!.toString(16)}}`,
  );
}
