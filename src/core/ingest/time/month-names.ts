/** Names of months as logs write them, in English and the languages of systems around it, whole or cut short. In: bytes. Out: 1..12. */
import { CASE_BIT, DOT, MAX_ASCII } from '../../lib/ascii';
import { decodeRange, isLetter } from '../../lib/bytes';

const NAMES = [
  'january januar janvier enero gennaio janeiro styczeń stycznia leden ledna ocak январь января січень січня януари',
  'february februar février febrero febbraio fevereiro luty lutego únor února şubat февраль февраля лютий лютого февруари',
  'march märz mrz mars marzo março maart mrt marzec marca březen března mart март марта березень березня',
  'april avril abril aprile kwiecień kwietnia duben dubna nisan апрель апреля квітень квітня април',
  'may mai mayo maggio maio mei maj maja květen května mayıs май мая травень травня',
  'june juni juin junio giugno junho czerwiec czerwca haziran июнь июня червень червня юни',
  'july juli juillet julio luglio julho lipiec lipca temmuz июль июля липень липня юли',
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

const isWide = (name: string): boolean => name.charCodeAt(0) >= 0x400;
const MONTHS = new Map(
  NAMES.flatMap((names, i) =>
    names.filter((name) => !isWide(name)).map((name) => [keyOfText(name), i + 1] as const),
  ),
);
const JUI = keyOfText('jui');

/** Of three letters of two bytes each, as they stand. */
function wideKeyOf(bytes: Uint8Array, at: number): number {
  let key = 0;
  for (let i = at; i < at + WIDE_LETTERS; i++) key = key * 256 + bytes[i];
  return key;
}
const WIDE_LETTERS = 6;
const WIDE = new Map(
  NAMES.flatMap((names, i) =>
    names.filter(isWide).flatMap((name) => {
      const short = name.slice(0, 3);
      const forms = [short, short.toUpperCase(), short[0].toUpperCase() + short.slice(1)];
      return forms.map((form) => [wideKeyOf(new TextEncoder().encode(form), 0), i + 1] as const);
    }),
  ),
);
/** Of the bytes that Cyrillic letters begin with. */
const isWideByte = (byte: number): boolean => byte === 0xd0 || byte === 0xd1;

/** Month of the name that begins like this; 0: none. */
export function monthAt(bytes: Uint8Array, at: number): number {
  if (isWideByte(bytes[at])) return WIDE.get(wideKeyOf(bytes, at)) ?? 0;
  const key = keyOf(bytes, at);
  // French has juin and juillet.
  return key === JUI && (bytes[at + 3] | CASE_BIT) === 110 ? 6 : (MONTHS.get(key) ?? 0);
}

const MAX_NAME = 24;

/** Position after the name at `at`, of three letters or more, and the dot that shortens it; -1: it is no name of a month. */
export function monthEnd(bytes: Uint8Array, at: number, end: number): number {
  const short = at + (isWideByte(bytes[at]) ? WIDE_LETTERS : 3);
  let i = short;
  const stop = Math.min(end, at + MAX_NAME);
  while (i < stop && (isLetter(bytes[i]) || bytes[i] > MAX_ASCII)) i++;
  if (i > short) {
    const word = decodeRange(bytes, at, i).toLowerCase();
    if (!ALL.some((name) => name.startsWith(word))) return -1;
  }
  return i < end && bytes[i] === DOT ? i + 1 : i;
}
