/**
 * Defective code or data: what an exception tells that repeats from one place of the program's own code, where no runbook fits. In: where
 * the exceptions were seen, the lines around. Out: a hypothesis of at most medium confidence, and what it is not.
 */
import type { CodePlace, FoldedException } from '../../contracts/answer';
import type { Hypothesis, HypothesisTest } from '../../contracts/hypothesis';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { RowIdx } from '../../contracts/units';
import { bareLine } from '../entities/bare-line';
import { componentOfFrame, componentOfSource } from '../entities/components';
import { findTraces } from '../entities/exceptions';
import { templateOfRow } from '../lib/log-table';
import { type Effect, effectNear } from './defect-effect';
import type { ReadTexts } from './evidence';
import type { EvidenceBook } from './evidence-book';
import type { FoundRunbook } from './runbook-search';
import type { Scene } from './scene';
import type { Sighting } from './sightings';

/** Errors of code and data: what a program says when it meets what its author did not think of. */
const DEFECTS = [
  'TypeError',
  'AttributeError',
  'KeyError',
  'IndexError',
  'NameError',
  'ValueError',
  'UnboundLocalError',
  'AssertionError',
  'ZeroDivisionError',
  'RecursionError',
  'NotImplementedError',
  'JSONDecodeError',
  'NullPointerException',
  'ClassCastException',
  'IllegalArgumentException',
  'IllegalStateException',
  'ArrayIndexOutOfBoundsException',
  'IndexOutOfBoundsException',
  'StringIndexOutOfBoundsException',
  'NumberFormatException',
  'NoSuchElementException',
  'ConcurrentModificationException',
  'StackOverflowError',
  'NullReferenceException',
  'InvalidCastException',
  'ReferenceError',
  'RangeError',
  'SyntaxError',
  'NoMethodError',
  'ArgumentError',
  'Cannot read properties of undefined',
  'Cannot read property',
  'is not a function',
  'runtime error: index out of range',
  'nil pointer dereference',
  'nil map',
  'panicked at',
  'takes at least * arguments',
  'positional argument',
  'unexpected keyword argument',
];
/** Whatever else was thrown: it counts where its trace leads to the program's own code. */
const THROWN = ['Exception', 'Traceback', 'Error'];
/** Exceptions of what a program depends on, or that it throws to say what it was asked for is not there. */
const OF_OTHERS =
  /connect|time(?:d)?.?out|socket|^io|^os|^db|sql|operational|messag|amqp|http|not_?found|interrupted|unavailable|memory|ssl|certificate|auth|permission|denied|broken.?pipe|refused|quota|invalid|conflict|exists/i;

/** Looked for beside the runbooks of an incident. */
export const DEFECT_CANDIDATE: FoundRunbook = {
  id: 'defect',
  kind: 'runbook',
  title: '',
  score: 0,
  matched: [],
  actions: [],
  phrases: [],
  claim: '',
  after: [],
  requires: [],
  criteria: {
    symptoms: [...DEFECTS, ...THROWN],
    precursors: [],
    rulesOut: [],
    consequenceOf: [],
    tells: 'why',
    needsChange: false,
    isAttack: false,
    isDependency: false,
    severity: 'error',
  },
};

/** Records before and after one that names an exception in which the rest of its trace may stand. */
const ROWS_AROUND = 40;
/** A trace that begins or ends further from the record that names its exception is of another one. */
const MAX_LINES_APART = 3;
const MAX_PLACES = 12;
const MAX_QUOTE = 110;

interface Defect {
  readonly sighting: Sighting;
  readonly place: CodePlace | null;
  readonly component: string;
  /** Type of the exception; '': no trace names one. */
  readonly type: string;
  /** What the line says of it, as it stands there. */
  readonly quote: string;
}

/** By its name an error of code or data, or thrown in the program's own code and no word of others. */
function isDefect({ sighting, place, type }: Defect): boolean {
  if (DEFECTS.includes(sighting.phrase)) return true;
  const name = type.split('.').at(-1) ?? '';
  return place !== null && (DEFECTS.includes(name) || !OF_OTHERS.test(name));
}

export interface DefectInput {
  readonly sightings: readonly Sighting[];
  readonly scene: Scene;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly componentOf: (template: number) => string;
  readonly readTexts: ReadTexts;
  readonly book: EvidenceBook;
  /** Whether anything of storage, a database or the network was seen. */
  readonly hasOther: boolean;
}

/** Null: no exception of the kind. Of a single one it is a guess, unless a failed request beside it tells of it too. */
export async function findDefect(input: DefectInput): Promise<Hypothesis | null> {
  const { sightings, scene, book } = input;
  const inTime = sightings.filter(({ at }) => at.timeMs < scene.onsetMs).slice(0, MAX_PLACES);
  const all = await Promise.all(inTime.map((each) => placed(each, input)));
  const defects = all.filter(isDefect);
  if (defects.length === 0) return null;
  const component = mostOf(defects.map((each) => each.component).filter(Boolean));
  const own = defects.filter((each) => component === null || each.component === component);
  // The lines of one trace are one throw, whichever of its lines were seen.
  const throws = new Set(own.filter(({ place }) => place !== null).map(({ sighting }) => sighting.at.timeMs));
  const isOnePlace = throws.size >= THRESHOLDS.defectTimes;
  const told = own.find(({ place }) => place !== null) ?? own[0];
  const effect = throws.size === 0 ? null : await effectOf(told, input);
  const ofThrows = own
    .slice(0, 3)
    .map(({ sighting: { at, text } }) => book.cite(at, text, 'first line of a likely cause'));
  const ofEffect = effect ? [book.cite(effect.at, effect.text, 'what came of it')] : [];
  const isBacked = isOnePlace || effect !== null;
  const confidence = isBacked && component !== null && !input.hasOther ? 'medium' : 'low';
  const repeat = isOnePlace ? ', and such errors repeat' : '';
  const answered = effect ? `, and a request was answered with ${effect.status} beside it` : '';
  return {
    text: `Defective code or data in ${component ?? 'the program'}: a line has "${told.quote}"${repeat || answered}.`,
    evidence: [...new Set([...ofThrows, ...(repeat === '' ? ofEffect : [])])],
    confidence,
    runbook: null,
    whyNotHigher:
      'An exception says where the program failed, and not whether its code, its data or its caller is at fault; the change that brought it would settle it.',
    tests: [repeats(isOnePlace, ofThrows), hasEffect(ofEffect), notElsewhere(input.hasOther)],
  };
}

function effectOf(
  { sighting }: Defect,
  { table, templates, readTexts }: DefectInput,
): Promise<Effect | null> {
  const thrown = { ...sighting.at, fileIdx: sighting.fileIdx };
  return effectNear(thrown, table, (row) => templateOfRow(table, templates, row), readTexts);
}

function hasEffect(evidence: readonly string[]): HypothesisTest {
  const name = 'told by a second kind of line';
  return evidence.length > 0
    ? { name, outcome: 'supports', finding: 'A request was answered with a failure beside it.', evidence }
    : { name, outcome: 'unknown', finding: 'No failed request stands beside it.', evidence };
}

function repeats(isOnePlace: boolean, evidence: readonly string[]): HypothesisTest {
  return isOnePlace
    ? {
        name: 'from one place',
        outcome: 'supports',
        finding: "Its traces lead to the same part of the program's own code.",
        evidence,
      }
    : {
        name: 'from one place',
        outcome: 'unknown',
        finding: 'No trace shows where in the code it comes from.',
        evidence,
      };
}

function notElsewhere(hasOther: boolean): HypothesisTest {
  return hasOther
    ? {
        name: 'nothing that it depends on',
        outcome: 'unknown',
        finding: 'The log has signs of trouble in storage, a database or the network too.',
        evidence: [],
      }
    : {
        name: 'nothing that it depends on',
        outcome: 'supports',
        finding: 'No line near it tells of trouble in storage, a database or the network.',
        evidence: [],
      };
}

/** A trace in a field of JSON stands on one line: its line ends are written out, and the field's name stands before its head. */
const FIELD_OF_TRACE = /"(?:stack|stack_?trace|exception|exc_info|traceback|error\.stack)"\s*:\s*"/i;

function linesOf(text: string): string[] {
  const own = FIELD_OF_TRACE.test(text)
    ? text.split(FIELD_OF_TRACE).flatMap((part) => part.split(/\\r\\n|\\n/))
    : [text];
  return own.flatMap((part) => part.split(/\r?\n/)).map(bareLine);
}

/** The place in the code: of the trace in the record itself, or of the one that the records around it spell out. */
async function placed(sighting: Sighting, { table, componentOf, readTexts }: DefectInput): Promise<Defect> {
  const { row, template } = sighting.at;
  const own = findTraces(linesOf(sighting.text)).at(0)?.exception ?? null;
  const thrown = own?.frame ? own : ((await thrownAround(row, sighting.fileIdx, table, readTexts)) ?? own);
  const place = thrown?.frame ?? null;
  const isNamed = place !== null && !place.file.startsWith('<');
  const component = componentOfFrame(isNamed ? place : null) ?? componentOfSource(componentOf(template));
  return {
    sighting,
    place,
    component: component?.name ?? '',
    type: thrown?.type ?? '',
    quote: quoteOf(sighting, thrown),
  };
}

/** Type and message of the exception where the line holds them so; else what was found in it. */
function quoteOf({ text, quote }: Sighting, thrown: FoldedException | null): string {
  if (!thrown || thrown.message === '') return quote;
  const stretch = (words: string) =>
    words
      .split(/["`\u201c\u201d\r\n]/, 1)[0]
      .slice(0, MAX_QUOTE)
      .trim();
  const name = thrown.type.split('.').at(-1);
  const said = [`${thrown.type}: ${thrown.message}`, `${name}: ${thrown.message}`, thrown.message].map(
    stretch,
  );
  return said.find((each) => each.length > quote.length && text.includes(each)) ?? quote;
}

async function thrownAround(
  row: number,
  fileIdx: number,
  { files }: LogTable,
  readTexts: ReadTexts,
): Promise<FoldedException | null> {
  const { rowBegin, rowEnd } = files[fileIdx];
  const [begin, end] = [Math.max(rowBegin, row - ROWS_AROUND), Math.min(rowEnd, row + ROWS_AROUND)];
  const rows = Array.from({ length: Math.max(0, end - begin) }, (_, i) => (begin + i) as RowIdx);
  const texts = await readTexts(rows);
  const lines: string[] = [];
  let at = 0;
  texts.forEach((text, i) => {
    if (rows[i] === row) at = lines.length;
    lines.push(...(text ?? '').split(/\r?\n/).map(bareLine));
  });
  const near = findTraces(lines).filter(
    ({ begin: first, end: last, exception }) =>
      exception.frame !== null && first - at <= MAX_LINES_APART && at - last <= MAX_LINES_APART,
  );
  const distance = ({ begin: first, end: last }: { begin: number; end: number }) =>
    first <= at && at < last ? 0 : Math.min(Math.abs(first - at), Math.abs(last - at));
  return near.sort((a, b) => distance(a) - distance(b))[0]?.exception ?? null;
}

function mostOf(names: readonly string[]): string | null {
  const num = new Map<string, number>();
  for (const name of names) num.set(name, (num.get(name) ?? 0) + 1);
  return [...num].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}
