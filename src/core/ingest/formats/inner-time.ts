/** Lines with a date and a time somewhere in them, behind words whose number varies (uWSGI's requests). The whole line is the message; an HTTP status is the level. */
import { isDigit, isLetter, isWordByte } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { REQUEST, setStatus, statusClass } from '../http-status';
import { isLoud, levelOfToken } from '../level';
import { levelOfMessage } from '../level-message';
import { type TimeKind, timeParser } from '../time/time';
import { tokenEnd } from '../tokens';
import { type LogFormat, shareMatching, shareParsed } from './format';

interface InnerTimeParams {
  readonly http: boolean;
}

const MAX_LOOKED = 400;
/** Share of lines with a time; detection asks for this format where no other explains the file. */
const MIN_SHARE = 0.6;
const TRUST = 0.7;
const DIGITS = (['iso', 'clf', 'day-month'] as const).map((kind: TimeKind) => timeParser(kind));
const LETTERS = (['asctime', 'month-day'] as const).map((kind: TimeKind) => timeParser(kind));

/** Sets the first full date and time of the line. */
function findFullTime(bytes: Uint8Array, begin: number, end: number, out: Header): boolean {
  const stop = Math.min(end - 14, begin + MAX_LOOKED);
  for (let at = begin; at < stop; at++) {
    if (at > begin && isWordByte(bytes[at - 1])) continue;
    const parsers = isDigit(bytes[at]) ? DIGITS : isLetter(bytes[at]) ? LETTERS : null;
    if (!parsers) continue;
    for (const parse of parsers) if (parse(bytes, at, end, out) >= 0 && out.partial === 0) return true;
  }
  return false;
}

/** Level that the first word states in capitals or in marks. */
function firstLevel(bytes: Uint8Array, begin: number, end: number): number {
  const stop = tokenEnd(bytes, begin, end);
  return isLoud(bytes, begin, stop) ? levelOfToken(bytes, begin, stop, false) : 0;
}

function createParser(params: unknown): HeaderParser {
  const http = (params as InnerTimeParams | null)?.http === true;
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    if (!findFullTime(bytes, begin, end, out)) return false;
    out.level = levelOfMessage(bytes, begin, end) || firstLevel(bytes, begin, end);
    if (http) setStatus(out, statusClass(bytes, begin, end));
    return true;
  };
}

export const innerTimeFormat: LogFormat = {
  id: 'inner-time',
  detect(sample, among = sample.counted) {
    const share = shareParsed(sample, among, createParser(null));
    if (share < MIN_SHARE) return null;
    const params: InnerTimeParams = { http: shareMatching(sample, among, REQUEST) > MIN_SHARE };
    return { format: 'time-within', score01: share * TRUST, style: 'lines', params };
  },
  createParser,
};
