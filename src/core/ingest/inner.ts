/** Header inside a message that a container runtime wrapped: a time and a level at its start are stepped over. */
import { skipBlanks, skipWord } from '../lib/bytes';
import { createHeader, type Header } from './header';
import { levelOfToken } from './level';
import { timeParser } from './time';

const iso = timeParser('iso');
const scratch = createHeader();

/** Moves out.messageBegin over a time of its own and takes the level found within the next three words. */
export function innerHeader(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  const bracket = bytes[begin] === 91 ? 1 : 0;
  const time = iso(bytes, begin + bracket, end, scratch);
  let at = skipBlanks(bytes, time < 0 ? begin : time + (bytes[time] === 93 ? 1 : 0), end);
  if (time >= 0) out.messageBegin = at;
  for (let word = 0; word < 3 && at < end; word++) {
    const stop = skipWord(bytes, at, end);
    const level = levelOfToken(bytes, at, stop, false);
    if (level > 0 && (word === 0 || time >= 0)) {
      out.level = level;
      if (word === 0) out.messageBegin = skipBlanks(bytes, stop, end);
      return;
    }
    at = skipBlanks(bytes, stop, end);
  }
}
