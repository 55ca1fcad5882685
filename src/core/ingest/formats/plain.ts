/** Lines without a time: each is a message; a level is read from a word or a mark at its start, or where the sample has one in each line. */
import { COLON } from '../../lib/ascii';
import { isBlank, skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { isLetterColumn, share } from '../layout/columns';
import { levelOfLetter, levelOfToken } from '../level';
import { levelOfMessage } from '../level-message';
import type { Sample } from '../sample';
import { type FormatMatch, type LogFormat, lineText } from './format';
import { levelBehindMatch, levelFirstFormat } from './level-first';

/** Null: levels stand where they like. */
type PlainParams = {
  /** 'E: text' in nearly every line. */
  readonly letters?: boolean;
  /** Of level-first.ts: the level stands behind the same number of words in nearly every line. */
  readonly behind?: unknown;
} | null;

const LETTER = /^([DEFITVW]): /;
const MIN_BEHIND = 0.8;

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const at = skipBlanks(bytes, begin, end);
  const stop = skipWord(bytes, at, end);
  const level = levelOfToken(bytes, at, stop, false);
  out.level = level || levelOfMessage(bytes, at, end);
  out.messageBegin = level > 0 && stop < end ? skipBlanks(bytes, stop, end) : at;
  return true;
};

const parseLetter: HeaderParser = (bytes, begin, end, out) => {
  const level = bytes[begin + 1] === COLON && isBlank(bytes[begin + 2]) ? levelOfLetter(bytes[begin]) : 0;
  if (level === 0 || begin + 3 >= end) return parse(bytes, begin, end, out);
  resetHeader(out, bytes, begin, end);
  out.level = level;
  out.messageBegin = skipBlanks(bytes, begin + 2, end);
  return true;
};

/** What the lines of a sample are read as that have no time. */
export function plainMatch(sample: Sample, among: readonly number[]): FormatMatch {
  const match = { format: 'plain', score01: 0.3, style: 'lines' as const };
  const letters = among.map((i) => LETTER.exec(lineText(sample, i))?.[1] ?? '');
  const isLetters = letters.length > 0 && share(letters, (letter) => letter !== '') > 0.95;
  if (isLetters && isLetterColumn(letters)) return { ...match, params: { letters: true } };
  const behind = levelBehindMatch(sample, among);
  return behind && behind.score01 >= MIN_BEHIND
    ? { ...match, params: { behind: behind.params } }
    : { ...match, params: null };
}

export const plainFormat: LogFormat = {
  id: 'plain',
  detect: (sample, among = sample.counted) => (among.length === 0 ? null : plainMatch(sample, among)),
  createParser: (params, order) => {
    const { letters = false, behind } = (params ?? {}) as NonNullable<PlainParams>;
    if (letters) return parseLetter;
    if (!behind) return parse;
    const read = levelFirstFormat.createParser(behind, order);
    return (bytes, begin, end, out) => read(bytes, begin, end, out) || parse(bytes, begin, end, out);
  },
};
