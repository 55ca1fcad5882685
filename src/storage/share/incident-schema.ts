// What an incident of a shared analysis has to be.
import * as v from 'valibot';
import type {
  Answer,
  AnswerEvent,
  CodePlace,
  Component,
  FoldedException,
  Statement,
} from '../../contracts/answer';
import { CHANGE_KINDS, type Change } from '../../contracts/changes';
import type { Hypothesis, HypothesisTest } from '../../contracts/hypothesis';
import type {
  ChangeBefore,
  Evidence,
  Incident,
  InvestigationStep,
  RunbookHit,
  TemplateShift,
} from '../../contracts/incident';
import { SEVERITIES, STEP_NAMES } from '../../contracts/incident';
import { type Beside, DETECTORS, type Reason } from '../../contracts/scores';
import { timeMs } from '../stored-rows';
import {
  count,
  finite,
  index,
  listOf,
  maybeTime,
  maybeWords,
  type Shape,
  shaped,
  timeOrNaN,
  wordList,
  words,
} from './schema-parts';

const statement = shaped<Statement>({ text: words, evidence: wordList });
const codePlace = shaped<CodePlace>({ file: words, line: v.nullable(count), name: maybeWords });
const exception = shaped<FoldedException>({
  type: words,
  message: words,
  frame: v.nullable(codePlace),
  numFrames: count,
});
const event = shaped<AnswerEvent>({
  timeMs: v.nullable(timeOrNaN),
  component: words,
  what: words,
  num: count,
  template: v.nullable(index),
  exception: v.nullable(exception),
  evidence: words,
});
const component = shaped<Component>({
  name: words,
  kind: v.picklist(['service', 'host', 'process', 'file']),
  from: v.picklist(['trace', 'logger', 'tag', 'container', 'file-name', 'message']),
});
const test = shaped<HypothesisTest>({
  name: words,
  outcome: v.picklist(['supports', 'contradicts', 'unknown']),
  finding: words,
  evidence: wordList,
});
const hypothesis = shaped<Hypothesis>({
  text: words,
  evidence: wordList,
  confidence: v.picklist(['low', 'medium', 'high']),
  runbook: v.nullish(words),
  whyNotHigher: v.nullish(words),
  tests: v.optional(listOf(test)),
});
const answer = shaped<Answer>({
  basis: v.picklist(['compared', 'read']),
  components: listOf(component),
  impact: v.nullable(statement),
  when: listOf(statement),
  where: listOf(statement),
  whatHappened: listOf(event),
  cause: v.nullable(hypothesis),
  ruledOut: listOf(statement),
  doNow: wordList,
  open: listOf(statement),
  numDropped: count,
});
const evidence = shaped<Evidence>({
  id: words,
  row: count,
  source: words,
  lineNum: count,
  timeMs: v.nullable(timeOrNaN),
  text: words,
  why: words,
  template: v.nullable(index),
});
const beside = shaped<Beside>({
  what: v.picklist(['silence', 'share', 'duration', 'number', 'logins', 'heap']),
  name: words,
  change: words,
  component: v.optional(words),
  after: v.optional(words),
  usual: finite,
  value: finite,
});
export const reason = shaped<Reason>({
  text: words,
  template: v.nullable(index),
  observed: v.nullable(finite),
  expected: v.nullable(finite),
  isBesideCounts: v.optional(v.literal(true)),
  beside: v.optional(beside),
  detector: v.optional(v.picklist(DETECTORS)),
  timeMs: v.optional(timeMs),
});
const shift = shaped<TemplateShift>({
  template: index,
  direction: v.picklist(['rose', 'fell', 'appeared', 'vanished']),
  observed: finite,
  expected: finite,
});
const runbook = shaped<RunbookHit>({
  id: words,
  kind: v.picklist(['runbook', 'postmortem', 'note']),
  title: words,
  score: finite,
  matched: wordList,
  actions: wordList,
});
export const change = shaped<Change>({
  timeMs: timeOrNaN,
  kind: v.picklist(CHANGE_KINDS),
  what: words,
  source: words,
  row: v.nullable(count),
});
const changeBefore = shaped<ChangeBefore>({ change, minutesBefore: finite });
const step = shaped<InvestigationStep>({
  name: v.picklist(STEP_NAMES),
  finding: words,
  asked: v.optional(words),
  uses: v.optional(listOf(v.picklist(STEP_NAMES))),
  num: v.optional(count),
  refs: v.optional(listOf(words)),
});

const shape: Shape<Incident> = {
  basis: v.optional(v.literal('read')),
  windowBegin: count,
  windowEnd: count,
  start: timeOrNaN,
  end: timeOrNaN,
  lastSeen: v.optional(timeOrNaN),
  firstConfirmed: timeOrNaN,
  kind: v.picklist(['pre-failure', 'outage', 'anomaly']),
  severity: v.picklist(SEVERITIES),
  outageStart: maybeTime,
  outageReason: maybeWords,
  outageTemplate: v.nullish(index),
  leadMinutes: v.nullable(finite),
  votes: v.record(v.string(), count),
  reasons: listOf(reason),
  id: v.pipe(v.string(), v.regex(/^INC-\d{1,9}$/)),
  title: words,
  topTemplates: listOf(shift),
  evidence: listOf(evidence),
  runbooks: listOf(runbook),
  changes: listOf(changeBefore),
  hypotheses: listOf(hypothesis),
  steps: v.optional(listOf(step)),
  ruledOut: v.optional(listOf(hypothesis)),
  answer: v.optional(answer),
};
export const incident = shaped<Incident>(shape);
