/** What the field's English says about a word: part of a time, a unit, a truth value, a noun that a name follows. */

const WEEKDAYS = /^(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?,?$/i;
const MONTHS =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[,.]?$/i;
const ZONES = /^(?:UTC|GMT|Z|AM|PM|[A-Z]{1,3}[SD]?T)[,.]?$/;

/** Weekday, month, zone or half of the day: variable when it stands beside other parts of a time. */
export function isDateWord(token: string): boolean {
  return WEEKDAYS.test(token) || MONTHS.test(token);
}

export function isZoneWord(token: string): boolean {
  return ZONES.test(token);
}

const UNITS = new Set(
  'b kb mb gb tb pb kib mib gib tib k m g t byte bytes ns us ms s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days % hz khz mhz ghz bps kbps mbps gbps'.split(
    ' ',
  ),
);

/** A unit of size, time, share or rate: belongs to the number before it. */
export function isUnit(word: string): boolean {
  return UNITS.has(word.toLowerCase());
}

const SWITCHES = new Set('true false yes no on off enabled disabled null none nil'.split(' '));

/** A value with a meaning of its own, worth telling apart. */
export function isSwitch(word: string): boolean {
  return SWITCHES.has(word.toLowerCase());
}

const NAMED_NOUNS = new Set(
  (
    'user username login account owner group role host hostname domain directory dir folder path class package module ' +
    'library url uri'
  ).split(' '),
);
const PREDICATES = new Set(
  'is was are were has had not up down unknown lost found full empty ready'.split(' '),
);

const IDENTITIES = new Set('root admin administrator nobody anonymous localhost www-data'.split(' '));

/** A name that every system has: what varies together with it is a name, too. */
export function isIdentity(word: string): boolean {
  return IDENTITIES.has(word.toLowerCase());
}

/** A noun after which a name stands ('user alice', 'host: web'): what varies there names a thing. */
export function isNamedNoun(token: string): boolean {
  return NAMED_NOUNS.has(token.replace(/[:=]$/, '').toLowerCase());
}

/** A word that says something of the noun before it ('user unknown', 'host removed') and so names nothing. */
export function isPredicate(word: string): boolean {
  return PREDICATES.has(word.toLowerCase()) || /[a-z](?:ed|ing)$/.test(word);
}
