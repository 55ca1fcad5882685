// What is asked of a language model and what comes back, as plain data that crosses threads: a model may run in another one.

import type { Pace, Redaction, TokenCount, WriteFailure, WriterSettings } from './written-summary';

export interface Limits {
  /** Most tokens of system and prompt together. */
  readonly promptTokens: number;
  /** Most tokens of the answer. */
  readonly answerTokens: number;
  /** Longest wait for the whole answer, loading included. */
  readonly timeMs: number;
}

export type Availability =
  /** No summary is wanted: nothing is asked. */
  | { readonly kind: 'off' }
  /** `model`: its name, as the ticket will tell it. */
  | { readonly kind: 'ready'; readonly model: string; readonly limits: Limits }
  /** `why`: one sentence for the user, with what would help. */
  | { readonly kind: 'unavailable'; readonly why: string };

export interface WriteRequest {
  readonly system: string;
  readonly prompt: string;
  /** JSON schema of the answer, for models that can be bound to one; its citations are an enum of the evidence that was given. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly limits: Limits;
  /** What was replaced in it, for the person who lets it leave. */
  readonly redacted: readonly Redaction[];
}

export type Written =
  | {
      readonly kind: 'written';
      /** The whole answer, raw: JSON by the schema, or prose that cites as [E1]. */
      readonly text: string;
      /** As the server or the engine names it. */
      readonly model: string;
      /** Absent: nobody counted. */
      readonly tokens?: TokenCount;
    }
  | { readonly kind: 'failed'; readonly failure: WriteFailure };

/** Models that run on this machine, asked from another thread: which one, the settings say each time. One answers at a time. */
export interface LocalModels {
  available(writer: WriterSettings): Promise<Availability>;
  write(
    writer: WriterSettings,
    request: WriteRequest,
    onText: (piece: string) => void,
    onPace: (pace: Pace) => void,
  ): Promise<Written | null>;
  /** Ends the answer that is under way. */
  stop(): void | Promise<void>;
}
