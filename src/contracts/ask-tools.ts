// What each tool of 'ask your log' finds. Counts are of records; times are ms since 1970; lines have ids of their own in each answer.
import type { AskTool, Grouping } from './ask';
import type { Evidence } from './incident';

export interface FoundLines {
  readonly total: number;
  /** False: the search was ended before it was over, so there may be more. */
  readonly isWhole: boolean;
  readonly lines: readonly Evidence[];
}

export interface FoundGroup {
  /** Of a level or a span of time our own word; of a component, a file or a template the log's. */
  readonly name: string;
  readonly count: number;
  /** The query that shows the group. */
  readonly where: string;
}

export interface FoundCounts {
  readonly total: number;
  readonly isWhole: boolean;
  readonly by: Grouping;
  /** Most first; by time in its order. At most MAX_GROUPS. */
  readonly groups: readonly FoundGroup[];
  /** Of each group where they are of time; else null. */
  readonly windowMs: number | null;
}

export interface FoundTemplate {
  readonly id: string;
  readonly text: string;
  /** In the lines that were asked for, and in the whole log. */
  readonly count: number;
  readonly firstMs: number | null;
  readonly line: Evidence | null;
}

export interface DescribedTemplate extends FoundTemplate {
  readonly level: string;
  readonly component: string;
  readonly lastMs: number | null;
  readonly share01: number;
  readonly last: Evidence | null;
}

export interface FoundHypothesis {
  /** Ours, with log text in it; without citations. */
  readonly text: string;
  readonly confidence: string;
  readonly lines: readonly string[];
}

export interface FoundIncident {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly severity: string;
  /** Null: its lines state no times. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly outageMs: number | null;
  /** In words, or why none is claimed: no sentence of its own. */
  readonly lead: string;
  readonly components: readonly string[];
  readonly hypotheses: readonly FoundHypothesis[];
  readonly lines: readonly Evidence[];
}

export interface FoundRunbook {
  readonly title: string;
  readonly kind: string;
  readonly matched: readonly string[];
  readonly actions: readonly string[];
}

export interface FoundChange {
  readonly kind: string;
  readonly what: string;
  readonly timeMs: number;
  readonly line: Evidence | null;
}

export interface FoundSilence {
  readonly component: string;
  readonly count: number;
  /** From its last line before the pause to the next one; `toMs` null: none came until the end. */
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly pauseMs: number;
  readonly usualMs: number;
  readonly line: Evidence | null;
}

export interface ToolData {
  readonly search_lines: FoundLines;
  readonly count_lines: FoundCounts;
  readonly describe_template: DescribedTemplate;
  readonly list_incidents: readonly FoundIncident[];
  readonly lines_around: {
    readonly file: string;
    readonly line: Evidence;
    readonly before: readonly Evidence[];
    readonly after: readonly Evidence[];
  };
  readonly search_runbooks: readonly FoundRunbook[];
  readonly list_changes: { readonly total: number; readonly changes: readonly FoundChange[] };
  readonly list_components: {
    readonly numComponents: number;
    /** Of which some may not be among those told. */
    readonly numSilent: number;
    /** What is called silent, in words. */
    readonly rule: string;
    readonly silences: readonly FoundSilence[];
  };
  readonly new_templates: { readonly total: number; readonly templates: readonly FoundTemplate[] };
  readonly describe_log: {
    readonly numRecords: number;
    readonly numErrors: number;
    readonly firstMs: number | null;
    readonly lastMs: number | null;
    readonly files: readonly { readonly name: string; readonly numRecords: number }[];
  };
}

/** Asks a tool; null: it failed, which the trace tells. */
export type CallTool = <T extends AskTool>(
  tool: T,
  args: Readonly<Record<string, string | number>>,
) => Promise<ToolData[T] | null>;
