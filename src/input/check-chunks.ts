// Whether bytes that are read back are those that were analysed. In: what fingerprint.ts kept of a text, bytes from a border of chunks on.
// Out: which chunks are as they were. Each is hashed from the state at its beginning, and has to lead to the state at its end; the last,
// which is no whole chunk, to the hash of the whole text.
import type { IHasher } from 'hash-wasm';
import type { FileSummary } from '../contracts/tables';
import { CHUNK_BYTES, giveBackHasher, STATE_AT, STATE_BYTES, takeHasher } from './fingerprint';

/** What a text has to be: as long as this, and with these states (fingerprint.ts). */
export interface KnownText extends Pick<FileSummary, 'bytes' | 'xxh64'> {
  readonly states: Uint8Array;
}

/** In the saved state, behind the accumulators and 32 bytes that wait: how many wait, and the length so far. */
const LENGTH_AT = STATE_AT + STATE_BYTES + 32 + 8;

export type ChunkTest = (chunk: number, bytes: Uint8Array) => boolean;

/** `work` gets a test of one chunk with its bytes, to be used until it returns; it must not wait for anything. */
export async function testingChunks<T>(text: KnownText, work: (isSame: ChunkTest) => T): Promise<T> {
  const hash = await takeHasher();
  try {
    return work((chunk, bytes) => isSame(hash, text, chunk, bytes));
  } finally {
    giveBackHasher(hash);
  }
}

function isSame(hash: IHasher, text: KnownText, chunk: number, bytes: Uint8Array): boolean {
  const begin = chunk * CHUNK_BYTES;
  if (bytes.length !== Math.min(CHUNK_BYTES, text.bytes - begin)) return false;
  if (!startAt(hash, text.states, chunk)) return false;
  hash.update(bytes);
  const isWhole = bytes.length === CHUNK_BYTES;
  // Behind what was read without a gap nothing is known.
  if (!isWhole) return text.xxh64 !== null && hash.digest('hex') === text.xxh64;
  const after = stateAt(text.states, chunk);
  const found = hash.save().subarray(STATE_AT, STATE_AT + STATE_BYTES);
  return after !== null && found.every((byte, i) => byte === after[i]);
}

/** False: the state at this place is not known. */
function startAt(hash: IHasher, states: Uint8Array, chunk: number): boolean {
  hash.init();
  if (chunk === 0) return true;
  const before = stateAt(states, chunk - 1);
  if (before === null) return false;
  const state = hash.save();
  state.set(before, STATE_AT);
  new DataView(state.buffer, state.byteOffset).setBigUint64(LENGTH_AT, BigInt(chunk * CHUNK_BYTES), true);
  hash.load(state);
  return true;
}

function stateAt(states: Uint8Array, chunk: number): Uint8Array | null {
  const at = chunk * STATE_BYTES;
  return at + STATE_BYTES <= states.length ? states.subarray(at, at + STATE_BYTES) : null;
}
