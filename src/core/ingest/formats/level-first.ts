/**
 * Inner texts without a time whose header begins with a level: 'ERROR [main] a.B : text', '[warn] text', 'INFO: text'. What stands
 * between level and message is learnt as for lines with a time: each text is read behind a time that it does not have.
 */

import { LEVEL_WARN } from '../../../contracts/units';
import { LINE_FEED } from '../../lib/ascii';
import { asciiBytes } from '../../lib/bytes';
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
const MIN_TAKEN = 0.5;
const MIN_STATED = 3;

export const levelFirstFormat: LogFormat = {
  id: 'level-first',
  /** Never the format of a file: levelFirstMatch is asked of messages. */
  detect: () => null,
  createParser: (params) => createParser(params as Layout),
};

export function levelFirstMatch(sample: Sample, among: readonly number[]): FormatMatch | null {
  const { bytes, begin, end } = sample;
  const stated = among.filter((i) => beginsWithLevel(bytes, begin[i], end[i]));
  if (stated.length < among.length * MIN_LEVELS || !isNotation(sample, stated)) return null;
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
  const parse = createParser(match.params as Layout);
  const out = createHeader();
  const taken = stated.filter((i) => parse(bytes, begin[i], end[i], out)).length;
  if (taken < stated.length * MIN_TAKEN) return null;
  return { format: 'level-first', score01: taken / among.length, style: 'timed', params: match.params };
}

/** Prose begins with 'error:' at times; a notation states routine too. */
function isNotation({ bytes, begin, end }: Sample, stated: readonly number[]): boolean {
  const levels = new Set(
    stated.map((i) => levelOfToken(bytes, begin[i], tokenEnd(bytes, begin[i], end[i]), false)),
  );
  return stated.length >= MIN_STATED && levels.size > 1 && [...levels].some((level) => level < LEVEL_WARN);
}

/** What a Scratch holds. */
const MAX_LEARNT = 65_536;

function beginsWithLevel(bytes: Uint8Array, begin: number, end: number): boolean {
  const stop = tokenEnd(bytes, begin, end);
  return stop < end && isLoud(bytes, begin, stop) && levelOfToken(bytes, begin, stop, false) > 0;
}

function createParser(layout: Layout): HeaderParser {
  const line = new Scratch();
  const read = parserOfLayout(layout, null);
  return (bytes, begin, end, out) => {
    if (!beginsWithLevel(bytes, begin, end)) return false;
    line.clear();
    line.append(TIME, 0, TIME.length);
    line.append(bytes, begin, end);
    if (!read(line.bytes, 0, line.length, out) || out.level === 0) return false;
    out.timeMs = Number.NaN;
    out.zoneMinutes = Number.NaN;
    return true;
  };
}
