/**
 * Messages that a container runtime (CRI) writes as several lines: those with P go on in the next line of the same stream and container,
 * the one with F ends them, and what others write may stand between. In: bytes of a file in blocks. Out: a record for each message, from its
 * first piece to the first piece of another; its text is looked for beyond that.
 */
import {
  BLANK,
  CARRIAGE_RETURN,
  COLON,
  LINE_FEED,
  LOWER_D,
  LOWER_S,
  LOWER_T,
  UPPER_F,
  UPPER_P,
  UPPER_T,
} from '../../lib/ascii';
import { isDigit, skipBlanks, skipWord } from '../../lib/bytes';
import type { HeaderParser } from '../header';
import { MAX_RECORD_BYTES } from '../limits';
import { Scratch } from '../scratch';
import type { Splitter } from './format';

/** From behind the time: ' stdout F '; stdout and stderr are equally long. */
export const FLAG_AT = 8;
export const MESSAGE_AT = 10;
/** A prefix may hold a word, and the time is one. */
const MAX_WORDS = 3;
const DATE_CHARS = 10;

const isFlag = (byte: number): boolean => byte === UPPER_F || byte === UPPER_P;

/** ' std' at `at`. */
export const isStream = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === BLANK &&
  bytes[at + 1] === LOWER_S &&
  bytes[at + 2] === LOWER_T &&
  bytes[at + 3] === LOWER_D &&
  bytes[at + FLAG_AT - 1] === BLANK &&
  isFlag(bytes[at + FLAG_AT]);

/** Where ' stdout P ' begins in the line, without looking at its time; -1: it is no such line. */
function streamAt(bytes: Uint8Array, begin: number, end: number): number {
  let at = begin;
  for (let word = 0; word < MAX_WORDS; word++) {
    at = skipWord(bytes, at, end);
    if (at + FLAG_AT >= end) return -1;
    if (isStream(bytes, at)) return at;
    at = skipBlanks(bytes, at, end);
  }
  return -1;
}

/** Whose line it is: its stream, and what a tool put before the time (the name of a container or of a file). */
function ownerOf(bytes: Uint8Array, begin: number, head: number): number {
  const stream = bytes[head + 4];
  let time = head;
  while (time > begin && bytes[time] !== UPPER_T) time--;
  time = Math.max(begin, time - DATE_CHARS);
  let hash = stream;
  for (let i = begin; i < time; i++)
    if (!isCounter(bytes, begin, i)) hash = (Math.imul(hash, 31) + bytes[i]) | 0;
  return hash;
}

/** 'app.log:12:': numbers of lines are no names. */
function isCounter(bytes: Uint8Array, begin: number, at: number): boolean {
  if (!isDigit(bytes[at])) return false;
  let from = at;
  while (from > begin && isDigit(bytes[from - 1])) from--;
  let stop = at;
  while (isDigit(bytes[stop])) stop++;
  return (from === begin || bytes[from - 1] === COLON) && bytes[stop] === COLON;
}

/** A line of the file: where the next begins, where its stream is stated (-1: nowhere), whose it is. */
interface Piece {
  next: number;
  head: number;
  owner: number;
  isPart: boolean;
}
const piece: Piece = { next: 0, head: -1, owner: 0, isPart: false };

/** Sets `piece` to the line at `line`; false: it goes on beyond `limit`. */
function readPiece(bytes: Uint8Array, line: number, limit: number): boolean {
  const found = bytes.indexOf(LINE_FEED, line);
  const isWhole = found >= 0 && found < limit;
  piece.next = isWhole ? found + 1 : limit;
  piece.head = streamAt(bytes, line, piece.next);
  piece.isPart = piece.head >= 0 && bytes[piece.head + FLAG_AT] === UPPER_P;
  piece.owner = piece.head < 0 ? 0 : ownerOf(bytes, line, piece.head);
  return isWhole;
}

/**
 * Blocks of lines, a record each. It remembers whose messages are open from one block to the next, and gives the first of them only when
 * the end of all is there, so that no shard ends between.
 */
export function createPieceSplitter(): Splitter {
  const open = new Set<number>();
  let expected = -1;
  let groupEnd = -1;
  return {
    lead: 0,
    split: (bytes, at, end, last) => {
      if (at !== expected) open.clear();
      const limit = Math.min(end, at + MAX_RECORD_BYTES);
      if (open.size === 0) {
        groupEnd = endOfGroup(bytes, at, limit);
        if (groupEnd < 0 && limit === end && !last) return null;
      }
      const stop = groupEnd < 0 || groupEnd > limit ? limit : groupEnd;
      let isOver = false;
      for (let line = at; line < stop; line = piece.next) {
        readPiece(bytes, line, stop);
        const isOpen = piece.head >= 0 && open.has(piece.owner);
        if (line > at && !isOpen) {
          expected = line;
          return { contentEnd: line, next: line, broken: false };
        }
        if (piece.isPart) open.add(piece.owner);
        else if (isOpen) open.delete(piece.owner);
        isOver = open.size === 0;
        if (isOver) {
          expected = piece.next;
          return { contentEnd: piece.next, next: piece.next, broken: false };
        }
      }
      // The file, or what is kept of a record, ends before a message does.
      open.clear();
      expected = stop;
      return { contentEnd: stop, next: stop, broken: true };
    },
  };
}

/** Behind the line with which all messages that begin in the run of lines at `at` have ended; -1: not before `limit`. */
function endOfGroup(bytes: Uint8Array, at: number, limit: number): number {
  const open = new Set<number>();
  for (let line = at; line < limit; line = piece.next) {
    const isWhole = readPiece(bytes, line, limit);
    if (piece.isPart) open.add(piece.owner);
    else open.delete(piece.owner);
    if (open.size === 0) return isWhole ? piece.next : -1;
  }
  return -1;
}

/** The message is what the pieces of its stream hold, one after the other, wherever the record ends. */
export function joinPieces(parse: HeaderParser): HeaderParser {
  const joined = new Scratch();
  return (bytes, begin, end, out) => {
    const first = bytes.indexOf(LINE_FEED, begin);
    const firstEnd = first < 0 ? bytes.length : first;
    const textStop = Math.min(end, firstEnd);
    if (!parse(bytes, begin, textEnd(bytes, begin, textStop), out)) return false;
    const lineBegin = bytes.lastIndexOf(LINE_FEED, begin) + 1;
    readPiece(bytes, lineBegin, Math.min(bytes.length, firstEnd + 1));
    if (!piece.isPart || first < 0) return true;
    const { owner } = piece;
    joined.clear();
    joined.append(bytes, out.messageBegin, out.messageEnd);
    const limit = Math.min(bytes.length, begin + MAX_RECORD_BYTES);
    for (let line = piece.next; line < limit; line = piece.next) {
      readPiece(bytes, line, limit);
      if (piece.head < 0 || piece.owner !== owner) continue;
      const stop = piece.next - (bytes[piece.next - 1] === LINE_FEED ? 1 : 0);
      joined.append(bytes, Math.min(piece.head + MESSAGE_AT, stop), textEnd(bytes, line, stop));
      if (!piece.isPart) break;
    }
    out.messageBytes = joined.bytes;
    out.messageBegin = 0;
    out.messageEnd = joined.length;
    return true;
  };
}

const textEnd = (bytes: Uint8Array, begin: number, end: number): number =>
  end > begin && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
