/**
 * A hypothesis held against the log. In: what was seen of its document, the scene, changes. Out: each question with its answer, and from
 * them how certain it is: high takes two independent kinds of evidence and nothing that speaks against it.
 */
import type { Hypothesis, HypothesisTest } from '../../contracts/hypothesis';
import { THRESHOLDS } from '../../contracts/thresholds';
import { spanInWords } from '../wording/duration';
import type { FittingChange } from './fitting-change';
import type { Criteria } from './runbook-search';
import type { Scene } from './scene';
import type { Sighting } from './sightings';

export interface TestInput {
  readonly criteria: Criteria;
  /** In order of time. */
  readonly sightings: readonly Sighting[];
  /** Null: the log was read and not compared, so that nothing is known of times. */
  readonly scene: Scene | null;
  /** The nearest change of a kind that the document names; null: none. */
  readonly change: FittingChange | null;
  /** Names of the component that a template's lines are from. */
  readonly componentOf: (template: number) => string;
  /** Component of what leads the incident; '': not known. */
  readonly leading: string;
  /** Evidence of a sighting. */
  readonly cite: (sighting: Sighting) => string;
}

export interface Assessment {
  readonly confidence: Hypothesis['confidence'];
  readonly whyNotHigher: string | null;
  readonly tests: readonly HypothesisTest[];
  /** The log speaks against it. */
  readonly isRuledOut: boolean;
  /** Time of its first sign; null: not known. */
  readonly firstMs: number | null;
}

type Ask = (input: TestInput) => HypothesisTest;

const MINUTE = 60_000;

/** Null: nothing of it was seen, or it speaks of a change and there is none, so that there is no hypothesis. */
export function assess(input: TestInput): Assessment | null {
  const symptoms = ofRole(input, 'symptom');
  if (symptoms.length === 0 || (input.criteria.needsChange && !input.change?.isAbout)) return null;
  const strong = symptoms.filter((each) => each.strong);
  const tests = [
    askSymptom(input),
    askSecondSign(input),
    askPrecursor(input),
    askTime(input),
    askComponent(input),
    askFades(input),
    askChange(input),
    askContradiction(input),
  ];
  const outcomeOf = (name: string) => tests.find((test) => test.name === name)?.outcome;
  const isLate = outcomeOf(TIME) === 'contradicts';
  const isBacked = [SECOND, BEFORE, CHANGE].some((name) => outcomeOf(name) === 'supports');
  const goesOn = outcomeOf(FADES) === 'contradicts';
  const isCause = input.criteria.tells === 'why';
  const whyNotHigher =
    strong.length === 0
      ? 'Only a phrase was found that may mean several things; a line that names the fault would settle it.'
      : isLate
        ? 'Its first line comes after the trouble had begun; an earlier line of it would settle it.'
        : !isBacked
          ? 'One kind of evidence only: no second sign of it in other lines, none before the onset, and no fitting change is known.'
          : !isCause
            ? 'It says what fails, and not yet why.'
            : goesOn
              ? 'Its lines go on after the incident as they were in it.'
              : outcomeOf(TIME) !== 'supports'
                ? 'The lines state no times, so that it is not known what came first.'
                : null;
  const isMedium = strong.length > 0 && !isLate;
  return {
    confidence: !isMedium ? 'low' : whyNotHigher === null ? 'high' : 'medium',
    whyNotHigher,
    tests,
    isRuledOut: outcomeOf(AGAINST) === 'contradicts',
    firstMs: (strong[0] ?? symptoms[0]).at.timeMs,
  };
}

const SYMPTOM = 'symptom in the log';
const SECOND = 'a second sign of it';
const BEFORE = 'signs before the onset';
const TIME = 'not after the onset';
const COMPONENT = 'same component';
const FADES = 'fades with the incident';
const CHANGE = 'a fitting change before';
const AGAINST = 'nothing speaks against it';

function ofRole({ sightings }: TestInput, role: Sighting['role']): readonly Sighting[] {
  return sightings.filter((each) => each.role === role);
}

function quoted(sightings: readonly Sighting[]): string {
  return sightings.map(({ quote }) => `"${quote}"`).join(' and ');
}

const askSymptom: Ask = (input) => {
  const strong = ofRole(input, 'symptom').filter((each) => each.strong);
  if (strong.length === 0) {
    const [first] = ofRole(input, 'symptom');
    return unknown(SYMPTOM, `A line has ${quoted([first])}, which may mean several things.`, [
      input.cite(first),
    ]);
  }
  return supports(SYMPTOM, `A line has ${quoted(strong.slice(0, 1))}.`, [input.cite(strong[0])]);
};

/** Of another template and of other words: one line twice is one sign. */
const askSecondSign: Ask = (input) => {
  const second = secondSign(ofRole(input, 'symptom'));
  if (!second) return unknown(SECOND, 'No second kind of line that it would bring was found.', []);
  return supports(SECOND, `Another kind of line has ${quoted([second])}.`, [input.cite(second)]);
};

/** The first sign of another template whose words the first strong one does not hold; null: there is none. */
function secondSign(symptoms: readonly Sighting[]): Sighting | null {
  const strong = symptoms.filter((each) => each.strong);
  if (strong.length === 0) return null;
  const [first, ...others] = strong;
  const isOther = ({ phrase, at }: Sighting) =>
    at.template !== first.at.template && phrase.toLowerCase() !== first.phrase.toLowerCase();
  return others.find(isOther) ?? null;
}

const askPrecursor: Ask = (input) => {
  const found = ofRole(input, 'precursor');
  if (input.criteria.precursors.length === 0 || !input.scene)
    return unknown(BEFORE, 'It is not known what comes before it.', []);
  const [first] = ofRole(input, 'symptom');
  const before = found.find(({ at }) => at.timeMs < first.at.timeMs);
  if (!before) return unknown(BEFORE, 'None of the signs that often come before it was found.', []);
  const span = spanInWords(first.at.timeMs - before.at.timeMs);
  return supports(BEFORE, `${quoted([before])} came ${span} before its first line.`, [input.cite(before)]);
};

const askTime: Ask = (input) => {
  const { scene } = input;
  if (!scene) return unknown(TIME, 'The log states no times, or was too short to be compared.', []);
  const symptoms = ofRole(input, 'symptom');
  const first = symptoms.find((each) => each.strong) ?? symptoms[0];
  const late = first.at.timeMs - scene.onsetMs;
  if (late < 0) return supports(TIME, 'Its first line comes before or with the onset.', [input.cite(first)]);
  const finding = `Its first line comes ${spanInWords(Math.max(1000, late))} after the onset.`;
  return contradicts(TIME, finding, [input.cite(first)]);
};

const askComponent: Ask = (input) => {
  const [first] = ofRole(input, 'symptom');
  const own = input.componentOf(first.at.template);
  if (own === '' || input.leading === '') return unknown(COMPONENT, 'The lines name no component.', []);
  if (own !== input.leading)
    return unknown(COMPONENT, 'Its line is of another component than what changed most.', [
      input.cite(first),
    ]);
  return supports(COMPONENT, 'Its line is of the component in which most changed.', [input.cite(first)]);
};

const askFades: Ask = (input) => {
  const { scene } = input;
  if (!scene) return unknown(FADES, 'There is no time after it to compare with.', []);
  const [first] = ofRole(input, 'symptom');
  const { perWindow, after } = scene.presenceOf(first.at.template);
  if (after === null) return unknown(FADES, 'The log ends with the incident.', []);
  if (after <= THRESHOLDS.fadesShare01 * perWindow)
    return supports(FADES, 'Its lines end with the incident.', [input.cite(first)]);
  return after < perWindow
    ? unknown(FADES, 'Some of its lines go on after the incident.', [])
    : contradicts(FADES, 'Its lines go on after the incident as they were in it.', [input.cite(first)]);
};

const askChange: Ask = ({ change }) => {
  if (!change) return unknown(CHANGE, 'No change of a kind that often brings it is known.', []);
  const { minutesBefore, kind, evidence, isAbout } = change;
  const finding = `A ${kind} came ${spanInWords(Math.max(1, minutesBefore) * MINUTE)} before${isAbout ? ', of the same component' : ''}.`;
  return isAbout ? supports(CHANGE, finding, evidence) : unknown(CHANGE, finding, evidence);
};

/** What says that a trouble is over. */
const RECOVERY =
  /\b(?:cleared|healthy|recover(?:ed|y)|re-?(?:established|connected|joined|built)|rebuild complete|restored|resumed|synchronized|green|up again)\b/i;

/** The end of a trouble does not speak against its cause: a recovery counts where it comes before or with the first sign. */
const askContradiction: Ask = (input) => {
  const [first] = ofRole(input, 'symptom');
  const against = ofRole(input, 'contradiction').find(
    ({ fileIdx, at, quote }) =>
      fileIdx === first.fileIdx &&
      Math.abs(at.timeMs - first.at.timeMs) <= THRESHOLDS.contradictionMinutes * MINUTE &&
      !(at.timeMs > first.at.timeMs && RECOVERY.test(quote)),
  );
  if (input.criteria.rulesOut.length === 0)
    return unknown(AGAINST, 'It is not known what would speak against it.', []);
  if (!against) return supports(AGAINST, 'No line near it says otherwise.', []);
  return contradicts(AGAINST, `A line near it has ${quoted([against])}.`, [input.cite(against)]);
};

function supports(name: string, finding: string, evidence: readonly string[]): HypothesisTest {
  return { name, outcome: 'supports', finding, evidence };
}

function unknown(name: string, finding: string, evidence: readonly string[]): HypothesisTest {
  return { name, outcome: 'unknown', finding, evidence };
}

function contradicts(name: string, finding: string, evidence: readonly string[]): HypothesisTest {
  return { name, outcome: 'contradicts', finding, evidence };
}
