/**
 * The bytes of a .harbinger file. In: parts, each some plain bytes. Out: a Blob; and the reverse, part by part, none of which is given out before its
 * checksum holds.
 *
 *   magic      8 bytes, with line ends that a transfer as text would change
 *   version    uint16, little-endian as all numbers here; uint16 and uint32 of zeros
 *   parts      each: name (4 letters), place in the file (uint32, from 0), bytes as stored, bytes as plain (uint32 each),
 *              checksum over these 16 bytes and the stored bytes (16 bytes), then the stored bytes: gzip
 *   'END.'     the last part: its place tells how many came before it; nothing stands behind it
 */
import { checksumOf } from '../../core/lib/checksum';

const FORM_VERSION = 1;
const MAGIC = Uint8Array.of(0x89, 0x48, 0x42, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const FRONT_BYTES = 16;
const PART_BYTES = 32;
const SUMMED_BYTES = 16;
const LAST = 'END.';
/** Most parts: chunks of 4 MiB of the most that is kept of one analysis, and what stands around them. */
const MAX_PARTS = 2048;

export type ShareFault = 'foreign' | 'newer' | 'cut' | 'damaged' | 'forged' | 'large';

/** What is wrong with a file, in words that go after its name. */
export class ShareError extends Error {
  readonly fault: ShareFault;
  constructor(fault: ShareFault, message: string) {
    super(message);
    this.name = 'ShareError';
    this.fault = fault;
  }
}

export interface PartPlace {
  readonly name: string;
  readonly idx: number;
  /** Of its stored bytes, in the file. */
  readonly begin: number;
  readonly storedBytes: number;
  readonly plainBytes: number;
  readonly head: Uint8Array<ArrayBuffer>;
}

/** Before the parts. */
export function frontOf(): Uint8Array<ArrayBuffer> {
  const front = new Uint8Array(FRONT_BYTES);
  front.set(MAGIC);
  new DataView(front.buffer).setUint16(MAGIC.length, FORM_VERSION, true);
  return front;
}

/** One part as a Blob: the browser may keep it elsewhere than in memory. */
export async function partOf(name: string, idx: number, plain: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const stored = new Uint8Array(
    await new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
  );
  const head = new Uint8Array(PART_BYTES);
  head.set(new TextEncoder().encode(name));
  const view = new DataView(head.buffer);
  view.setUint32(4, idx, true);
  view.setUint32(8, stored.length, true);
  view.setUint32(12, plain.length, true);
  head.set(bytesOfHex(sumOf(head, stored)), SUMMED_BYTES);
  return new Blob([head, stored]);
}

export function lastPart(idx: number): Promise<Blob> {
  return partOf(LAST, idx, new Uint8Array());
}

/** Whether a file says that it is one, by its first bytes. */
function beginsAsShare(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** Where its parts stand, the last one excepted. @throws ShareError */
export async function partsIn(file: Blob): Promise<readonly PartPlace[]> {
  const front = await bytesAt(file, 0, FRONT_BYTES);
  if (!beginsAsShare(front)) throw new ShareError('foreign', 'is no analysis that Harbinger saved');
  if (front.length < FRONT_BYTES) throw cutOff(front.length);
  const view = new DataView(front.buffer);
  const version = view.getUint16(MAGIC.length, true);
  if (version > FORM_VERSION)
    throw new ShareError(
      'newer',
      `was saved by a newer Harbinger (form ${version}; this page reads form ${FORM_VERSION}): open it with that one`,
    );
  if (version !== FORM_VERSION || front.subarray(MAGIC.length + 2).some((byte) => byte !== 0))
    throw damaged('its first bytes are not as they were written');
  const parts: PartPlace[] = [];
  for (let at = FRONT_BYTES; ; ) {
    const head = await bytesAt(file, at, at + PART_BYTES);
    if (head.length < PART_BYTES) throw cutOff(file.size);
    const part = placeOf(head, at);
    const end = part.begin + part.storedBytes;
    if (part.idx !== parts.length || parts.length > MAX_PARTS)
      throw damaged(`the part at byte ${at} is not in its place`);
    if (end > file.size) throw cutOff(file.size);
    if (part.name === LAST) {
      await readPart(file, part);
      if (end !== file.size) throw damaged(`bytes that do not belong to it begin at ${end}`);
      return parts;
    }
    parts.push(part);
    at = end;
  }
}

/** Its plain bytes. @throws ShareError where they are not as they were written */
export async function readPart(file: Blob, part: PartPlace): Promise<Uint8Array<ArrayBuffer>> {
  const stored = await bytesAt(file, part.begin, part.begin + part.storedBytes);
  const sum = hexOfBytes(part.head.subarray(SUMMED_BYTES));
  if (stored.length !== part.storedBytes || sumOf(part.head, stored) !== sum)
    throw damaged(`its part ${part.idx + 1}, at byte ${part.begin - PART_BYTES}, is not as it was written`);
  const plain = new Uint8Array(part.plainBytes);
  let filled = 0;
  const reader = new Blob([stored]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      // More than was stated: a bomb, or a lie.
      if (filled + value.length > plain.length) throw new Error('longer than stated');
      plain.set(value, filled);
      filled += value.length;
    }
  } catch {
    filled = -1;
    await reader.cancel().catch(() => undefined);
  }
  if (filled !== plain.length) throw damaged(`its part ${part.idx + 1} does not unpack to what it states`);
  return plain;
}

function placeOf(head: Uint8Array<ArrayBuffer>, at: number): PartPlace {
  const view = new DataView(head.buffer);
  return {
    name: String.fromCharCode(...head.subarray(0, 4)),
    idx: view.getUint32(4, true),
    storedBytes: view.getUint32(8, true),
    plainBytes: view.getUint32(12, true),
    begin: at + PART_BYTES,
    head,
  };
}

function sumOf(head: Uint8Array, stored: Uint8Array): string {
  const both = new Uint8Array(SUMMED_BYTES + stored.length);
  both.set(head.subarray(0, SUMMED_BYTES));
  both.set(stored, SUMMED_BYTES);
  return checksumOf(both);
}

async function bytesAt(file: Blob, begin: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(begin, end).arrayBuffer());
}

function cutOff(size: number): ShareError {
  return new ShareError('cut', `is cut off: it ends at byte ${size}, before its last part`);
}

export function damaged(why: string): ShareError {
  return new ShareError('damaged', `is damaged: ${why}`);
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}

function hexOfBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
