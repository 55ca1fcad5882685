/**
 * The word by which a file names its zone, where it is in use in more than one part of the world. In: a sample and the parsers that take it,
 * the zone that the user set. Out: what it means in this file, and how that is known; undefined: no such word.
 */
import { lineText } from '../formats/format';
import { createHeader, type HeaderParser } from '../header';
import type { Sample } from '../sample';
import type { ZoneWordPlan } from '../types';
import { createZone } from './zone';
import { AMBIGUOUS_WORDS, meaningsOf, ZONE_WORDS, type ZoneMeaning } from './zone-words';

const MAX_LOOKED = 400;
const MAX_BEGIN = 200;
const MINUTE_MS = 60_000;
/** Right behind a clock or a year: an offset there is no word. */
const WORD = /(?<=\d(?: ?[AP]M)? ?[[(]?)[A-Z]{2,5}(?![\w/+-])/g;

/** A word of summer or winter beside it tells the part of the world. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  IST: { IDT: 'Israel', GMT: 'Ireland' },
  CST: { CDT: 'central North America' },
  CDT: { CST: 'central North America' },
  BST: { GMT: 'Britain' },
  AST: { ADT: 'Atlantic Canada' },
  ADT: { AST: 'Atlantic Canada' },
  EST: { EDT: 'eastern North America' },
  EDT: { EST: 'eastern North America' },
  MST: { MDT: 'the Rocky Mountains' },
  PST: { PDT: 'the Pacific coast of North America' },
};
/** Months (from 0) in which Britain has no summer time at all. */
const WINTER = new Set([10, 11, 0, 1]);

interface Found {
  /** How often each word of a zone stood in a line that states its offset. */
  readonly counts: ReadonlyMap<string, number>;
  readonly numZoned: number;
  /** Local ms of the first such line. */
  readonly firstMs: number;
}

/** `zone`: that the user set, null: none. */
export function zoneWordOf(
  sample: Sample,
  parsers: readonly HeaderParser[],
  zone: string | null,
): ZoneWordPlan | undefined {
  const { counts, numZoned, firstMs } = wordsOf(sample, parsers);
  const word = AMBIGUOUS_WORDS.filter((each) => (counts.get(each) ?? 0) * 4 > numZoned).sort(
    (a, b) => counts.get(b)! - counts.get(a)!,
  )[0];
  if (word === undefined) return undefined;
  const meanings = meaningsOf(word);
  const planOf = ({ minutes, where }: ZoneMeaning, from: ZoneWordPlan['from']): ZoneWordPlan => ({
    word,
    reads: meanings[0].minutes,
    means: minutes,
    from,
    where,
  });
  const beside = Object.entries(BESIDE[word] ?? {}).find(([other]) => counts.has(other));
  const told = meanings.find(({ where }) => where === beside?.[1]);
  if (told) return planOf(told, 'decided');
  const set = zone === null ? undefined : meanings.find(({ minutes }) => isOffsetOf(zone, minutes, firstMs));
  if (set) return planOf(set, 'decided');
  const isWinter = word === 'BST' && WINTER.has(new Date(firstMs).getUTCMonth());
  return planOf(meanings[isWinter ? 1 : 0], 'assumed');
}

function wordsOf(sample: Sample, parsers: readonly HeaderParser[]): Found {
  const { bytes, begin, end, length } = sample;
  const out = createHeader();
  const counts = new Map<string, number>();
  let numZoned = 0;
  let firstMs = Number.NaN;
  const stride = Math.max(1, Math.floor(length / MAX_LOOKED));
  for (let i = 0; i < length; i += stride) {
    const isRead = parsers.some((parse) => parse(bytes, begin[i], end[i], out));
    if (!isRead || Number.isNaN(out.zoneMinutes)) continue;
    numZoned++;
    if (Number.isNaN(firstMs) && out.partial !== 2) firstMs = out.timeMs;
    const text = lineText(sample, i).slice(0, MAX_BEGIN);
    const words = new Set(text.match(WORD)?.filter((word) => ZONE_WORDS.get(word) === out.zoneMinutes));
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { counts, numZoned, firstMs };
}

/** Whether the zone is so far from UTC at that time; without a date, in either half of a year. */
function isOffsetOf(zone: string, minutes: number, localMs: number): boolean {
  const toUtc = createZone(zone);
  const times = Number.isNaN(localMs) ? [Date.UTC(2024, 0, 15), Date.UTC(2024, 6, 15)] : [localMs];
  return times.some((ms) => (ms - toUtc(ms)) / MINUTE_MS === minutes);
}
