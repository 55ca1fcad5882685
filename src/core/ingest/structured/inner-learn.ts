/**
 * Whether the messages of a format hold records of their own, and how these are read. In: a sample and the envelope's
 * parser. Out: a plan, to depth 3, or null. Learnt once a file.
 */

import { OPEN_BRACE } from '../../lib/ascii';
import { accessFormat } from '../formats/access';
import { chromiumFormat } from '../formats/chromium';
import { criFormat } from '../formats/cri';
import type { FormatMatch, LogFormat } from '../formats/format';
import { hashFormat } from '../formats/hash';
import { type JsonParams, jsonLinesFormat } from '../formats/json-lines';
import { klogFormat } from '../formats/klog';
import { levelFirstFormat, levelFirstMatch } from '../formats/level-first';
import { logfmtFormat } from '../formats/logfmt';
import { mysqlFormat } from '../formats/mysql';
import { pythonFormat } from '../formats/python';
import { createParserOf, innerParserOf } from '../formats/registry';
import { syslogFormat } from '../formats/syslog';
import { syslog5424Format } from '../formats/syslog5424';
import { textFormat } from '../formats/text';
import { createHeader } from '../header';
import type { Layout } from '../layout/layout';
import { type LevelColumn, learnLevelColumn } from '../layout/level-column';
import type { Sample } from '../sample';
import type { InnerPlan, ParserSpec, RecordStyle } from '../types';
import type { FieldRole } from './field-names';
import { headedOf, isShippers } from './inner-rules';
import { holdsLines, type Outer, outersOf, sampleOf } from './inner-sample';

const MAX_DEPTH = 3;
const MAX_PARSERS = 4;
/** Notations of messages, the most particular first. */
const NOTATIONS: readonly LogFormat[] = [
  jsonLinesFormat,
  hashFormat,
  pythonFormat,
  syslog5424Format,
  mysqlFormat,
  klogFormat,
  chromiumFormat,
  criFormat,
  accessFormat,
  logfmtFormat,
  syslogFormat,
  textFormat,
];
/** Share of the messages that a notation has to explain: in envelopes that mix programs, and in others. */
const MIN_MIXED = 0.02;
const MIN_SHARE = 0.3;
const MIN_HEADED = 0.6;
/** Where levels are stated outside too, a level alone at the beginning of the text has to be nearly everywhere. */
const MIN_LEVELLED = 0.8;
const MIN_FULL = 0.9;
/** Of the messages that end as objects do. */
const MIN_OBJECTS = 0.5;

/** Formats that hold records of other programs, so that several notations may be among their messages. */
const MIXED = [
  'json-lines',
  'json-blocks',
  'hash',
  'csv',
  'cri',
  'syslog-rfc3164',
  'syslog-rfc5424',
  'key-blocks',
];

export function learnInner(
  sample: Sample,
  spec: ParserSpec,
  style: RecordStyle,
  depth = 1,
): InnerPlan | null {
  if (depth > MAX_DEPTH || spec.parser === 'logfmt' || spec.parser === 'any-header') return null;
  const lines = holdsLines(spec);
  const outer = outersOf(sample, spec, style);
  if (outer.length === 0) return null;
  const texts = sampleOf(outer.map(({ text }) => text));
  const parsers = notationsOf(outer, texts, spec, depth);
  const column = parsers.length === 0 && MIXED.includes(spec.parser) ? columnOf(texts) : null;
  if (parsers.length === 0 && !lines && !column) return null;
  return { ...planOf(outer, texts, parsers, lines), ...(column ? { column } : {}) };
}

/** 'Event|1301|LOG_ERR|AMM|1/1|text' in nearly every message. */
const columnOf = ({ bytes, begin, end }: Sample): LevelColumn | null =>
  learnLevelColumn({ bytes, at: [...begin], end: [...end] });

function notationsOf(outer: readonly Outer[], texts: Sample, spec: ParserSpec, depth: number): ParserSpec[] {
  const least = MIXED.includes(spec.parser) ? MIN_MIXED : MIN_SHARE;
  const parsers: ParserSpec[] = [];
  const objects = objectsOf(outer, spec, depth);
  if (objects) parsers.push(objects);
  let left = texts.counted;
  if (objects) left = left.filter((i) => texts.bytes[texts.begin[i]] !== OPEN_BRACE);
  const all = left.length;
  for (let round = 0; round < NOTATIONS.length && parsers.length < MAX_PARSERS && left.length > 1; round++) {
    const found = bestNotation(texts, left, Math.max(2, all * least), parsers, MIXED.includes(spec.parser));
    if (!found) break;
    parsers.push(deeper(texts, found, depth));
    left = leftBy(texts, left, found);
  }
  const levelled = MIXED.includes(spec.parser) ? levelFirst(outer, texts, left) : null;
  return levelled ? [...parsers, levelled] : parsers;
}

function objectsOf(outer: readonly Outer[], spec: ParserSpec, depth: number): ParserSpec | null {
  const found = outer.flatMap(({ object }) => (object ? [object] : []));
  if (
    found.length === 0 ||
    found.length < outer.length * (MIXED.includes(spec.parser) ? MIN_MIXED : MIN_SHARE)
  )
    return null;
  const texts = sampleOf(found);
  const match = jsonLinesFormat.detect(texts);
  if (!match || match.score01 < MIN_OBJECTS) return null;
  const params = match.params as JsonParams;
  const has = (role: FieldRole): boolean => params.fields.some((field) => field.role === role);
  const strict = has('message');
  if (!(has('level') || has('time')) || (!strict && found.length < outer.length * MIN_FULL)) return null;
  return deeper(texts, { ...specOf(jsonLinesFormat, match), params: { ...params, strict } }, depth);
}

const deeper = (texts: Sample, spec: ParserSpec, depth: number): ParserSpec => {
  const inner = learnInner(texts, spec, 'lines', depth + 1);
  return inner ? { ...spec, inner } : spec;
};

const specOf = ({ id }: LogFormat, { format, params }: FormatMatch): ParserSpec => ({
  parser: id,
  format,
  params,
});

function bestNotation(
  texts: Sample,
  among: readonly number[],
  least: number,
  taken: readonly ParserSpec[],
  mixed: boolean,
): ParserSpec | null {
  let best: ParserSpec | null = null;
  let most = 0;
  for (const format of NOTATIONS) {
    if (format === jsonLinesFormat) continue;
    if (format !== textFormat && taken.some(({ parser }) => parser === format.id)) continue;
    const match = format.detect(texts, among);
    if (!match || (match.style !== 'lines' && match.style !== 'timed')) continue;
    const spec = specOf(format, match);
    const num = among.length - leftBy(texts, among, spec).length;
    if (num < least || num <= most * 1.03 || !beginsHeader(texts, among, spec, mixed)) continue;
    best = spec;
    most = num;
  }
  return best;
}

/** A written date begins the text, or words with a level before it. */
function beginsHeader(texts: Sample, among: readonly number[], spec: ParserSpec, mixed: boolean): boolean {
  if (spec.parser !== textFormat.id) return true;
  const { before, time, http } = spec.params as Layout;
  if (time === 'epoch' || time === 'mm-dd') return false;
  // A second time behind that of a text log is data, unless the level stands behind it.
  if (mixed && before.join() === '0') return true;
  return !http && before.every((words) => words <= 1) && shareOfLevels(texts, among, spec) >= MIN_HEADED;
}

function shareOfLevels(texts: Sample, among: readonly number[], spec: ParserSpec): number {
  const parse = createParserOf(spec);
  const out = createHeader();
  let num = 0;
  let stated = 0;
  for (const i of among) {
    if (!parse(texts.bytes, texts.begin[i], texts.end[i], out)) continue;
    num++;
    if (out.level > 0) stated++;
  }
  return num === 0 ? 0 : stated / num;
}

function leftBy(texts: Sample, among: readonly number[], spec: ParserSpec): number[] {
  const parse = createParserOf(spec);
  const out = createHeader();
  return among.filter((i) => !parse(texts.bytes, texts.begin[i], texts.end[i], out));
}

function levelFirst(outer: readonly Outer[], texts: Sample, left: readonly number[]): ParserSpec | null {
  const match = left.length > 1 ? levelFirstMatch(texts, left) : null;
  if (!match) return null;
  const stated = new Set(outer.map(({ level }) => level));
  return stated.size > 1 && match.score01 < MIN_LEVELLED ? null : specOf(levelFirstFormat, match);
}

function planOf(
  outer: readonly Outer[],
  texts: Sample,
  parsers: readonly ParserSpec[],
  lines: boolean,
): InnerPlan {
  const readers = parsers.map((spec) => innerParserOf(spec));
  const inner = outer.map(({ text, object }) => {
    const out = createHeader();
    const taken = readers.some(({ json, parse }) => {
      const from = json ? object : text;
      return from !== null && parse(from, 0, from.length, out);
    });
    return taken ? out : null;
  });
  return {
    parsers,
    innerTime: isShippers(outer, inner),
    defaultLevel: new Set(outer.map(({ level }) => level)).size === 1,
    lines,
    folded: outer.some(({ folded }) => folded),
    ended: lines && outer.filter(({ ended }) => ended).length > outer.length / 2,
    headed: headedOf(outer, texts, inner),
  };
}
