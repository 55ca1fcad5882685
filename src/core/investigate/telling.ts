/**
 * How much a kind of record explains of an incident. In: its level, words and numbers. Out: a weight by which lines are chosen and ordered: what
 * is grave and was never seen before first, what is usual and only more of it last.
 */
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { levelOfWords } from '../features/level-words';
import { gravityOf } from './severity-weight';

export interface TellingFacts {
  readonly text: string;
  /** Index into LEVELS. */
  readonly level: number;
  /** Records in the incident, and in as much of the baseline. */
  readonly observed: number;
  readonly expected: number;
}

/** Of what the baseline never shows, against what it shows as often. */
const UNSEEN = 2;
/** A notice about the future, and what a program writes as it begins or ends in order. */
const NOTICE =
  /\bdeprecat(?:ed|ion)\b|\bwill be removed\b|\bis obsolete\b|\bno longer (?:supported|needed)\b/i;
const NOTICE_WEIGHT = 0.3;
/** What says that something is not so, where nothing else in it is grave. */
const DENIAL = /\b(?:not|never|without|nothing|none|unable)\b|n't\b/i;
const DENIAL_WEIGHT = 0.95;
/** What went well. */
const SUCCESS =
  /\b(?:success(?:ful(?:ly)?)?|succeeded|completed|finished|started|established|restored|recovered)\b/i;
const SUCCESS_WEIGHT = 0.4;
/** A record that states a mere information and does not sound grave. */
const ROUTINE_WEIGHT = 0.7;

/** At least 0; an unseen error weighs 5.2, an unseen warning 3.4, an ordinary line about 1. `hasTrace`: the record holds an exception. */
export function weightOf({ text, level, observed, expected }: TellingFacts, hasTrace = false): number {
  const gravity = hasTrace ? Math.max(2.6, gravityOf(level, text)) : gravityOf(level, text);
  const isGrave = hasTrace || level >= LEVEL_WARN || levelOfWords(text) >= LEVEL_WARN;
  const notice = NOTICE.test(text) && !hasTrace && level < LEVEL_ERROR;
  const share = expected <= 0 ? UNSEEN : novelty(observed / expected);
  const plain = SUCCESS.test(text) ? SUCCESS_WEIGHT : DENIAL.test(text) ? DENIAL_WEIGHT : ROUTINE_WEIGHT;
  return gravity * share * (notice ? NOTICE_WEIGHT : isGrave ? 1 : plain);
}

/** 0.3 of what comes as often as ever, up to nearly UNSEEN of what comes a thousand times as often. */
function novelty(times: number): number {
  return times <= 1 ? 0.3 : Math.min(UNSEEN, 0.3 + Math.log10(times) * 0.6);
}
