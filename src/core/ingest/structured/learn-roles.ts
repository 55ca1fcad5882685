/**
 * Which fields of a file hold the time, the level, the message and the source. In: the columns of a sample. Out: wanted
 * fields, the best of each role first. Names rank first; a name whose values contradict it loses, and where no name tells
 * the values do.
 */

import { learnScale, numbersOf } from '../level-scale';
import {
  type Column,
  type LevelFacts,
  levelFacts,
  type TextFacts,
  type TimeFacts,
  textFacts,
  timeFacts,
} from './column';
import { companionsOf, dateBeside } from './companions';
import { type FieldRole, rankOfPath } from './field-names';
import type { WantedField } from './json-walk';
import { withScales } from './level-fields';
import { statusFields } from './status-fields';

/** Most fields of one role: lines of several dialects name it differently. */
const MAX_FIELDS = 4;
/** Ranks of names that their values contradict, and of fields whose values alone tell, behind all others. */
const CONTRADICTED = 10_000;
const UNNAMED = 5000;
/** From so many values on a name can be contradicted by them. */
const MIN_VALUES = 8;
/** Named fields that so many records have leave nothing to be found by values. */
const MIN_COVERED = 0.5;

interface Candidate {
  readonly name: string;
  readonly rank: number;
}

export function learnRoles(columns: readonly Column[]): WantedField[] {
  const times = bestOf(timesOf(columns));
  const companions = companionsOf(columns, times);
  const taken = new Set([...times, ...companions.map(({ path }) => path)]);
  const left = columns.filter(({ name }) => !taken.has(name));
  const levels = bestOf(levelsOf(left));
  const others = left.filter(({ name }) => !levels.includes(name));
  const messages = bestOf(messagesOf(others));
  const names = others.filter(({ name }) => !messages.includes(name));
  const sources = bestOf(sourcesOf(names, messages.length > 0));
  const fields = [
    ...wanted('time', times),
    ...wanted('level', levels),
    ...wanted('message', messages),
    ...wanted('source', sources),
    ...companions,
    ...statusFields(columns),
  ];
  return withScales(fields, columns);
}

const wanted = (role: FieldRole, paths: readonly string[]): WantedField[] =>
  paths.map((path) => ({ path, role }));

const bestOf = (candidates: readonly Candidate[]): string[] =>
  [...candidates]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_FIELDS)
    .map(({ name }) => name);

/** Named fields with their rank as the values leave it; those without a name where the named are not enough. */
function candidatesOf(
  role: FieldRole,
  columns: readonly Column[],
  penaltyOf: (column: Column, rank: number) => number,
  rankOfValues: (column: Column) => number,
): Candidate[] {
  const named = columns.flatMap((column) => {
    const rank = rankOfPath(role, column.name);
    const penalty = rank < 0 ? -1 : penaltyOf(column, rank);
    return penalty < 0 ? [] : [{ name: column.name, rank: rank + penalty, coverage: column.coverage }];
  });
  const good = named.filter(({ rank }) => rank < CONTRADICTED);
  if (good.reduce((sum, { coverage }) => sum + coverage, 0) >= MIN_COVERED) return named;
  const unnamed = columns.flatMap((column) => {
    const rank = rankOfPath(role, column.name) >= 0 ? -1 : rankOfValues(column);
    return rank < 0 ? [] : [{ name: column.name, rank: rank + UNNAMED }];
  });
  // One field is what values tell; further ones would be guesses.
  return [...named, ...[...unnamed].sort((a, b) => a.rank - b.rank).slice(0, 1)];
}

/** Its name says that it holds something else. */
const isNamed = ({ name }: Column, roles: readonly FieldRole[]): boolean =>
  roles.some((role) => rankOfPath(role, name) >= 0);

const OTHER_TIME =
  /expir|deadline|until|not_?(after|before)|valid|birth|build|next|prev|uptime|duration|latency|elapsed|last_?(login|seen|modified)|released?_?date/i;
const TIME_NAME = /time|date|stamp|^ts|ts$|when|zeit|heure|hora|fecha|epoch|moment|clock|_at$|[a-z]At$/i;

function timesOf(columns: readonly Column[]): Candidate[] {
  const known = new Map<string, TimeFacts>();
  const factsOf = (column: Column): TimeFacts => {
    const before = known.get(column.name);
    if (before) return before;
    const alone = timeFacts(column);
    // A clock with its date in a field beside it is a whole time.
    const facts = {
      ...alone,
      ...(alone.partial === 2 && dateBeside(columns, column) ? { partial: 0 as const } : {}),
    };
    known.set(column.name, facts);
    return facts;
  };
  const penaltyOf = (column: Column): number => {
    const { share, partial, distinct, goesOn } = factsOf(column);
    const many = column.values.length >= MIN_VALUES;
    if (share < 0.5) return column.values.length > 0 && share === 0 ? -1 : CONTRADICTED;
    const late = partial > 0 ? 1000 * partial : 0;
    return late + (many && (!goesOn || distinct === 1) ? UNNAMED : 0);
  };
  const byValues = (column: Column): number => {
    const { alone, partial, distinct, goesOn } = factsOf(column);
    if (alone < 0.9 || !goesOn || (distinct === 1 && column.values.length > 2)) return -1;
    if (partial > 0 && column.text < 0.5) return -1;
    const name = OTHER_TIME.test(column.name) ? 3000 : TIME_NAME.test(column.name) ? 0 : 200;
    return name + partial * 500 + (1 - column.coverage) * 100;
  };
  return candidatesOf('time', columns, penaltyOf, byValues);
}

export const STATUS_NAME = /status|response_?code/i;
export const ERROR_CODE_NAME = /error[_.-]?code$/i;
const NO_LEVEL = /status|result|outcome|state|response|verdict/i;

function levelsOf(columns: readonly Column[]): Candidate[] {
  const facts = new Map(columns.map((column) => [column.name, levelFacts(column)] as const));
  const penaltyOf = ({ name, values }: Column): number => {
    if (ERROR_CODE_NAME.test(name) || values.length === 0) return 0;
    const { words, letters, numbers } = facts.get(name)!;
    if (words + letters + numbers < 0.5) return STATUS_NAME.test(name) ? -1 : CONTRADICTED;
    // A word beside a number is the level, and a number before the status of a response.
    if (words + letters >= 0.5) return 0;
    return STATUS_NAME.test(name) ? 200 : 100;
  };
  const byValues = ({ name, coverage, values }: Column): number => {
    if (values.length <= 3 || coverage < MIN_COVERED || NO_LEVEL.test(name)) return -1;
    if (statesLevels(facts.get(name)!)) return (1 - coverage) * 100;
    return LEVEL_NAME.test(name) && areLevels(name, values) ? 200 : -1;
  };
  return candidatesOf('level', columns, penaltyOf, byValues);
}

/** Names of which numbers are taken for levels where they are of some scale. */
const LEVEL_NAME = /level|lvl|sever|prio/i;
const MAX_NUMBERS = 12;

function areLevels(name: string, values: readonly string[]): boolean {
  const numbers = numbersOf(values);
  return (
    numbers.length === values.length &&
    new Set(numbers).size <= MAX_NUMBERS &&
    learnScale(numbers, name) !== null
  );
}

const statesLevels = ({ strict, words, letters, distinct }: LevelFacts): boolean =>
  distinct <= 12 &&
  ((words >= 0.95 && strict >= (distinct > 1 ? 0.05 : 0.5)) ||
    (letters >= 0.95 && distinct >= 2 && distinct <= 8));

const NO_MESSAGE =
  /agent|(^|[._])ua$|ur[li]s?$|path|query|sql|stack|trace|exception|cookie|referr?er|address|cmd|command|args?$|argv|header|key|token|digest|hash|cursor|_id$|\bid$|uuid|user|email|version|subject|issuer|^_index|host|file|dir/i;
const AGENT = /^Mozilla\/|^[\w-]+\/\d+\.\d/;
const PROSE_WORDS = 2;

function messagesOf(columns: readonly Column[]): Candidate[] {
  const facts = new Map(columns.map((column) => [column.name, textFacts(column)] as const));
  const isProse = (column: Column): boolean => isVaried(column, facts.get(column.name)!);
  const varied = columns.filter((column) => isProse(column) && !isOther(column));
  const penaltyOf = (column: Column, rank: number): number => {
    if (column.text < 0.5) return -1;
    const { distinct, words, length } = facts.get(column.name)!;
    const better = varied.filter(
      (other) => other !== column && other.coverage >= MIN_COVERED && facts.get(other.name)!.length > length,
    );
    if (better.length === 0) return 0;
    const constant = distinct === 1 && column.values.length >= MIN_VALUES;
    if (constant) return CONTRADICTED;
    // 'event' and 'log' name many things: a name of one word is not the text where another field is.
    return rank > 4 && words < 1.2 ? 1000 : 0;
  };
  const byValues = (column: Column): number => {
    if (!isProse(column) || isOther(column) || isNamed(column, ['time', 'level', 'source'])) return -1;
    const { length, distinct } = facts.get(column.name)!;
    const variety = Math.min(1, (3 * distinct) / column.values.length);
    return 1000 - Math.min(900, length * variety * column.coverage);
  };
  return candidatesOf('message', columns, penaltyOf, byValues);
}

const isVaried = ({ values, text }: Column, { words, distinct }: TextFacts): boolean =>
  text >= 0.5 && words >= PROSE_WORDS && (distinct > 1 || values.length < MIN_VALUES);

const isOther = ({ name, values }: Column): boolean =>
  NO_MESSAGE.test(name) || values.filter((value) => AGENT.test(value)).length * 2 > values.length;

const NO_SOURCE =
  /method|verb|proto|version|status|state|result|outcome|region|zone|country|city|lang|os$|type$|kind|format|encoding|currency|unit|_?id$|uuid|index|action|reason|env|stream/i;
const METHOD = /^(GET|POST|PUT|HEAD|PATCH|DELETE|OPTIONS|CONNECT|true|false|yes|no|on|off|null|none)$/i;

function sourcesOf(columns: readonly Column[], hasMessage: boolean): Candidate[] {
  const penaltyOf = (column: Column): number => {
    if (column.text < 0.5) return 0;
    const { distinct, length } = textFacts(column);
    const many = column.values.length >= 20 && distinct > column.values.length * 0.8;
    return many || length > 100 ? CONTRADICTED : 0;
  };
  const byValues = (column: Column): number => {
    const isThin = column.values.length < MIN_VALUES || column.text < 0.5;
    if (!hasMessage || isThin || NO_SOURCE.test(column.name) || isNamed(column, ['time', 'level', 'message']))
      return -1;
    const { distinct, names, length } = textFacts(column);
    const few = distinct > 1 && distinct <= Math.max(2, column.values.length / 4);
    if (!few || names < 0.95 || length < 2 || column.values.some((value) => METHOD.test(value))) return -1;
    return (1 - column.coverage) * 100;
  };
  return candidatesOf('source', columns, penaltyOf, byValues);
}
