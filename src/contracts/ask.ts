// 'Ask your log': a question, which tools looked where and what they found, and what is answered. Plain data that crosses threads.
import type { Evidence } from './incident';
import type {
  Redaction,
  RemovedSentence,
  TokenCount,
  WriteFailure,
  WriterSettings,
  WritingProgress,
} from './written-summary';

/** What may be asked of the log; each only reads. Their arguments: src/engine/ask/tools/. */
export const ASK_TOOLS = [
  'search_lines',
  'count_lines',
  'describe_template',
  'list_incidents',
  'lines_around',
  'search_runbooks',
  'list_changes',
  'list_components',
  'new_templates',
  'describe_log',
] as const;
export type AskTool = (typeof ASK_TOOLS)[number];

export const GROUPINGS = ['nothing', 'level', 'component', 'template', 'file', 'time'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Arguments of a tool by name; what is left out has its default. */
export type ToolArgs = Readonly<Record<string, string | number>>;

/** One thing that a tool found. */
export interface ToolFact {
  /** Our own words: the only place that numbers, times and ids of an answer may come from. */
  readonly own: string;
  /** Log text, or a person's: hostile. '': none. */
  readonly log: string;
  /** Id of the line that shows it; null: none does. */
  readonly line: string | null;
}

export type ToolErrorCode =
  /** No such tool, or an argument that it does not take. */
  | 'bad-arguments'
  /** A query that cannot be read. */
  | 'bad-query'
  /** No such template, line, file or incident. */
  | 'not-there'
  /** Stopped by the person, or longer than is waited for. */
  | 'too-long'
  | 'failed';

export interface ToolError {
  readonly code: ToolErrorCode;
  /** One sentence for the person. */
  readonly message: string;
}

/** One call of a tool, as the trace shows it. */
export interface AskStep {
  /** As a model named it, which may be no tool at all. */
  readonly tool: string;
  readonly by: 'reader' | 'model';
  /** Its arguments, 'where level>=error, by component': may hold log text. */
  readonly asked: string;
  /** What was found, in our words; '' where it failed. */
  readonly found: string;
  /** The query of the Lines view that shows the same; null: there is none. */
  readonly where: string | null;
  readonly ms: number;
  readonly error: ToolError | null;
}

export interface SentencePiece {
  readonly text: string;
  /** Log text, or a person's, as it stands there. */
  readonly isLog: boolean;
  /** It goes on in the log. */
  readonly isCut?: true;
}

export interface AskedSentence {
  readonly pieces: readonly SentencePiece[];
  /** Ids of lines. */
  readonly evidence: readonly string[];
}

export interface AskOrder {
  readonly question: string;
  /** Of times in it that do not say UTC: 'UTC', '+02:00' or an IANA name. */
  readonly zone: string;
  /** Provider 'none': no model is asked. */
  readonly writer: WriterSettings;
}

/** What a model made of it, sentence by sentence checked as a summary is. */
export type ModelAnswer = { readonly bytesSent: number } & (
  | {
      readonly kind: 'written';
      /** As the provider names it. */
      readonly model: string;
      readonly tokens?: TokenCount;
      readonly sentences: readonly AskedSentence[];
      readonly removed: readonly RemovedSentence[];
      readonly redacted: readonly Redaction[];
    }
  | { readonly kind: 'failed'; readonly failure: WriteFailure }
);

export interface AskReply {
  readonly question: string;
  /** How it was read, in words; null: it was not understood. */
  readonly read: string | null;
  /** Why there is no answer without a model, one sentence; null: there is one. */
  readonly refusal: string | null;
  /** The answer without a model. */
  readonly sentences: readonly AskedSentence[];
  /** Lines that were looked at, in the order of their ids. */
  readonly lines: readonly Evidence[];
  readonly steps: readonly AskStep[];
  /** The query of the Lines view that shows what it is about, or the plain search that is offered; null: none. */
  readonly where: string | null;
  /** Null: no model was asked, or it has not answered yet. */
  readonly model: ModelAnswer | null;
}

/** While a question is answered. */
export interface AskProgress {
  /** What there is so far; null: nothing yet. */
  readonly reply: AskReply | null;
  /** Of the model; null: none is at work. */
  readonly writing: WritingProgress | null;
}
