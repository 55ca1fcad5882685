/** Which parsers read a sample's lines, by what they explain of it: the best, and those of what it leaves, since a file may mix systems. */
import { CARRIAGE_RETURN, LINE_FEED } from '../lib/ascii';
import { accessFormat } from './formats/access';
import type { FormatMatch, LogFormat } from './formats/format';
import { headedFormat, headedMatch } from './formats/headed';
import { innerTimeFormat } from './formats/inner-time';
import { plainFormat, plainMatch } from './formats/plain';
import { createParserOf, FORMATS } from './formats/registry';
import { syslogFormat } from './formats/syslog';
import { textFormat } from './formats/text';
import { createHeader } from './header';
import { share } from './layout/columns';
import type { Layout } from './layout/layout';
import type { Sample } from './sample';
import { isDelimited, type ParserSpec, type RecordStyle } from './types';

const MAX_PARSERS = 12;
/** Other layouts of the same file count from this share of its lines ... */
const MIN_SECOND_SHARE = 0.01;
/** ... from this one where a written time begins their lines ... */
const MIN_TIMED_SHARE = 0.001;
/** ... where words come before it and a level behind it, from this one, ... */
const MIN_LEVEL_SHARE = 0.003;
/** ... and where no level is behind it from this one. */
const MIN_INNER_SHARE = 0.05;
const MAX_ROUNDS = 24;
/** Times behind words: more than so many (of few: half) are later than the one before, at most this share goes back by more than this. */
const MIN_TIMES = 8;
const MAX_BACK_SHARE = 0.1;
const BACK_MS = 1000;
/** A later format must explain so much more than an earlier one. */
const MARGIN = 1.03;
const TIMELESS = 0.5;
const MIN_FIRST_SCORE = 0.02;
/** All parsers of a file together must explain this share, unless dates begin lines and go on as those of a log do, or its lines are read as plain. */
const MIN_EXPLAINED = 0.3;
/** Lines that no parser takes are then those of long records, which is less sure. */
const RECORD_TRUST = 0.8;
/** Lines of another style count when records of the first are lines and so many of them begin with a time. */
const MIN_TIMED_RECORDS = 0.05;
/** Every line is explained as plain text, which says little. */
const PLAIN_CONFIDENCE = 0.3;

export interface Choice {
  readonly first: Found;
  readonly style: RecordStyle;
  readonly parsers: readonly ParserSpec[];
  readonly confidence01: number;
  /** Records are paragraphs, whatever times their further lines begin with. */
  readonly paragraphs?: boolean;
}

/**
 * The best format with what helps it, if together they explain enough of the sample; else plain lines. `canDelimit`: one
 * that delimits its records itself may be it.
 */
export function chooseParsers(sample: Sample, chosen: string | null, canDelimit = true): Choice {
  const counted = sample.counted;
  const report = chosen === null ? reports(sample, counted) : null;
  if (report) return { ...alone(report), confidence01: PARAGRAPH_TRUST, paragraphs: true };
  const named = chosen === null ? null : formatById(sample, chosen, counted);
  const forced = named && (canDelimit || !isDelimited(named.match.style)) ? named : null;
  const best = forced ?? bestFormat(sample, counted, canDelimit);
  const first = forced || !canDelimit ? best : withHeads(sample, best);
  if (first) {
    const { parsers, style, numLeft } = furtherParsers(sample, first, counted);
    const explained = isDelimited(style) ? first.match.score01 : 1 - numLeft / counted.length;
    const inRecords = explained < MIN_EXPLAINED ? shareInRecords(sample, counted, style, parsers[0]) : 0;
    if (
      forced ||
      explained >= MIN_EXPLAINED ||
      inRecords > 0 ||
      startsParagraphs(sample, counted, parsers[0])
    )
      return { first, style, parsers, confidence01: Math.min(1, Math.max(explained, inRecords)) };
  }
  const within = formatById(sample, innerTimeFormat.id, counted);
  if (within) return { ...alone(within), confidence01: within.match.score01 };
  return {
    ...alone({ format: plainFormat, match: plainMatch(sample, counted) }),
    confidence01: sample.length > 0 ? PLAIN_CONFIDENCE : 0,
  };
}

const alone = (first: Found) => ({ first, style: first.match.style, parsers: [specOf(first)] });

/** How sure it is that a parser's lines begin records of many lines: they state dates that go on. 0: they do not. */
function shareInRecords(
  sample: Sample,
  lines: readonly number[],
  style: RecordStyle,
  spec: ParserSpec,
): number {
  if (style !== 'timed' || !beginsWithDate(spec) || !timesGoOn(sample, lines, spec)) return 0;
  const parse = createParserOf(spec);
  const header = createHeader();
  const first = lines.findIndex((i) => parse(sample.bytes, sample.begin[i], sample.end[i], header));
  return RECORD_TRUST * (1 - first / lines.length);
}

function beginsWithDate({ parser, params }: ParserSpec): boolean {
  if (parser !== textFormat.id) return true;
  const { before, time } = params as Layout;
  return before.join() === '0' && time !== 'clock' && time !== 'mm-dd' && time !== 'epoch';
}

function formatById(sample: Sample, id: string, among: readonly number[]): Found | null {
  const format = FORMATS.find((candidate) => candidate.id === id);
  const match = format?.detect(sample, among);
  if (format && match) return { format, match };
  return format === headedFormat ? headed(sample, formatById(sample, textFormat.id, among)) : null;
}

/** The text format's header, where it is a line of its own and the message the next. */
function headed(sample: Sample, found: Found | null): Found | null {
  const match = found?.format === textFormat ? headedMatch(sample, found.match) : null;
  return match && { format: headedFormat, match };
}

const withHeads = (sample: Sample, found: Found | null): Found | null => headed(sample, found) ?? found;

/** Nearly all lines that a text parser takes follow a blank line: what follows them is theirs, however long it is. */
function startsParagraphs(sample: Sample, lines: readonly number[], spec: ParserSpec): boolean {
  if (spec.parser !== textFormat.id) return false;
  const left = new Set(leftBy(sample, lines, spec));
  const heads = lines.filter((i) => !left.has(i) && sample.begin[i] > 0);
  return heads.length >= MIN_TIMES && share(heads, (i) => isAfterBlank(sample, i)) > 0.8;
}

/** From so many on. */
const MIN_PARAGRAPHS = 3;
const PARAGRAPH_TRUST = 0.8;

/**
 * Blank lines part the records, each of which begins with a time in the same notation, and within them other lines begin with times, of what is
 * reported: '** Alert 1715677200.812: - syslog,', '2024 May 14 09:00:00 web1->/var/log/auth.log'. Null: they are no such reports.
 */
function reports(sample: Sample, counted: readonly number[]): Found | null {
  const heads = counted.filter((i) => sample.begin[i] === 0 || isAfterBlank(sample, i));
  if (heads.length < MIN_PARAGRAPHS || heads.length * 2 > counted.length) return null;
  const match = textFormat.detect(sample, heads);
  if (!match || match.score01 < MIN_HEADS) return null;
  const isHead = new Set(heads);
  const rest = counted.filter((i) => !isHead.has(i));
  const found = { format: textFormat, match };
  if (leftBy(sample, rest, specOf(found)).length < rest.length * MIN_HEADS) return null;
  const inner = textFormat.detect(sample, rest);
  return inner && inner.score01 * rest.length > heads.length / 2 ? found : null;
}

/** Share of the first lines that begin with the time, and of the others that do not. */
const MIN_HEADS = 0.95;

function isAfterBlank({ bytes, begin }: Sample, i: number): boolean {
  let at = begin[i] - 2;
  if (bytes[at] === CARRIAGE_RETURN) at--;
  return bytes[at] === LINE_FEED;
}

interface Found {
  readonly format: LogFormat;
  readonly match: FormatMatch;
}

function bestFormat(
  sample: Sample,
  among: readonly number[],
  canDelimit = true,
  minScore = MIN_FIRST_SCORE,
): Found | null {
  let best: Found | null = null;
  for (const format of FORMATS) {
    if (format === plainFormat || format === innerTimeFormat) continue;
    const match = format.detect(sample, among);
    if (!match || match.score01 < minScore) continue;
    if (!canDelimit && isDelimited(match.style) && !format.readsOn) continue;
    if (!best || weightOf(match) > weightOf(best.match) * MARGIN) best = { format, match };
    if (weightOf(best.match) > 0.98) break;
  }
  return best;
}

/** Lines without a time count half against lines with one. */
const weightOf = ({ score01, timeless }: FormatMatch): number => (timeless ? score01 * TIMELESS : score01);

const specOf = ({ format, match }: Found): ParserSpec => ({
  parser: format.id,
  format: match.format,
  params: match.params,
});

/** The first parser and those of what it leaves (a file may mix systems), and how many lines none of them takes. */
function furtherParsers(
  sample: Sample,
  first: Found,
  counted: readonly number[],
): { parsers: ParserSpec[]; style: RecordStyle; numLeft: number } {
  const parsers = [specOf(first)];
  let { style } = first.match;
  if (isDelimited(style)) return { parsers, style, numLeft: 0 };
  let left = leftBy(sample, counted, parsers[0]);
  // What a refused candidate explains is set aside, so that it does not hide the others.
  let pool = left;
  for (let round = 0; round < MAX_ROUNDS && parsers.length < MAX_PARSERS && pool.length > 1; round++) {
    const found = bestFormat(sample, pool, false, 0);
    if (!found) break;
    const spec = specOf(found);
    const after = leftBy(sample, pool, spec);
    const taken = pool.length - after.length;
    if (taken === 0) break;
    const isOther = found.match.style !== first.match.style;
    const least = isOther && !timesGoOn(sample, pool, spec) ? 1 : minShareOf(sample, pool, spec);
    if (taken >= Math.max(2, counted.length * least)) {
      parsers.push(spec);
      left = leftBy(sample, left, spec);
      if (isOther && taken >= counted.length * MIN_TIMED_RECORDS) style = 'timed';
    }
    pool = after;
  }
  const envelope = envelopeOf(sample, first, counted);
  if (envelope && !parsers.some(({ parser }) => parser === envelope.parser)) {
    parsers.push(envelope);
    left = leftBy(sample, left, envelope);
  }
  return { parsers, style, numLeft: left.length };
}

/** Lines of which nearly all stand in an envelope that their own parser reads past. */
const MIN_ENVELOPED = 0.9;

/**
 * Syslog, where a server sends its access log by it: the few lines in which it says that a backend is down are none of requests, and have the time of the
 * envelope alone. Null: the lines stand in none.
 */
function envelopeOf(sample: Sample, { format, match }: Found, counted: readonly number[]): ParserSpec | null {
  if (format.id !== accessFormat.id) return null;
  const left = new Set(leftBy(sample, counted, specOf({ format, match })));
  const taken = counted.filter((i) => !left.has(i));
  const found = formatById(sample, syslogFormat.id, taken);
  return found && found.match.score01 >= MIN_ENVELOPED ? specOf(found) : null;
}

/** How much of a file a further parser has to explain: a time behind words may be data of a longer record. */
function minShareOf(sample: Sample, lines: readonly number[], spec: ParserSpec): number {
  if (spec.parser !== 'text') return MIN_SECOND_SHARE;
  const { before, time, steps } = spec.params as Layout;
  if (before.join() === '0') return time === 'epoch' ? MIN_SECOND_SHARE : MIN_TIMED_SHARE;
  if (!timesGoOn(sample, lines, spec)) return 1;
  return steps.some(({ step }) => step === 'level') ? MIN_LEVEL_SHARE : MIN_INNER_SHARE;
}

/** Whether the times of enough lines follow each other as those of a log do. */
function timesGoOn(sample: Sample, lines: readonly number[], spec: ParserSpec): boolean {
  const parse = createParserOf(spec);
  const header = createHeader();
  let last = Number.NEGATIVE_INFINITY;
  let num = 0;
  let back = 0;
  let steps = 0;
  for (const i of lines) {
    if (!parse(sample.bytes, sample.begin[i], sample.end[i], header)) continue;
    num++;
    if (header.timeMs < last - BACK_MS) back++;
    else if (header.timeMs > last) steps++;
    last = header.timeMs;
  }
  return steps > Math.min(MIN_TIMES, Math.floor(num / 2)) && back <= num * MAX_BACK_SHARE;
}

function leftBy(sample: Sample, lines: readonly number[], spec: ParserSpec): number[] {
  const parse = createParserOf(spec);
  const header = createHeader();
  return lines.filter((i) => !parse(sample.bytes, sample.begin[i], sample.end[i], header));
}
