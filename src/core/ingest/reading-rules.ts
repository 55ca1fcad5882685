/** Where format, level and the bounds of records come from. In: the plan that a file was read by. Out: each with what it was taken from. */
import type { ReadFrom, ReadingRules } from '../../contracts/tables';
import type { Layout } from './layout/layout';
import { statesLevel } from './layout/steps';
import type { WantedField } from './structured/json-walk';
import type { FormatGuess, ParserSpec, RecordStyle, ScanPlan } from './types';

/** Formats whose every line has a place for the level. */
const BY_HEADER: Readonly<Record<string, string>> = {
  klog: 'the letter that begins each line',
  logcat: 'the letter of the priority',
  logrus: 'the word that begins each line',
  'esp-idf': 'the letter that begins each line',
  teamcity: 'the letter behind the time',
  redis: 'the mark behind the time',
  python: 'the word in the header',
  bgl: 'the word in the header',
  chromium: 'the word in the header',
  mysql: 'the word in brackets',
  'syslog-5424': 'the number of the priority',
  access: 'the status of the response',
  w3c: 'the status of the response',
  'kubernetes-events': "the event's type",
};

export function readingRules({ format, confidence01, plan }: FormatGuess, isSet: boolean): ReadingRules {
  return {
    format: formatRule(format, confidence01, isSet),
    level: levelRule(plan),
    records: plan.paragraphs ? PARAGRAPHS : RECORDS[plan.style],
  };
}

function formatRule(format: string, confidence01: number, isSet: boolean): ReadFrom {
  if (isSet) return { value: format, from: 'set', by: 'the setting' };
  if (format === 'plain')
    return { value: format, from: 'assumed', by: 'the fact that no format fits its lines' };
  return { value: format, from: 'decided', by: `${Math.round(confidence01 * 100)} % of its sampled lines` };
}

function levelRule({ parsers }: ScanPlan): ReadFrom {
  const [first] = parsers;
  const stated = statedBy(first) ?? first.inner?.parsers.map(statedBy).find((by) => by !== null) ?? null;
  if (stated !== null) return { value: 'stated', from: 'stated', by: stated };
  return { value: 'from words', from: 'assumed', by: "words such as 'error' or 'failed' in the messages" };
}

/** Null: it states no level where it is always found. */
function statedBy({ parser, params }: ParserSpec): string | null {
  if (parser === 'level-first')
    return (params as { words: number }).words === 0
      ? 'the word that begins each line'
      : 'the word behind the first of each line';
  const known = BY_HEADER[parser];
  if (known) return known;
  const { fields, level, steps, http, letterBefore } = (params ?? {}) as {
    fields?: readonly WantedField[];
    level?: unknown;
    steps?: Layout['steps'];
    http?: boolean;
    letterBefore?: number;
  };
  const field = fields?.find?.(({ role }) => role === 'level');
  if (field) return `the field '${field.path}'`;
  if (typeof level === 'number' && level >= 0) return `column ${level + 1}`;
  if (Array.isArray(steps) && steps.some(statesLevel)) return 'the word behind the time';
  if (letterBefore !== undefined) return 'the letter before the time';
  return http ? 'the status of the request' : null;
}

const PARAGRAPHS: ReadFrom = {
  value: 'a paragraph that begins with a time is a record',
  from: 'decided',
  by: 'the blank lines between',
};

const RECORDS: Readonly<Record<RecordStyle, ReadFrom>> = {
  timed: { value: 'a line with a time begins a record', from: 'decided', by: 'what its lines begin with' },
  lines: {
    value: 'a line is a record, but for indented ones and traces',
    from: 'decided',
    by: 'what its lines begin with',
  },
  csv: { value: 'a row is a record, whatever its quotes hold', from: 'stated', by: 'the delimiters' },
  blocks: { value: 'an object or a block is a record', from: 'stated', by: 'its brackets or keys' },
};
