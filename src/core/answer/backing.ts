/**
 * The quotation check over all that is said of an incident. In: an incident, an answer. Out: both without the sentences that nothing backs, and
 * how many those were.
 */
import type { Answer, Statement } from '../../contracts/answer';
import type { Hypothesis, HypothesisTest } from '../../contracts/hypothesis';
import type { Incident } from '../../contracts/incident';
import type { Zone } from '../../contracts/tables';
import { windowMsOf } from '../lib/usable-lead-time';
import type { ReadEvent } from './events';
import { type Backing, faultsOf, stepFaults } from './quotation-check';

interface Known {
  readonly zones: readonly Zone[];
  readonly host: string;
  readonly logEndMs: number | null;
  readonly events: readonly ReadEvent[];
  /** Of whole records, by row: what is shown of one may be cut. */
  readonly texts: ReadonlyMap<number, string>;
}

/** What sentences about an incident may rest on. */
export function backingOf(incident: Incident, { zones, host, logEndMs, events, texts }: Known): Backing {
  const { start, end, firstConfirmed, outageStart, lastSeen, evidence, changes, runbooks, reasons } =
    incident;
  const times = [
    start,
    end,
    firstConfirmed,
    firstConfirmed + windowMsOf(incident),
    outageStart,
    lastSeen ?? null,
    logEndMs,
  ];
  const known = [
    ...times,
    ...evidence.map(({ timeMs }) => timeMs),
    ...changes.map(({ change }) => change.timeMs),
  ].filter((timeMs) => timeMs !== null);
  return {
    lines: new Map(evidence.map(({ id, row, text }) => [id, texts.get(row) ?? text])),
    named: [
      ...runbooks.flatMap(({ title, actions, matched }) => [title, ...actions, ...matched]),
      ...changes.flatMap(({ change }) => [change.what, change.source]),
      ...evidence.map(({ source }) => source),
      ...events.map(({ event }) => event.component),
      ...reasons.flatMap(({ beside }) => (beside ? [beside.name, beside.change, beside.after ?? ''] : [])),
      ...zones.map(({ name }) => name),
      host,
    ],
    figures: figuresOf(incident, events),
    spansMs: known.flatMap((a) => known.map((b) => Math.abs(a - b))),
    times: known,
  };
}

/** Counts, leads and spans, whole and with the decimals that they are written with. */
function figuresOf(incident: Incident, events: readonly ReadEvent[]): ReadonlySet<string> {
  const {
    topTemplates,
    votes,
    leadMinutes,
    changes,
    reasons,
    evidence,
    start,
    end,
    outageStart,
    windowBegin,
    windowEnd,
  } = incident;
  const spans = [
    end - start,
    (outageStart ?? start) - start,
    windowMsOf(incident),
    (leadMinutes ?? 0) * 60_000 - windowMsOf(incident),
    (leadMinutes ?? 0) * 60_000,
  ];
  const numbers = [
    ...topTemplates.flatMap(({ observed, expected }) => [observed, expected]),
    ...reasons.flatMap(({ observed, expected }) => [observed, expected]),
    ...Object.values(votes),
    ...changes.map(({ minutesBefore }) => minutesBefore),
    ...events.map(({ event }) => event.num),
    ...evidence.map(({ lineNum }) => lineNum),
    ...reasons.flatMap(({ beside }) => (beside ? numbersIn(beside.change) : [])),
    ...spans.flatMap((ms) => [
      ms / 1000,
      ms / 60_000,
      ms / 3_600_000,
      ms / 86_400_000,
      Math.floor(ms / 60_000) % 60,
    ]),
    evidence.length,
    windowEnd - windowBegin,
  ].filter((each) => each !== null);
  return new Set(
    numbers.flatMap((value) =>
      [
        value,
        Math.round(value),
        Math.floor(value),
        Math.round(value * 10) / 10,
        Math.round(value * 100) / 100,
      ].map(String),
    ),
  );
}

/** Numbers that a detector wrote, with thousands parted. */
function numbersIn(change: string): readonly number[] {
  return (change.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((digits) => Number(digits.replace(/,/g, '')));
}

interface Checked {
  readonly incident: Incident;
  readonly numDropped: number;
  readonly check: (answer: Omit<Answer, 'numDropped'>) => {
    readonly answer: Omit<Answer, 'numDropped'>;
    readonly numDropped: number;
  };
}

/** The incident with the hypotheses and reasons that hold, and the same look at an answer. */
export function checked(incident: Incident, backing: Backing): Checked {
  let numDropped = 0;
  const holds = (text: string, cites: readonly string[]): boolean => {
    const isBacked = faultsOf(text, cites, backing).length === 0;
    if (!isBacked) numDropped++;
    return isBacked;
  };
  const testHolds = ({ finding, evidence }: HypothesisTest): boolean => holds(finding, evidence);
  const kept = (each: Hypothesis): Hypothesis[] => {
    const text = sentencesThatHold(each.text, each.evidence, holds);
    if (text === '') return [];
    return [{ ...each, text, ...(each.tests && { tests: each.tests.filter(testHolds) }) }];
  };
  const whole: Incident = {
    ...incident,
    hypotheses: incident.hypotheses.flatMap(kept),
    ...(incident.ruledOut && { ruledOut: incident.ruledOut.flatMap(kept) }),
  };
  const statement = ({ text, evidence }: Statement): boolean => holds(text, evidence);
  const step = (text: string): boolean => {
    const isBacked = stepFaults(text, [...backing.lines.keys()], backing).length === 0;
    if (!isBacked) numDropped++;
    return isBacked;
  };
  const own = numDropped;
  return {
    incident: whole,
    numDropped: own,
    check: (answer) => {
      numDropped = 0;
      const sound = {
        ...answer,
        impact: answer.impact !== null && statement(answer.impact) ? answer.impact : null,
        when: answer.when.filter(statement),
        where: answer.where.filter(statement),
        whatHappened: answer.whatHappened.filter(({ what, evidence }) => holds(what, [evidence])),
        ruledOut: answer.ruledOut.filter(statement),
        doNow: answer.doNow.filter(step),
        open: answer.open.filter(statement),
      };
      return { answer: sound, numDropped };
    },
  };
}

/** A text without its sentences that do not hold; '': none is left. */
function sentencesThatHold(
  text: string,
  cites: readonly string[],
  holds: (text: string, cites: readonly string[]) => boolean,
): string {
  const sentences = sentencesOf(text);
  const kept = sentences.filter((each) => holds(each, cites));
  return kept.length === sentences.length ? text : kept.join(' ');
}

/** A point within quotation marks ends no sentence. */
function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let begin = 0;
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"' || text[i] === '`' || text[i] === '\u201c' || text[i] === '\u201d')
      isQuoted = !isQuoted;
    if (
      isQuoted ||
      !/[.!?]/.test(text[i]) ||
      text[i + 1] !== ' ' ||
      !/[\p{Lu}"\u201c`]/u.test(text[i + 2] ?? '')
    )
      continue;
    sentences.push(text.slice(begin, i + 1));
    begin = i + 2;
  }
  return [...sentences, text.slice(begin)].map((each) => each.trim()).filter(Boolean);
}
