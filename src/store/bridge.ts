// The page's end of the bridge. In: a port to it, what is to leave. Out: what came of it, piece by piece; and what was let through, kept for
// the list of what was sent. The page can ask only: the person decides in the bridge.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FromBridge, Greeting, SenderInfo, SendItem, SendResult, ToBridge } from '../bridge/protocol';
import type { ExchangeEvent, ExchangeLimits, OutgoingDoor, OutgoingRequest } from '../contracts/outgoing';
import type { StreamDoor } from '../contracts/stream';
import { DOOR_META } from '../seal/policy';
import { type Armed, armOver } from './bridge-arm';
import { readFromBridge } from './bridge-messages';
import { streamOver } from './bridge-stream';

/** Something that left, or was to leave. */
export interface SentItem {
  readonly id: number;
  readonly atMs: number;
  /** 'incident_ticket.md by GitHub issue', 'a question to a language model'. */
  readonly what: string;
  /** Null: it was not let through. */
  readonly sent: { readonly address: string; readonly numBytes: number } | null;
  /** What the other side said, or why nothing left; null: it is under way. */
  readonly outcome: string | null;
}

export interface BridgeState {
  readonly phase: 'closed' | 'opening' | 'open';
  /** It waits for the person. */
  readonly isWanted: boolean;
  readonly senders: readonly SenderInfo[];
  /** The newest first; forgotten with the page. */
  readonly log: readonly SentItem[];
}

export interface Bridge extends OutgoingDoor {
  readonly state: StoreApi<BridgeState>;
  /** Where it is; null: this page has no door. */
  readonly address: string | null;
  /** The frame is to be shown: the interface renders it, and hands it over when it has loaded. */
  open(): void;
  connect(frame: Window): void;
  /** Forgets the keys, ends what is under way. */
  close(): void;
  /** Asks for the model list and the like; the whole answer. @throws Error with a sentence for the user. */
  ask(
    what: string,
    request: OutgoingRequest,
    limits: ExchangeLimits,
  ): Promise<{ status: number; text: string }>;
  send(sender: SenderInfo, item: SendItem): Promise<SendResult>;
  /** Alerts that leave by themselves until `disarm`, where the person arms them. @throws Error with a sentence for the user. */
  arm(onEnd: (why: string) => void): Promise<Armed>;
  /** One stream, which is opened by its door and goes on beside whatever else is asked. */
  stream(): StreamDoor;
}

/** False in the air-gapped build, which names no other host and has no door (`npm run build:airgap`). */
export const HAS_BRIDGE = import.meta.env?.MODE !== 'airgap';
const VERSION: Greeting['harbinger'] = 1;
const OPEN_MS = 20_000;

/** The address that the service worker wrote into the page where it answers for the bridge; null: it does not. */
export function doorAddress(): string | null {
  return document.querySelector(`meta[name="${DOOR_META}"]`)?.getAttribute('content') ?? null;
}

export function createBridge(address: string | null, now: () => number): Bridge {
  const closed = { phase: 'closed', isWanted: false, senders: [] } as const;
  const state = createStore<BridgeState>(() => ({ ...closed, log: [] }));
  const takers = new Map<number, (message: FromBridge) => void>();
  let port: MessagePort | null = null;
  let lastId = 0;
  let lastExchange = 0;
  let numStops = 0;

  const note = (id: number, part: Partial<SentItem>): void =>
    state.setState(({ log }) => ({ log: log.map((each) => (each.id === id ? { ...each, ...part } : each)) }));
  const take = (data: unknown): void => {
    const message = readFromBridge(data);
    if (message === null) return;
    if (message.kind === 'ready') state.setState({ phase: 'open', senders: message.senders });
    else if (message.kind === 'wanted') state.setState({ isWanted: message.isWanted });
    if (message.kind === 'approved') {
      const { address: to, numBytes } = message.approval;
      note(message.id, { sent: { address: to, numBytes } });
    }
    if ('id' in message) takers.get(message.id)?.(message);
  };
  const close = (): void => {
    port?.close();
    port = null;
    state.setState(closed);
    const message = 'The bridge was closed.';
    for (const [id, taker] of takers) taker({ kind: 'failed', id, failure: { code: 'stopped', message } });
  };
  /** @throws Error with a sentence for the user */
  const opened = (): Promise<MessagePort> => {
    if (address === null) return Promise.reject(new Error('This page has no bridge: nothing can leave it.'));
    bridge.open();
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error('The bridge did not open.'));
      const timer = setTimeout(() => {
        stop();
        fail();
      }, OPEN_MS);
      const look = ({ phase }: BridgeState): void => {
        if (phase === 'opening') return;
        clearTimeout(timer);
        stop();
        if (port !== null && phase === 'open') resolve(port);
        else fail();
      };
      const stop = state.subscribe(look);
      look(state.getState());
    });
  };
  /** One asking from its beginning to its end; `onMessage` says whether it is over. */
  const run = async (
    what: string,
    messageOf: (id: number) => ToBridge,
    onMessage: (message: FromBridge, finish: (outcome: string) => void) => void,
  ): Promise<void> => {
    const to = await opened();
    const id = ++lastId;
    const message = messageOf(id);
    state.setState(({ log }) => ({ log: [{ id, atMs: now(), what, sent: null, outcome: null }, ...log] }));
    await new Promise<void>((resolve) => {
      const finish = (outcome: string): void => {
        takers.delete(id);
        note(id, { outcome });
        resolve();
      };
      takers.set(id, (each) => onMessage(each, finish));
      to.postMessage(message);
    });
  };
  const exchange = (
    what: string,
    request: OutgoingRequest,
    limits: ExchangeLimits,
    onEvent: (event: ExchangeEvent) => void,
  ): Promise<void> => {
    let status = 0;
    const stopsBefore = numStops;
    return run(
      what,
      (id) => {
        // Stopped while the bridge was still opening.
        if (numStops !== stopsBefore) throw new Error('It was stopped.');
        lastExchange = id;
        return { kind: 'exchange', id, request, limits };
      },
      (message, finish) => {
        const event = eventOf(message);
        if (event === null) return;
        if (event.kind === 'head') status = event.status;
        onEvent(event);
        if (event.kind === 'end') finish(`answered by HTTP ${status}`);
        if (event.kind === 'failed') finish(event.failure.message);
      },
    );
  };

  const bridge: Bridge = {
    state,
    address,
    open: () => {
      if (state.getState().phase === 'closed' && address !== null) state.setState({ phase: 'opening' });
    },
    connect(frame) {
      if (port !== null || address === null) return;
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = ({ data }) => take(data);
      const greeting: Greeting = { harbinger: VERSION };
      // An opaque origin has no name to post to; whom the frame may hold, the policy says.
      frame.postMessage(greeting, '*', [channel.port2]);
    },
    close,
    exchange: (request, limits, onEvent) =>
      exchange('a question to a language model', request, limits, onEvent),
    stop() {
      numStops++;
      port?.postMessage({ kind: 'stop', id: lastExchange } satisfies ToBridge);
    },
    async ask(what, request, limits) {
      const decoder = new TextDecoder();
      const answer = { status: 0, text: '' };
      let why: string | null = null;
      await exchange(what, request, limits, (event) => {
        if (event.kind === 'head') answer.status = event.status;
        if (event.kind === 'piece') answer.text += decoder.decode(event.bytes, { stream: true });
        if (event.kind === 'failed') why = event.failure.message;
      });
      if (why !== null) throw new Error(why);
      return answer;
    },
    async send(sender, item) {
      let result: SendResult = { kind: 'refused', message: '' };
      await run(
        `${item.name} by ${sender.label}`,
        (id) => ({ kind: 'send', id, sender: sender.id, item }),
        (message, finish) => {
          if (message.kind === 'sent') result = message.result;
          else if (message.kind === 'failed') result = { kind: 'refused', message: message.failure.message };
          else return;
          finish(result.message);
        },
      );
      return result;
    },
    arm: (onEnd) => armOver(run, (message) => port?.postMessage(message), onEnd),
    stream: () => streamOver(run, (message) => port?.postMessage(message)),
  };
  return bridge;
}

function eventOf(message: FromBridge): ExchangeEvent | null {
  switch (message.kind) {
    case 'approved':
      return { kind: 'approved', numBytes: message.approval.numBytes };
    case 'head':
      return { kind: 'head', status: message.status, retryAfterMs: message.retryAfterMs };
    case 'piece':
      return { kind: 'piece', bytes: message.bytes };
    case 'end':
      return { kind: 'end' };
    case 'failed':
      return { kind: 'failed', failure: message.failure };
    default:
      return null;
  }
}
