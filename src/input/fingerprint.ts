/** xxh64 of each file's text from the slices that scanners hand back, in file order whatever order they come in. */
import { createXXHash64, type IHasher } from 'hash-wasm';

const SLICE_BYTES = 8 * 2 ** 20;

export interface Fingerprint {
  /** Holds the bytes until those before them are hashed. */
  add(shardIdx: number, bytes: Uint8Array): void;
  /** Shards added but not yet hashed: an earlier one is missing. */
  numWaiting(): number;
  /** Lower-case hex; null when a shard is missing. Nothing may be added after it. */
  digest(numShards: number): string | null;
}

/** Hashers that are done: a browser gives a tab about a thousand instances of WebAssembly, and a drop may hold more files. */
const idle: IHasher[] = [];

const takeHasher = async (): Promise<IHasher> => (idle.pop() ?? (await createXXHash64())).init();

export async function createFingerprint(): Promise<Fingerprint> {
  const hash = await takeHasher();
  let done = false;
  const waiting = new Map<number, Uint8Array>();
  let next = 0;
  let hex: string | null = null;
  return {
    add(shardIdx, bytes) {
      if (shardIdx < next) return;
      waiting.set(shardIdx, bytes);
      for (let ready = waiting.get(next); ready; ready = waiting.get(next)) {
        hash.update(ready);
        waiting.delete(next++);
      }
    },
    numWaiting: () => waiting.size,
    digest(numShards) {
      if (done) return hex;
      if (next === numShards) hex = hash.digest('hex');
      done = true;
      idle.push(hash);
      return hex;
    },
  };
}

/** xxh64 of a whole Blob, read in slices; null when it cannot be read. */
export async function fingerprintOf(blob: Blob): Promise<string | null> {
  const hash = await takeHasher();
  try {
    for (let at = 0; at < blob.size; at += SLICE_BYTES)
      hash.update(new Uint8Array(await blob.slice(at, at + SLICE_BYTES).arrayBuffer()));
    return hash.digest('hex');
  } catch {
    return null;
  } finally {
    idle.push(hash);
  }
}
