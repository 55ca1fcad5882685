/** What the steps of a layout share: their form, and how one states the source. */
import {
  BAR,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SEMICOLON,
} from '../../lib/ascii';
import { isBlank, isDigit } from '../../lib/bytes';
import type { Header } from '../header';

export type Step = (bytes: Uint8Array, at: number, end: number, out: Header) => number;

const isOpening = (byte: number): boolean =>
  byte === OPEN_BRACKET || byte === OPEN_PAREN || byte === OPEN_BRACE;
const isClosing = (byte: number): boolean =>
  byte === CLOSE_BRACKET || byte === CLOSE_PAREN || byte === CLOSE_BRACE;

const isEnding = (byte: number): boolean =>
  byte === COLON || byte === COMMA || byte === SEMICOLON || byte === BAR;

/** The name without its clothes: brackets, a trailing colon, a process id (or process and thread) in brackets. */
export function setSource(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  let b = begin;
  let e = end;
  while (e > b && isEnding(bytes[e - 1])) e--;
  while (b < e && isOpening(bytes[b]) && isClosing(bytes[e - 1])) {
    b++;
    e--;
    while (e > b && isBlank(bytes[e - 1])) e--;
  }
  if (e > b && bytes[e - 1] === CLOSE_BRACKET) {
    let open = e - 2;
    while (open > b && (isDigit(bytes[open]) || bytes[open] === COLON)) open--;
    if (open > b && bytes[open] === OPEN_BRACKET) e = open;
  }
  out.sourceBegin = b;
  out.sourceEnd = e;
}
