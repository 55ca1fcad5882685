/** Columns of signs and of small numbers that tell how grave a record is. In: positions behind what is known of the header. */
import { LEVEL_INFO } from '../../../contracts/units';
import { skipBlanks } from '../../lib/bytes';
import { share } from './columns';
import { type Cursor, shareOf, textOf } from './cursor';
import { levelOfAgentSign, verbosityEnd } from './marks';

/** A small number in nearly every line, not always the same. */
export function isVerbosity(cursor: Cursor): boolean {
  const found = new Set<string>();
  const num = shareOf(cursor, (at, end) => {
    const stop = verbosityEnd(cursor.bytes, at, end);
    if (stop > 0) found.add(textOf(cursor.bytes, at, stop));
    return stop > 0;
  });
  return num > 0.95 && found.size > 1;
}

/** Signs before brackets in nearly every line, one that informs among them. */
export function isSignColumn({ bytes, at, end }: Cursor): boolean {
  const levels = at.map((from, i) => levelOfAgentSign(bytes, skipBlanks(bytes, from, end[i]), end[i]));
  return (
    share(levels, (level) => level > 0) > 0.95 && levels.includes(LEVEL_INFO) && new Set(levels).size > 1
  );
}
