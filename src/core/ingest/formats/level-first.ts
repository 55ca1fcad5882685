/**
 * Inner texts without a time whose header begins with a level, or has one behind a word or two: 'ERROR [main] a.B : text', '[warn] text', 'INFO: text',
 * '[main] WARN a.B - text'. What stands between level and message is learnt as for lines with a time: each text is read behind a time that it does not have.
 */

import { LEVEL_WARN } from '../../../contracts/units';
import { LINE_FEED } from '../../lib/ascii';
import { asciiBytes, skipBlanks } from '../../lib/bytes';
import { createHeader, type HeaderParser } from '../header';
import { type Layout, parserOfLayout } from '../layout/layout';
import { isLoud, levelOfToken } from '../level';
import { createSample, type Sample } from '../sample';
import { Scratch } from '../scratch';
import { tokenEnd } from '../tokens';
import type { FormatMatch, LogFormat } from './format';
import { textFormat } from './text';

const TIME = asciiBytes('2000-01-01T00:00:00Z ');
/** Share of texts that begin with a level word. */
const MIN_LEVELS = 0.3;
/** Share of those that have one behind as many words as the others. */
const MIN_BEHIND = 0.6;
const MAX_WORDS = 2;
const MIN_TAKEN = 0.5;
const MIN_STATED = 3;

export const levelFirstFormat: LogFormat = {
  id: 'level-first',
  /** Never the format of a file: levelFirstMatch is asked of messages. */
  detect: () => null,
  createParser: (params) => createParser(params as LevelFirstParams),
};

interface LevelFirstParams {
  readonly layout: Layout;
  /** How many words stand before the level. */
  readonly words: number;
}

export function levelFirstMatch(sample: Sample, among: readonly number[]): FormatMatch | null {
  for (let words = 0; words <= MAX_WORDS; words++) {
    const match = matchBehind(sample, among, words);
    if (match) return match;
  }
  return null;
}

/** Null: no level stands behind the same number of words, one to three, in most lines. */
export function levelBehindMatch(sample: Sample, among: readonly number[]): FormatMatch | null {
  for (let words = 1; words <= MAX_WORDS + 1; words++) {
    const match = matchBehind(sample, among, words);
    if (match) return match;
  }
  return null;
}

function matchBehind(sample: Sample, among: readonly number[], words: number): FormatMatch | null {
  const { bytes, begin, end } = sample;
  const stated = among.filter((i) => levelBehind(bytes, begin[i], end[i], words) > 0);
  const least = words === 0 ? MIN_LEVELS : MIN_BEHIND;
  if (stated.length < among.length * least || !isNotation(sample, stated, words)) return null;
  const text = new Scratch();
  for (const i of stated) {
    if (text.length + TIME.length + end[i] - begin[i] > MAX_LEARNT) break;
    text.append(TIME, 0, TIME.length);
    text.append(bytes, begin[i], end[i]);
    text.push(LINE_FEED);
  }
  const behind = createSample([text.bytes.slice(0, text.length)], '', true);
  const match = textFormat.detect(behind);
  if (!match) return null;
  const params: LevelFirstParams = { layout: match.params as Layout, words };
  const parse = createParser(params);
  const out = createHeader();
  const taken = stated.filter((i) => parse(bytes, begin[i], end[i], out)).length;
  if (taken < stated.length * MIN_TAKEN) return null;
  return { format: 'level-first', score01: taken / among.length, style: 'timed', params };
}

/** Prose begins with 'error:' at times; a notation states routine too. */
function isNotation({ bytes, begin, end }: Sample, stated: readonly number[], words: number): boolean {
  const levels = new Set(stated.map((i) => levelBehind(bytes, begin[i], end[i], words)));
  return stated.length >= MIN_STATED && levels.size > 1 && [...levels].some((level) => level < LEVEL_WARN);
}

/** What a Scratch holds. */
const MAX_LEARNT = 65_536;

/** Level that the word behind so many states, if it is loud and text follows; else 0. */
function levelBehind(bytes: Uint8Array, begin: number, end: number, words: number): number {
  let at = begin;
  for (let i = 0; i < words; i++) at = skipBlanks(bytes, tokenEnd(bytes, at, end), end);
  const stop = tokenEnd(bytes, at, end);
  return stop < end && isLoud(bytes, at, stop) ? levelOfToken(bytes, at, stop, false) : 0;
}

function createParser({ layout, words }: LevelFirstParams): HeaderParser {
  const line = new Scratch();
  const read = parserOfLayout(layout, null);
  return (bytes, begin, end, out) => {
    if (levelBehind(bytes, begin, end, words) === 0) return false;
    line.clear();
    line.append(TIME, 0, TIME.length);
    line.append(bytes, begin, end);
    if (!read(line.bytes, 0, line.length, out) || out.level === 0) return false;
    out.timeMs = Number.NaN;
    out.zoneMinutes = Number.NaN;
    return true;
  };
}
