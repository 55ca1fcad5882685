/** What every decompressor is given, and how its errors are named. */
import { type BlobSink, LimitReached, OutOfRoom } from './blob-sink';
import type { Budget } from './budget';
import type { StreamState } from './stream-state';
import type { Unpacked } from './types';

export interface Unpacking {
  readonly budget: Budget;
  readonly stream: StreamState;
  /** Told how many bytes of the source are read; throws to stop. */
  readonly onRead: (bytes: number) => void;
}

/** Errors of the file itself, not of what is in it. */
export function isReadError(error: unknown): boolean {
  return error instanceof DOMException && /NotReadable|NotFound|Security/.test(error.name);
}

/** What stopped a sink as the fault of its stream; null: it was something else. */
export function faultOfSink(error: unknown): 'limit' | 'room' | null {
  if (error instanceof LimitReached) return 'limit';
  return error instanceof OutOfRoom ? 'room' : null;
}

export const unpacked = (sink: BlobSink, fault: Unpacked['fault'], faultOffset: number): Unpacked => ({
  blob: sink.blob(),
  fault,
  faultOffset,
});
