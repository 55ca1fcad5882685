/** Job logs of GitLab with times: '2024-05-14T09:00:00.123456Z 01E text': the stream's number, O or E for output or errors, '+' where the line goes on with the one before. */
import { LEVEL_ERROR } from '../../../contracts/units';
import { BLANK, PLUS, UPPER_E } from '../../lib/ascii';
import { isHex, skipBlanks } from '../../lib/bytes';
import { FOLLOWS_NOTHING, FOLLOWS_SOURCE, type HeaderParser, resetHeader } from '../header';
import { levelOfToken } from '../level';
import { levelOfMessage } from '../level-message';
import { timeParser } from '../time/time';
import { tokenEnd } from '../tokens';
import { streamAt } from '../trace-lines';
import { type LogFormat, shareMatching, shareParsed } from './format';

const iso = timeParser('iso');
const UPPER_O = 79;
/** ' 01E'. */
const MARK = 4;

interface GitlabParams {
  /** What is written as an error is one: not where tools write most of their output so. */
  readonly errors: boolean;
}

function createParser({ errors }: GitlabParams): HeaderParser {
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    const at = iso(bytes, begin, end, out);
    if (at < 0 || at + MARK > end || !isMark(bytes, at)) return false;
    const kind = bytes[at + 3];
    const goesOn = at + MARK < end && bytes[at + MARK] === PLUS;
    if (!goesOn && at + MARK < end && bytes[at + MARK] !== BLANK) return false;
    const text = skipBlanks(bytes, Math.min(end, at + MARK + (goesOn ? 1 : 0)), end);
    out.messageBegin = text;
    out.level =
      levelOfMessage(bytes, text, end) || levelOfToken(bytes, text, tokenEnd(bytes, text, end), false);
    if (out.level === 0 && errors && kind === UPPER_E) out.level = LEVEL_ERROR;
    out.stream = streamAt(bytes[at + 1] * 512 + bytes[at + 2] * 2 + 1, Number.NaN);
    out.follows = goesOn ? FOLLOWS_SOURCE : FOLLOWS_NOTHING;
    return true;
  };
}

const isMark = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === BLANK &&
  isHex(bytes[at + 1]) &&
  isHex(bytes[at + 2]) &&
  (bytes[at + 3] === UPPER_O || bytes[at + 3] === UPPER_E);

const MAX_ERRORS = 0.5;

export const gitlabFormat: LogFormat = {
  id: 'gitlab-job',
  detect(sample, among = sample.counted) {
    const score01 = shareParsed(sample, among, createParser({ errors: false }));
    if (score01 === 0) return null;
    const errors = shareMatching(sample, among, /^\S+ [0-9a-f]{2}E/) < MAX_ERRORS;
    return { format: 'gitlab-job', score01, style: 'timed', params: { errors } };
  },
  createParser: (params) => createParser(params as GitlabParams),
};
