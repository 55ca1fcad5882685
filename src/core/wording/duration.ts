/**
 * Durations as text. In: milliseconds, seconds or minutes. Out: '5 minutes' or, where there is little room, '5 min'. They differ in
 * what may be lost: a size is exact, a span is rounded, a lead is never said to be longer than it was.
 */
import { countOf, plural } from './plural';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Greatest first. */
const UNITS = [
  { ms: DAY, noun: 'day' },
  { ms: HOUR, noun: 'hour' },
  { ms: MINUTE, noun: 'minute' },
  { ms: SECOND, noun: 'second' },
] as const;

/** In the greatest unit that it fills, two decimals: '5 minutes', '1.5 hours', '0.1 seconds'. */
export function durationInWords(ms: number): string {
  const unit = UNITS.find((each) => ms >= each.ms) ?? UNITS[3];
  const num = Math.round((ms / unit.ms) * 100) / 100;
  return `${num} ${plural(num, unit.noun)}`;
}

/** As durationInWords, but rounded to a whole number of the greatest unit that it holds twice: '3 days', '1.5 days' of 36 hours and a bit. */
export function spanInWords(ms: number): string {
  const unit = UNITS.find((each) => ms >= 2 * each.ms) ?? UNITS[3];
  return durationInWords(Math.round(ms / unit.ms) * unit.ms);
}

/** In the greatest unit that it is a whole number of, so that nothing is lost: '90 minutes', '1.5 seconds'. */
export function exactDuration(ms: number): string {
  const unit = UNITS.slice(0, 3).find((each) => ms >= each.ms && ms % each.ms === 0);
  return unit ? countOf(ms / unit.ms, unit.noun) : countOf(Math.round(ms) / SECOND, 'second');
}

/** A whole number of the greatest unit that it holds twice: '36 hours', '90 seconds'. */
export function roundDuration(ms: number): string {
  const unit = UNITS.find((each) => ms >= 2 * each.ms) ?? UNITS[3];
  return countOf(Math.round(ms / unit.ms), unit.noun);
}

/** Two units: '45 s', '12 min', '3 h 5 min', '2 d 4 h'. */
export function durationInShort(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 1) return `${Math.round(ms / SECOND)} s`;
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

/** What work took or will take, with the seconds that durationInShort drops: '4.0 s', '2 min 10 s', '3 h 5 min'. */
export function elapsedInShort(seconds: number): string {
  if (seconds < 10) return `${seconds < 0.05 ? 0 : seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** One unit, a decimal below ten: '8 h', '3.2 days': the length of a log. */
export function spanInShort(ms: number): string {
  if (ms < MINUTE) return elapsedInShort(ms / SECOND);
  if (ms < HOUR) return `${oneDecimal(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${oneDecimal(ms / HOUR)} h`;
  return `${oneDecimal(ms / DAY)} days`;
}

function oneDecimal(value: number): string {
  return String(Number(value.toFixed(Math.abs(value) < 10 ? 1 : 0)));
}

/** '26 minutes', '45 seconds' below two minutes: rounded down, since a lead is never said to be longer than it was. */
export function leadInWords(ms: number): string {
  const { num, noun } = wholeUnits(ms);
  return `${num} ${plural(num, noun)}`;
}

/** '26 min', '45 s': the same where there is little room. */
export function leadInShort(ms: number): string {
  const { num, noun } = wholeUnits(ms);
  return `${num} ${noun === 'second' ? 's' : 'min'}`;
}

function wholeUnits(ms: number): { num: number; noun: 'second' | 'minute' } {
  const [unit, noun] = ms < 2 * MINUTE ? [SECOND, 'second' as const] : [MINUTE, 'minute' as const];
  return { num: Math.floor(Math.round(ms) / unit), noun };
}

/** How long before the first confirmed window a change came, in minutes; 0: in that window itself. */
export function minutesBeforeInWords(minutes: number): string {
  if (minutes === 0) return 'in the first confirmed window';
  if (minutes < 1) return 'less than a minute before';
  const whole = Math.round(minutes);
  return `${whole} ${plural(whole, 'minute')} before`;
}
