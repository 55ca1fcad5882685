// What the tables of a shared analysis have to be: types and lengths of columns. Whether they fit each other: checked-snapshot.ts.
import * as v from 'valibot';
import type {
  CountMatrix,
  FeatureMatrix,
  FileSpans,
  Measure,
  Occurrences,
  SourcePauses,
  WindowGrid,
} from '../../contracts/features';
import type {
  ClockChange,
  CountedFigure,
  CountedRows,
  FilePlace,
  FileSummary,
  Gap,
  KindTable,
  LogShard,
  LogTable,
  MentionChunk,
  MentionTable,
  ReadFrom,
  ReadingRules,
  ShapeTable,
  Template,
  TemplateTable,
  TimeReading,
  Zone,
} from '../../contracts/tables';
import { LEVELS, type Problem } from '../../contracts/units';
import { number, timeMs, whole } from '../stored-rows';
import {
  count,
  f32,
  f64,
  finite,
  index,
  listOf,
  maybeTime,
  maybeWords,
  shaped,
  u8,
  u32,
  wordList,
  words,
} from './schema-parts';

const share01 = number(0, 1);
export const problem = shaped<Problem>({
  severity: v.picklist(['error', 'warning', 'info']),
  code: words,
  message: words,
  file: maybeWords,
  lineNum: v.nullable(count),
  byteOffset: v.nullable(count),
});
const gap = shaped<Gap>({ begin: count, end: count, reason: words });
export const zone = shaped<Zone>({
  name: words,
  from: v.picklist(['log', 'setting', 'beside', 'assumed']),
  by: v.optional(words),
});
const readFrom = shaped<ReadFrom>({
  value: words,
  from: v.picklist(['stated', 'set', 'decided', 'assumed']),
  by: words,
});
const clockChange = shaped<ClockChange>({
  atMs: timeMs,
  kind: v.picklist(['forward', 'back']),
  zones: wordList,
});
const reading = shaped<TimeReading>({
  zone: v.nullable(readFrom),
  year: v.nullable(readFrom),
  day: v.nullable(readFrom),
  dateOrder: v.nullable(readFrom),
  clockChanges: listOf(clockChange),
});
const rules = shaped<ReadingRules>({ format: readFrom, level: readFrom, records: readFrom });
const rotation = v.object({ log: words, partIdx: count, numParts: count });
const place = shaped<FilePlace>({ rotation: v.nullable(rotation), previousContainer: v.boolean() });
export const file = shaped<FileSummary>({
  name: words,
  bytes: count,
  xxh64: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
  compression: v.nullable(v.object({ kind: words, bytes: count })),
  format: words,
  formatConfidence01: share01,
  encoding: words,
  zone,
  numLines: count,
  numRecords: count,
  numUnparsed: count,
  unparsedLineNums: listOf(count),
  numBackwards: count,
  gaps: listOf(gap),
  rowBegin: count,
  rowEnd: count,
  firstMs: maybeTime,
  lastMs: maybeTime,
  reading: v.optional(reading),
  rules: v.optional(rules),
  place: v.optional(place),
});
const shard = shaped<LogShard>({
  fileIdx: index,
  rowBegin: count,
  length: count,
  byteBegin: count,
  byteEnd: count,
  lineBegin: count,
  byteOffset: u32,
  timeMs: f64,
  kind: u32,
  extraRow: u32,
  extraLines: u32,
});
const kinds = shaped<KindTable>({
  length: count,
  shape: u32,
  level: u8,
  status: v.optional(u8),
  stated: v.optional(u8),
  source: u32,
});
const shapes = shaped<ShapeTable>({ length: count, tokens: listOf(wordList), count: f64 });
const mentionChunk = shaped<MentionChunk>({ rowBegin: count, row: v.nullable(u32), key: u32 });
const mentions = shaped<MentionTable>({
  length: count,
  identifier: words,
  chunks: listOf(mentionChunk),
  keys: listOf(words, 100_000_000),
});
const counted = shaped<CountedRows>({
  weight: u32,
  lastMs: f64,
  startMs: timeMs,
  windowMs: number(1, 366 * 86_400_000),
  numWindows: whole(10_000_000),
  paused: u8,
  figures: v.object({
    new_pairs: f64,
    delta_mean_ms: f64,
    delta_sd_ms: f64,
    gap_max_ms: f64,
    burstiness: f64,
  } satisfies Record<CountedFigure, unknown>),
});
export const table = shaped<LogTable>({
  length: count,
  files: listOf(file),
  shards: listOf(shard),
  kinds,
  shapes,
  sources: wordList,
  mentions: v.nullable(mentions),
  problems: listOf(problem),
  counted: v.optional(counted),
});
export const template = shaped<Template>({
  text: words,
  count,
  firstMs: maybeTime,
  lastMs: maybeTime,
  firstRow: count,
  level: whole(LEVELS.length - 1),
  numErrors: v.optional(count),
  source: index,
});
export const templates = shaped<TemplateTable>({
  length: count,
  templates: listOf(template),
  ofKind: u32,
  levelClass: v.optional(listOf(v.picklist(['quiet', 'warning', 'error']))),
  muted: v.optional(u8),
  numOwn: v.optional(count),
});

export const grid = shaped<WindowGrid>({
  startMs: timeMs,
  windowMs: number(1, 366 * 86_400_000),
  length: whole(10_000_000),
  tailCovered01: v.optional(share01),
  reason: words,
});
const counts = shaped<CountMatrix>({
  numRows: count,
  numColumns: count,
  rowBegin: u32,
  column: u32,
  count: u32,
});
const measure = shaped<Measure>({
  name: words,
  what: v.picklist(['share', 'median', 'p95']),
  template: v.nullable(index),
  unit: words,
  step: v.optional(finite),
  value: f32,
  num: u32,
});
const pauses = shaped<SourcePauses>({ name: words, pauseMs: f32, silentMs: f32 });
const spans = shaped<FileSpans>({ knownFrom: u32, endsAt: u32 });
const occurrences = shaped<Occurrences>({ begin: u32, tick: u32, isFull: u8 });
export const features = shaped<FeatureMatrix>({
  grid,
  columns: wordList,
  values: f32,
  counts,
  levelCounts: u32,
  templateLevel: v.optional(u8),
  templateFails: v.optional(u8),
  effectiveLevelCounts: v.optional(u32),
  paused: v.optional(u8),
  misdated: v.optional(u8),
  fileSpans: v.optional(spans),
  numbers: v.optional(listOf(measure)),
  sources: v.optional(listOf(pauses)),
  occurrences: v.optional(occurrences),
});
