// What a language model may add to a ticket: which one was chosen, what it wrote, what of that was taken out and why.

/** Providers by id; the row of each stands in llm/providers.ts. */
export const PROVIDER_IDS = ['none', 'wllama', 'web-llm', 'built-in', 'openai'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

/** How a server is asked: for an answer piece by piece, or for one that is bound to a schema (Groq gives no answer that is both). */
export const ANSWER_FORMS = ['stream', 'schema'] as const;

/** By what name a provider's key is known to the bridge, which alone has it. */
export const MODEL_KEY = 'MODEL_KEY';

/** Who writes; no part of any result of the analysis itself. */
export interface WriterSettings {
  readonly provider: ProviderId;
  /** Of 'openai': where its interface begins, 'https://api.example.com/v1'. */
  readonly address: string;
  /** As the server names it; '': none is chosen. */
  readonly model: string;
  /** The server wants a key. The key itself is no setting: the bridge asks for it and forgets it. */
  readonly needsKey: boolean;
  readonly form: (typeof ANSWER_FORMS)[number];
  /** Of 'wllama': the file of the model, which lies in this browser or has to be opened; null: none was chosen. */
  readonly file: ModelName | null;
  /** Of 'web-llm': the folder of the model, which lies in this browser; null: none was chosen. */
  readonly folder: ModelName | null;
}

/** A model that lies on this machine, by what a person knows it by. */
export interface ModelName {
  readonly name: string;
  readonly numBytes: number;
}

export const DEFAULT_WRITER: WriterSettings = {
  provider: 'none',
  address: '',
  model: '',
  needsKey: false,
  form: 'stream',
  file: null,
  folder: null,
};

export interface WrittenSentence {
  /** Plain text without citations; quotations in it stand in the cited lines, but may be hostile all the same. */
  readonly text: string;
  /** Ids of Evidence, at least one. */
  readonly evidence: readonly string[];
}

/** Why a sentence was taken out. */
export type RemovalReason =
  /** Characters that cannot be seen. */
  | 'hidden'
  | 'link'
  /** HTML, Markdown. */
  | 'markup'
  | 'uncited'
  | 'unknown-evidence'
  /** Stands in no line that is cited. */
  | 'quotation'
  /** Tells somebody what to do. */
  | 'instruction'
  /** Says that all is well. */
  | 'verdict'
  /** Says what led to what. */
  | 'cause'
  /** Another gravity than was stated. */
  | 'severity'
  /** A number, date or time that was not stated. */
  | 'number'
  | 'name'
  /** Its words are not those of this incident, or not English. */
  | 'ungrounded'
  /** Too long, or one too many. */
  | 'length';

export interface RemovedSentence {
  /** As the model wrote it: hostile. */
  readonly text: string;
  readonly reason: RemovalReason;
  /** The piece that was objected to; '': the whole. */
  readonly piece: string;
}

/** How many values of a kind were replaced by pseudonyms before a model or a server saw them. */
export interface Redaction {
  /** 'e-mail address', 'secret', ... */
  readonly kind: string;
  readonly num: number;
}

/** As the server counted. */
export interface TokenCount {
  readonly prompt: number;
  readonly answer: number;
}

export interface WrittenSummary {
  readonly provider: ProviderId;
  /** Absent: the provider does not say. */
  readonly tokens?: TokenCount;
  /** As the provider names it. */
  readonly model: string;
  readonly sentences: readonly WrittenSentence[];
  readonly removed: readonly RemovedSentence[];
  readonly redacted: readonly Redaction[];
}

/** What came of asking for the summary of one incident. */
export interface SummaryRecord {
  /** The last that was written; null: none so far. */
  readonly summary: WrittenSummary | null;
  /** Bytes that left this machine for it, in all tries; 0 for a model that runs here. */
  readonly bytesSent: number;
}

/** Why nothing was written. */
export type WriteFailureCode =
  /** The provider cannot run here; `detail` says why. */
  | 'unavailable'
  /** The incident does not fit into what the model reads at once. */
  | 'no-room'
  | 'stopped'
  | 'timeout'
  /** The person did not let the request leave. */
  | 'declined'
  /** HTTP 401 or 403. */
  | 'unauthorized'
  /** HTTP 429. */
  | 'rate-limited'
  /** HTTP 5xx. */
  | 'server'
  /** The stream ended before the answer did. */
  | 'cut'
  /** Not a list of sentences, or nothing at all. */
  | 'nonsense'
  /** The provider itself failed. */
  | 'broken';

export interface WriteFailure {
  readonly code: WriteFailureCode;
  /** One sentence for the user. */
  readonly message: string;
  /** How long the server asks to wait; null: it does not say, or a page cannot read it. */
  readonly waitMs: number | null;
}

export type WriteOutcome = { readonly bytesSent: number } & (
  | { readonly kind: 'written'; readonly summary: WrittenSummary }
  | { readonly kind: 'failed'; readonly failure: WriteFailure }
);

export interface SummaryOrder {
  readonly incidentId: string;
  readonly writer: WriterSettings;
}

/** What a model of this machine is doing, and how fast. */
export interface Pace {
  readonly stage: 'loading' | 'measuring' | 'reading' | 'writing';
  /** Tokens a second of the question and of the answer, as a short run measured them; null: not measured yet. */
  readonly readRate: number | null;
  readonly writeRate: number | null;
  /** For the question and the longest answer, by these; null: not known. */
  readonly expectedMs: number | null;
}

/** While a model writes: only what was checked is handed on. */
export interface WritingProgress {
  /** Characters that came so far. */
  readonly numChars: number;
  readonly sentences: readonly WrittenSentence[];
  /** Of a model of this machine; null: it does not say. */
  readonly pace: Pace | null;
}
