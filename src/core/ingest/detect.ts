/**
 * Format of a file from a sample of its text. In: pieces (its beginning, others from further on), the name, the zone for
 * times that state none. Out: format, how sure, and a plan that any thread can scan shards by.
 */
import type { FormatChoice } from '../../contracts/file-sample';
import { hasAnsi, withoutAnsi } from './ansi';
import { type Choice, chooseParsers } from './choose-parsers';
import { type AnyHeaderParams, anyHeaderFormat } from './formats/any-header';
import { innerTimeFormat } from './formats/inner-time';
import { plainFormat } from './formats/plain';
import { prefixedFormat } from './formats/prefixed';
import { createParserOf, FORMATS } from './formats/registry';
import { sameTimeOf } from './formats/same-time';
import { textFormat } from './formats/text';
import type { Layout } from './layout/layout';
import { isNamed, type PrefixKind, prefixesOf, withoutPrefix } from './line-prefix';
import { learnIdentifier } from './mentions/identifier';
import { createSample, type Sample } from './sample';
import { learnInner } from './structured/inner-learn';
import { datesOf } from './time/file-dates';
import { zoneWordOf } from './time/file-zone-word';
import { type FormatGuess, isDelimited, type ParserSpec, type RecordStyle, type ScanPlan } from './types';

export interface DetectOptions {
  readonly name: string;
  readonly zone: string;
  /** The pieces are the whole file, so that its last line counts though it does not end in a line break. */
  readonly whole: boolean;
  /** Id of the format that the user chose; null or absent: the best. One that explains no line is passed over. */
  readonly format?: string | null;
  /** ms UTC when the file was last written; null or absent: unknown. */
  readonly lastModified?: number | null;
  /** Zone that the user set, which tells what an ambiguous name of one means; null or absent: none. */
  readonly setZone?: string | null;
}

/** The formats that explain at least some lines of a sample, best first; plain lines last. */
export function formatsThatFit(
  pieces: readonly Uint8Array[],
  name: string,
  whole: boolean,
): readonly FormatChoice[] {
  const { sample } = readingOf(createSample(pieces.map(withoutAnsi), name, whole), null);
  const counted = sample.counted;
  const found = FORMATS.flatMap(({ id, detect }) => {
    const match = detect(sample, counted);
    return match ? [{ id, format: match.format, share01: Math.min(1, match.score01) }] : [];
  });
  const rank = ({ id, share01 }: FormatChoice): number => (id === 'plain' ? -1 : share01);
  return found.sort((a, b) => rank(b) - rank(a));
}

export function detectFormat(pieces: readonly Uint8Array[], options: DetectOptions): FormatGuess {
  const ansi = pieces.some((piece) => hasAnsi(piece));
  const whole = createSample(ansi ? pieces.map(withoutAnsi) : pieces, options.name, options.whole);
  const { sample, choice, prefix } = readingOf(whole, options.format ?? null);
  const { format } = choice.first.match;
  const { confidence01 } = choice;
  // Records of several programs between each other: only what reads as the rest of a record continues one.
  const style = prefix && isNamed(prefix) && !isDelimited(choice.style) ? 'timed' : choice.style;
  const parsers = [
    ...choice.parsers,
    // Lines that no learnt parser takes may still begin with a time.
    ...(style === 'timed' && !choice.paragraphs
      ? [{ ...lastResort(anyHeaderFormat.id), params: kindsAtStart(choice.parsers) }]
      : []),
    ...(prefix && isNamed(prefix) && !isDelimited(style) ? [lastResort(prefixedFormat.id)] : []),
  ].map((spec) => (isChosenPlain(options, spec) ? spec : withInner(sample, spec, style)));
  const sameTime = style === 'timed' && !choice.paragraphs ? sameTimeOf(sample, choice.parsers[0]) : null;
  const all = sameTime ? [...parsers, sameTime] : parsers;
  const plan: ScanPlan = {
    format,
    style,
    parsers: prefix ? all.map((spec) => ({ ...spec, prefix })) : all,
    identifier: learnIdentifier(sample),
    zone: options.zone,
    ...(ansi && !isDelimited(style) ? { ansi } : {}),
    ...(choice.paragraphs ? { paragraphs: true } : {}),
  };
  const readers = parsers.map((spec) => createParserOf(spec));
  const dates = datesOf(sample, readers, options.lastModified ?? null);
  const zoneWord = zoneWordOf(sample, readers, options.setZone ?? null);
  return { format, confidence01, plan: { ...plan, ...(dates && { dates }), ...(zoneWord && { zoneWord }) } };
}

/** Lines that the user wants as they stand hold no records. */
const isChosenPlain = ({ format }: DetectOptions, { parser }: ParserSpec): boolean =>
  format === plainFormat.id && parser === plainFormat.id;

/** Notations of time with which lines of the file begin: others of its lines may, though something else stands behind it. */
function kindsAtStart(parsers: readonly ParserSpec[]): AnyHeaderParams {
  const layouts = parsers.flatMap(({ parser, params }) =>
    parser === textFormat.id ? [params as Layout] : [],
  );
  const kinds = layouts
    .filter(({ mark, before }) => mark === undefined && before.join() === '0')
    .map(({ time }) => time);
  return { kinds: [...new Set(kinds)] };
}

const lastResort = (id: string): ParserSpec => ({ parser: id, format: id, params: null });

interface Reading {
  /** Without the prefixes. */
  readonly sample: Sample;
  readonly choice: Choice;
  /** What a tool put before the lines; null: nothing. */
  readonly prefix: PrefixKind | null;
}

/** From this on the lines as they stand are explained well, and from the next on lines behind a prefix are. */
const WELL_EXPLAINED = 0.75;
const SURE = 0.9;

/** The lines as they stand, or behind a prefix that nearly all of them have, where that explains them better. */
function readingOf(sample: Sample, chosen: string | null): Reading {
  const choice = chooseParsers(sample, chosen);
  const isGood = !isVague(choice) && choice.confidence01 >= WELL_EXPLAINED;
  for (const prefix of isDelimited(choice.style) ? [] : prefixesOf(sample)) {
    if (isGood && !isNamed(prefix)) continue;
    const own = withoutPrefix(sample, prefix);
    const behind = chooseParsers(own, chosen, false);
    const isBare = prefix === 'priority' && isVague(choice);
    if (
      isBare ||
      isNamed(prefix) ||
      (!isVague(behind) && beginsAtOnce(behind) && behind.confidence01 >= SURE)
    )
      return { sample: own, choice: behind, prefix };
  }
  return { sample, choice, prefix: null };
}

/** Its time is not behind further words, which would be no better than the lines as they stand. */
const beginsAtOnce = ({ first: { format, match } }: Choice): boolean =>
  format !== textFormat || (match.params as Layout).before.join() === '0';

const isVague = ({ first: { format } }: Choice): boolean =>
  format === plainFormat || format === innerTimeFormat;

/** The same parser, told of the records that its messages hold. */
function withInner(sample: Sample, spec: ParserSpec, style: RecordStyle): ParserSpec {
  const inner = learnInner(sample, spec, style);
  return inner ? { ...spec, inner } : spec;
}
