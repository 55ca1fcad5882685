/** Container runtime logs (CRI): '2016-10-06T00:17:09.669794202Z stdout F message'. The message may have a header of its own. */
import { type HeaderParser, resetHeader } from '../header';
import { innerHeader } from '../inner';
import { timeParser } from '../time';
import { fixedFormat } from './format';

const iso = timeParser('iso');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const at = iso(bytes, begin, end, out);
  if (at < 0 || bytes[at] !== 32 || bytes[at + 1] !== 115 || bytes[at + 2] !== 116 || bytes[at + 3] !== 100)
    return false;
  // stdout and stderr are equally long: ' stdout F '.
  const flag = bytes[at + 8];
  if (bytes[at + 7] !== 32 || (flag !== 70 && flag !== 80)) return false;
  out.messageBegin = Math.min(at + 10, end);
  innerHeader(bytes, out.messageBegin, end, out);
  return true;
};

export const criFormat = fixedFormat('cri', 'lines', parse);
