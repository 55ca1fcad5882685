/** Windows' setupapi.dev.log: sections between '>>>  [title]', '>>>  Section start TIME' and '<<<' lines. A section is a record, its level the gravest mark within: '!!!' error, '!' warning. */
import { LEVEL_ERROR, LEVEL_WARN } from '../../../contracts/units';
import { EXCLAMATION, GREATER, LESS, LINE_FEED } from '../../lib/ascii';
import { asciiBytes, indexOfByte, indexOfBytes, skipBlanks, startsWithAt } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { MAX_RECORD_BYTES } from '../limits';
import { anyTimeParser, type ParseAnyTime } from '../time/any-time';
import { type Block, type LogFormat, lineText } from './format';

const HEAD = asciiBytes('>>>');
const START = asciiBytes('>>>  Section start ');
const FAILED = asciiBytes('[Exit status: FAILURE');

export const setupapiFormat: LogFormat = {
  id: 'setupapi',
  detect(sample, among) {
    if (among && among.length < sample.counted.length) return null;
    const starts = Array.from({ length: sample.length }, (_, i) => lineText(sample, i));
    const sections = starts.filter((line) => /^>>> {2}Section start \d{4}\/\d\d\/\d\d /.test(line)).length;
    if (sections < 2 || sections * MAX_LINES < sample.length) return null;
    return { format: 'setupapi', score01: 0.99, style: 'blocks', params: null };
  },
  createParser: (_params, order) => createParser(anyTimeParser(order)),
  createSplitter: () => ({ split, lead: 0 }),
};

/** Lines that a section has on the average at most. */
const MAX_LINES = 400;

/** Up to a line with '>>>' that follows one without. */
function split(bytes: Uint8Array, at: number, end: number, last: boolean): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  let isHead = startsWithAt(bytes, at, end, HEAD);
  for (let line = bytes.indexOf(LINE_FEED, at) + 1; line > 0 && line < limit; ) {
    if (line + HEAD.length > limit && !last) break;
    const heads = startsWithAt(bytes, line, limit, HEAD);
    if (heads && !isHead) return { contentEnd: line, next: line, broken: false };
    isHead = heads;
    line = bytes.indexOf(LINE_FEED, line) + 1;
  }
  return limit === end && !last ? null : { contentEnd: limit, next: limit, broken: false };
}

function createParser(parseTime: ParseAnyTime): HeaderParser {
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    for (let line = begin; line < end; ) {
      const found = indexOfByte(bytes, LINE_FEED, line, end);
      const stop = found < 0 ? end : found;
      if (startsWithAt(bytes, line, stop, START)) parseTime(bytes, line + START.length, stop, out);
      else if (bytes[line] !== GREATER) takeMark(bytes, line, stop, out);
      line = stop + 1;
    }
    if (out.messageBegin === begin && startsWithAt(bytes, begin, end, HEAD))
      out.messageBegin = skipBlanks(bytes, begin + HEAD.length, end);
    return !Number.isNaN(out.timeMs);
  };
}

/** The first line of the gravest mark is the message. */
function takeMark(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  if (bytes[begin] === LESS) {
    if (indexOfBytes(bytes, FAILED, begin, end) >= 0) out.level = LEVEL_ERROR;
    return;
  }
  const at = skipBlanks(bytes, begin, end);
  if (bytes[at] !== EXCLAMATION) return;
  const level = bytes[at + 1] === EXCLAMATION && bytes[at + 2] === EXCLAMATION ? LEVEL_ERROR : LEVEL_WARN;
  if (level <= out.level) return;
  out.level = level;
  let text = at;
  while (bytes[text] === EXCLAMATION) text++;
  out.messageBegin = skipBlanks(bytes, text, end);
}
