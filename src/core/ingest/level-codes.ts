/** Levels that a message states by a number: codes of network gear, grades. In: bytes of the message. Out: index into LEVELS (0: it states none). */
import {
  BLANK,
  CASE_BIT,
  COLON,
  DIGIT_0,
  GREATER,
  LESS,
  MINUS,
  PERCENT,
  SLASH,
  STAR,
  UNDERSCORE,
} from '../lib/ascii';
import { isDigit, isLetter } from '../lib/bytes';
import { LEVEL_OF_SEVERITY } from './level';

/** 'IFNET/3/PHY_UPDOWN:': facility, severity and what happened, as Comware's switches write them without a mark. */
export function levelOfMnemonic(bytes: Uint8Array, begin: number, end: number): number {
  let slash = begin;
  while (slash < end && isCodeByte(bytes[slash])) slash++;
  const severity = bytes[slash + 1] - DIGIT_0;
  if (slash < begin + 2 || slash + 4 >= end || bytes[slash] !== SLASH || bytes[slash + 2] !== SLASH) return 0;
  for (let i = slash + 3; i < end - 1; i++) if (!isCodeByte(bytes[i])) return 0;
  return severity >= 0 && severity <= 7 ? LEVEL_OF_SEVERITY[severity] : 0;
}

/** A capital, a digit or '_'. */
const isCodeByte = (byte: number): boolean =>
  isDigit(byte) || byte === UNDERSCORE || (isLetter(byte) && (byte & CASE_BIT) === 0);

/** '<1>' to '<4>' tell, '<8>' warns, '<16>' is an error and '<32>' the end; 0: no such grade. */
export function levelOfGrade(bytes: Uint8Array, begin: number, end: number): number {
  let value = 0;
  let at = begin + 1;
  while (at < end && at < begin + 3 && isDigit(bytes[at])) value = value * 10 + bytes[at++] - DIGIT_0;
  return bytes[begin] === LESS && bytes[at] === GREATER ? (LEVEL_OF_GRADE[value] ?? 0) : 0;
}

const LEVEL_OF_GRADE: Readonly<Record<number, number>> = { 1: 2, 2: 3, 4: 3, 8: 5, 16: 6, 32: 7 };

const MAX_COUNTERS = 40;

/** Counters and clocks, then '%LINK-3-UPDOWN:'. */
export function levelBehindCounters(bytes: Uint8Array, begin: number, end: number): number {
  const stop = Math.min(end, begin + MAX_COUNTERS);
  for (let at = begin; at < stop; at++) {
    const byte = bytes[at];
    if (byte === PERCENT) return bytes[at - 1] === BLANK ? levelOfCode(bytes, at, end) : 0;
    if (byte !== BLANK && byte !== STAR && (byte < DIGIT_0 - 2 || byte > COLON)) return 0;
  }
  return 0;
}

const MAX_CODE = 60;

/** '%FACILITY-SEVERITY-MNEMONIC', '%FACILITY-SEVERITY:', or with '/' between, the severity as in syslog. */
export function levelOfCode(bytes: Uint8Array, begin: number, end: number): number {
  const stop = Math.min(end - 2, begin + MAX_CODE);
  for (let i = begin + 2; i < stop && bytes[i] > BLANK; i++) {
    const severity = bytes[i + 1] - DIGIT_0;
    const mark = bytes[i];
    const isEnd = bytes[i + 2] === mark || (mark === MINUS && bytes[i + 2] === COLON);
    if ((mark === MINUS || mark === SLASH) && isEnd && severity >= 0 && severity <= 7)
      return LEVEL_OF_SEVERITY[severity];
  }
  return 0;
}
