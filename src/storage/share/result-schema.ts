// What the result of a shared analysis has to be. Settings have a schema of their own in the page (store/settings-schema.ts), which asks it.
import * as v from 'valibot';
import type { Baseline, BaselineFault, WindowFigures } from '../../contracts/features';
import { type LogEvent, STEP_NAMES } from '../../contracts/incident';
import type {
  AnalysisResult,
  Benchmark,
  BenchmarkRow,
  SimulatedTruth,
  Timeline,
} from '../../contracts/result';
import { type Consensus, DETECTORS, type DetectorResult, type SessionTable } from '../../contracts/scores';
import { SESSION_DETECTORS, type SessionVerdict } from '../../contracts/session-detectors';
import type { Settings } from '../../contracts/settings';
import {
  type BundleFacts,
  type ContextFact,
  FILE_KINDS,
  type KindCounts,
  type TriageSummary,
} from '../../contracts/triage';
import { STAGES } from '../../contracts/units';
import {
  PROVIDER_IDS,
  type Redaction,
  type RemovedSentence,
  type SummaryRecord,
  type TokenCount,
  type WrittenSentence,
  type WrittenSummary,
} from '../../contracts/written-summary';
import { timeMs } from '../stored-rows';
import { change, incident, reason } from './incident-schema';
import {
  anyNumber,
  count,
  f32,
  f64,
  finite,
  listOf,
  maybeTime,
  maybeWords,
  shaped,
  timeOrNaN,
  u8,
  u32,
  wordList,
  words,
} from './schema-parts';
import { file, grid, problem, template, zone } from './tables-schema';

const fault = shaped<BaselineFault>({
  kind: v.picklist(['ill', 'empty', 'holed', 'other-phase']),
  text: words,
  isMended: v.boolean(),
  windowEnd: v.optional(count),
});
const baseline = shaped<Baseline>({
  begin: count,
  end: count,
  leftOut: v.optional(u8),
  numOdd: v.optional(count),
  alsoLearnt: v.optional(u8),
  numSaved: v.optional(count),
  faults: v.optional(listOf(fault)),
  instead: v.optional(words),
  startMs: timeMs,
  endMs: timeMs,
  reason: words,
});
const detector = shaped<DetectorResult>({
  name: v.picklist(DETECTORS),
  backend: words,
  pace: v.optional(words),
  numRows: count,
  seconds: finite,
  threshold: v.nullable(anyNumber),
  abstained: maybeWords,
  score: f32,
  vote: u8,
  maxScale: v.optional(f64),
  reasons: v.record(v.pipe(v.string(), v.regex(/^\d{1,9}$/)), listOf(reason)),
  lossCurve: listOf(anyNumber),
  trained: v.optional(v.undefined()),
});
const timeline = shaped<Timeline>({
  grid,
  baseline,
  levelCounts: u32,
  detectors: listOf(detector, DETECTORS.length),
  consensus: shaped<Consensus>({ confirmed: u8, watch: u8 }),
  figures: v.optional(shaped<WindowFigures>({ columns: wordList, values: f32 })),
  numPaused: v.optional(count),
});
const sessionVerdict = shaped<SessionVerdict>({
  name: v.picklist(SESSION_DETECTORS),
  backend: words,
  pace: v.optional(words),
  seconds: finite,
  threshold: v.nullable(anyNumber),
  abstained: maybeWords,
  score: f32,
  vote: u8,
  why: u8,
  template: v.instance(Int32Array),
  lossCurve: listOf(anyNumber),
});
const sessions = shaped<SessionTable>({
  identifier: words,
  length: count,
  keys: listOf(words, 100_000_000),
  startMs: f64,
  endMs: f64,
  numEvents: u32,
  score: f32,
  anomalous: u8,
  detectors: v.optional(listOf(sessionVerdict, SESSION_DETECTORS.length)),
});
const benchmark = shaped<Benchmark>({
  rows: listOf(
    shaped<BenchmarkRow>({
      incident: words,
      firstConfirmed: timeOrNaN,
      outageStart: maybeTime,
      leadMinutes: v.nullable(finite),
      thresholdAlert: maybeTime,
      minutesGained: v.nullable(finite),
    }),
  ),
  thresholdRule: words,
  falseConfirmedPerDay: v.nullable(finite),
});
const written = shaped<WrittenSummary>({
  provider: v.picklist(PROVIDER_IDS),
  tokens: v.optional(shaped<TokenCount>({ prompt: count, answer: count })),
  model: words,
  sentences: listOf(shaped<WrittenSentence>({ text: words, evidence: wordList })),
  removed: listOf(shaped<RemovedSentence>({ text: words, reason: words, piece: words })),
  redacted: listOf(shaped<Redaction>({ kind: words, num: count })),
});
const triage = shaped<TriageSummary>({
  numFiles: count,
  counts: shaped<KindCounts>(
    Object.fromEntries(FILE_KINDS.map((kind) => [kind, count])) as Record<keyof KindCounts, typeof count>,
  ),
  numRead: count,
  numSet: count,
  numUnlisted: count,
  decides: v.boolean(),
});
const truth = shaped<SimulatedTruth>({
  scenario: words,
  seed: finite,
  degradationStart: maybeTime,
  degradationEnd: v.optional(timeMs),
  outageStart: maybeTime,
  outageEnd: maybeTime,
  cause: words,
  runbook: maybeWords,
});

export const analysisResult = shaped<AnalysisResult>({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
  name: v.pipe(v.string(), v.maxLength(10_000)),
  settings: v.custom<Settings>((value) => typeof value === 'object' && value !== null),
  settingsHash: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
  files: listOf(file),
  zones: listOf(zone),
  problems: listOf(problem),
  numRecords: count,
  numShapes: count,
  timeline: v.nullable(timeline),
  templates: listOf(template),
  sources: wordList,
  sessions: v.nullable(sessions),
  changes: listOf(change),
  incidents: listOf(incident),
  events: v.optional(listOf(shaped<LogEvent>({ start: timeOrNaN, end: timeOrNaN, text: words }))),
  benchmark: v.nullable(benchmark),
  summaries: v.optional(
    v.record(v.string(), shaped<SummaryRecord>({ summary: v.nullable(written), bytesSent: count })),
  ),
  bundle: v.optional(
    shaped<BundleFacts>({
      triage,
      context: listOf(shaped<ContextFact>({ what: words, value: words, file: words, lineNum: count })),
    }),
  ),
  stageSeconds: v.object(Object.fromEntries(STAGES.map((stage) => [stage, v.optional(finite)]))),
  totalSeconds: finite,
  stepSeconds: v.optional(v.object(Object.fromEntries(STEP_NAMES.map((step) => [step, v.optional(finite)])))),
  isEarly: v.optional(v.undefined()),
  truth: v.nullable(truth),
});
