// What a connection carries, as lines that were not taken before. In: bytes or messages as they come. Out: whole lines, each with its end. What
// was taken by earlier connections is in the memory that they share.
import { concatenate } from '../../core/lib/bytes';
import { EventParser } from '../../core/lib/event-parser';
import { openMessage } from './envelope';
import { StreamFault } from './fault';
import { LineCutter } from './line-cutter';
import { Positions } from './positions';
import { Replay } from './replay';

export type Reading = 'lines' | 'events' | 'messages' | 'polled';

const MOST_ANSWER = 64 * 2 ** 20;
const NONE = new Uint8Array(0);

/** Of one stream, over all its connections. */
export class StreamMemory {
  readonly positions = new Positions();
  readonly replay = new Replay();
  /** Entries that the other side left out, since it was last asked. */
  numLeftOut = 0;

  begin(): void {
    this.positions.begin();
    this.replay.begin();
  }

  /** Lines of a message. */
  open(text: string): Uint8Array {
    const { lines, numLeftOut } = openMessage(text, this.positions);
    this.numLeftOut += numLeftOut;
    return lines.length === 0 ? NONE : new TextEncoder().encode(`${lines.join('\n')}\n`);
  }
}

export interface Decoder {
  /** @throws StreamFault */
  take(bytes: Uint8Array): Uint8Array;
  /** The connection ended by itself. */
  end(): Uint8Array;
  /** Part of a line or an event has come. */
  readonly isHalf: boolean;
  /** Bytes of lines that were too long, since it was last asked. */
  cutBytes(): number;
}

export function decoderOf(reading: Reading, memory: StreamMemory): Decoder {
  if (reading === 'events') return eventDecoder(memory);
  if (reading === 'polled') return answerDecoder(memory);
  const cutter = new LineCutter();
  return {
    take: (bytes) => memory.replay.take(cutter.take(bytes)),
    end: () => memory.replay.take(cutter.rest()),
    get isHalf() {
      return cutter.isHalf;
    },
    cutBytes: () => cutter.cutBytes(),
  };
}

function eventDecoder(memory: StreamMemory): Decoder {
  const decoder = new TextDecoder();
  const parser = new EventParser();
  return {
    take(bytes) {
      try {
        const events = parser.take(decoder.decode(bytes, { stream: true }));
        const fresh = events.filter(({ id }) => id === null || memory.positions.isNewEvent(id));
        return concatenate(...fresh.map(({ data }) => memory.open(data)));
      } catch {
        throw new StreamFault('An event of more than 1 MiB has no end: this is no stream of lines.');
      }
    },
    end: () => NONE,
    get isHalf() {
      return parser.isHalf;
    },
    cutBytes: () => 0,
  };
}

/** An answer that ends: an envelope as a whole, or lines, of which those that came before are passed over. */
function answerDecoder(memory: StreamMemory): Decoder {
  const pieces: Uint8Array[] = [];
  const cutter = new LineCutter();
  let numBytes = 0;
  return {
    take(bytes) {
      numBytes += bytes.length;
      if (numBytes > MOST_ANSWER)
        throw new StreamFault(`One answer is longer than ${MOST_ANSWER / 2 ** 20} MiB: it was not read.`);
      pieces.push(bytes);
      return NONE;
    },
    end() {
      const whole = concatenate(...pieces);
      const text = new TextDecoder().decode(whole);
      if (/^\s*[[{]/.test(text) && isJson(text)) return memory.open(text);
      return memory.replay.take(concatenate(cutter.take(whole), cutter.rest()));
    },
    isHalf: false,
    cutBytes: () => cutter.cutBytes(),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
