/** Lines without a time: each is a message; a level word at its start is read. */
import { skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfToken } from '../level';
import { levelOfMessage } from '../level-message';
import type { LogFormat } from './format';

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const at = skipBlanks(bytes, begin, end);
  const stop = skipWord(bytes, at, end);
  const level = levelOfToken(bytes, at, stop, false);
  out.level = level || levelOfMessage(bytes, at, end);
  out.messageBegin = level > 0 && stop < end ? skipBlanks(bytes, stop, end) : at;
  return true;
};

export const plainFormat: LogFormat = {
  id: 'plain',
  detect: (sample, among = sample.counted) =>
    among.length === 0 ? null : { format: 'plain', score01: 0.3, style: 'lines', params: null },
  createParser: () => parse,
};
