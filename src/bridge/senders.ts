// Where something can be handed over to: one row a sender. The bridge tells the page their names when it is ready.
import { curlSender } from './curl-sender';
import type { SenderInfo } from './protocol';
import type { Sender } from './sender';

export const SENDERS: readonly Sender[] = [curlSender];

/** Null: there is none of this id. */
export function senderOf(id: string): Sender | null {
  return SENDERS.find((sender) => sender.id === id) ?? null;
}

export function senderInfos(): readonly SenderInfo[] {
  return SENDERS.map(({ id, label }) => ({ id, label }));
}
