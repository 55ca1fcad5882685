// One row a setting: what it is called, what is said beside it, what it affects, where it stands. The form, the summary on the landing
// page, what another run has to do again and what a detector's verdict is kept by follow from it. A setting without a row does not compile.
import { DETECTOR_ROWS } from './detectors';
import { DETECTORS, type DetectorName } from './scores';
import type { DetectionSettings, DrainSettings, FileSetting, Settings } from './settings';
import { THRESHOLD_ROWS, THRESHOLDS } from './thresholds';

/** What has to be done again where the setting differs; each includes those after it. */
export type Affects =
  /** The files are read again. */
  | 'read'
  /** The times of the records are moved, or read again where they cannot be. */
  | 'times'
  /** Templates are mined again. */
  | 'mine'
  /** Windows, baseline and all that is judged by them are made again; they are in any case. Verdicts are kept by their input. */
  | 'windows'
  /** One detector is asked again though its input is the same. */
  | `detect:${DetectorName}`
  /** Nothing: it measures a result, or is done with before there is one, and changes none of it, so it is no part of the settings' hash. */
  | 'measure';

/** A setting by its path. Of a file's settings: those of all files, by name. */
export type SettingPath =
  | Exclude<keyof Settings, 'drain' | 'detection' | 'files'>
  | `drain.${keyof DrainSettings}`
  | ScalePath
  | `detection.${Exclude<keyof DetectionSettings, 'thresholdScale'>}`
  | `files.${keyof FileSetting}`;
type ScalePath = `detection.thresholdScale.${DetectorName}`;

/** Where settings stand: four groups of the form, and the views that have fields of their own. */
export const SETTING_PLACES = {
  windows: 'Windows and baseline',
  detection: 'Detection',
  templates: 'Templates (Drain)',
  times: 'Times and chance',
  files: 'Files',
  benchmark: 'Benchmark',
  ticket: 'Ticket',
} as const;

export interface SettingRow {
  readonly label: string;
  /** Said below its field; '': nothing. */
  readonly help: string;
  /** Said in place of `help` where nothing is set. */
  readonly none?: string;
  readonly affects: Affects;
  readonly place: keyof typeof SETTING_PLACES;
  /** Of a number, both included. */
  readonly range?: readonly [least: number, most: number];
  /** 'Defaults' leaves it alone, as the user made it on a log; words for one and for several of it. */
  readonly kept?: readonly [one: string, several: string];
}

const SCALE_RANGE = THRESHOLD_ROWS.thresholdScale.range;

export const SETTING_ROWS: Readonly<Record<SettingPath, SettingRow>> = {
  windowMinutes: {
    label: 'Window, minutes',
    help: `Empty: ${THRESHOLDS.windowMinutes}, or the nearest size that gives at least ${THRESHOLDS.minWindows} windows.`,
    affects: 'windows',
    place: 'windows',
    range: THRESHOLD_ROWS.windowMinutes.range,
  },
  baseline: {
    label: 'Baseline',
    help: 'What the detectors take as normal.',
    affects: 'windows',
    place: 'windows',
  },
  labels: {
    label: 'Incidents that you know of',
    help: 'Thresholds can be measured against them in the Benchmark view. Detection never sees them.',
    none: 'None. Mark them on the timeline, or give a file of them in the Benchmark view. Detection never sees them.',
    affects: 'measure',
    place: 'windows',
    kept: ['marked incident', 'marked incidents'],
  },
  incidentFree: {
    label: 'Spans known to hold no incident',
    help: 'Of a truth file that lists none. What is confirmed there is a false alarm.',
    affects: 'measure',
    place: 'benchmark',
    kept: ['log without incidents', 'logs without incidents'],
  },
  outages: {
    label: 'Outages that you know of',
    help: 'One ISO 8601 time a line, beside the ones found in the log.',
    affects: 'windows',
    place: 'windows',
    kept: ['marked outage', 'marked outages'],
  },
  normal: {
    label: 'Marked as normal',
    help: 'Templates take no part in detection; windows are never confirmed, and are learnt from.',
    none: 'Nothing. An incident, a template or a span of the timeline can be marked where it is shown.',
    affects: 'windows',
    place: 'windows',
    kept: ["'normal' mark", "'normal' marks"],
  },
  ...scaleRows(),
  'detection.lstmBackend': {
    label: 'LSTM runs on',
    help: 'auto: the first that works and agrees with the CPU on its first steps; a graphics processor is tried for large trainings, and has to be faster on this one.',
    affects: 'detect:lstm',
    place: 'detection',
  },
  'detection.lstmEpochs': {
    label: 'LSTM epochs',
    help: '',
    affects: 'detect:lstm',
    place: 'detection',
    range: [1, 500],
  },
  'drain.depth': {
    label: 'Depth of the parse tree',
    help: '3 to 8; 4 means one level for length and two for words.',
    affects: 'mine',
    place: 'templates',
    range: [3, 8],
  },
  'drain.similarity01': {
    label: 'Similarity',
    help: 'Share of equal words for joining a template, 0 to 1.',
    affects: 'mine',
    place: 'templates',
    range: [0, 1],
  },
  'drain.maxChildren': {
    label: 'Most children of a node',
    help: '',
    affects: 'mine',
    place: 'templates',
    range: [2, 1000],
  },
  'drain.masks': {
    label: 'Masks',
    help: 'JavaScript regular expressions; a match becomes <NAME> before templates are mined.',
    affects: 'mine',
    place: 'templates',
  },
  'drain.edits': {
    label: 'Edits of templates',
    help: 'Done again after mining, in this order, on every run.',
    none: 'None. Select templates in the Templates view to merge, split or mark them; every later run does the same again.',
    affects: 'mine',
    place: 'templates',
    kept: ['edit of templates', 'edits of templates'],
  },
  'drain.state': {
    label: 'Saved templates',
    help: '',
    none: 'None. Open a miner_state.json (from the Exports of an analysis), and lines are matched against its templates first, which keep their ids.',
    affects: 'mine',
    place: 'templates',
  },
  zone: {
    label: 'Zone of logs that state none',
    help: 'UTC, a name such as Europe/Berlin, or an offset such as +02:00.',
    affects: 'times',
    place: 'times',
  },
  year: {
    label: 'Year of logs that state none',
    help: 'Empty: from the date of the file.',
    affects: 'read',
    place: 'times',
    range: [1970, 9999],
  },
  seed: {
    label: 'Seed',
    help: 'Same bytes, same settings, same seed: same result.',
    affects: 'windows',
    place: 'times',
    range: [0, 2 ** 32 - 1],
  },
  'files.format': { label: 'Format', help: '', affects: 'read', place: 'files' },
  'files.encoding': { label: 'Encoding', help: '', affects: 'read', place: 'files' },
  'files.dateOrder': { label: 'Day or month first', help: '', affects: 'read', place: 'files' },
  'files.use': { label: 'Read as a log', help: '', affects: 'read', place: 'files' },
  'files.zone': { label: 'Read in zone', help: '', affects: 'times', place: 'files' },
  estimate: {
    label: 'Time saved, an estimate',
    help:
      'Nobody measured these minutes on your team: put in your own. A task counts only in incidents where its ' +
      'result was found. The estimate stands here alone, in no ticket and no export.',
    affects: 'measure',
    place: 'benchmark',
  },
  writer: {
    label: 'Who writes the summary',
    help: 'A language model may put what was found into prose; the ticket is complete without one.',
    affects: 'measure',
    place: 'ticket',
  },
  ticketTemplate: {
    label: 'Template of the ticket',
    help: 'Markdown with placeholders such as {{title}}, {{impact}}, {{events}}, {{cause}} and {{evidence}}. Empty: the ticket as it is.',
    affects: 'measure',
    place: 'ticket',
  },
  parting: {
    label: 'Files that share nothing',
    help: 'Neither time nor hosts nor kind. From the next drop on; the Files view joins and parts what is open.',
    affects: 'measure',
    place: 'windows',
  },
};

function scaleRows(): Readonly<Record<ScalePath, SettingRow>> {
  const rows = DETECTORS.map((name, i): [ScalePath, SettingRow] => [
    `detection.thresholdScale.${name}`,
    {
      label: `Threshold of the ${DETECTOR_ROWS[name].label}, factor`,
      // The same for all of them: said once.
      help: i > 0 ? '' : `1: as learnt. Above 1: fewer votes. ${SCALE_RANGE[0]} to ${SCALE_RANGE[1]}.`,
      affects: `detect:${name}`,
      place: 'detection',
      range: SCALE_RANGE,
    },
  ]);
  return Object.fromEntries(rows) as Record<ScalePath, SettingRow>;
}

/** The parts of Settings within a sentence: 'other than before: the window, the seed'. */
export const PART_WORDS: Readonly<Record<keyof Settings, string>> = {
  windowMinutes: 'the window',
  baseline: 'the baseline',
  drain: 'templates (Drain)',
  detection: 'detection',
  zone: 'the zone',
  year: 'the year',
  outages: 'marked outages',
  normal: 'what is marked as normal',
  labels: 'incidents that you know of',
  incidentFree: 'spans known to hold no incident',
  estimate: 'the estimate',
  writer: 'who writes the summary',
  ticketTemplate: 'the template of the ticket',
  parting: 'what is analysed apart',
  files: 'choices for files',
  seed: 'the seed',
};

/** In the order of the table. */
export const SETTING_PATHS = Object.keys(SETTING_ROWS) as readonly SettingPath[];

/** Those whose row says this. */
export function settingsThatAffect(what: Affects): readonly SettingPath[] {
  return SETTING_PATHS.filter((path) => SETTING_ROWS[path].affects === what);
}

type Fields = Readonly<Record<string, unknown>>;

/** The value at a path, undefined in settings of an earlier version that lack it; of `files.` the pairs [name, value] of the files that have one, by name. */
export function settingAt(settings: Settings, path: SettingPath): unknown {
  const [part, ...keys] = path.split('.');
  if (part === 'files') return settingOfFiles(settings.files, keys[0] as keyof FileSetting);
  return keys.reduce<unknown>(
    (value, key) => (value as Fields | undefined)?.[key],
    settings[part as keyof Settings],
  );
}

function settingOfFiles(files: Settings['files'], key: keyof FileSetting) {
  return Object.entries(files)
    .flatMap(([name, own]) => ((own[key] ?? null) === null ? [] : [[name, own[key]] as const]))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The settings with another value at a path, whose type is the path's; not for those of files. */
export function withSettingAt(settings: Settings, path: SettingPath, value: unknown): Settings {
  const set = (into: unknown, [key, ...rest]: readonly string[]): unknown =>
    key === undefined ? value : { ...(into as object), [key]: set((into as Fields)[key], rest) };
  return set(settings, path.split('.')) as Settings;
}

/** The settings that a run depends on, in the order that they have: what only measures a result is left out. Its hash names the run. */
export function settingsOfRun(settings: Settings): Partial<Settings> {
  const measures = new Set<string>(settingsThatAffect('measure'));
  return Object.fromEntries(Object.entries(settings).filter(([part]) => !measures.has(part)));
}
