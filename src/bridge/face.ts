// What the person sees of the bridge and does in it, as the door asks for it.
import type { OutgoingRequest } from '../contracts/outgoing';
import type { StreamAt } from '../contracts/stream';
import type { Prepared } from './prepare';
import type { SendItem } from './protocol';
import type { Entries, Sender } from './sender';
import type { StreamEntries, StreamPlan } from './stream/plan';

/** A key to be typed, and where it would go. */
export interface WantedKey {
  readonly name: string;
  /** Null: the key is the address. */
  readonly origin: string | null;
}

export interface ArmEntries {
  readonly sender: string;
  readonly address: string;
  /** Alerts an hour, as typed. */
  readonly mostAnHour: string;
}

export type Decision = 'once' | 'until-closed' | 'no';

/** What the person sees and does. Each ends with null or 'no' when the signal fires. */
export interface Face {
  askEntries(sender: Sender, item: SendItem, complaint: string, signal: AbortSignal): Promise<Entries | null>;
  askKeys(wanted: readonly WantedKey[], signal: AbortSignal): Promise<ReadonlyMap<string, string> | null>;
  decide(prepared: Prepared, request: OutgoingRequest, signal: AbortSignal): Promise<Decision>;
  showSending(address: string): void;
  /** `open`: what goes on by itself, a sentence each. */
  showIdle(open: readonly string[]): void;
  /** Where a stream is, how it is read, where its key goes. */
  askStream(at: StreamAt, complaint: string, signal: AbortSignal): Promise<StreamEntries | null>;
  /** By whom, where to, and how often alerts may leave by themselves. */
  askArm(senders: readonly Sender[], complaint: string, signal: AbortSignal): Promise<ArmEntries | null>;
  decideArm(
    prepared: readonly Prepared[],
    requests: readonly OutgoingRequest[],
    words: string,
    signal: AbortSignal,
  ): Promise<boolean>;
  decideStream(prepared: Prepared, plan: StreamPlan, signal: AbortSignal): Promise<boolean>;
}
