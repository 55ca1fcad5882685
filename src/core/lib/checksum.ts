/** A checksum of bytes and of plain values, to find damage in what was stored: 128 bits in four lanes, mixed as in hash.ts. Not for secrets. */
import { fmix32, hex32 } from './hash';

const PRIMES = [0x9e3779b1 | 0, 0x85ebca77 | 0, 0xc2b2ae3d | 0, 0x27d4eb2f] as const;

/** 32 lower-case hex digits. Every step is a bijection of its lane, so that bytes that differ in one word never agree. */
export function checksumOf(bytes: Uint8Array): string {
  // A view in the middle of a buffer may not stand on a border of words.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const numWords = (aligned.length >>> 4) * 4;
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, numWords);
  let [a, b, c, d] = PRIMES as readonly number[];
  for (let i = 0; i < numWords; i += 4) {
    a = turn(Math.imul(a ^ words[i], PRIMES[0]), 13);
    b = turn(Math.imul(b ^ words[i + 1], PRIMES[1]), 15);
    c = turn(Math.imul(c ^ words[i + 2], PRIMES[2]), 17);
    d = turn(Math.imul(d ^ words[i + 3], PRIMES[0]), 19);
  }
  for (let i = numWords * 4; i < aligned.length; i++) a = turn(Math.imul(a ^ aligned[i], PRIMES[1]), 5);
  return [a ^ aligned.length, b, c, d].map((lane) => hex32(fmix32(lane))).join('');
}

/** Of a value that can be stored: objects, lists, texts, numbers and typed arrays, with what JSON cannot tell apart. */
export function checksumOfValue(value: unknown): string {
  return checksumOf(new TextEncoder().encode(JSON.stringify(value, told)));
}

/** Texts are marked, so that none can stand for what is marked beside them. */
function told(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return `s${value}`;
  if (value === undefined) return 'undefined';
  if (typeof value === 'bigint') return `n${value}`;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : `n${value}`;
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} ${checksumOf(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))}`;
  return value;
}

function turn(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
