// In: JSON that a user wrote or saved. Out: Settings, or what is wrong with it, path by path.
import * as v from 'valibot';
import { LSTM_BACKENDS } from '../contracts/lstm-backends';
import { forDetectors } from '../contracts/scores';
import {
  DEFAULT_SETTINGS,
  type DetectionSettings,
  type DrainSettings,
  PARTING_SETTINGS,
  type SavedTemplates,
  type Settings,
} from '../contracts/settings';
import { SETTING_ROWS, type SettingPath } from '../contracts/settings-registry';
import { THRESHOLD_ROWS } from '../contracts/thresholds';
import { ANSWER_FORMS, PROVIDER_IDS } from '../contracts/written-summary';
import { faultsOfTemplate } from '../core/ticket/own-ticket';
import { isMarksFile, marksIn } from './marks';
import { whatIsWrongWithSaved } from './saved-templates';
import { firstUnknown, isObject, type SettingsError, UNKNOWN } from './unknown-settings';

const number = (min: number, max: number) =>
  v.pipe(
    v.number('must be a number'),
    v.finite('must be a number'),
    v.minValue(min, `must be at least ${min}`),
    v.maxValue(max, `must be at most ${max}`),
  );
const whole = (min: number, max: number) => v.pipe(number(min, max), v.integer('must be a whole number'));
/** Within the range of its row. */
const numberAt = (path: SettingPath) => number(...rangeAt(path));
const wholeAt = (path: SettingPath) => whole(...rangeAt(path));
const rangeAt = (path: SettingPath) => SETTING_ROWS[path].range ?? ([0, Number.MAX_SAFE_INTEGER] as const);
const [LEAST_MINUTES, MOST_MINUTES] = rangeAt('windowMinutes');
const windowMinutes = v.pipe(
  v.number('must be a number of minutes'),
  v.finite('must be a number of minutes'),
  v.minValue(LEAST_MINUTES, 'must be at least 1 second (0.017 minutes)'),
  v.maxValue(MOST_MINUTES, 'must be at most 7 days (10,080 minutes)'),
);
const isoTime = v.pipe(
  v.string('must be a time such as 2026-01-31T10:00:00Z'),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'must be a time such as 2026-01-31T10:00:00Z'),
);

const mask = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(/^[A-Z][A-Z0-9_]{0,31}$/, 'must be capitals, digits and _, such as ORDER_ID'),
  ),
  pattern: v.pipe(
    v.string(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(1000, 'must be at most 1000 characters'),
    v.check(isRegExp, 'is not a regular expression that JavaScript understands'),
    v.check((text) => !isRegExp(text) || !new RegExp(text).test(''), 'must not match the empty text'),
  ),
});

const baseline = v.variant('kind', [
  v.strictObject({ kind: v.literal('first'), share01: number(...THRESHOLD_ROWS.baselineShare01.range) }),
  v.pipe(
    v.strictObject({ kind: v.literal('range'), start: isoTime, end: isoTime }),
    v.check((range) => Date.parse(range.start) < Date.parse(range.end), 'must start before it ends'),
  ),
  v.strictObject({ kind: v.literal('file'), name: v.pipe(v.string(), v.minLength(1, 'must name a file')) }),
  v.strictObject({
    kind: v.literal('saved'),
    id: v.pipe(v.string(), v.minLength(1, 'must name a saved baseline'), v.maxLength(100, 'is too long')),
    name: v.pipe(v.string(), v.maxLength(200, 'is too long')),
  }),
]);

const templateText = v.pipe(
  v.string(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(65_536, 'is too long'),
);
const edit = v.variant('kind', [
  v.strictObject({
    kind: v.literal('merge'),
    templates: v.pipe(v.array(templateText), v.minLength(2, 'must name two templates or more')),
  }),
  v.strictObject({ kind: v.literal('split'), template: templateText, position: whole(0, 100_000) }),
  v.strictObject({ kind: v.literal('one'), text: templateText }),
]);

const edits = v.pipe(v.array(edit), v.maxLength(1000, 'must be at most 1000 edits'));
const areEdits = (value: unknown): boolean => v.is(edits, value);
const savedTemplates = v.pipe(
  v.unknown(),
  v.rawCheck<unknown>(({ dataset, addIssue }) => {
    const wrong = dataset.typed ? whatIsWrongWithSaved(dataset.value, areEdits) : null;
    if (wrong !== null) addIssue({ message: wrong });
  }),
  v.transform((value) => value as SavedTemplates),
);

const zone = v.pipe(
  v.string(),
  v.check(isZone, 'must be UTC, a zone such as Europe/Berlin, or an offset such as +02:00'),
);
const fileSetting = v.strictObject({
  format: v.nullable(v.string()),
  encoding: v.nullable(v.pipe(v.string(), v.check(isEncoding, 'is no encoding that this browser knows'))),
  zone: v.nullable(zone),
  dateOrder: v.optional(v.nullable(v.picklist(['day-first', 'month-first']))),
  use: v.optional(v.nullable(v.picklist(['log', 'none']))),
});

const markedSpan = v.pipe(
  v.strictObject({ start: isoTime, end: isoTime }),
  v.check(({ start, end }) => !(Date.parse(start) >= Date.parse(end)), 'must start before it ends'),
);
const ticketTemplate = v.pipe(
  v.string(),
  v.maxLength(20_000, 'must be at most 20,000 characters'),
  v.rawCheck<string>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { message } of faultsOfTemplate(dataset.value))
      addIssue({ message: `has a fault: ${message}` });
  }),
);
const modelName = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1, 'must name a file'), v.maxLength(300, 'is too long')),
  numBytes: whole(1, Number.MAX_SAFE_INTEGER),
});
const estimateTask = v.strictObject({ minutes: number(0, 1440), saved01: number(0, 1) });

/** One schema a key: a setting that none checks does not compile. */
type Schemas<T> = { readonly [K in keyof T]-?: v.GenericSchema<unknown, T[K]> };

const drain = {
  depth: wholeAt('drain.depth'),
  similarity01: numberAt('drain.similarity01'),
  maxChildren: wholeAt('drain.maxChildren'),
  masks: v.pipe(v.array(mask), v.maxLength(100, 'must be at most 100 masks')),
  edits,
  state: v.nullable(savedTemplates),
} satisfies Schemas<DrainSettings>;

const detection = {
  thresholdScale: v.strictObject(forDetectors((name) => numberAt(`detection.thresholdScale.${name}`))),
  lstmBackend: v.picklist(LSTM_BACKENDS),
  lstmEpochs: wholeAt('detection.lstmEpochs'),
} satisfies Schemas<DetectionSettings>;

/** Keys in the order of the contract: the text of equal settings is equal, and so is its hash, whatever order they came in. */
const settings = v.strictObject({
  windowMinutes: v.nullable(windowMinutes),
  baseline,
  drain: v.strictObject(drain),
  detection: v.strictObject(detection),
  zone,
  year: v.nullable(wholeAt('year')),
  outages: v.pipe(v.array(isoTime), v.maxLength(1000, 'must be at most 1000 outages')),
  normal: v.strictObject({
    templates: v.pipe(v.array(templateText), v.maxLength(1000, 'must be at most 1000 templates')),
    windows: v.pipe(v.array(markedSpan), v.maxLength(1000, 'must be at most 1000 spans')),
  }),
  labels: v.pipe(v.array(markedSpan), v.maxLength(1000, 'must be at most 1000 incidents')),
  incidentFree: v.pipe(v.array(markedSpan), v.maxLength(1000, 'must be at most 1000 spans')),
  estimate: v.strictObject({
    lines: estimateTask,
    runbook: estimateTask,
    change: estimateTask,
    ticket: estimateTask,
  }),
  writer: v.strictObject({
    provider: v.picklist(PROVIDER_IDS),
    address: v.pipe(
      v.string(),
      v.maxLength(500, 'must be at most 500 characters'),
      v.check(
        isServerAddress,
        'must begin with https:// (or http:// of this network), without a key or a query',
      ),
    ),
    model: v.pipe(v.string(), v.maxLength(200, 'must be at most 200 characters')),
    needsKey: v.boolean(),
    form: v.picklist(ANSWER_FORMS),
    file: v.nullable(modelName),
    folder: v.nullable(modelName),
  }),
  ticketTemplate,
  parting: v.picklist(PARTING_SETTINGS),
  files: v.record(v.string(), fileSetting),
  seed: wholeAt('seed'),
} satisfies Schemas<Settings>);

/** '' is none yet. A settings file is handed on, so no name, key or query stands in it. */
function isServerAddress(text: string): boolean {
  if (text === '') return true;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return `${username}${password}${search}${hash}` === '';
}

export type SettingsCheck =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly errors: readonly SettingsError[] };

/** Checks a parsed value. What it leaves out takes its default, so that settings of older versions load. */
export function checkSettings(value: unknown): SettingsCheck {
  if (!isObject(value))
    return { ok: false, errors: [{ path: '', message: 'settings must be a JSON object' }] };
  const unknown = firstUnknown(DEFAULT_SETTINGS, value, '');
  if (unknown !== null) return { ok: false, errors: [unknown] };
  const parsed = v.safeParse(settings, withDefaults(value));
  if (parsed.success) return { ok: true, settings: parsed.output };
  const errors = parsed.issues.map(errorOf);
  return { ok: false, errors };
}

/** One error as a sentence. */
export function errorSentence({ path, message }: SettingsError): string {
  return path === '' || message.startsWith(UNKNOWN) ? message : `${path} ${message}`;
}

function errorOf(issue: v.BaseIssue<unknown>): SettingsError {
  const path = v.getDotPath(issue) ?? '';
  return { path, message: messageOf(issue, path) };
}

/** The library's own messages speak of types; ours do not begin with 'Invalid'. */
function messageOf({ type, expected, received, input, message }: v.BaseIssue<unknown>, path: string): string {
  if (!message.startsWith('Invalid ')) return message;
  if (expected === 'never') return `${UNKNOWN} ${path}`;
  if (received === 'undefined') return 'is missing';
  const oneOf = (expected ?? '').replace(/^\(|\)$/g, '').replaceAll(' | ', ', ');
  if (expected?.includes('"')) return `must be ${expected.includes('|') ? 'one of ' : ''}${oneOf}`;
  return `must be ${TYPE_WORDS[type] ?? expected}, not ${JSON.stringify(input)?.slice(0, 40)}`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  strict_object: 'an object',
  variant: 'an object',
};

/** Checks the text of a settings file, or of a file of marks. */
export function parseSettings(text: string): SettingsCheck {
  try {
    const value: unknown = JSON.parse(text);
    return checkSettings(isMarksFile(value) ? marksIn(value) : value);
  } catch (error) {
    return { ok: false, errors: [{ path: '', message: `not JSON: ${(error as Error).message}` }] };
  }
}

/** What is left out takes its default, within each object of the defaults; but a baseline is of one kind, and whole. */
function withDefaults(value: Record<string, unknown>): unknown {
  const { baseline = DEFAULT_SETTINGS.baseline } = value;
  return { ...(filled(DEFAULT_SETTINGS, value) as object), baseline };
}

function filled(defaults: unknown, value: unknown): unknown {
  if (value === undefined) return defaults;
  if (!isObject(defaults) || !isObject(value)) return value;
  const known = Object.entries(defaults).map(([key, each]) => [key, filled(each, value[key])]);
  return { ...value, ...Object.fromEntries(known) };
}

function isRegExp(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

function isZone(name: string): boolean {
  if (/^[+-](0\d|1[0-4]):[0-5]\d$/.test(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}
