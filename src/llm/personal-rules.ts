// What says who somebody is, or how to reach that person: by its form and its check digits, or by the name that stands before it. Sources: RFC 5322, 4291; E.164;
// ISO/IEC 7812 (cards, Luhn), ISO 13616 (IBAN, mod 97).
import type { RedactionRule } from './redaction-rule';

/** What follows an @ in names of units and packages. */
const NO_DOMAIN =
  /\.(?:service|socket|mount|timer|target|scope|slice|path|device|jar|js|ts|py|so|conf|log)$/i;
/** Numbers in dots behind these are versions and identifiers. */
const VERSION_BEFORE =
  /(?:\b(?:version|ver|v|release|build|driver|installed|oid|jdk|java|chrome|firefox|edge|section|chapter|rev)\b["']?[ :=v]*|[A-Za-z]\/)$/i;
/** This machine, none, masks: nobody's. */
const OPEN_ADDRESS = /^(?:127\.|0\.0\.0\.0$|255\.)/;
const SYSTEM_USERS =
  /^(?:root|admin|administrator|system|nobody|daemon|anonymous|guest|unknown|null|none|nil|true|false|undefined|default|public|shared|all users|www-data|postgres|mysql|redis|hdfs|yarn|hadoop|kafka|sa|app|service|user|users|name|is|was|not|has|agent|count|id)$/i;

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const hasDigits =
  (least: number, most: number) =>
  (value: string): boolean => {
    const { length } = digitsOf(value);
    return length >= least && length <= most;
  };
const isPerson = (value: string): boolean => !SYSTEM_USERS.test(value);
const hasNoLower = (value: string): boolean => !/[a-z]/.test(value);

export const PERSONAL_RULES: readonly RedactionRule[] = [
  {
    ...{ kind: 'e-mail address', word: 'EMAIL' },
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*\.\p{L}{2,63}(?![\p{L}\p{N}])/gu,
    test: (value) => !NO_DOMAIN.test(value),
  },
  {
    ...{ kind: 'network address', word: 'ADDRESS' },
    pattern: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g,
    test: (value, before) => !OPEN_ADDRESS.test(value) && !VERSION_BEFORE.test(before),
  },
  {
    ...{ kind: 'network address', word: 'NETWORK' },
    pattern: /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{1,4})?(?![\w:])/gi,
    test: isIpv6,
  },
  {
    ...{ kind: 'hardware address', word: 'NETWORK' },
    pattern:
      /(?<![\w:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])|(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])/gi,
    // Without a letter it may be a time code.
    test: (value) => /[a-f]/i.test(value) && /\d/.test(value),
  },
  {
    ...{ kind: 'phone number', word: 'PHONE' },
    pattern: /(?<![\w+.])\+[1-9](?:[ ./()-]{0,2}\d){7,14}(?![\d])/g,
    // '+1030' is a zone.
    test: (value) =>
      hasDigits(9, 15)(value) && (!value.startsWith('+1') || /^1[2-9]\d{9}$/.test(digitsOf(value))),
  },
  {
    ...{ kind: 'phone number', word: 'PHONE' },
    pattern: /(?<![\w.-])(?:\([2-9]\d{2}\) ?|[2-9]\d{2}-)[2-9]\d{2}-\d{4}(?![\w-])/g,
  },
  {
    ...{ kind: 'phone number', word: 'PHONE' },
    pattern:
      /\b(?:phone|telephone|tel|mobile|cell|fax|msisdn|caller|callee|whatsapp|sms)(?:[_ -]?(?:number|no))?["']?\s*[:= ]\s*["']?(?<value>\+?[\d(][\d ()/.-]{5,}\d)/gi,
    test: hasDigits(7, 15),
  },
  {
    ...{ kind: 'card number', word: 'NUMBER' },
    pattern:
      /(?<![\w.-])(?:\d{14,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|3\d{3}([ -])\d{6}\2\d{4,5})(?![\w-])/g,
    test: isCard,
  },
  {
    ...{ kind: 'bank account', word: 'NUMBER' },
    pattern: /(?<![\w-])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\w-])/g,
    test: isIban,
  },
  {
    ...{ kind: 'number of a person', word: 'NUMBER' },
    pattern: /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
  },
  {
    ...{ kind: 'number of a person', word: 'NUMBER' },
    pattern:
      /\b(?:nhs|ssn|passport|steuer-?id|tax[_ -]?id|national[_ -]?id|imei|imsi|vin|driving licen[cs]e)(?:[_ -]?(?:number|no))?\b["']?[\s:=#.]+["']?(?<value>(?=[\w -]*\d)[A-Z0-9](?:[A-Z0-9]|[ -](?=\d)){5,19}[A-Z0-9])/gi,
    test: hasNoLower,
  },
  {
    ...{ kind: 'date of birth', word: 'NUMBER' },
    pattern:
      /\b(?:born|birth|birthday|birthdate|date[ _]of[ _]birth|dob)["']?[\s:=]{1,4}["']?(?<value>\d{4}-\d\d-\d\d|\d\d[./]\d\d[./]\d{4})/gi,
  },
  {
    ...{ kind: 'place', word: 'NUMBER' },
    pattern: /\b(?:lat|lon|lng|latitude|longitude)["']?\s*[:=]\s*(?<value>-?\d{1,3}\.\d{4,})/gi,
  },
  {
    ...{ kind: 'user name', word: 'USER' },
    pattern:
      /(?:\/home\/|\/Users\/|\b[A-Za-z]:(?:\\{1,2}|\/)Users(?:\\{1,2}|\/))(?<value>[^/\\\s:"'<>]{1,64})/g,
    test: isPerson,
  },
  {
    ...{ kind: 'user name', word: 'USER' },
    pattern:
      /\b(?:user|username|user[_-]name|login|owner|principal)["']?\s*[:=]\s*["']?(?<value>[A-Za-z][\w.\\-]{1,63})(?![\w(@])/gi,
    test: isPerson,
  },
  {
    ...{ kind: 'user name', word: 'USER' },
    pattern: /\b(?:for|user|for invalid user|for user) (?<value>[a-z_][\w.-]{1,31}) (?:from|by) /g,
    test: isPerson,
  },
  {
    ...{ kind: 'user name', word: 'USER' },
    pattern: /\b[ug]id=\d+\((?<value>[\w.-]{1,64})\)/g,
    test: isPerson,
  },
  // A domain of Windows and its user; not a part of its registry.
  {
    ...{ kind: 'user name', word: 'USER' },
    pattern: /(?<![\w\\:.])(?!HK)[A-Z][A-Z0-9-]{1,14}\\[a-z][\w.-]{1,63}(?![\w\\])/g,
  },
  {
    ...{ kind: 'name of a person', word: 'NAME' },
    pattern:
      /\b(?:first|last|full|given|family|sur|customer|patient|display)[_ -]?name["']?\s*[:=]\s*["'](?<value>[^"'\n]{2,80})["']/gi,
  },
];

/** Of a network that hosts are in; 'a::b' of a program is none. */
function isIpv6(value: string): boolean {
  const text = value.toLowerCase();
  if (/^::ffff:\d+\.\d+\.\d+\.\d+$/.test(text)) return true;
  const groups = text.split(':');
  const isShort = text.includes('::');
  if (text.indexOf('::') !== text.lastIndexOf('::') || text.endsWith(':::')) return false;
  if (!isShort && groups.length !== 8) return false;
  return /^(?:[23][0-9a-f]{3}|f[cdef][0-9a-f]{2})$/.test(groups[0]);
}

const CARD =
  /^(?:4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|6(?:011|4[4-9]\d|5\d\d|2\d\d|7\d\d)\d{12})$/;

function isCard(value: string): boolean {
  const digits = digitsOf(value);
  if (!CARD.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isIban(value: string): boolean {
  const text = value.replaceAll(' ', '');
  if (text.length < 15 || text.length > 34) return false;
  const turned = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const each of turned)
    for (const digit of parseInt(each, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
