/** Names of months as logs write them, in English and the languages of systems around it, whole or cut short. In: bytes. Out: 1..12. */
import { CASE_BIT, DOT, MAX_ASCII } from '../../lib/ascii';
import { decodeRange, isLetter } from '../../lib/bytes';

const NAMES = [
  'january januar janvier enero gennaio janeiro',
  'february februar février febrero febbraio fevereiro',
  'march märz mrz mars marzo março maart mrt',
  'april avril abril aprile',
  'may mai mayo maggio maio mei maj',
  'june juni juin junio giugno junho',
  'july juli juillet julio luglio julho',
  'august août agosto augustus',
  'september septembre septiembre settembre setembro',
  'october oktober octobre octubre ottobre outubro',
  'november novembre noviembre novembro',
  'december dezember décembre diciembre dicembre dezembro',
].map((names) => names.split(' '));
const ALL = NAMES.flat();

/** Of the first three bytes, in any case. */
const keyOf = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] | CASE_BIT) << 16) | ((bytes[at + 1] | CASE_BIT) << 8) | (bytes[at + 2] | CASE_BIT);
const keyOfText = (text: string): number => keyOf(new TextEncoder().encode(text), 0);

const MONTHS = new Map(NAMES.flatMap((names, i) => names.map((name) => [keyOfText(name), i + 1] as const)));
const JUI = keyOfText('jui');

/** Month of the name that begins like this; 0: none. */
export function monthAt(bytes: Uint8Array, at: number): number {
  const key = keyOf(bytes, at);
  // French has juin and juillet.
  return key === JUI && (bytes[at + 3] | CASE_BIT) === 110 ? 6 : (MONTHS.get(key) ?? 0);
}

const MAX_NAME = 14;

/** Position after the name at `at`, of three letters or more, and the dot that shortens it; -1: it is no name of a month. */
export function monthEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at + 3;
  const stop = Math.min(end, at + MAX_NAME);
  while (i < stop && (isLetter(bytes[i]) || bytes[i] > MAX_ASCII)) i++;
  if (i > at + 3) {
    const word = decodeRange(bytes, at, i).toLowerCase();
    if (!ALL.some((name) => name.startsWith(word))) return -1;
  }
  return i < end && bytes[i] === DOT ? i + 1 : i;
}
