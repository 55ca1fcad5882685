/**
 * A line read by the heads as the SQL reads it. In: a line. Out: its time, level, status, component and message, or null: no head fits. Used to
 * hold the expressions against the page's own reading before they are given out.
 */
import { LEVEL_OF_SEVERITY, levelOfColumnLetter } from '../ingest/level';
import { LEVEL_WORDS } from '../ingest/level-words';
import { type Head, prefixOf, type Role } from './piece';
import { NAMED_STATUS, REQUESTED_STATUS } from './status-pattern';
import type { TimePart } from './time-pattern';

/** A head with what its lines leave unsaid. */
export interface ReadyHead extends Head {
  /** Minutes east of UTC of times that state no zone. */
  readonly zoneMinutes: number;
  /** Of times that state none. */
  readonly year: number | null;
}

export interface HeadReading {
  readonly headIdx: number;
  /** Microseconds since 1970, UTC; null: no such date, or no year is known. */
  readonly timeUs: number | null;
  /** Whether the line itself states its zone, and its year. */
  readonly hasZone: boolean;
  readonly hasYear: boolean;
  /** Index into LEVELS; 0: none. */
  readonly level: number;
  /** 1 to 5; 0: it tells of no response. */
  readonly status: number;
  readonly component: string;
  /** White space as single blanks. */
  readonly message: string;
}

export const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
export const FRACTION = '^[.,]([0-9]{1,9})';
export const ZONE = '((?:Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2}))$';
const WHITE_SPACE = /[\u0000-\u0020\u007f]+/g;
const DAY_US = 86_400_000_000;

export function normalised(message: string): string {
  return message.replaceAll(WHITE_SPACE, ' ').trim();
}

export function createHeadReader(heads: readonly ReadyHead[]): (line: string) => HeadReading | null {
  const readers = heads.map(createReader);
  return (line) => {
    for (const [headIdx, read] of readers.entries()) {
      const found = read(line);
      if (found) return { headIdx, ...found };
    }
    return null;
  };
}

function createReader(head: ReadyHead): (line: string) => Omit<HeadReading, 'headIdx'> | null {
  const prefixes = Array.from({ length: head.pieces.length + 1 }, (_, i) => new RegExp(prefixOf(head, i)));
  const inner = head.pieces.map((piece) => (piece.inner === undefined ? null : new RegExp(piece.inner)));
  const [requested, named] = [new RegExp(REQUESTED_STATUS), new RegExp(NAMED_STATUS)];
  const endOf = (line: string, num: number): number => prefixes[num].exec(line)?.[0].length ?? 0;
  return (line) => {
    const end = prefixes[head.pieces.length].exec(line)?.[0].length;
    if (end === undefined) return null;
    const of = (role: Role): string => {
      for (const [i, piece] of head.pieces.entries()) {
        if (piece.role !== role) continue;
        const text = line.slice(endOf(line, i), endOf(line, i + 1));
        const meant = inner[i] === null ? text : (inner[i].exec(text)?.[1] ?? '');
        if (meant !== '') return meant;
      }
      return '';
    };
    const message = line.slice(end);
    const status = head.statuses ? (requested.exec(message) ?? named.exec(message))?.[1] : undefined;
    return {
      ...timeOf(of('time'), of('fraction'), head),
      level: levelOf(of) || head.defaultLevel,
      status: Number(status ?? 0),
      component: of('component'),
      message: normalised(message),
    };
  };
}

type Of = (role: Role) => string;

function levelOf(of: Of): number {
  const letter = of('letter');
  if (letter !== '') return levelOfColumnLetter(letter.charCodeAt(0));
  const priority = of('priority');
  if (priority !== '') return LEVEL_OF_SEVERITY[Number(priority) % 8];
  return LEVEL_WORDS[of('level').toLowerCase()] ?? 0;
}

/** @param apart A fraction of the second that stands apart from the time. */
function timeOf(
  stamp: string,
  apart: string,
  { time, year, zoneMinutes }: ReadyHead,
): Pick<HeadReading, 'timeUs' | 'hasZone' | 'hasYear'> {
  const part = (name: TimePart): string => {
    const place = time.parts[name];
    return place === undefined ? '' : stamp.slice(place[0] - 1, place[0] - 1 + place[1]);
  };
  const rest = time.tail === null ? '' : stamp.slice(time.tail - 1);
  const fraction = apart || part('fraction') || (new RegExp(FRACTION).exec(rest)?.[1] ?? '');
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'));
  const epoch = part('epoch');
  if (epoch !== '') return { timeUs: Number(epoch) * 1_000_000 + micros, hasZone: true, hasYear: true };
  const zone = new RegExp(ZONE).exec(rest)?.[1] ?? '';
  const hasYear = part('year') !== '';
  const stated = { hasZone: zone !== '', hasYear };
  const written = hasYear ? Number(part('year')) : year;
  const month = part('monthName') === '' ? Number(part('month')) : monthNumber(part('monthName'));
  if (written === null || month < 1 || month > 12) return { timeUs: null, ...stated };
  const days = daysOf(written < 100 ? written + 2000 : written, month, Number(part('day')));
  const seconds = Number(part('hour')) * 3600 + Number(part('minute')) * 60 + Number(part('second'));
  const minutes = zone === '' ? zoneMinutes : zoneOf(zone);
  return { timeUs: days * DAY_US + (seconds - minutes * 60) * 1_000_000 + micros, ...stated };
}

/** 1 to 12; 0: no month. */
function monthNumber(name: string): number {
  const at = MONTHS.indexOf(name.toLowerCase());
  return at >= 0 && at % 3 === 0 ? at / 3 + 1 : 0;
}

/** Days since 1970 (Hinnant, 'days_from_civil'), for years after 0. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const leap = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return y * 365 + leap + ofYear - 719_468;
}

function zoneOf(zone: string): number {
  const [, sign, hours, minutes] = /^([-+])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
