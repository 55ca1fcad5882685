/**
 * A stream of the bridge, looked at as a file that is being written: what has come since the last look was appended. In: the door. Out: bytes of
 * whole lines, and what happened. What was not read is no more than the bridge was told that it may send.
 */
import {
  STREAM_WINDOW_BYTES,
  type StreamAt,
  type StreamDoor,
  type StreamEvent,
} from '../../contracts/stream';
import { concatenate } from '../../core/lib/bytes';
import type { Growing, Happened, Look } from './growing-file';

export class GrowingStream implements Growing {
  readonly lastModified = null;
  private readonly door: StreamDoor;
  private waiting: Uint8Array[] = [];
  private happenings: Happened[] = [];
  private over: { readonly why: string | null } | null = null;

  /** @param proxy wraps a callback that crosses a thread */
  constructor(at: StreamAt, door: StreamDoor, proxy: <T extends object>(value: T) => T) {
    this.door = door;
    const onEvent = (event: StreamEvent): void => {
      if (event.kind === 'piece') this.waiting.push(event.bytes);
      else if (event.kind === 'happened') this.happenings.push({ what: event.what, text: event.text });
      else if (event.kind === 'over') this.over ??= { why: event.failure?.message ?? null };
    };
    Promise.resolve(door.open(at, proxy(onEvent))).catch((error: unknown) => {
      this.over ??= { why: (error as Error).message };
    });
  }

  async look(): Promise<Look> {
    if (this.waiting.length > 0) {
      const bytes = concatenate(...this.waiting);
      this.waiting = [];
      this.door.taken(bytes.length);
      return { kind: 'grown', bytes, hasMore: bytes.length > STREAM_WINDOW_BYTES / 2 };
    }
    return this.over === null ? { kind: 'same' } : { kind: 'over', why: this.over.why };
  }

  happened(): readonly Happened[] {
    const { happenings } = this;
    this.happenings = [];
    return happenings;
  }

  /** Nothing more is wanted. What has come can still be looked at. */
  close(): void {
    this.door.stop();
  }
}
