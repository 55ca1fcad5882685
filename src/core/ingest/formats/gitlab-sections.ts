/** Job logs of GitLab without times: only the marks of sections state them, 'section_start:1715677200:name', and each line between is a record. */
import { CARRIAGE_RETURN, COLON } from '../../lib/ascii';
import { asciiBytes, indexOfByte, startsWithAt } from '../../lib/bytes';
import type { HeaderParser } from '../header';
import { timeParser } from '../time/time';
import type { LogFormat } from './format';
import { plainFormat } from './plain';

const START = asciiBytes('section_start:');
const END = asciiBytes('section_end:');
const epoch = timeParser('epoch');
const plain = plainFormat.createParser(null, null);
const MIN_MARKS = 2;

const parse: HeaderParser = (bytes, begin, end, out) => {
  let at = begin;
  let ms = Number.NaN;
  for (let text = behindMark(bytes, at, end); text > at; text = behindMark(bytes, at, end)) {
    epoch(bytes, indexOfByte(bytes, COLON, at, end) + 1, end, out);
    ms = out.timeMs;
    at = text;
  }
  plain(bytes, at, end, out);
  if (Number.isNaN(ms)) return true;
  out.timeMs = ms;
  out.zoneMinutes = 0;
  return true;
};

/** Position behind the mark of a section at `at`, or `at`. What follows it on its line is another mark or the text. */
function behindMark(bytes: Uint8Array, at: number, end: number): number {
  const mark = startsWithAt(bytes, at, end, START) ? START : startsWithAt(bytes, at, end, END) ? END : null;
  if (mark === null) return at;
  const close = indexOfByte(bytes, CARRIAGE_RETURN, at + mark.length, end);
  return close < 0 ? end : close + 1;
}

export const gitlabSectionsFormat: LogFormat = {
  id: 'gitlab-sections',
  detect(sample, among) {
    const { bytes, begin, end } = sample;
    if (among && among.length < sample.counted.length) return null;
    const marks = sample.counted.filter((i) => behindMark(bytes, begin[i], end[i]) > begin[i]).length;
    return marks < MIN_MARKS ? null : { format: 'gitlab-job', score01: 1, style: 'lines', params: null };
  },
  createParser: () => parse,
};
