/** A level word behind the time, and what before it names the source. In: which tokens. Out: the position behind it, or the one where it began. */
import { CLOSE_BRACKET, COLON, HASH, LESS, OPEN_BRACKET, OPEN_PAREN, SLASH } from '../../lib/ascii';
import { asciiBytes, indexOfByte, isLetter, isNameByte, skipBlanks, startsWithAt } from '../../lib/bytes';
import type { Header } from '../header';
import { levelOfToken, levelOfWord } from '../level';
import { levelOfJoint } from '../level-message';
import { isPunctToken, tokenEnd } from '../tokens';
import { type Step, setSource } from './set-source';

/** Within the next max + 1 tokens. */
export interface LevelPlace {
  readonly max: number;
  /** Which of the tokens before it names the source; -1: none. */
  readonly source: number;
  /** It is glued to another word ('ERROR/main'). */
  readonly joint?: boolean;
  /** In small letters too ('critical/checker:', which names the source). */
  readonly quiet?: boolean;
  /** The source ends where a bracket tells of an instance ('imap(anna)<41>:'). */
  readonly instances?: boolean;
}

/** Where the first '(' or '<' of a token ends its name. */
function nameEnd(bytes: Uint8Array, begin: number, end: number): number {
  let at = begin;
  while (at < end && bytes[at] !== OPEN_PAREN && bytes[at] !== LESS) at++;
  return at > begin ? at : end;
}

export const levelStep =
  ({ max, source, joint = false, quiet = false, instances = false }: LevelPlace): Step =>
  (bytes, from, end, out) => {
    let at = skipBlanks(bytes, from, end);
    let sourceBegin = -1;
    let sourceEnd = -1;
    for (let token = 0; token <= max && at < end; ) {
      const stop = tokenEnd(bytes, at, end);
      if (!isPunctToken(bytes, at, stop)) {
        const level =
          levelOfToken(bytes, at, stop, true) || (joint ? levelOfJoint(bytes, at, stop, quiet) : 0);
        if (level > 0) {
          out.level = level;
          const name = basicNameEnd(bytes, at, stop);
          if (name > 0) {
            setSource(bytes, indexOfByte(bytes, COLON, at, name) + 1, name, out);
            return name + 1;
          }
          if (sourceBegin >= 0) setSource(bytes, sourceBegin, sourceEnd, out);
          else if (quiet) partnerAsSource(bytes, at, stop, out);
          else moduleAsSource(bytes, at, stop, out);
          return afterLevelWord(bytes, stop, end);
        }
        if (token === source) {
          sourceBegin = at;
          sourceEnd = instances ? nameEnd(bytes, at, stop) : stop;
        }
        token++;
      }
      at = skipBlanks(bytes, stop, end);
    }
    return from;
  };

/** The second colon of 'INFO:shop.cart:text', as Python writes it by default; -1: no such word. */
function basicNameEnd(bytes: Uint8Array, at: number, stop: number): number {
  const colon = indexOfByte(bytes, COLON, at, stop);
  if (colon < 0 || !isLetter(bytes[at]) || levelOfWord(bytes, at, colon, false) === 0) return -1;
  const name = indexOfByte(bytes, COLON, colon + 1, stop);
  return name > colon + 1 && name < stop - 1 && isNameByte(bytes[colon + 1]) ? name : -1;
}

const ERROR = asciiBytes(' error:');

/** Behind the colon of 'ERROR :', and behind both words of 'Fatal error:'. */
function afterLevelWord(bytes: Uint8Array, stop: number, end: number): number {
  if (bytes[stop] === COLON) return stop + 1;
  return isLetter(bytes[stop - 1]) && startsWithAt(bytes, stop, end, ERROR) ? stop + ERROR.length : stop;
}

/** 'critical/checker:': what follows the level. */
function partnerAsSource(bytes: Uint8Array, at: number, stop: number, out: Header): void {
  const slash = bytes[stop - 1] === COLON ? indexOfByte(bytes, SLASH, at, stop) : -1;
  if (slash > at) setSource(bytes, slash + 1, stop, out);
}

/** '[core:error]', '[shop.cart#error]': the module before the level; '[Debug#SQL]': behind it. */
function moduleAsSource(bytes: Uint8Array, at: number, stop: number, out: Header): void {
  if (bytes[at] !== OPEN_BRACKET || bytes[stop - 1] !== CLOSE_BRACKET) return;
  const hash = indexOfByte(bytes, HASH, at, stop);
  if (hash > 0 && levelOfWord(bytes, at + 1, hash, true) > 0) {
    setSource(bytes, hash + 1, stop - 1, out);
    return;
  }
  const isBefore = hash > 0 && levelOfWord(bytes, hash + 1, stop - 1, true) > 0;
  const colon = isBefore ? hash : indexOfByte(bytes, COLON, at, stop);
  if (colon < 0) return;
  out.sourceBegin = at + 1;
  out.sourceEnd = colon;
}
