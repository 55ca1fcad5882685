// What every way to hand something over looks like: what it takes, what the person fills in, the request that follows from both, and
// what the answer means. Building is pure; the bridge shows what was built, asks, and sends.

import type { OutgoingRequest } from '../contracts/outgoing';
import type { SenderInfo, SendItem, SendResult } from './protocol';

export interface SenderField {
  /** 'address'; of a key: capitals, digits and _, as in SecretText ('PAGERDUTY_KEY'). */
  readonly name: string;
  readonly label: string;
  /** A key: the bridge keeps it in memory and fills it in last; `build` gets no value of it. */
  readonly isSecret: boolean;
  /** Stands in the field at first; absent: nothing does. */
  readonly initial?: string;
  /** The only values there are. */
  readonly options?: readonly string[];
}

/** Values of the fields that are no keys, by name. */
export type Entries = Readonly<Record<string, string>>;

export interface SenderAnswer {
  readonly status: number;
  /** At most a few thousand characters; hostile. */
  readonly text: string;
}

export type Delivery =
  | { readonly kind: 'send'; readAnswer(answer: SenderAnswer): SendResult }
  /** Nothing leaves: what a browser cannot do becomes text, and `why` says so. */
  | { readonly kind: 'text'; readonly why: string; textOf(request: OutgoingRequest): string };

export interface Sender extends SenderInfo {
  readonly fields: readonly SenderField[];
  /** The same item and entries give the same request. @throws Error with a sentence for the user for an entry that cannot be. */
  build(item: SendItem, entries: Entries): OutgoingRequest;
  readonly delivery: Delivery;
}
