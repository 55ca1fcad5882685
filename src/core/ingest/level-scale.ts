/**
 * Levels as numbers. In: the numbers that a field of a sample holds, the field's name, the names beside it. Out: the scale that
 * they are of, which a plan keeps; and the level of a value by that scale. Values tell the scales apart: a log is mostly
 * information, seldom an error, hardly ever fatal, and the scale by which it is most so is taken. Names are hints.
 */
import { BLANK, CASE_BIT, DIGIT_0 } from '../lib/ascii';
import { asciiBytes, isDigit } from '../lib/bytes';
import { LEVEL_OF_SEVERITY, levelOfLetter, levelOfWord, withoutOffset } from './level';

export type ScaleId =
  | 'syslog'
  | 'windows'
  | 'nextcloud'
  | 'dotnet'
  | 'pino'
  | 'python'
  | 'otel'
  | 'monolog'
  | 'java'
  | 'log4j'
  | 'google'
  | 'foundationdb'
  | 'risk'
  | 'sharepoint';

type NumberScaleId = Exclude<ScaleId, 'risk' | 'sharepoint'>;

interface Scale {
  /** Value of levels[0], and how far the values of two entries are apart; a value between two is the lower one. */
  readonly first: number;
  readonly step: number;
  /** Indices into LEVELS. */
  readonly levels: readonly number[];
  /** Names (in small letters) of the field, and of fields beside it, that speak for the scale. */
  readonly names: RegExp;
  readonly beside: RegExp;
}

const NONE = /^$/;
/** At equal odds the earlier wins. */
const SCALES: Readonly<Record<NumberScaleId, Scale>> = {
  syslog: {
    first: 0,
    step: 1,
    levels: LEVEL_OF_SEVERITY,
    names: /^_?(priority|prio|syslog.?severity|pri)$/,
    beside: /^(short_message|full_message|facility|syslog_.*|_transport|_hostname)$/,
  },
  pino: {
    first: 10,
    step: 10,
    levels: [1, 2, 3, 5, 6, 7],
    names: NONE,
    beside: /^(pid|hostname|v|reqid|req|responsetime)$/,
  },
  python: {
    first: 10,
    step: 10,
    levels: [2, 3, 5, 6, 7],
    names: /^level_?(no|num)$/,
    beside:
      /^(levelname|lineno|line_?number|func_?name|pathname|process_?name|thread_?name|asctime|exc_info)$/,
  },
  otel: {
    first: 1,
    step: 4,
    levels: [1, 2, 3, 5, 6, 7],
    names: /^severity_?number$/,
    beside: /^(severity_?text|(observed_?)?time_?unix_?nano|body|trace_?id|span_?id|resource)$/,
  },
  windows: {
    first: 0,
    step: 1,
    levels: [3, 7, 6, 5, 3, 1],
    names: NONE,
    beside:
      /^(event_?id|event_?record_?id|provider(_?name)?|channel|level_?display_?name|time_?created|opcode|keywords|task)$/,
  },
  nextcloud: {
    first: 0,
    step: 1,
    levels: [2, 3, 5, 6, 7],
    names: /^severity_?level$/,
    beside: /^(reqid|remoteaddr|useragent|app|url|item_?type|operation_?id|cloud_?role_?name|sdk_?version)$/,
  },
  dotnet: {
    first: 0,
    step: 1,
    levels: [1, 2, 3, 5, 6, 7],
    names: /^log_?level$/,
    beside: /^(eventid|category(name)?|scopes|state|exception)$/,
  },
  monolog: {
    first: 100,
    step: 50,
    levels: [2, 2, 3, 4, 5, 5, 6, 6, 7, 7, 7],
    names: NONE,
    beside: /^(level_name|channel|extra|context)$/,
  },
  java: {
    first: 300,
    step: 100,
    levels: [1, 1, 2, 2, 3, 3, 5, 6],
    names: /^level_?value$/,
    beside: /^(sourceclassname|sourcemethodname|loggerclassname|loggername|millis|nanos|sequence)$/,
  },
  log4j: {
    first: 5000,
    step: 5000,
    levels: [1, 2, 2, 3, 3, 5, 5, 6, 6, 7],
    names: /^level_?value$/,
    beside: /^(logger_name|thread_name|stack_trace|@version)$/,
  },
  google: {
    first: 100,
    step: 100,
    levels: [2, 3, 4, 5, 6, 7, 7, 7],
    names: /^severity$/,
    beside: /^(insertid|logname|receivetimestamp|jsonpayload|textpayload|httprequest)$/,
  },
  foundationdb: {
    first: 10,
    step: 10,
    levels: [3, 5, 5, 6],
    names: NONE,
    beside: /^(roles|loggroup|machine)$/,
  },
};

/** How usual each level is among the records of a log, '' (the scale has no such value) to fatal. */
const USUAL = [0.0001, 0.06, 0.2, 0.5, 0.12, 0.08, 0.035, 0.005].map(Math.log);
/** What hints are worth: a name says more than fields beside it, of which two are as good as many. */
const NAME_ODDS = 3;
const BESIDE_ODDS = 1;
const MAX_BESIDE = 2;
/** Google writes the words; its numbers are taken only where names speak for them. */
const RARE_ODDS = 2;

/**
 * The scale that a field's numbers are of. `values`: all that a sample holds; `name` of the field; `siblings`: names beside it.
 * Null: none has most of them.
 */
export function learnScale(
  values: readonly number[],
  name: string,
  siblings: readonly string[] = [],
): ScaleId | null {
  if (values.length === 0) return null;
  let best: ScaleId | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const id of Object.keys(SCALES) as NumberScaleId[]) {
    const levels = values.map((value) => levelOfNumber(id, value));
    if (levels.filter((level) => level === 0).length > values.length / 2) continue;
    const usual = levels.reduce((sum, level) => sum + USUAL[level], 0) / values.length;
    const odds = usual + hintsOf(SCALES[id], name, siblings) - (id === 'google' ? RARE_ODDS : 0);
    if (odds <= most) continue;
    best = id;
    most = odds;
  }
  return best;
}

function hintsOf({ names, beside }: Scale, name: string, siblings: readonly string[]): number {
  const last = (path: string): string => path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const found = new Set(siblings.map(last).filter((sibling) => beside.test(sibling))).size;
  return (names.test(last(name)) ? NAME_ODDS : 0) + Math.min(found, MAX_BESIDE) * BESIDE_ODDS;
}

const MAX_FREE_STEP = 10;

/** Index into LEVELS; 0: the scale has no such value. */
export function levelOfNumber(scale: ScaleId, value: number): number {
  if (scale === 'risk' || scale === 'sharepoint') return 0;
  const { first, step, levels } = SCALES[scale];
  const place = (value - first) / step;
  // Loggers are given levels of their own between those of small steps ('35').
  return step > MAX_FREE_STEP && !Number.isInteger(place) ? 0 : (levels[Math.floor(place)] ?? 0);
}

const MAX_DIGITS = 5;

/** The whole number that bytes[begin, end) are; -1: they are none, or a longer one than any level. */
function numberAt(bytes: Uint8Array, begin: number, end: number): number {
  if (end <= begin || end - begin > MAX_DIGITS) return -1;
  let value = 0;
  for (let i = begin; i < end; i++) {
    if (!isDigit(bytes[i])) return -1;
    value = value * 10 + bytes[i] - DIGIT_0;
  }
  return value;
}

/** A level by word, letter or number. `scale` null: 10, 20 ... 60 are as in pino, 0 to 7 as in syslog. */
export function levelOfValue(
  bytes: Uint8Array,
  from: number,
  to: number,
  scale: ScaleId | null = null,
): number {
  // Some columns are filled with blanks before they become values.
  let [begin, end] = [from, to];
  while (begin < end && bytes[begin] === BLANK) begin++;
  while (end > begin && bytes[end - 1] === BLANK) end--;
  const word = levelOfWord(bytes, begin, withoutOffset(bytes, begin, end), true);
  if (word > 0) return word;
  if (scale === 'risk' || scale === 'sharepoint') return levelOfRisk(scale, bytes, begin, end);
  const state = levelOfState(bytes, begin, end);
  if (state > 0) return state;
  const value = numberAt(bytes, begin, end);
  if (value < 0) return end - begin === 1 ? levelOfValueLetter(bytes[begin]) : 0;
  if (scale) return levelOfNumber(scale, value);
  if (value > 7) return value % 10 === 0 ? levelOfNumber('pino', value) : 0;
  return end - begin === 1 ? levelOfNumber('syslog', value) : 0;
}

/** How grave scanners, firewalls and SharePoint call what they tell of: words that mean other things elsewhere. */
const RISKS = ['low', 'medium', 'moderate', 'high'] as const;
const RISK_BYTES = RISKS.map(asciiBytes);
const LEVELS_OF_RISK = { risk: [3, 5, 5, 6], sharepoint: [3, 3, 3, 5] } as const;
const RISK_FIELD = /sever|risk|threat|level|^sev$/i;
const MIN_RISKS = 0.9;

/** Such a word, in a field whose name says that it may hold them. */
export const isRisk = (text: string, name: string): boolean =>
  RISK_FIELD.test(name.slice(name.lastIndexOf('.') + 1)) && RISKS.some((risk) => risk === text.toLowerCase());

/** The scale of a field whose values are such words, and more than one, or words of levels; null: they are none. */
export function learnRiskScale(values: readonly string[], name: string): 'risk' | 'sharepoint' | null {
  const words = values.map((value) => value.trim().toLowerCase());
  if (new Set(words).size < 2 || !words.some((word) => isRisk(word, name))) return null;
  const encode = (text: string) => new TextEncoder().encode(text);
  const isKnown = (text: string): boolean =>
    isRisk(text, name) || levelOfWord(encode(text), 0, encode(text).length, true) > 0;
  if (words.filter(isKnown).length < words.length * MIN_RISKS) return null;
  return words.some((word) => word === 'unexpected' || word === 'monitorable') ? 'sharepoint' : 'risk';
}

function levelOfRisk(scale: 'risk' | 'sharepoint', bytes: Uint8Array, begin: number, end: number): number {
  const found = RISK_BYTES.findIndex((word) => isText(bytes, begin, end, word));
  return found < 0 ? 0 : LEVELS_OF_RISK[scale][found];
}

const isText = (bytes: Uint8Array, begin: number, end: number, text: Uint8Array): boolean =>
  text.length === end - begin && text.every((byte, i) => (bytes[begin + i] | CASE_BIT) === (byte | CASE_BIT));

const STATES = [
  ['ok', 3],
  ['non-critical', 5],
  ['noncritical', 5],
  ['non-recoverable', 7],
  // Of alarms (X.733).
  ['normal', 3],
  ['minor', 5],
  ['major', 6],
] as const;
const STATE_BYTES = STATES.map(([text, level]) => ({ text: asciiBytes(text), level }));

/** How hardware is and how grave an alarm is, as controllers call it in a field of its own; elsewhere 'ok' says nothing. */
function levelOfState(bytes: Uint8Array, begin: number, end: number): number {
  return STATE_BYTES.find(({ text }) => isText(bytes, begin, end, text))?.level ?? 0;
}

/** 'T', 'D', 'I', 'N', 'W', 'E', 'F'. */
const levelOfValueLetter = (byte: number): number => {
  const level = levelOfLetter(byte);
  return 'TDINWEF'.charCodeAt(level - 1) === byte ? level : 0;
};

/** The numbers among texts. */
export function numbersOf(texts: readonly string[]): number[] {
  return texts.map((text) => text.trim()).flatMap((text) => (/^\d{1,5}$/.test(text) ? [Number(text)] : []));
}
