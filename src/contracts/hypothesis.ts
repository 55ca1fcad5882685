/** What might be going on, said as far as the evidence goes. */
export interface Hypothesis {
  readonly text: string;
  /** Ids of Evidence. */
  readonly evidence: readonly string[];
  readonly confidence: 'low' | 'medium' | 'high';
  /** Id of the runbook that it is from; absent or null: of none. */
  readonly runbook?: string | null;
  /** Why it is not more certain, in words; absent or null: it is as certain as it gets. */
  readonly whyNotHigher?: string | null;
  /** How it was held against the log; absent in analyses stored before they were kept. */
  readonly tests?: readonly HypothesisTest[];
}

/** One question that a hypothesis was asked. */
export interface HypothesisTest {
  /** 'before the onset', 'same component', 'fades with the incident', 'contradicted', ... */
  readonly name: string;
  readonly outcome: 'supports' | 'contradicts' | 'unknown';
  /** One sentence. */
  readonly finding: string;
  /** Ids of Evidence. */
  readonly evidence: readonly string[];
}
