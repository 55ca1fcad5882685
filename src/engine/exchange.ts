// The way out for what runs in this thread. In: the door of the page, whose callbacks cross a thread. Out: an Exchange, whose answer is read
// as a stream.
import type { Exchange, ExchangeEvent, ExchangeFailure, OutgoingDoor } from '../contracts/outgoing';

/** @param proxy wraps a callback that crosses a thread */
export function exchangeOver(door: OutgoingDoor, proxy: <T extends object>(value: T) => T): Exchange {
  return (request, limits, signal, onApproved) =>
    new Promise((resolve) => {
      const pieces = createPieces();
      const fail = (failure: ExchangeFailure): void => {
        pieces.fail(failure);
        resolve({ kind: 'failed', failure });
      };
      const stop = (): void => void door.stop();
      signal.addEventListener('abort', stop, { once: true });
      const onEvent = (event: ExchangeEvent): void => {
        if (event.kind === 'approved') onApproved(event.numBytes);
        else if (event.kind === 'head') resolve({ kind: 'answered', ...headOf(event), body: pieces.read() });
        else if (event.kind === 'piece') pieces.add(event.bytes);
        else if (event.kind === 'end') pieces.end();
        else if (event.kind === 'failed') fail(event.failure);
      };
      Promise.resolve(door.exchange(request, limits, proxy(onEvent)))
        .catch((error: unknown) => fail({ code: 'refused', message: (error as Error).message }))
        .finally(() => signal.removeEventListener('abort', stop));
    });
}

function headOf({ status, retryAfterMs }: Extract<ExchangeEvent, { kind: 'head' }>) {
  return { status, retryAfterMs };
}

/** Bytes that are read later than they come. */
function createPieces() {
  const waiting: Uint8Array[] = [];
  let ending: { readonly failure: ExchangeFailure | null } | null = null;
  let wake = (): void => {};
  return {
    add(bytes: Uint8Array): void {
      waiting.push(bytes);
      wake();
    },
    end(): void {
      ending ??= { failure: null };
      wake();
    },
    fail(failure: ExchangeFailure): void {
      ending ??= { failure };
      wake();
    },
    async *read(): AsyncGenerator<Uint8Array> {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else if (ending === null)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        else if (ending.failure === null) return;
        else throw new Error(ending.failure.message, { cause: ending.failure });
      }
    },
  };
}
