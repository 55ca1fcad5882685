/**
 * What the investigation asks of the runbook search and what it gets back. The search itself lives in src/runbooks and is
 * handed in as a function, so that core stays free of packages.
 */
import type { ChangeKind } from '../../contracts/changes';
import type { RunbookHit, Severity } from '../../contracts/incident';

/** One piece of the question: the text of a shifted template, or an evidence line. */
export interface QueryPart {
  readonly text: string;
  /** How much it counts, above 0; 1 is usual. */
  readonly weight: number;
  /** Template it comes from, null for free text. */
  readonly template: number | null;
}

/** A phrase of a runbook found literally in a part of the question. */
export interface PhraseMatch {
  readonly phrase: string;
  /** Index of the QueryPart. */
  readonly part: number;
  /** A symptom, long enough to mean one thing: at least two words and ten letters. */
  readonly strong: boolean;
}

export interface FoundRunbook extends RunbookHit {
  readonly phrases: readonly PhraseMatch[];
  /** What it is held against the log with; absent: a search that only finds. */
  readonly criteria?: Criteria;
  /** One sentence of the document: what is going on if it applies; '' when it has none. */
  readonly claim: string;
  /** Kinds of changes that commonly come before it. */
  readonly after: readonly ChangeKind[];
  /** Words of which the log must name one for its claim to be more than a hint; empty: of no product. */
  readonly requires: readonly string[];
}

/** What a document says of the log that it fits. Phrases: literal, `*` for one changing word. */
export interface Criteria {
  readonly symptoms: readonly string[];
  readonly precursors: readonly string[];
  readonly rulesOut: readonly string[];
  readonly consequenceOf: readonly string[];
  readonly tells: 'why' | 'what';
  readonly needsChange: boolean;
  readonly isAttack: boolean;
  /** About storage, a database, the network or a broker: what programs depend on. */
  readonly isDependency: boolean;
  readonly severity: Severity;
}

export type RunbookSearch = (parts: readonly QueryPart[]) => readonly FoundRunbook[];
