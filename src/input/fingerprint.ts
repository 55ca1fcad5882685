/**
 * xxh64 of each file's text from the slices that scanners hand back, in file order whatever order they come in; on the way the state of the
 * hash at each border of chunks. Two states that follow each other say what the chunk between them was, as strictly as a hash of its own
 * would, and cost no second pass over the bytes: check-chunks.ts.
 */

import { createXXHash64, type IHasher } from 'hash-wasm';
import { blobBytes } from './blob-bytes';

const SLICE_BYTES = 8 * 2 ** 20;
/** A multiple of what xxh64 takes at once (32 bytes), so that its state at a border holds no bytes that wait. */
export const CHUNK_BYTES = 64 * 1024;
/** Four accumulators of 64 bits. */
export const STATE_BYTES = 32;
/** Where they stand in what the package saves: behind the four bytes that name its code. */
export const STATE_AT = 4;

export interface TextPrint {
  /** Lower-case hex; null: the text was not read to its end. */
  readonly xxh64: string | null;
  /** STATE_BYTES at the end of each whole chunk, as far as the text was read without a gap. */
  readonly states: Uint8Array;
}

export interface Fingerprint {
  /** Holds the bytes until those before them are hashed. */
  add(shardIdx: number, bytes: Uint8Array): void;
  /** Shards added but not yet hashed: an earlier one is missing. */
  numWaiting(): number;
  /** What `end` would say now; more may be added after it. */
  peek(numShards: number): TextPrint;
  /** `xxh64` is null when a shard is missing. Nothing may be added after it. */
  end(numShards: number): TextPrint;
}

/** Hashers that are done: a browser gives a tab about a thousand instances of WebAssembly, and a drop may hold more files. */
const idle: IHasher[] = [];

export async function takeHasher(): Promise<IHasher> {
  return (idle.pop() ?? (await createXXHash64())).init();
}

export function giveBackHasher(hasher: IHasher): void {
  idle.push(hasher);
}

export async function createFingerprint(): Promise<Fingerprint> {
  const hash = await takeHasher();
  const keeper = stateKeeper(hash);
  const waiting = new Map<number, Uint8Array>();
  let next = 0;
  let print: TextPrint | null = null;
  return {
    add(shardIdx, bytes) {
      if (shardIdx < next) return;
      waiting.set(shardIdx, bytes);
      for (let ready = waiting.get(next); ready; ready = waiting.get(next)) {
        keeper.update(ready);
        waiting.delete(next++);
      }
    },
    numWaiting: () => waiting.size,
    peek(numShards) {
      if (print !== null) return print;
      // A digest ends a hash: it goes on from what was saved.
      const saved = hash.save();
      const xxh64 = next === numShards ? hash.digest('hex') : null;
      hash.init().load(saved);
      return { xxh64, states: keeper.states() };
    },
    end(numShards) {
      if (print !== null) return print;
      const states = keeper.states();
      print = { xxh64: next === numShards ? hash.digest('hex') : null, states };
      giveBackHasher(hash);
      return print;
    },
  };
}

/** Of a whole Blob, read in slices; `xxh64` is null when it cannot be read to its end. */
export async function fingerprintOf(blob: Blob): Promise<TextPrint> {
  const hash = await takeHasher();
  const keeper = stateKeeper(hash);
  try {
    for (let at = 0; at < blob.size; at += SLICE_BYTES)
      keeper.update(await blobBytes(blob, at, at + SLICE_BYTES));
    return { states: keeper.states(), xxh64: hash.digest('hex') };
  } catch {
    return { states: keeper.states(), xxh64: null };
  } finally {
    giveBackHasher(hash);
  }
}

/** Hashes on, and keeps the state at each border of chunks. */
function stateKeeper(hash: IHasher) {
  let kept = new Uint8Array(STATE_BYTES);
  let num = 0;
  let inChunk = 0;
  const keep = (): void => {
    if ((num + 1) * STATE_BYTES > kept.length) {
      const larger = new Uint8Array(2 * kept.length);
      larger.set(kept);
      kept = larger;
    }
    kept.set(hash.save().subarray(STATE_AT, STATE_AT + STATE_BYTES), STATE_BYTES * num++);
    inChunk = 0;
  };
  return {
    update(bytes: Uint8Array): void {
      for (let at = 0; at < bytes.length; ) {
        const take = Math.min(bytes.length - at, CHUNK_BYTES - inChunk);
        hash.update(bytes.subarray(at, at + take));
        at += take;
        inChunk += take;
        if (inChunk === CHUNK_BYTES) keep();
      }
    },
    states: () => kept.slice(0, num * STATE_BYTES),
  };
}
