/** Tables of command-line tools with a row of capitals on top ('kubectl get events'): columns by their place. TYPE or STATUS is the level, OBJECT or NAME the source, MESSAGE the message. */

import { LEVEL_INFO } from '../../../contracts/units';
import { UPPER_N } from '../../lib/ascii';
import { asciiBytes, isBlank, skipBlanks, startsWithAt } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfWord } from '../level';
import { type LogFormat, lineText } from './format';

interface TableParams {
  /** First byte of each wanted column within the line; -1: none. */
  readonly level: number;
  readonly source: number;
  readonly message: number;
}

const TITLES = /^[A-Z][A-Z ()/-]*( {2,}[A-Z][A-Z ()/-]*){2,}$/;

/** The row of titles is a record of its own that states nothing. */
const TITLE = asciiBytes('MESSAGE');

export const tableFormat: LogFormat = {
  id: 'table',
  detect(sample, among = sample.counted) {
    if (among.length < 2 || among[0] !== 0) return null;
    const titles = lineText(sample, 0);
    if (!TITLES.test(titles)) return null;
    const columns = [...titles.matchAll(/[A-Z][A-Z()/-]*( [A-Z()/-]+)*/g)];
    const placeOf = (pattern: RegExp): number => columns.find(([title]) => pattern.test(title))?.index ?? -1;
    const message = placeOf(/^MESSAGE$/);
    if (message < 0) return null;
    const params: TableParams = {
      level: placeOf(/^(TYPE|LEVEL)$/),
      source: placeOf(/^(OBJECT|NAME)$/),
      message,
    };
    const aligned = among.filter((i) => isAligned(sample.bytes, sample.begin[i], sample.end[i], message));
    const score01 = aligned.length / among.length;
    return score01 > 0.7 ? { format: 'table', score01, style: 'lines', params } : null;
  },
  createParser: (params) => createParser(params as TableParams),
};

const isAligned = (bytes: Uint8Array, begin: number, end: number, column: number): boolean =>
  begin + column < end && isBlank(bytes[begin + column - 1]) && !isBlank(bytes[begin + column]);

function createParser({ level, source, message }: TableParams): HeaderParser {
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    if (!isAligned(bytes, begin, end, message)) return false;
    if (startsWithAt(bytes, begin + message, end, TITLE)) return true;
    out.messageBegin = begin + message;
    if (source >= 0) {
      out.sourceBegin = begin + source;
      out.sourceEnd = cellEnd(bytes, out.sourceBegin, end);
    }
    if (level >= 0) {
      const at = skipBlanks(bytes, begin + level, end);
      const stop = cellEnd(bytes, at, end);
      // Kubernetes has 'Normal' and 'Warning'.
      out.level =
        levelOfWord(bytes, at, stop, true) || (stop - at === 6 && bytes[at] === UPPER_N ? LEVEL_INFO : 0);
    }
    return true;
  };
}

/** Cells end at a blank. */
function cellEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && !isBlank(bytes[i])) i++;
  return i;
}
