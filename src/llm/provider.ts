// What every language model looks like from here: whether it can run, how much it reads at once, and one question to it. A provider
// asks its model and hands back the text as it came; it neither builds the question (request.ts) nor trusts the answer (check.ts).

import type { Exchange } from '../contracts/outgoing';
import type {
  ProviderId,
  Redaction,
  TokenCount,
  WriteFailure,
  WriterSettings,
} from '../contracts/written-summary';

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

export interface WriteHooks {
  /** Fires when the person stops, when the time is over, and when the answer is long enough. */
  readonly signal: AbortSignal;
  /** The answer grew by `piece`. Never called: the answer comes as a whole. */
  onText(piece: string): void;
  /** Bytes left this machine. */
  onSent(numBytes: number): void;
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

export interface Provider {
  available(): Promise<Availability>;
  /** Rejects only where the provider itself is broken. Null: nothing is ever written. */
  write(request: WriteRequest, hooks: WriteHooks): Promise<Written | null>;
}

/** What a provider may need. */
export interface ProviderParts {
  readonly settings: WriterSettings;
  /** The way out through the bridge; null: there is none here. */
  readonly exchange: Exchange | null;
}

/** A row of the registry. */
export interface ProviderRow {
  readonly id: ProviderId;
  /** For the settings, a few words. */
  readonly label: string;
  /** Takes in the provider's code, which may be megabytes, when it is chosen. */
  load(parts: ProviderParts): Promise<Provider>;
}
