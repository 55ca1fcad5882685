/**
 * The bytes of one message -> its tokens as strings, variable parts masked. Used once per distinct shape; shape.ts hashes
 * by the same rule (shape-bytes.ts).
 */
import {
  BYTE_CLASS,
  COLON,
  DIGIT,
  hexGroupsEnd,
  MAX_HEX_GROUP,
  MAX_PART_BYTES,
  MAX_TOKENS,
  partEnd,
  SPACE,
  startsPart,
  WILDCARD,
} from './shape-bytes';

/** Tokens of bytes [begin, end). Broken UTF-8 becomes U+FFFD. An empty message has no tokens. */
export function shapeTokens(bytes: Uint8Array, begin: number, end: number, decoder: TextDecoder): string[] {
  const tokens: string[] = [];
  let i = begin;
  for (;;) {
    while (i < end && BYTE_CLASS[bytes[i]] === SPACE) i++;
    if (i >= end) return tokens;
    if (tokens.length === MAX_TOKENS) {
      tokens.push(WILDCARD);
      return tokens;
    }
    let tokenEnd = i;
    while (tokenEnd < end && BYTE_CLASS[bytes[tokenEnd]] !== SPACE) tokenEnd++;
    tokens.push(maskToken(bytes, i, tokenEnd, decoder));
    i = tokenEnd;
  }
}

function maskToken(bytes: Uint8Array, begin: number, end: number, decoder: TextDecoder): string {
  let text = '';
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
    if (address > 0 || isVariable(bytes, i, stop)) {
      text += decoder.decode(bytes.subarray(literalBegin, i)) + WILDCARD;
      literalBegin = stop;
    }
    i = stop;
  }
  return text + decoder.decode(bytes.subarray(literalBegin, end));
}

function isVariable(bytes: Uint8Array, begin: number, end: number): boolean {
  if (end - begin > MAX_PART_BYTES) return true;
  for (let i = begin; i < end; i++) if (BYTE_CLASS[bytes[i]] === DIGIT) return true;
  return false;
}
