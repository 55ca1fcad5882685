/**
 * Defective code or data: what an exception tells that repeats from one place of the program's own code, where no runbook fits. In: where
 * the exceptions were seen, the lines around. Out: a hypothesis of at most medium confidence, and what it is not.
 */
import type { CodePlace } from '../../contracts/answer';
import type { Hypothesis, HypothesisTest } from '../../contracts/hypothesis';
import type { LogTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { RowIdx } from '../../contracts/units';
import { bareLine } from '../entities/bare-line';
import { componentOfFrame, componentOfSource } from '../entities/components';
import { findTraces } from '../entities/exceptions';
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
    symptoms: DEFECTS,
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
const MAX_PLACES = 8;

interface Defect {
  readonly sighting: Sighting;
  readonly place: CodePlace | null;
  readonly component: string;
}

export interface DefectInput {
  readonly sightings: readonly Sighting[];
  readonly scene: Scene;
  readonly table: LogTable;
  readonly componentOf: (template: number) => string;
  readonly readTexts: ReadTexts;
  readonly book: EvidenceBook;
  /** Whether anything of storage, a database or the network was seen. */
  readonly hasOther: boolean;
}

/** Null: no exception of the kind, or a single one. */
export async function findDefect(input: DefectInput): Promise<Hypothesis | null> {
  const { sightings, scene, book } = input;
  const inTime = sightings.filter(({ at }) => at.timeMs < scene.onsetMs).slice(0, MAX_PLACES);
  if (inTime.length === 0) return null;
  const num = [...new Set(sightings.map(({ at }) => at.template))].reduce(
    (sum, template) => sum + scene.presenceOf(template).inside,
    0,
  );
  if (num < THRESHOLDS.defectTimes) return null;
  const defects = await Promise.all(inTime.map((each) => placed(each, input)));
  const component = mostOf(defects.map((each) => each.component).filter(Boolean));
  const own = defects.filter((each) => component === null || each.component === component);
  const isOnePlace = own.filter(({ place }) => place !== null).length >= THRESHOLDS.defectTimes;
  const cited = own
    .slice(0, 3)
    .map(({ sighting: { at, text } }) => book.cite(at, text, 'first line of a likely cause'));
  const told = own[0].sighting;
  const confidence = isOnePlace && component !== null && !input.hasOther ? 'medium' : 'low';
  return {
    text: `Defective code or data in ${component ?? 'the program'}: a line has "${told.quote}", and such errors repeat.`,
    evidence: [...new Set(cited)],
    confidence,
    runbook: null,
    whyNotHigher:
      'An exception says where the program failed, and not whether its code, its data or its caller is at fault; the change that brought it would settle it.',
    tests: [repeats(isOnePlace, cited), notElsewhere(input.hasOther)],
  };
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

/** The place in the code: of the trace in the record itself, or of the one that the records around it spell out. */
async function placed(sighting: Sighting, { table, componentOf, readTexts }: DefectInput): Promise<Defect> {
  const { row, template } = sighting.at;
  const own = findTraces(sighting.text.split(/\r?\n/).map(bareLine)).at(0);
  const place = own?.exception.frame ?? (await placeAround(row, sighting.fileIdx, table, readTexts));
  const component = componentOfFrame(place) ?? componentOfSource(componentOf(template));
  return { sighting, place, component: component?.name ?? '' };
}

async function placeAround(
  row: number,
  fileIdx: number,
  { files }: LogTable,
  readTexts: ReadTexts,
): Promise<CodePlace | null> {
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
  const traces = findTraces(lines).filter(({ exception }) => exception.frame !== null);
  const distance = ({ begin: first, end: last }: { begin: number; end: number }) =>
    first <= at && at < last ? 0 : Math.min(Math.abs(first - at), Math.abs(last - at));
  return traces.sort((a, b) => distance(a) - distance(b))[0]?.exception.frame ?? null;
}

function mostOf(names: readonly string[]): string | null {
  const num = new Map<string, number>();
  for (const name of names) num.set(name, (num.get(name) ?? 0) + 1);
  return [...num].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}
