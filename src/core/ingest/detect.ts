/**
 * Format of a file from a sample of its text. In: up to three pieces (beginning, middle, end), the name, the zone for
 * times that state none. Out: format, how sure, and a plan that any thread can scan shards by.
 */
import { countedLines, type FormatMatch, type LogFormat } from './formats/format';
import { createParserOf, FORMATS } from './formats/registry';
import { createHeader } from './header';
import { learnIdentifier } from './identifier';
import { createSample, type Sample } from './sample';
import type { FormatGuess, ParserSpec, RecordStyle } from './types';

/** Bytes of a file's beginning that detection reads, and of a piece from the middle and from the end. */
export const SAMPLE_BEGIN_BYTES = 262_144;
export const SAMPLE_PIECE_BYTES = 131_072;

const MAX_PARSERS = 12;
/** Other layouts of the same file count from this share of its lines. */
const MIN_SECOND_SHARE = 0.01;
/** A later format must explain so much more than an earlier one. */
const MARGIN = 1.03;
const MIN_FIRST_SCORE = 0.2;

export interface DetectOptions {
  readonly name: string;
  readonly zone: string;
  /** The pieces are the whole file, so that its last line counts though it does not end in a line break. */
  readonly whole: boolean;
}

export function detectFormat(pieces: readonly Uint8Array[], options: DetectOptions): FormatGuess {
  const sample = createSample(pieces, options.name, options.whole);
  const first = bestFormat(sample, countedLines(sample)) ?? plainMatch();
  const parsers = [specOf(first), ...furtherParsers(sample, first)];
  const plan = {
    format: first.match.format,
    style: first.match.style,
    parsers,
    identifier: learnIdentifier(sample),
    zone: options.zone,
  };
  return { format: first.match.format, confidence01: Math.min(1, first.match.score01), plan };
}

interface Found {
  readonly format: LogFormat;
  readonly match: FormatMatch;
}

function plainMatch(): Found {
  const format = FORMATS[FORMATS.length - 1];
  return { format, match: { format: 'plain', score01: 0, style: 'lines', params: null } };
}

function bestFormat(sample: Sample, among: readonly number[], style?: RecordStyle): Found | null {
  let best: Found | null = null;
  for (const format of FORMATS) {
    const match = format.detect(sample, among);
    if (!match || match.score01 < MIN_FIRST_SCORE || (style && match.style !== style)) continue;
    if (!best || match.score01 > best.match.score01 * MARGIN) best = { format, match };
    if (best.match.score01 > 0.98) break;
  }
  return best;
}

const specOf = ({ format, match }: Found): ParserSpec => ({
  parser: format.id,
  format: match.format,
  params: match.params,
});

/** Parsers of what the first leaves: a file may mix systems. */
function furtherParsers(sample: Sample, first: Found): ParserSpec[] {
  if (first.match.style === 'csv' || first.format.id === 'plain') return [];
  const specs: ParserSpec[] = [];
  const counted = countedLines(sample);
  let left = leftBy(sample, counted, specOf(first));
  while (specs.length < MAX_PARSERS && left.length >= Math.max(2, counted.length * MIN_SECOND_SHARE)) {
    const found = bestFormat(sample, left, first.match.style);
    if (!found || found.format.id === 'plain') break;
    const spec = specOf(found);
    const after = leftBy(sample, left, spec);
    if (left.length - after.length < Math.max(2, counted.length * MIN_SECOND_SHARE)) break;
    specs.push(spec);
    left = after;
  }
  return specs;
}

function leftBy(sample: Sample, lines: readonly number[], spec: ParserSpec): number[] {
  const parse = createParserOf(spec);
  const header = createHeader();
  return lines.filter((i) => !parse(sample.bytes, sample.begin[i], sample.end[i], header));
}
