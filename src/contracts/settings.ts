import { DETECTOR_ROWS } from './detectors';
import type { LstmBackendName } from './lstm-backends';
import { type DetectorName, forDetectors } from './scores';
import { THRESHOLDS } from './thresholds';
import { DEFAULT_WRITER, type WriterSettings } from './written-summary';

/** Everything that a user can set, in one object; saved and loaded as JSON. Each has a row in settings-registry.ts. */
export interface Settings {
  /** Size of a window in minutes, 1/60 .. 10080; null: 5, or the nearest size that gives at least 60 windows. */
  readonly windowMinutes: number | null;
  readonly baseline: BaselineSetting;
  readonly drain: DrainSettings;
  readonly detection: DetectionSettings;
  /** Zone of logs that state none: 'UTC', an IANA name, or '+02:00'. */
  readonly zone: string;
  /** Year of the first line of logs that state none; null: from the file's date, so that its last line is not later. */
  readonly year: number | null;
  /** Outages marked by the user, ISO 8601. Beside the ones found in the log. */
  readonly outages: readonly string[];
  /** What the user called normal: applied at the next run and every later one. */
  readonly normal: NormalSettings;
  /** True incidents that the user knows of, marked on the timeline or from a truth file. They measure detection and change none of it. */
  readonly labels: readonly MarkedSpan[];
  /** Spans that hold no incident beside those in `labels`: the time of a log whose truth file lists none. */
  readonly incidentFree: readonly MarkedSpan[];
  /** Assumptions of the estimate of time saved; no part of any result. */
  readonly estimate: EstimateSettings;
  /** Which language model adds a summary to the ticket; no part of any result. */
  readonly writer: WriterSettings;
  /** Markdown of the user's own ticket, with placeholders such as {{title}} (core/ticket/own-ticket.ts); '': the ticket as it is; no part of any result. */
  readonly ticketTemplate: string;
  /** Whether files that share neither time nor hosts nor kind are analysed apart; decided as they are dropped, no part of any result. */
  readonly parting: PartingSetting;
  /** What the user knows better of a file, by its name as in FileSummary. */
  readonly files: Readonly<Record<string, FileSetting>>;
  /** Seed of everything random, 0 .. 2^32 - 1. */
  readonly seed: number;
}

export const PARTING_SETTINGS = ['evidence', 'together'] as const;
export type PartingSetting = (typeof PARTING_SETTINGS)[number];

export type BaselineSetting =
  /** The first share of the windows, 0.1 .. 0.9. */
  | { readonly kind: 'first'; readonly share01: number }
  /** ISO 8601 times, half-open. */
  | { readonly kind: 'range'; readonly start: string; readonly end: string }
  /** One of the dropped files, known to be good. */
  | { readonly kind: 'file'; readonly name: string }
  /** Windows kept from earlier logs; the name is for the user. */
  | { readonly kind: 'saved'; readonly id: string; readonly name: string };

export interface DrainSettings {
  /** Depth of the parse tree, 3 .. 8 (Drain, He et al., ICWS 2017): 4 means one level for length, two for tokens. */
  readonly depth: number;
  /** Share of equal tokens for joining a cluster, 0 .. 1. */
  readonly similarity01: number;
  /** Most children of a node, 2 .. 1000. */
  readonly maxChildren: number;
  /** Reader's masks: JavaScript regular expressions over the shape's text; a match becomes <NAME>. */
  readonly masks: readonly { readonly name: string; readonly pattern: string }[];
  /** Decisions of the user on templates, replayed in order after mining, on this and every later run. */
  readonly edits: readonly TemplateEdit[];
  /** Templates of an earlier run, which lines are matched against before anything is mined; null: none. */
  readonly state: SavedTemplates | null;
}

/** What a miner_state.json brings along, as it was opened (core/drain/state.ts). */
export interface SavedTemplates {
  /** Name of the file that it came from. */
  readonly name: string;
  /** In order of their ids: the first is T1 again. */
  readonly templates: readonly SavedTemplate[];
  /** Line patterns that another template fits as well, each with its own: an index into `templates`. */
  readonly exact: readonly (readonly [pattern: string, template: number])[];
  /** Edits that the templates hold already: they are done again on what is newly mined only. */
  readonly edits: readonly TemplateEdit[];
  /** true: what fits none is mined, as new templates after these. false: it is put under one, '<unmatched>'. */
  readonly learn: boolean;
}

export interface SavedTemplate {
  readonly text: string;
  /** Levels of its records: one wording may be a template for each of the three. */
  readonly level: LevelClass;
  /** Fewest and most words of its lines, a run of values counted as one; null: any, as the user's pattern says. */
  readonly words: readonly [fewest: number, most: number] | null;
}

export type LevelClass = 'quiet' | 'warning' | 'error';

/** Templates are named by their text, which the same lines give again. */
export type TemplateEdit =
  /** These are one template. */
  | { readonly kind: 'merge'; readonly templates: readonly string[] }
  /** One template for each word that the wildcard at this token (from 0) stood for. */
  | { readonly kind: 'split'; readonly template: string; readonly position: number }
  /** All that fits this text is one template; <*> stands for anything. */
  | { readonly kind: 'one'; readonly text: string };

/** ISO 8601 times, half-open. */
export interface MarkedSpan {
  readonly start: string;
  readonly end: string;
}

export interface NormalSettings {
  /** Texts of templates that take no part in detection; their lines stay where they are. */
  readonly templates: readonly string[];
  /** Spans whose windows are never confirmed, and are learnt from as the baseline is. */
  readonly windows: readonly MarkedSpan[];
}

export const ESTIMATE_TASKS = ['lines', 'runbook', 'change', 'ticket'] as const;
export type EstimateTask = (typeof ESTIMATE_TASKS)[number];

/** Of each task of an incident: minutes that it takes by hand, 0 .. 1440, and the share of them that is saved, 0 .. 1. */
export type EstimateSettings = Readonly<
  Record<EstimateTask, { readonly minutes: number; readonly saved01: number }>
>;

/** Null: found by itself. */
export interface FileSetting {
  /** Id of the format that reads it. */
  readonly format: string | null;
  /** Label of the Encoding standard. */
  readonly encoding: string | null;
  /** Zone of its times that state none. */
  readonly zone: string | null;
  /** Order of its dates of numbers; absent as null. */
  readonly dateOrder?: 'day-first' | 'month-first' | null;
  /** Whether it is read as a log, whatever it was taken for; of a name that ends with '/' all of that folder. Absent as null. */
  readonly use?: 'log' | 'none' | null;
}

export interface DetectionSettings {
  /** Factor on each detector's learnt threshold: 1 as learnt, above 1 fewer votes. 0.1 .. 10. */
  readonly thresholdScale: Readonly<Record<DetectorName, number>>;
  /**
   * Where the LSTM runs; 'auto' takes the first of webgpu, webgl, js (the same network written out by hand), wasm, cpu that
   * works and agrees with the CPU; a GPU is only tried for a training that is no small one, and has to be faster than js on it. 'js' where a GPU fails
   * in the middle. The LSTM of sessions knows webgpu and js only: all other names are js to it.
   */
  readonly lstmBackend: LstmBackendName;
  /** Epochs of the LSTM, 1 .. 500. */
  readonly lstmEpochs: number;
}

export const DEFAULT_SETTINGS: Settings = {
  windowMinutes: null,
  baseline: { kind: 'first', share01: THRESHOLDS.baselineShare01 },
  drain: { depth: 4, similarity01: 0.4, maxChildren: 100, masks: [], edits: [], state: null },
  detection: {
    thresholdScale: forDetectors((name) => DETECTOR_ROWS[name].thresholdScale),
    lstmBackend: 'auto',
    lstmEpochs: 60,
  },
  zone: 'UTC',
  year: null,
  outages: [],
  normal: { templates: [], windows: [] },
  labels: [],
  incidentFree: [],
  estimate: {
    lines: { minutes: 20, saved01: 0.7 },
    runbook: { minutes: 10, saved01: 0.7 },
    change: { minutes: 10, saved01: 0.5 },
    ticket: { minutes: 15, saved01: 0.8 },
  },
  writer: DEFAULT_WRITER,
  ticketTemplate: '',
  parting: 'evidence',
  files: {},
  seed: 42,
};
