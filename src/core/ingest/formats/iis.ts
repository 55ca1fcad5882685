/** W3C extended log files (IIS, CloudFront): '#Fields: date time ...', then a row a line, blank- or tab-separated. 5xx is an error, 4xx a warning. */
import { BLANK, HASH, TAB } from '../../lib/ascii';
import { skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { timeParser } from '../time/time';
import { digitsAt } from '../time/time-parts';
import { countedLines, type LogFormat, lineText, shareParsed } from './format';

interface W3cParams {
  /** Column of sc-status, -1: none. */
  readonly status: number;
}

const iso = timeParser('iso');
const FIELDS = /^#Fields:\s*date\s+time\b/i;

/** Rows begin with date and time; a directive ('#...') is a record of its own that states no time. */
function createParser(params: unknown): HeaderParser {
  const { status } = params as W3cParams;
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    if (bytes[begin] === HASH) return true;
    const gap = begin + 10;
    const tabbed = bytes[gap] === TAB;
    if (tabbed) bytes = spaced(bytes, begin, end);
    const time = tabbed ? iso(bytes, 0, end - begin, out) : iso(bytes, begin, end, out);
    if (time < 0) return false;
    const after = tabbed ? time + begin : time;
    out.zoneMinutes = 0;
    out.messageBegin = skipBlanks(out.messageBytes, after, end);
    out.level = 3;
    if (status < 0) return true;
    let at = out.messageBegin;
    for (let column = 2; column < status && at < end; column++)
      at = skipBlanks(out.messageBytes, skipWord(out.messageBytes, at, end), end);
    const code = at + 3 <= end ? digitsAt(out.messageBytes, at, 3) : -1;
    out.level = code >= 500 ? 6 : code >= 400 ? 5 : 3;
    return true;
  };
}

const head = new Uint8Array(32);
/** Date and time with a blank between them, as the time parser wants it. */
function spaced(bytes: Uint8Array, begin: number, end: number): Uint8Array {
  head.fill(BLANK);
  head.set(bytes.subarray(begin, Math.min(end, begin + 19)));
  head[10] = BLANK;
  return head;
}

export const iisFormat: LogFormat = {
  id: 'w3c-extended',
  detect(sample, among = countedLines(sample)) {
    const line = among.slice(0, 50).find((i) => FIELDS.test(lineText(sample, i)));
    if (line === undefined) return null;
    const columns = lineText(sample, line)
      .replace(/^#Fields:\s*/i, '')
      .split(/\s+/);
    const params: W3cParams = { status: columns.indexOf('sc-status') };
    const score01 = shareParsed(sample, among, createParser(params));
    return { format: 'w3c-extended', score01, style: 'timed', params };
  },
  createParser,
};
