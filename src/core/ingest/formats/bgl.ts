/** Supercomputer RAS logs: 'LABEL EPOCH DATE NODE TIME NODE RAS COMPONENT LEVEL message' (Oliner and Stearley, DSN 2007). */
import { skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfWord } from '../level';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const epoch = timeParser('epoch');
const iso = timeParser('iso');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const second = skipBlanks(bytes, skipWord(bytes, begin, end), end);
  let at = epoch(bytes, second, end, out);
  if (at < 0) return false;
  const epochMs = out.timeMs;
  at = skipBlanks(bytes, at, end);
  for (let word = 0; word < 2; word++) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  const time = iso(bytes, at, end, out);
  if (time < 0) return false;
  // The epoch is the instant; the local time adds the fraction of the second and no zone.
  out.timeMs = epochMs + Math.round((out.timeMs % 1000) * 1e6) / 1e6;
  out.zoneMinutes = 0;
  at = skipBlanks(bytes, time, end);
  for (let word = 0; word < 2; word++) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  const component = skipWord(bytes, at, end);
  out.sourceBegin = at;
  out.sourceEnd = component;
  at = skipBlanks(bytes, component, end);
  const level = skipWord(bytes, at, end);
  out.level = levelOfWord(bytes, at, level, true);
  out.messageBegin = skipBlanks(bytes, level, end);
  return true;
};

export const bglFormat = fixedFormat('bgl', 'timed', parse);
