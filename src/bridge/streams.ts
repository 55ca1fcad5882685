// The streams that go through the door: each is filled in, shown and let begin once, then goes on beside whatever else is asked. In: messages of the
// page. Out: lines, no more of them at once than the page has room for.
import type { ExchangeFailure, OutgoingRequest } from '../contracts/outgoing';
import { STREAM_WINDOW_BYTES } from '../contracts/stream';
import type { Decision, Face } from './face';
import { filledIn } from './fill-in';
import type { Prepared } from './prepare';
import type { FromBridge, ToBridge } from './protocol';
import { KeptStream } from './stream/keep-stream';
import { planOf, type StreamPlan } from './stream/plan';
import { failed } from './transport';

/** What the door has for everything that goes through it. */
export interface DoorParts {
  readonly face: Face;
  post(message: FromBridge): void;
  /** While the person is asked. */
  waitFor<T>(asking: Promise<T>): Promise<T>;
  /** @param decide asks the person, whatever was allowed before */
  clear(
    request: OutgoingRequest,
    signal: AbortSignal,
    decide: (prepared: Prepared) => Promise<Decision>,
  ): Promise<Prepared | ExchangeFailure>;
  /** Its key was not accepted. */
  forget(request: OutgoingRequest): void;
}

export interface Streams {
  /** Resolves when it was let begin, or was not. */
  begin(message: Extract<ToBridge, { kind: 'stream' }>, signal: AbortSignal): Promise<void>;
  taken(id: number, numBytes: number): void;
  isOpen(id: number): boolean;
  /** What is open, for the person. */
  words(): readonly string[];
}

interface OpenStream {
  readonly address: string;
  /** Bytes that the page was given and has not read. */
  numOut: number;
  wake(): void;
}

/** @param onOver a stream has ended */
export function createStreams(
  { face, post, waitFor, clear, forget }: DoorParts,
  onOver: (id: number) => void,
): Streams {
  const open = new Map<number, OpenStream>();

  const run = async (
    id: number,
    plan: StreamPlan,
    prepared: Prepared,
    signal: AbortSignal,
  ): Promise<void> => {
    const stream: OpenStream = { address: prepared.approval.address, numOut: 0, wake: () => {} };
    open.set(id, stream);
    signal.addEventListener('abort', () => stream.wake(), { once: true });
    const kept = new KeptStream(plan, prepared, signal, {
      async lines(bytes) {
        stream.numOut += bytes.length;
        post({ kind: 'piece', id, bytes });
        while (stream.numOut > STREAM_WINDOW_BYTES && !signal.aborted)
          await new Promise<void>((resolve) => {
            stream.wake = resolve;
          });
      },
      happened: (what, text) => post({ kind: 'happened', id, what, text }),
      keyRefused: () => forget(plan.request),
    });
    const failure = await kept.run();
    open.delete(id);
    post(failure === null ? { kind: 'end', id } : { kind: 'failed', id, failure });
    onOver(id);
  };

  return {
    async begin({ id, at }, signal) {
      const declined = failed('declined', 'The stream was not allowed to begin.');
      const plan = await filledIn((complaint) => waitFor(face.askStream(at, complaint, signal)), planOf);
      if (plan === null) return post({ kind: 'failed', id, failure: declined });
      const decide = async (prepared: Prepared): Promise<Decision> =>
        (await face.decideStream(prepared, plan, signal)) ? 'once' : 'no';
      const cleared = await clear(plan.request, signal, decide);
      if ('code' in cleared)
        return post({ kind: 'failed', id, failure: cleared.code === 'declined' ? declined : cleared });
      post({ kind: 'approved', id, approval: cleared.approval });
      void run(id, plan, cleared, signal);
    },
    taken(id, numBytes) {
      const stream = open.get(id);
      if (stream === undefined) return;
      stream.numOut = Math.max(0, stream.numOut - numBytes);
      stream.wake();
    },
    isOpen: (id) => open.has(id),
    words: () => [...open.values()].map(({ address }) => `A stream is open: ${address}`),
  };
}
