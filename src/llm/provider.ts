// What every language model looks like from here: whether it can run, how much it reads at once, and one question to it. A provider
// asks its model and hands back the text as it came; it neither builds the question (request.ts) nor trusts the answer (check.ts).

import type { Availability, LocalModels, WriteRequest, Written } from '../contracts/model-question';
import type { Exchange } from '../contracts/outgoing';
import type { Pace, ProviderId, WriterSettings } from '../contracts/written-summary';

export interface WriteHooks {
  /** Fires when the person stops, when the time is over, and when the answer is long enough. */
  readonly signal: AbortSignal;
  /** The answer grew by `piece`. Never called: the answer comes as a whole. */
  onText(piece: string): void;
  /** Bytes left this machine. */
  onSent(numBytes: number): void;
  /** What a model of this machine does now, and how fast. */
  onPace(pace: Pace): void;
}

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
  /** Models that run on this machine, in other threads; null: there are none here. */
  readonly local: LocalModels | null;
}

/** A row of the registry. */
export interface ProviderRow {
  readonly id: ProviderId;
  /** For the settings, a few words. */
  readonly label: string;
  /** Takes in the provider's code, which may be megabytes, when it is chosen. */
  load(parts: ProviderParts): Promise<Provider>;
}
