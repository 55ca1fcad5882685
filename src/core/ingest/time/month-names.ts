/** Names of months as logs write them, in English and the languages of systems around it, whole or cut short. In: bytes. Out: 1..12. */
import { CASE_BIT, DOT, MAX_ASCII } from '../../lib/ascii';
import { decodeRange, isLetter, startsWithAt } from '../../lib/bytes';

const NAMES = [
  'january januar janvier enero gennaio janeiro januari styczeń stycznia leden ledna ocak январь января січень січня януари',
  'february februar février febrero febbraio fevereiro februari luty lutego únor února şubat февраль февраля лютий лютого февруари',
  'march märz mrz mars marzo março maart mrt mart marts marzec marca březen března mart март марта березень березня',
  'april avril abril aprile kwiecień kwietnia duben dubna nisan апрель апреля квітень квітня април',
  'may mai mayo maggio maio mei maj maja květen května mayıs май мая травень травня',
  'june juni juin junio giugno junho czerwiec czerwca červen června čvn haziran июнь июня червень червня юни',
  'july juli juillet julio luglio julho lipiec lipca červenec července čvc temmuz июль июля липень липня юли',
  'august août agosto augustus augusti sierpień sierpnia srpen srpna ağustos август августа серпень серпня',
  'september septembre septiembre settembre setembro wrzesień września září eylül сентябрь сентября вересень вересня септември',
  'october oktober octobre octubre ottobre outubro październik października říjen října ekim октябрь октября жовтень жовтня октомври',
  'november novembre noviembre novembro listopad listopada listopadu kasım ноябрь ноября листопад листопада ноември',
  'december dezember décembre diciembre dicembre dezembro desember grudzień grudnia prosinec prosince aralık декабрь декабря грудень грудня декември',
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
  if (bytes[at] > MAX_ASCII || bytes[at + 1] > MAX_ASCII || bytes[at + 2] > MAX_ASCII)
    return monthOfWord(bytes, at);
  const key = keyOf(bytes, at);
  // French has juin and juillet.
  return key === JUI && (bytes[at + 3] | CASE_BIT) === 110 ? 6 : (MONTHS.get(key) ?? 0);
}

/** The last word that was looked up, and its month: neighbouring lines are of the same. */
const lastWord = { bytes: new Uint8Array(0), month: 0 };

/** Of a word that does not begin with three letters of ASCII: as a whole. */
function monthOfWord(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < at + MAX_NAME && isNameByte(bytes[end])) end++;
  const last = lastWord.bytes;
  if (last.length === end - at && startsWithAt(bytes, at, end, last)) return lastWord.month;
  const word = decodeRange(bytes, at, end).toLowerCase();
  const exact = NAMES.findIndex((names) => names.includes(word));
  const begun = NAMES.flatMap((names, i) => (names.some((name) => name.startsWith(word)) ? [i] : []));
  const isShort = [...word].length < 3;
  lastWord.bytes = bytes.slice(at, end);
  lastWord.month = exact >= 0 ? exact + 1 : begun.length === 1 && !isShort ? begun[0] + 1 : 0;
  return lastWord.month;
}

const isNameByte = (byte: number): boolean => isLetter(byte) || byte > MAX_ASCII;

const MAX_NAME = 24;

/** Position after the name at `at`, of three letters or more, and the dot that shortens it; -1: it is no name of a month. */
export function monthEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at + 3;
  const stop = Math.min(end, at + MAX_NAME);
  while (i < stop && isNameByte(bytes[i])) i++;
  if (i > at + 3) {
    const word = decodeRange(bytes, at, i).toLowerCase();
    if (!ALL.some((name) => name.startsWith(word))) return -1;
  }
  return i < end && bytes[i] === DOT ? i + 1 : i;
}
