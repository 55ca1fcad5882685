/**
 * The bytes of one message -> the text of its shape in bytes: tokens with their variable parts masked, one blank between
 * them. Used once per distinct shape; what hashes messages (shape-index.ts, the kernel) goes by the same rule.
 */
import { BLANK, COLON } from '../../lib/ascii';
import {
  BYTE_CLASS,
  DIGIT,
  hexGroupsEnd,
  keptBytes,
  MAX_HEX_GROUP,
  MAX_PART_BYTES,
  MAX_TOKENS,
  partEnd,
  SPACE,
  startsPart,
  WILDCARD,
  WORD,
} from './shape-bytes';

const WILDCARD_BYTES = Uint8Array.from(WILDCARD, (char) => char.charCodeAt(0));
const SPACED_WILDCARD = Uint8Array.from(` ${WILDCARD}`, (char) => char.charCodeAt(0));

/** Texts one after another; text i is bytes[end(i - 1), end(i)). */
export class ShapeTexts {
  private bytes = new Uint8Array(1 << 14);
  private used = 0;

  get length(): number {
    return this.used;
  }

  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.used);
    this.used = 0;
    return taken;
  }

  /** Adds the shape's text of bytes [begin, end); nothing for an empty message. */
  add(bytes: Uint8Array, begin: number, end: number): void {
    this.addTokens(bytes, begin, end, MAX_TOKENS);
  }

  /** Adds the first `numTokens` tokens of it, and a wildcard whether more follow or not. */
  addCoarse(bytes: Uint8Array, begin: number, end: number, numTokens: number): void {
    if (this.addTokens(bytes, begin, end, numTokens)) return;
    this.append(SPACED_WILDCARD, numTokens === 0 ? 1 : 0, SPACED_WILDCARD.length);
  }

  /** Says whether a wildcard ends it, because there are more than `maxTokens` tokens. */
  private addTokens(bytes: Uint8Array, begin: number, end: number, maxTokens: number): boolean {
    const start = this.used;
    let i = begin;
    for (let numTokens = 0; ; numTokens++) {
      while (i < end && BYTE_CLASS[bytes[i]] === SPACE) i++;
      if (i >= end) return false;
      this.reserve(1);
      if (this.used > start) this.bytes[this.used++] = BLANK;
      if (numTokens === maxTokens) {
        this.append(WILDCARD_BYTES, 0, WILDCARD_BYTES.length);
        return true;
      }
      let tokenEnd = i;
      while (tokenEnd < end && BYTE_CLASS[bytes[tokenEnd]] !== SPACE) tokenEnd++;
      this.addToken(bytes, i, tokenEnd);
      i = tokenEnd;
    }
  }

  private addToken(bytes: Uint8Array, begin: number, end: number): void {
    let literalBegin = begin;
    let i = begin;
    while (i < end) {
      if (!startsPart(bytes, i, end)) {
        i++;
        continue;
      }
      let stop = partEnd(bytes, i, end);
      const address = stop - i <= MAX_HEX_GROUP && bytes[stop] === COLON ? hexGroupsEnd(bytes, i, end) : 0;
      if (address > 0) stop = address;
      const kept = address > 0 ? 0 : literalBytes(bytes, i, stop);
      if (kept < stop - i) {
        this.append(bytes, literalBegin, i + kept);
        this.append(WILDCARD_BYTES, 0, WILDCARD_BYTES.length);
        literalBegin = stop;
      }
      i = stop;
    }
    this.append(bytes, literalBegin, end);
  }

  private append(from: Uint8Array, begin: number, end: number): void {
    this.reserve(end - begin);
    const { bytes } = this;
    let at = this.used;
    for (let i = begin; i < end; i++) bytes[at++] = from[i];
    this.used = at;
  }

  private reserve(size: number): void {
    if (this.used + size <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.used + size));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** How many bytes of a part are literal, from its begin on. */
function literalBytes(bytes: Uint8Array, begin: number, end: number): number {
  if (end - begin > MAX_PART_BYTES) return 0;
  let i = begin;
  while (i < end && BYTE_CLASS[bytes[i]] !== DIGIT) i++;
  if (i === end) return end - begin;
  return BYTE_CLASS[bytes[begin]] === WORD ? keptBytes(bytes, begin, i, end) : 0;
}
