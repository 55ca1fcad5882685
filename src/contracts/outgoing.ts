// A request that may leave this machine once a person has approved it, and what came of it. Nothing here sends.

import type { Redaction } from './written-summary';

/** Text in which a key stands by its name: 'GROQ_KEY'. Only the bridge knows the keys, and fills them in last. */
export type SecretText = readonly (string | { readonly secret: string })[];

export type OutgoingBody =
  | { readonly kind: 'text'; readonly text: SecretText }
  /** Bytes as they are, such as Parquet; `name` is the export's. */
  | { readonly kind: 'file'; readonly name: string; readonly blob: Blob };

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** http or https, absolute. */
  readonly url: SecretText;
  readonly headers: readonly (readonly [name: string, value: SecretText])[];
  /** Null: none. */
  readonly body: OutgoingBody | null;
  /** What was replaced in the body before. */
  readonly redacted: readonly Redaction[];
}

export type ExchangeFailureCode =
  /** The person said no. */
  | 'declined'
  /** Not a request that the bridge sends; `message` says why. */
  | 'refused'
  /** No answer that a page may read: no connection, no permission by CORS or for the local network. */
  | 'unreachable'
  | 'timeout'
  | 'stopped'
  /** The answer ended early. */
  | 'cut'
  /** The answer is longer than was allowed. */
  | 'too-long';

export interface ExchangeFailure {
  readonly code: ExchangeFailureCode;
  /** One sentence for the user. */
  readonly message: string;
}

export type Exchanged =
  | {
      readonly kind: 'answered';
      /** HTTP status. */
      readonly status: number;
      /** Of the header Retry-After; null: none, or not readable. */
      readonly retryAfterMs: number | null;
      /** As it comes; rejects with an Error whose cause is an ExchangeFailure where it is cut, too long or stopped. */
      readonly body: AsyncIterable<Uint8Array>;
    }
  | { readonly kind: 'failed'; readonly failure: ExchangeFailure };

export interface ExchangeLimits {
  readonly timeoutMs: number;
  /** Longest answer in bytes. */
  readonly maxBytes: number;
}

/** Shows the request for approval, sends it, gives the answer. What a provider or a sender reaches the network by. */
export type Exchange = (
  request: OutgoingRequest,
  limits: ExchangeLimits,
  signal: AbortSignal,
  /** The person let it leave. */
  onApproved: (numBytes: number) => void,
) => Promise<Exchanged>;

/** What comes of a request, as plain data that crosses threads: first 'approved', then 'head', pieces, 'end'; or 'failed' at any time. */
export type ExchangeEvent =
  | { readonly kind: 'approved'; readonly numBytes: number }
  | { readonly kind: 'head'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: ExchangeFailure };

/** The page's end of the bridge, as another thread calls it. */
export interface OutgoingDoor {
  /** Resolves when it is over; all that comes of it goes to `onEvent`. */
  exchange(
    request: OutgoingRequest,
    limits: ExchangeLimits,
    onEvent: (event: ExchangeEvent) => void,
  ): Promise<void>;
  /** Ends the exchange that is under way. */
  stop(): void;
}
