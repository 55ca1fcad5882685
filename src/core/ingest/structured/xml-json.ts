/**
 * Elements of XML as JSON, so that events of Windows, log4j and java.util.logging are read as other structured records: attributes and
 * children are fields, an element with text alone is that text, `<Data Name="x">` is the field x. In: bytes of one element. Out: appended JSON.
 */
import {
  AMPERSAND,
  APOSTROPHE,
  BACKSLASH,
  BLANK,
  CLOSE_BRACE,
  COLON,
  COMMA,
  EQUALS,
  EXCLAMATION,
  GREATER,
  LESS,
  LOWER_X,
  OPEN_BRACE,
  QUOTE,
  SEMICOLON,
  SLASH,
} from '../../lib/ascii';
import { asciiBytes, decodeRange, indexOfByte, indexOfBytes, startsWithAt } from '../../lib/bytes';
import type { Scratch } from '../scratch';
import { skipSpace } from './json-split';

const MAX_DEPTH = 16;
const CDATA = asciiBytes('<![CDATA[');
const CDATA_END = asciiBytes(']]>');
const COMMENT = asciiBytes('<!--');
const COMMENT_END = asciiBytes('-->');
const MAX_ENTITY = 10;
const ENTITIES: Readonly<Record<string, number>> = {
  lt: LESS,
  gt: GREATER,
  amp: AMPERSAND,
  quot: QUOTE,
  apos: APOSTROPHE,
};

/** An open tag: its name without the prefix of a namespace, where its attributes begin and its content. */
interface Tag {
  readonly nameBegin: number;
  readonly nameEnd: number;
  readonly contentBegin: number;
  /** '<name/>'. */
  readonly isEmpty: boolean;
}

/** Appends the element at `begin`; false: it is not closed before `end`, or too deep. */
export function appendXmlAsJson(out: Scratch, bytes: Uint8Array, begin: number, end: number): boolean {
  const tag = tagAt(bytes, begin, end);
  return tag !== null && appendElement(out, bytes, tag, end, 0, true) > 0;
}

export function tagAt(bytes: Uint8Array, at: number, end: number): Tag | null {
  if (bytes[at] !== LESS) return null;
  let nameBegin = at + 1;
  let nameEnd = nameBegin;
  for (; nameEnd < end && !endsName(bytes[nameEnd]); nameEnd++)
    if (bytes[nameEnd] === COLON) nameBegin = nameEnd + 1;
  if (nameEnd === nameBegin) return null;
  let i = nameEnd;
  for (; i < end && bytes[i] !== GREATER; i++)
    if (bytes[i] === QUOTE || bytes[i] === APOSTROPHE) {
      i = indexOfByte(bytes, bytes[i], i + 1, end);
      if (i < 0) return null;
    }
  return i < end ? { nameBegin, nameEnd, contentBegin: i + 1, isEmpty: bytes[i - 1] === SLASH } : null;
}

const endsName = (byte: number): boolean =>
  byte <= BLANK || byte === GREATER || byte === SLASH || byte === EQUALS;

/** Appends the value of an element; position behind it, or -1. `isRecord`: it is an object whatever it holds. */
function appendElement(
  out: Scratch,
  bytes: Uint8Array,
  tag: Tag,
  end: number,
  depth: number,
  isRecord: boolean,
): number {
  const { nameBegin, nameEnd, contentBegin, isEmpty } = tag;
  const close = isEmpty ? contentBegin : nextLess(bytes, contentBegin, end);
  if (close < 0 || depth > MAX_DEPTH) return -1;
  const isText = isEmpty || bytes[close + 1] === SLASH;
  const attributes = attributesOf(bytes, tag);
  if (isText && !isRecord && (attributes.length === 0 || nameOf(bytes, tag))) {
    appendString(out, bytes, contentBegin, close);
    return isEmpty ? contentBegin : behindTag(bytes, close, end);
  }
  out.push(OPEN_BRACE);
  for (const { begin, stop, valueBegin, valueEnd } of attributes) {
    appendKey(out, bytes, begin, stop);
    appendString(out, bytes, valueBegin, valueEnd);
  }
  if (isText && skipSpace(bytes, contentBegin, close) < close) {
    appendKey(out, bytes, nameBegin, nameEnd);
    appendString(out, bytes, contentBegin, close);
  }
  const at = isText ? close : appendChildren(out, bytes, contentBegin, end, depth);
  out.push(CLOSE_BRACE);
  return isEmpty || at < 0 ? at : behindTag(bytes, at, end);
}

/** Position of the '</' behind the last child, or -1. */
function appendChildren(out: Scratch, bytes: Uint8Array, from: number, end: number, depth: number): number {
  let at = nextLess(bytes, from, end);
  while (at >= 0 && bytes[at + 1] !== SLASH) {
    if (bytes[at + 1] === EXCLAMATION) at = behindTag(bytes, at, end);
    else {
      const child = tagAt(bytes, at, end);
      if (!child) return -1;
      const { begin, end: stop } = nameOf(bytes, child) ?? { begin: child.nameBegin, end: child.nameEnd };
      appendKey(out, bytes, begin, stop);
      at = appendElement(out, bytes, child, end, depth + 1, false);
    }
    if (at >= 0) at = nextLess(bytes, at, end);
  }
  return at;
}

function appendKey(out: Scratch, bytes: Uint8Array, begin: number, end: number): void {
  if (out.bytes[out.length - 1] !== OPEN_BRACE) out.push(COMMA);
  appendString(out, bytes, begin, end);
  out.push(COLON);
}

interface Attribute {
  readonly begin: number;
  readonly stop: number;
  readonly valueBegin: number;
  readonly valueEnd: number;
}

const DATA = asciiBytes('Data');
const NAME = asciiBytes('Name');
const XMLNS = asciiBytes('xmlns');

/** What `<Data Name="param1">` is called; null: another element. */
function nameOf(bytes: Uint8Array, tag: Tag): { begin: number; end: number } | null {
  if (!isWord(bytes, tag.nameBegin, tag.nameEnd, DATA)) return null;
  const found = attributesOf(bytes, tag).find(({ begin, stop }) => isWord(bytes, begin, stop, NAME));
  return found ? { begin: found.valueBegin, end: found.valueEnd } : null;
}

const isWord = (bytes: Uint8Array, begin: number, end: number, word: Uint8Array): boolean =>
  end - begin === word.length && startsWithAt(bytes, begin, end, word);

/** Attributes of an open tag but those that name a namespace. */
function attributesOf(bytes: Uint8Array, { nameEnd, contentBegin: end }: Tag): Attribute[] {
  const found: Attribute[] = [];
  for (let at = skipSpace(bytes, nameEnd, end); at < end; ) {
    let stop = at;
    while (stop < end && !endsName(bytes[stop])) stop++;
    const open = skipSpace(bytes, stop + 1, end);
    const quote = bytes[open];
    if (stop === at || bytes[stop] !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) break;
    const close = indexOfByte(bytes, quote, open + 1, end);
    if (close < 0) break;
    if (!startsWithAt(bytes, at, stop, XMLNS))
      found.push({ begin: at, stop, valueBegin: open + 1, valueEnd: close });
    at = skipSpace(bytes, close + 1, end);
  }
  return found;
}

/** Position of the next '<' that begins no comment and no CDATA, or -1. */
export function nextLess(bytes: Uint8Array, from: number, end: number): number {
  let at = indexOfByte(bytes, LESS, from, end);
  while (at >= 0 && bytes[at + 1] === EXCLAMATION) {
    const mark = startsWithAt(bytes, at, end, CDATA)
      ? CDATA_END
      : startsWithAt(bytes, at, end, COMMENT)
        ? COMMENT_END
        : null;
    if (mark === null) return at;
    const close = indexOfBytes(bytes, mark, at, end);
    if (close < 0) return -1;
    at = indexOfByte(bytes, LESS, close, end);
  }
  return at;
}

function behindTag(bytes: Uint8Array, at: number, end: number): number {
  const close = indexOfByte(bytes, GREATER, at, end);
  return close < 0 ? -1 : close + 1;
}

/** Text with its entities and CDATA resolved, as a string of JSON; what surrounds it is left out. */
function appendString(out: Scratch, bytes: Uint8Array, begin: number, end: number): void {
  let stop = end;
  while (stop > begin && bytes[stop - 1] <= BLANK) stop--;
  out.push(QUOTE);
  for (let i = skipSpace(bytes, begin, stop); i < stop; i++) {
    if (startsWithAt(bytes, i, stop, CDATA)) {
      const found = indexOfBytes(bytes, CDATA_END, i, stop);
      // What is never closed, as in the value of a damaged attribute, goes on to the end of the text.
      const close = found < 0 ? stop : found;
      for (i += CDATA.length; i < close; i++) appendCharacter(out, bytes[i]);
      i = close + CDATA_END.length - 1;
    } else if (bytes[i] === AMPERSAND) i = appendEntity(out, bytes, i, stop);
    else appendCharacter(out, bytes[i]);
  }
  out.push(QUOTE);
}

/** A byte of text; those that JSON does not allow as they are become escapes. */
function appendCharacter(out: Scratch, byte: number): void {
  if (byte >= BLANK && byte !== QUOTE && byte !== BACKSLASH) {
    out.push(byte);
    return;
  }
  for (const each of asciiBytes(JSON.stringify(String.fromCharCode(byte)).slice(1, -1))) out.push(each);
}

/** '&lt;', '&#10;', '&#xA;'; anything else stays as it is. Position of its last byte. */
function appendEntity(out: Scratch, bytes: Uint8Array, at: number, end: number): number {
  const close = indexOfByte(bytes, SEMICOLON, at, Math.min(end, at + MAX_ENTITY));
  const name = close < 0 ? '' : decodeRange(bytes, at + 1, close);
  const code = name.charCodeAt(0) === 35 ? numbered(name) : (ENTITIES[name] ?? -1);
  if (code < 0) {
    out.push(AMPERSAND);
    return at;
  }
  if (code < 128) appendCharacter(out, code);
  else out.pushCodePoint(code);
  return close;
}

function numbered(name: string): number {
  const isHex = (name.charCodeAt(1) | 32) === LOWER_X;
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code >= 0 && code <= 0x10ffff ? code : -1;
}
