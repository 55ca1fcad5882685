// What the sealed page and bridge.html say to each other over one MessagePort. The page asks; the bridge shows what would leave, asks
// the person, sends, and answers. Keys are typed into the bridge and never cross. Types only: the page knows nothing else of the bridge.

import type { Severity } from '../contracts/incident';
import type { ExchangeFailure, ExchangeLimits, OutgoingRequest } from '../contracts/outgoing';
import type { StreamAt, StreamHappening } from '../contracts/stream';
import type { Redaction } from '../contracts/written-summary';

export type ProtocolVersion = 1;
/** What the page posts to the frame, once, with the port. */
export interface Greeting {
  readonly harbinger: ProtocolVersion;
}
/** Of one asking; what answers it carries the same. */
export type AskId = number;

export type ToBridge =
  /** A request that was built in the page, such as a question to a model: its answer comes back piece by piece. */
  | {
      readonly kind: 'exchange';
      readonly id: AskId;
      readonly request: OutgoingRequest;
      readonly limits: ExchangeLimits;
    }
  /** Something to be handed over: the sender builds the request in the bridge, from this and from what the person fills in there. */
  | { readonly kind: 'send'; readonly id: AskId; readonly sender: string; readonly item: SendItem }
  /** A stream that goes on until it is stopped; what else it takes the person fills in in the bridge. */
  | { readonly kind: 'stream'; readonly id: AskId; readonly at: StreamAt }
  /** So many bytes of a stream were read: as many more may come. */
  | { readonly kind: 'taken'; readonly id: AskId; readonly numBytes: number }
  /** Alerts that may leave by themselves from now on: where, what and how often the person says in the bridge. Stopped, they may no longer. */
  | { readonly kind: 'arm'; readonly id: AskId }
  /** One alert by what was armed as `armed`; answered as 'send' is. */
  | { readonly kind: 'alarm'; readonly id: AskId; readonly armed: AskId; readonly alarm: Alarm }
  | { readonly kind: 'stop'; readonly id: AskId };

/** What fills the places of an armed alert. */
export interface Alarm {
  readonly action: 'trigger' | 'resolve';
  /** 'harbinger-' and 16 hexadecimal digits, the same for one incident. */
  readonly key: string;
  /** One line. */
  readonly summary: string;
  readonly severity: Severity;
  readonly source: string;
  /** When it was first confirmed, by the log. */
  readonly time: string;
}

/** One export of an analysis. */
export interface SendItem {
  /** As in docs/EXPORTS.md: 'incident_ticket.md', 'tickets/INC-2.json'. */
  readonly name: string;
  /** Media type. */
  readonly type: string;
  /** Text, or bytes as they are. */
  readonly content: string | Blob;
}

export type FromBridge =
  /** The first message, once. */
  | { readonly kind: 'ready'; readonly version: ProtocolVersion; readonly senders: readonly SenderInfo[] }
  /** The bridge waits for the person, or no longer does: the page shows it, or need not. */
  | { readonly kind: 'wanted'; readonly isWanted: boolean }
  /** The person let it leave: the page keeps this in its list of what was sent. */
  | { readonly kind: 'approved'; readonly id: AskId; readonly approval: Approval }
  /** Of 'exchange': status and header, then pieces, then the end. */
  | {
      readonly kind: 'head';
      readonly id: AskId;
      readonly status: number;
      /** Null: none, or the browser hides it. */
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'piece'; readonly id: AskId; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: AskId }
  /** Of 'stream', between pieces, which are whole lines. */
  | { readonly kind: 'happened'; readonly id: AskId; readonly what: StreamHappening; readonly text: string }
  /** Of 'send': what came of it. */
  | { readonly kind: 'sent'; readonly id: AskId; readonly result: SendResult }
  /** Of 'arm': what may leave now, in one sentence. */
  | { readonly kind: 'armed'; readonly id: AskId; readonly text: string; readonly resolves: boolean }
  /** Instead of any of these, or after a piece. */
  | { readonly kind: 'failed'; readonly id: AskId; readonly failure: ExchangeFailure };

export interface SenderInfo {
  readonly id: string;
  readonly label: string;
  /** How the names of the exports end that it takes; none: it takes every one. */
  readonly takes: readonly string[];
}

/** What was shown and let through. No key is in it. */
export interface Approval {
  readonly method: OutgoingRequest['method'];
  /** Keys in it by name. */
  readonly address: string;
  /** Of the body as it leaves. */
  readonly numBytes: number;
  readonly redacted: readonly Redaction[];
}

export type SendResult =
  /** `link`: where it is now, https; null: the answer does not say. */
  | { readonly kind: 'accepted'; readonly message: string; readonly link: string | null }
  | { readonly kind: 'refused'; readonly message: string }
  /** Nothing left: text for the person's own shell or clipboard, and why so. */
  | { readonly kind: 'text'; readonly text: string; readonly message: string };
