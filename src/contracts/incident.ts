import type { Answer } from './answer';
import type { Change } from './changes';
import type { Hypothesis } from './hypothesis';
import type { Reason } from './scores';
import type { EpochMs, RowIdx, TemplateIdx } from './units';

export type IncidentKind = 'pre-failure' | 'outage' | 'anomaly';
/** The gravest first. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A template that behaves differently in the incident; counts are normalised to the incident's length. */
export interface TemplateShift {
  readonly template: TemplateIdx;
  readonly direction: 'rose' | 'fell' | 'appeared' | 'vanished';
  readonly observed: number;
  readonly expected: number;
}

/** A line of the user's log that a claim points at. */
export interface Evidence {
  /** 'E1', 'E2', ...: cited as [E1]. */
  readonly id: string;
  readonly row: RowIdx;
  /** File of the line, and its line number in it. */
  readonly source: string;
  readonly lineNum: number;
  readonly timeMs: EpochMs | null;
  readonly text: string;
  /** Why it was chosen: 'first of its kind', 'first error', ... */
  readonly why: string;
  readonly template: TemplateIdx | null;
}

export interface RunbookHit {
  readonly id: string;
  readonly kind: 'runbook' | 'postmortem' | 'note';
  readonly title: string;
  readonly score: number;
  /** Words or symptom phrases that matched. */
  readonly matched: readonly string[];
  /** First actions, from its 'Diagnose' or 'Mitigate' part; Markdown list items as text. */
  readonly actions: readonly string[];
}

export interface ChangeBefore {
  readonly change: Change;
  /** Minutes from the change to the first confirmed window; at least 0. */
  readonly minutesBefore: number;
}

/** The steps of an investigation, in the order in which they are told. */
export const STEP_NAMES = ['context', 'runbooks', 'changes', 'ticket'] as const;
export type StepName = (typeof STEP_NAMES)[number];

/**
 * A node of the investigation: what was asked, with what, and what was found. What is absent is so in analyses stored before it was kept. How long each
 * took is AnalysisResult.stepSeconds: it is another at each run.
 */
export interface InvestigationStep {
  readonly name: StepName;
  /** What it found, one line for the user; it may quote log text. */
  readonly finding: string;
  /** What was asked, one phrase of our own words. */
  readonly asked?: string;
  /** The steps whose findings it was asked with. */
  readonly uses?: readonly StepName[];
  /** How many it found: templates, runbooks, changes, explanations. */
  readonly num?: number;
  /** Of these: ids of templates, runbooks and lines of evidence. */
  readonly refs?: readonly string[];
}

/**
 * An episode as detection leaves it: windows [windowBegin, windowEnd) that were joined. One that was read and not compared has no windows (both 0), no
 * votes, and no times (NaN) where its lines state none.
 */
export interface Episode {
  /** 'read': the log is too short or states no times, so what stands out was read. Absent: compared with a baseline, by the detectors. */
  readonly basis?: 'read';
  readonly windowBegin: number;
  readonly windowEnd: number;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /**
   * Until when what it is about still comes after its last confirmed window, without a pause; the end of a window, later than `end`. Absent: it
   * ends with that window.
   */
  readonly lastSeen?: EpochMs;
  readonly firstConfirmed: EpochMs;
  readonly kind: IncidentKind;
  readonly severity: Severity;
  /** Start of the outage found in the log or marked; null: none was found. */
  readonly outageStart: EpochMs | null;
  /** How the outage was recognised, one sentence; null without an outage. */
  readonly outageReason: string | null;
  /** Template of the line that says so, where one line does (a process that ended); absent or null: none. */
  readonly outageTemplate?: TemplateIdx | null;
  /**
   * outageStart - firstConfirmed in minutes, where the first confirmed window was over a minute or more before the outage and could have been told then;
   * else null.
   */
  readonly leadMinutes: number | null;
  /** Votes per detector name in the windows of the episode. */
  readonly votes: Readonly<Record<string, number>>;
  readonly reasons: readonly Reason[];
}

/** Something unusual that is no incident: it is told on the timeline and gets no ticket. */
export interface LogEvent {
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** One phrase; it may quote a template. */
  readonly text: string;
}

/** An episode after the four steps of the investigation. */
export interface Incident extends Episode {
  /** 'INC-1', by gravity. */
  readonly id: string;
  readonly title: string;
  readonly topTemplates: readonly TemplateShift[];
  readonly evidence: readonly Evidence[];
  readonly runbooks: readonly RunbookHit[];
  readonly changes: readonly ChangeBefore[];
  readonly hypotheses: readonly Hypothesis[];
  /** The four steps in order; absent in analyses stored before they were kept. */
  readonly steps?: readonly InvestigationStep[];
  /** Hypotheses that the log speaks against, with the test that did. */
  readonly ruledOut?: readonly Hypothesis[];
  /** What is handed over; absent in analyses stored before it was made. */
  readonly answer?: Answer;
}
