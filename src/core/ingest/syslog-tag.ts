/** 'sshd(pam_unix)[19939]: message' behind a syslog host. Sets the source (tag without pid) and returns where the message begins. */
import { isBlank, isDigit, isLetter, skipBlanks, skipWord } from '../lib/bytes';
import type { Header } from './header';
import { setSource } from './layout';

const MAX_TAG = 64;

/** In: position after the host. A line without a tag ('last message repeated 3 times') is all message. */
export function parseTag(bytes: Uint8Array, from: number, end: number, out: Header): number {
  const at = skipBlanks(bytes, from, end);
  const stop = tagEnd(bytes, at, end);
  if (stop < 0) return at;
  setSource(bytes, at, stop, out);
  return skipBlanks(bytes, stop + 1, end);
}

/** Position of the colon that ends the tag, or -1. */
function tagEnd(bytes: Uint8Array, at: number, end: number): number {
  let word = at;
  const limit = Math.min(end, at + MAX_TAG);
  for (let words = 0; words < 4 && word < limit; words++) {
    const stop = skipWord(bytes, word, end);
    const colon = colonOfWord(bytes, word, stop);
    if (colon > at && (words === 0 || isLateTag(bytes, word, colon))) return colon;
    if (
      words === 0 &&
      !isLetter(bytes[at]) &&
      bytes[at] !== 47 &&
      bytes[at] !== 40 &&
      bytes[at] !== 95 &&
      bytes[at] !== 45
    )
      return -1;
    word = skipBlanks(bytes, stop, end);
  }
  return -1;
}

/** 'kernel:', 'sshd[12]:', and 'prog[12]:msg' without a blank behind. */
function colonOfWord(bytes: Uint8Array, begin: number, stop: number): number {
  if (stop > begin && bytes[stop - 1] === 58) return stop - 1;
  for (let i = begin; i + 1 < stop; i++) if (bytes[i] === 93 && bytes[i + 1] === 58) return i + 1;
  return -1;
}

/** A tag of several words ends in a process id ('Google Chrome[123]:') or a version ('syslogd 1.4.1:'). */
function isLateTag(bytes: Uint8Array, begin: number, colon: number): boolean {
  if (bytes[colon - 1] === 93) return true;
  for (let i = begin; i < colon; i++) if (!isDigit(bytes[i]) && bytes[i] !== 46) return false;
  return !isBlank(bytes[begin]);
}
