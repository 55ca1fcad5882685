import type { Hypothesis } from './hypothesis';
import type { EpochMs, TemplateIdx } from './units';

/**
 * What is handed over of an incident: one screen, in the order in which it is read. Every sentence in it was checked against the lines that it
 * cites (core/answer/quotation-check.ts) before it got here.
 */
export interface Answer {
  /**
   * 'compared': with a baseline, by the detectors; 'read': the log is too short or states no times, so what stands out was read and not compared.
   */
  readonly basis: 'compared' | 'read';
  /** What the incident is about, the faulty one first; empty: the log names none. */
  readonly components: readonly Component[];
  /** What users would notice of it; null: the log does not show it. */
  readonly impact: Statement | null;
  /** First sign, outage, end or 'goes on', recovery; in order of time. */
  readonly when: readonly Statement[];
  /** Component, host, file and line of code. */
  readonly where: readonly Statement[];
  /** Distinct events by time, at most seven; traces and repeats folded. */
  readonly whatHappened: readonly AnswerEvent[];
  /** The most likely cause; null: too little is known, and `open` says what would settle it. */
  readonly cause: Hypothesis | null;
  /** Causes that were looked for and that the log speaks against. */
  readonly ruledOut: readonly Statement[];
  /** Steps made concrete: inline Markdown, code spans hold commands with ids of this log. */
  readonly doNow: readonly string[];
  /** What is not known, and what would settle it. */
  readonly open: readonly Statement[];
  /** Sentences that the quotation check took away. */
  readonly numDropped: number;
}

/** A sentence and the lines that it rests on. */
export interface Statement {
  readonly text: string;
  /** Ids of Evidence; empty: nothing of the log is claimed (a missing input, an assumption). */
  readonly evidence: readonly string[];
}

/** A part of the system, under the name that a person calls it by: 'cinder-volume', 'nova-compute', 'node1'. */
export interface Component {
  readonly name: string;
  readonly kind: 'service' | 'host' | 'process' | 'file';
  /** What tells of it. A trace's own frame comes before the logger that wrote the line. */
  readonly from: 'trace' | 'logger' | 'tag' | 'container' | 'file-name' | 'message';
}

export interface AnswerEvent {
  readonly timeMs: EpochMs | null;
  /** Name of its component; '': not known. */
  readonly component: string;
  /** In words: operation, effect, exception; no bare template number. */
  readonly what: string;
  /** Records that are folded into it, at least 1. */
  readonly num: number;
  readonly template: TemplateIdx | null;
  /** Of the trace that the record holds; null: it holds none. */
  readonly exception: FoldedException | null;
  /** Id of Evidence. */
  readonly evidence: string;
}

/** A trace in one line. */
export interface FoldedException {
  /** 'TypeError', 'java.lang.NullPointerException': of the innermost cause. */
  readonly type: string;
  readonly message: string;
  /** Deepest frame of the program's own code; null: none is told apart from libraries. */
  readonly frame: CodePlace | null;
  /** Frames folded. */
  readonly numFrames: number;
}

export interface CodePlace {
  /** As the trace writes it, less the folders that lead to the package: 'cinder/volume/manager.py'. */
  readonly file: string;
  readonly line: number | null;
  readonly name: string | null;
}
