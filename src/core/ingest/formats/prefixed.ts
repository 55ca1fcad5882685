/** Last resort behind a prefix that names the program ('web-1  | listening'): a line without a time is a record of its own. */
import { type HeaderParser, resetHeader } from '../header';
import { levelOfMessage } from '../level-message';
import { looksLikeContinuation } from '../sample';
import type { LogFormat } from './format';

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  out.level = levelOfMessage(bytes, begin, end);
  return !looksLikeContinuation(bytes, begin, end);
};

export const prefixedFormat: LogFormat = {
  id: 'prefixed',
  /** Never the format of a file: detection adds it to plans whose lines have such a prefix. */
  detect: () => null,
  createParser: () => parse,
};
