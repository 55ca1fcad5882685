// In: a result. Out: what it says in one sentence, what was looked at, and what was not: a quiet log is only ever quiet
// 'as far as we looked'.
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { DETECTOR_LABELS, ofRole } from '../../contracts/scores';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_ERROR } from '../../contracts/units';
import { learntWindows } from '../baseline/learnt-windows';
import { markedInFull, markedInShort } from '../ticket/marks';
import { exactDuration } from '../wording/duration';
import { leadSentence } from '../wording/lead-sentence';
import { lowerFirst, upperFirst } from '../wording/letter-case';
import { countOf, plural } from '../wording/plural';
import { isOfPart, readInPart } from '../wording/read-in-part';
import { VOTES_IN_WORDS } from '../wording/vote-rule';

export type Tone = 'alarm' | 'warning' | 'calm' | 'unknown';

export interface Verdict {
  readonly tone: Tone;
  /** One sentence. */
  readonly sentence: string;
  readonly lookedAt: readonly string[];
  /** Limits of what was said; empty only when there are none. */
  readonly notLookedAt: readonly string[];
}

/** Unparsed lines above this share are worth a word. */
const UNPARSED_SHARE = 0.001;

export function summarise(result: AnalysisResult): Verdict {
  const { tone, sentence } = verdictSentence(result);
  const silent = silentFiles(result);
  const part = readInPart(result.problems);
  const said = {
    sentence: `${part === null ? '' : `${part} `}${sentence}${markedAside(result)}${unreadFiles(result)}${silent}`,
    lookedAt: lookedAt(result),
  };
  return {
    // Quiet in what was read says nothing of the rest.
    tone: tone === 'calm' && (silent !== '' || part !== null) ? 'warning' : tone,
    ...said,
    notLookedAt: notLookedAt(result),
  };
}

/** A file that was left out belongs in the first sentence, whatever else was found. */
function unreadFiles({ problems, files }: AnalysisResult): string {
  const unread = new Set(
    problems.filter((p) => p.severity === 'error' && p.file !== null && !isOfPart(p.code)).map((p) => p.file),
  );
  if (unread.size === 0) return '';
  const known = new Set([...files.map((file) => file.name), ...unread]);
  return ` ${unread.size} of ${countOf(known.size, 'file')} could not be read as ${plural(unread.size, 'it is', 'they are')}: see Problems.`;
}

/** Where nothing was found, a file that no longer speaks may be just what there was to find. */
function silentFiles({ problems, incidents }: AnalysisResult): string {
  const ended = incidents.length === 0 && problems.find(({ code }) => code === 'file-ended');
  return ended ? ` ${ended.message.split(' (')[0]}: see Problems.` : '';
}

/** Where nothing was found, it may lie in what the user called normal. */
function markedAside(result: AnalysisResult): string {
  const marked = result.incidents.length === 0 ? markedInShort(result) : null;
  return marked === null ? '' : ` ${marked}, marked as normal, took no part.`;
}

/** Quiet by the vote is not quiet by the word: records that state an error are counted even where they are usual. */
function graveAside(result: AnalysisResult): string {
  return numGrave(result) > 0 ? ` It holds ${gravestInWords(result)}.` : '';
}

/** What no window could be judged by was searched line by line (core/read); not in analyses that were stored before that was done. */
function searchedAside(result: AnalysisResult): string {
  const isSearched = result.events !== undefined && !result.isEarly && result.incidents.length === 0;
  return isSearched && numGrave(result) === 0
    ? ' Its lines were searched for what failures look like, and nothing was found.'
    : '';
}

/** Records that state an error or worse; of an analysis that did not count them, the records of templates that are errors. */
export function numGrave({ templates }: AnalysisResult): number {
  return templates.reduce(
    (sum, { level, count: num, numErrors }) => sum + (numErrors ?? (level >= LEVEL_ERROR ? num : 0)),
    0,
  );
}

/** What stands in the log whether or not a detector could judge it. */
function gravestInWords(result: AnalysisResult): string {
  const num = numGrave(result);
  return num === 0
    ? 'no record states an error'
    : `${countOf(num, 'record')} of level error or worse: see Lines`;
}

function verdictSentence(result: AnalysisResult): Pick<Verdict, 'tone' | 'sentence'> {
  const [gravest] = result.incidents;
  if (result.numRecords === 0) return { tone: 'unknown', sentence: 'Nothing could be read as log records.' };
  if (gravest !== undefined) return incidentSentence(result, gravest);
  if (result.timeline === null)
    return {
      tone: 'unknown',
      sentence: `No verdict: ${whyNoWindows(result)} ${upperFirst(gravestInWords(result))}.${searchedAside(result)}`,
    };
  const working = result.timeline.detectors.filter((d) => d.abstained === null).length;
  if (working < THRESHOLDS.votesToConfirm)
    return {
      tone: 'unknown',
      sentence: `No verdict: ${lowerFirst(whyTooFew(result, working))}. ${upperFirst(gravestInWords(result))}.${searchedAside(result)}`,
    };
  const numWatch = countOnes(result.timeline.consensus.watch);
  const numSessions = result.sessions === null ? 0 : countOnes(result.sessions.anomalous);
  const asides = [
    numWatch > 0 ? `${countOf(numWatch, 'window')} looked odd to one detector alone` : '',
    numSessions > 0
      ? `${countOf(numSessions, 'session')} by ${result.sessions?.identifier} took an unusual course`
      : '',
  ].filter(Boolean);
  const aside = asides.length === 0 ? '' : ` ${upperFirst(asides.join(', and '))}, which is no warning.`;
  return {
    tone: 'calm',
    sentence: `No incident found in the ${countOf(result.timeline.grid.length - (result.timeline.numPaused ?? 0), 'window')} that were compared.${aside}${graveAside(result)}`,
  };
}

/** Why nothing could be confirmed or ruled out, in a sentence; null: windows were judged. */
export function whyNotJudged(result: AnalysisResult): string | null {
  if (result.timeline === null) return upperFirst(whyNoWindows(result));
  const working = result.timeline.detectors.filter((d) => d.abstained === null).length;
  if (working >= THRESHOLDS.votesToConfirm) return null;
  return `${whyTooFew(result, working)}: nothing was confirmed, and nothing ruled out.`;
}

function whyTooFew({ problems, timeline }: AnalysisResult, working: number): string {
  if (working === 0 && problems.some(({ code }) => code === 'baseline-strange')) {
    const why = ofRole(timeline?.detectors ?? [], 'robust')?.abstained ?? '';
    return `${why.slice(0, why.lastIndexOf(': '))}, so no window was judged by it`;
  }
  return `${working === 0 ? 'No detector' : 'Only one detector'} had enough to learn from, and a warning takes ${VOTES_IN_WORDS}`;
}

const NO_TIMES = 'no line states a time, so there are no windows to compare.';

function whyNoWindows({ problems }: AnalysisResult): string {
  const told = problems
    .find((problem) => problem.code === 'no-windows')
    ?.message.split(': ')
    .slice(1)
    .join(': ');
  return told ? lowerFirst(told) : NO_TIMES;
}

function incidentSentence(result: AnalysisResult, gravest: Incident): Pick<Verdict, 'tone' | 'sentence'> {
  const others = result.incidents.length - 1;
  const more = others > 0 ? ` ${countOf(others, 'more incident')}.` : '';
  const tone: Tone = gravest.severity === 'critical' || gravest.severity === 'error' ? 'alarm' : 'warning';
  return {
    tone,
    sentence: `${gravest.title.replace(/[.\s]+$/, '')}: ${leadInBrief(gravest, result)}.${more}`,
  };
}

/** 'a warning was possible 26 minutes before the outage', that it came too late to be of use, or that there was none. */
export function leadInBrief(incident: Incident, result: AnalysisResult): string {
  return leadSentence(incident, { form: 'brief', hasMarks: markedInShort(result) !== null });
}

function lookedAt(result: AnalysisResult): readonly string[] {
  const items = [
    `${countOf(result.numRecords, 'record')} in ${countOf(result.files.length, 'file')}`,
    `${countOf(result.templates.length, 'template')} from ${countOf(result.numShapes, 'line shape')}`,
  ];
  const { timeline, sessions } = result;
  if (timeline !== null) {
    items.push(`${countOf(timeline.grid.length, 'window')} of ${exactDuration(timeline.grid.windowMs)}`);
    for (const d of timeline.detectors)
      if (d.abstained === null) items.push(`${DETECTOR_LABELS[d.name]} (${d.backend})`);
  }
  if (sessions !== null) items.push(`${countOf(sessions.length, 'session')} by ${sessions.identifier}`);
  return items;
}

/** Problems that a verdict rests on. */
const OF_BASELINE: readonly string[] = [
  'baseline-ill',
  'baseline-empty',
  'baseline-holed',
  'baseline-other-phase',
  'baseline-not-quiet',
  'baseline-trimmed',
  'baseline-strange',
  'baseline-moved',
  'baseline-elsewhere',
  'saved-baseline-missing',
  'saved-baseline-size',
];

function notLookedAt(result: AnalysisResult): readonly string[] {
  const items: string[] = [];
  if (result.timeline === null) items.push(`windows: ${whyNoWindows(result)}`);
  items.push(...abstentions(result));
  const baseline = result.timeline?.baseline;
  if (baseline !== undefined && baseline.end > baseline.begin)
    items.push(`${countOf(learntWindows(baseline).length, 'window')} of baseline, taken as normal`);
  const numUnparsed = result.files.reduce((sum, f) => sum + f.numUnparsed, 0);
  const numLines = result.files.reduce((sum, f) => sum + f.numLines, 0);
  if (numUnparsed > numLines * UNPARSED_SHARE)
    items.push(`${countOf(numUnparsed, 'line')} that fit no format`);
  const ofBaseline = result.problems.filter(({ code }) => OF_BASELINE.includes(code));
  items.unshift(...ofBaseline.map(({ message }) => message));
  const marked = markedInFull(result);
  if (marked !== null) items.unshift(marked);
  const ended = result.problems.find(({ code }) => code === 'file-ended');
  if (ended !== undefined) items.unshift(ended.message);
  items.push(...result.problems.filter(({ code }) => isOfPart(code)).map(({ message }) => message));
  const numErrors = result.problems.filter((p) => p.severity === 'error').length;
  if (numErrors > 0) items.push(`${countOf(numErrors, 'error')} while reading: see Problems`);
  return items;
}

/** Detectors that abstained, those of one reason together. */
function abstentions({ timeline }: AnalysisResult): string[] {
  const whoOf = new Map<string, string[]>();
  for (const { name, abstained } of timeline?.detectors ?? [])
    if (abstained !== null) whoOf.set(abstained, [...(whoOf.get(abstained) ?? []), DETECTOR_LABELS[name]]);
  return [...whoOf].map(([why, who]) => `${who.join(', ')} abstained: ${why}`);
}

export function countOnes(flags: Uint8Array): number {
  let num = 0;
  for (const flag of flags) num += flag;
  return num;
}
