// The page's end of one stream. In: how something is asked of the bridge, how it is written to. Out: a door that another thread opens.
import type { FromBridge, ToBridge } from '../bridge/protocol';
import type { StreamDoor, StreamEvent } from '../contracts/stream';

/** One asking from its beginning to its end; `onMessage` says whether it is over. @throws Error with a sentence for the user */
export type RunAsking = (
  what: string,
  messageOf: (id: number) => ToBridge,
  onMessage: (message: FromBridge, finish: (outcome: string) => void) => void,
) => Promise<void>;

export function streamOver(run: RunAsking, post: (message: ToBridge) => void): StreamDoor {
  let id: number | null = null;
  let isStopped = false;
  return {
    open: (at, onEvent) =>
      run(
        'a stream of lines, asked for',
        (own) => {
          // While the bridge was still opening.
          if (isStopped) throw new Error('It was stopped.');
          id = own;
          return { kind: 'stream', id: own, at };
        },
        (message, finish) => {
          const event = eventOf(message);
          if (event === null) return;
          onEvent(event);
          if (event.kind === 'over') finish(event.failure?.message ?? 'The stream ended.');
        },
      ),
    taken: (numBytes) => {
      if (id !== null) post({ kind: 'taken', id, numBytes });
    },
    stop: () => {
      isStopped = true;
      if (id !== null) post({ kind: 'stop', id });
    },
  };
}

function eventOf(message: FromBridge): StreamEvent | null {
  switch (message.kind) {
    case 'approved':
      return { kind: 'approved' };
    case 'piece':
      return { kind: 'piece', bytes: message.bytes };
    case 'happened':
      return { kind: 'happened', what: message.what, text: message.text };
    case 'end':
      return { kind: 'over', failure: null };
    case 'failed':
      return { kind: 'over', failure: message.failure };
    default:
      return null;
  }
}
