/**
 * The bytes of one message -> its tokens as strings, variable parts masked. Used once per distinct shape; shape.ts hashes
 * by the same rule (shape-bytes.ts).
 */
import {
  BYTE_CLASS,
  COLON,
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
    const kept = address > 0 ? 0 : literalBytes(bytes, i, stop);
    if (kept < stop - i) {
      text += decoder.decode(bytes.subarray(literalBegin, i + kept)) + WILDCARD;
      literalBegin = stop;
    }
    i = stop;
  }
  return text + decoder.decode(bytes.subarray(literalBegin, end));
}

/** How many bytes of a part are literal, from its begin on. */
function literalBytes(bytes: Uint8Array, begin: number, end: number): number {
  if (end - begin > MAX_PART_BYTES) return 0;
  let i = begin;
  while (i < end && BYTE_CLASS[bytes[i]] !== DIGIT) i++;
  if (i === end) return end - begin;
  return BYTE_CLASS[bytes[begin]] === WORD ? keptBytes(bytes, begin, i, end) : 0;
}
