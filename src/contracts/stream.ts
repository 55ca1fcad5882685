// A stream of lines that comes through the bridge: what is asked, and what is told of it. Plain data that crosses threads and the port.
import type { ExchangeFailure } from './outgoing';

/** How what answers is to be read; 'auto': told by what it is. */
export type StreamReading =
  | 'auto'
  /** Lines over HTTP that goes on: text, NDJSON. */
  | 'lines'
  /** Server-sent events. */
  | 'events'
  /** Messages of a WebSocket. */
  | 'messages'
  /** An answer that ends, and is asked for again: a Kafka REST proxy. */
  | 'polled';

export const STREAM_READINGS: readonly StreamReading[] = ['auto', 'lines', 'events', 'messages', 'polled'];

export interface StreamAt {
  readonly kind: 'stream';
  /** http, https, ws or wss; no key is in it. */
  readonly address: string;
  readonly reading: StreamReading;
}

/** What happened to a stream that goes on. */
export type StreamHappening =
  | 'connected'
  /** It was cut, and is tried again. */
  | 'cut'
  /** It goes on, and lines between are missing, or may be. */
  | 'gap'
  /** It goes on where it stopped, which the lines that came again show. */
  | 'resumed'
  /** Bytes that came were not taken. */
  | 'dropped';

export type StreamEvent =
  /** The person let it begin. */
  | { readonly kind: 'approved' }
  /** Whole lines, each with its end. */
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'happened'; readonly what: StreamHappening; readonly text: string }
  /** Nothing more comes; null: it ended by itself. */
  | { readonly kind: 'over'; readonly failure: ExchangeFailure | null };

/** The page's end of a stream, as another thread calls it. */
export interface StreamDoor {
  /** Resolves when it is over; all that comes of it goes to `onEvent`. */
  open(at: StreamAt, onEvent: (event: StreamEvent) => void): Promise<void>;
  /** So many bytes were read: as many more may come. */
  taken(numBytes: number): void;
  stop(): void;
}

/** Bytes that may lie between the bridge and who reads. */
export const STREAM_WINDOW_BYTES = 8 * 2 ** 20;
