// Times that a question names: clocks and days ('10:00', '9 am', '2026-03-12'), spans between two of them, 'the last 15 minutes'. In: the
// question, the log's span. Out: the span or the moment, and the question without those words. Times that do not say UTC are of the clock that is handed in.
import { type Clock, parseWhen, resolveWhen, UTC_CLOCK } from '../query/when';

export interface QuestionTimes {
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly atMs: number | null;
  /** What is left, each time a GAP. */
  readonly rest: string;
}

/** Stands where something was taken out. */
export const GAP = ' · ';

const DAY_MS = 86_400_000;
const CLOCK = String.raw`(?:\d{4}-\d\d-\d\d(?:[t ]\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,6})?)?)?|\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*(?:[ap]\.?m\b\.?|o['’]?clock))z?(?: utc)?`;
const BARE = String.raw`(?:${CLOCK}|\d{1,2})`;
const DAY = /\b(?:on )?(\d{4}-\d\d-\d\d)(?![t\d])/;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS };

const SPANS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:between|from)\s+(?<from>${CLOCK})\s*(?:and|to|until|till|through|-|–)\s*(?<to>${CLOCK})(?![\w:])`,
  ),
  new RegExp(
    String.raw`\b(?:between|from)\s+(?<from>${BARE})\s*(?:and|to|until|till|-|–)\s*(?<to>${CLOCK})(?![\w:])`,
  ),
  new RegExp(String.raw`(?<![\w:])(?<from>${CLOCK})\s*(?:-|–|to|until)\s*(?<to>${CLOCK})(?![\w:])`),
];
const ONE_SIDED: readonly (readonly ['from' | 'to' | 'at', RegExp])[] = [
  [
    'from',
    new RegExp(
      String.raw`\bnever (?:been )?(?:seen|there|logged) (?:before|until)\s+(?<t>${CLOCK})(?![\w:])`,
    ),
  ],
  [
    'from',
    new RegExp(
      String.raw`\b(?:since|after|from|starting at|later than|past)\s+(?<t>${CLOCK})(?: on(?:wards?)?\b)?(?![\w:])`,
    ),
  ],
  [
    'to',
    new RegExp(String.raw`\b(?:before|until|till|up to|by|earlier than|prior to)\s+(?<t>${CLOCK})(?![\w:])`),
  ],
  ['at', new RegExp(String.raw`\b(?:at|around|about|near|close to|circa)\s+(?<t>${CLOCK})(?![\w:])`)],
  ['at', new RegExp(String.raw`(?<![\w:.])(?<t>${CLOCK})(?![\w:])`)],
];
const AMOUNT = String.raw`(?<num>\d+|an?|one|two|three|five|ten|fifteen|twenty|thirty|half an)?\s*(?<unit>seconds?|secs?|minutes?|mins?|hours?|days?)`;
const LAST = new RegExp(
  String.raw`\b(?:in|during|within|over|of|for)?\s*the (?:last|final|past)\s+${AMOUNT}\b(?: of the log)?`,
);
const FIRST = new RegExp(
  String.raw`\b(?:in|during|within|over|of|for)?\s*the first\s+${AMOUNT}\b(?: of the log)?`,
);
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  'half an': 0.5,
};

/** @param text lower case @param firstMs @param lastMs NaN: no line states a time, so no clock can be placed */
export function questionTimes(
  text: string,
  firstMs: number,
  lastMs: number,
  clock: Clock = UTC_CLOCK,
): QuestionTimes {
  const found = relative(text, firstMs, lastMs) ?? absolute(text, { firstMs, lastMs, clock });
  return { ...found, rest: found.rest.replace(/\s+/g, ' ') };
}

function relative(text: string, firstMs: number, lastMs: number): QuestionTimes | null {
  const last = LAST.exec(text);
  const found = last ?? FIRST.exec(text);
  if (found === null) return null;
  const { num = '1', unit } = found.groups!;
  const ms = (NUMBERS[num] ?? Number(num)) * UNITS[unit[0]];
  const rest = text.replace(found[0], GAP);
  return last === null
    ? { fromMs: null, toMs: firstMs + ms, atMs: null, rest }
    : { fromMs: lastMs - ms, toMs: null, atMs: null, rest };
}

interface Span {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly clock: Clock;
}

function absolute(given: string, span: Span): QuestionTimes {
  let rest = given;
  const none = { fromMs: null, toMs: null, atMs: null };
  const place = (text: string, dayMs: number | null): number => placeOf(text, dayMs, span);
  for (const pattern of SPANS) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    rest = rest.replace(found[0], GAP);
    const [dayMs, left] = dayApart(rest);
    const half = /[ap]\.?m/.exec(found.groups!.to)?.[0] ?? '';
    const fromText = /^\d{1,2}$/.test(found.groups!.from)
      ? `${found.groups!.from} ${half || "o'clock"}`
      : found.groups!.from;
    const fromMs = place(fromText, dayMs);
    let toMs = place(found.groups!.to, dayMs);
    while (toMs < fromMs && toMs + DAY_MS > fromMs && !/\d{4}-/.test(found.groups!.to)) toMs += DAY_MS;
    return { ...none, fromMs, toMs, rest: left };
  }
  for (const [side, pattern] of ONE_SIDED) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    const named = found.groups!.t;
    const isDay = /^\d{4}-\d\d-\d\d(?: utc)?$/.test(named.trim());
    // A day alone is a span; a clock beside it is of that day.
    if (isDay && side === 'at') {
      const left = rest.replace(found[0], GAP);
      const other = absolute(left, span);
      if (other.fromMs === null && other.toMs === null && other.atMs === null)
        return {
          ...none,
          fromMs: place(named, null),
          toMs: endOfDay(named, span),
          rest: left.replace(/\bon\s+·/, GAP),
        };
    }
    // What was never seen before a time is new since then.
    const gap = found[0].startsWith('never') ? `${GAP}never seen ` : GAP;
    const [dayMs, left] = dayApart(rest.replace(found[0], gap));
    const ms = place(named, dayMs);
    // 'After a day' is after its end.
    const begin =
      side === 'from' && isDay && /\b(?:after|past|later)/.test(found[0]) ? endOfDay(named, span) : ms;
    return { ...none, [`${side}Ms`]: begin, rest: left };
  }
  return { ...none, rest };
}

/** A day that stands apart from its clocks, and the text without it. */
function dayApart(text: string): [number | null, string] {
  const found = DAY.exec(text);
  const when = found && parseWhen(found[1]);
  return found && when ? [when.dayMs, text.replace(found[0], GAP)] : [null, text];
}

/** NaN: it is no time after all, or the log states none. */
function placeOf(text: string, dayMs: number | null, { firstMs, lastMs, clock }: Span): number {
  const half = /([ap])\.?m/.exec(text)?.[1] ?? '';
  const isUtc = /(?:utc|\dz)\s*$/.test(text);
  const bare = text
    .replace(/[ap]\.?m\.?|o['’]?clock|utc|z$/g, '')
    .trim()
    .replace(' ', 't')
    .replace('t', 'T');
  const when = parseWhen(/^\d{1,2}$/.test(bare) ? `${bare}:00` : bare);
  if (when === null) return Number.NaN;
  const hour = Math.floor(when.clockMs / 3_600_000);
  const moved = half === 'p' && hour < 12 ? 12 : half === 'a' && hour === 12 ? -12 : 0;
  const clockMs = when.clockMs + moved * 3_600_000;
  return resolveWhen({ dayMs: when.dayMs ?? dayMs, clockMs, isUtc }, firstMs, lastMs, clock);
}

/** Of a day that is named alone: midnight after it, by the clock; days are not all of 24 hours. */
function endOfDay(text: string, { clock }: Span): number {
  const day = parseWhen(text.replace(/utc/, '').trim())?.dayMs ?? Number.NaN;
  return (/utc/.test(text) ? UTC_CLOCK : clock).toUtc(day + DAY_MS);
}
