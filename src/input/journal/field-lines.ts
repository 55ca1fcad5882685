/** Fields of entries as journald's export format writes them. In: places of data objects. Out: lines, or that a field is too large or damaged. Those that several entries share are kept a while. */
import { BLANK, EQUALS, LINE_FEED, MAX_ASCII, TAB, UNDERSCORE } from '../../core/lib/ascii';
import { type JournalBytes, u64 } from './journal-bytes';
import { DATA, objectAt } from './objects';
import { statedDataSize, unpackData } from './unpack-data';

/** A record is read up to 1 MB. */
export const MAX_FIELD_BYTES = 524_288;
const MAX_KEPT = 4 * 2 ** 20;
const MAX_KEPT_LINE = 4096;

export type FieldLine = Uint8Array | 'large' | 'damaged';

export class FieldLines {
  private readonly bytes: JournalBytes;
  private readonly payload: number;
  private kept = new Map<number, Uint8Array>();
  private keptBytes = 0;

  constructor(bytes: JournalBytes, compact: boolean) {
    this.bytes = bytes;
    this.payload = compact ? 72 : 64;
  }

  /** Without waiting, where it is kept. */
  keptAt(at: number): Uint8Array | undefined {
    return this.kept.get(at);
  }

  async read(at: number): Promise<FieldLine> {
    const object = await objectAt(this.bytes, at);
    if (object?.type !== DATA || object.size < this.payload) return 'damaged';
    if (object.size > MAX_FIELD_BYTES) return 'large';
    const raw = (await this.bytes.read(at, object.size))!;
    const packed = raw.subarray(this.payload);
    const field = await unpackData(packed, object.flags, MAX_FIELD_BYTES);
    if (field === null) return statedDataSize(packed, object.flags) > MAX_FIELD_BYTES ? 'large' : 'damaged';
    const line = lineOf(field);
    // Number of entries that have it.
    if (line && line.length <= MAX_KEPT_LINE && u64(raw, 56) > 1) this.keep(at, line);
    return line ?? 'damaged';
  }

  private keep(at: number, line: Uint8Array): void {
    if (this.keptBytes > MAX_KEPT) {
      this.kept = new Map();
      this.keptBytes = 0;
    }
    this.kept.set(at, line);
    this.keptBytes += line.length;
  }
}

/** 'NAME=text', or of what is no text its name, its length as 8 bytes, and itself; null: it has no name that a field can have. */
function lineOf(field: Uint8Array): Uint8Array | null {
  const equals = field.indexOf(EQUALS);
  if (!isName(field, equals)) return null;
  if (isText(field.subarray(equals + 1))) {
    const line = new Uint8Array(field.length + 1);
    line.set(field);
    line[field.length] = LINE_FEED;
    return line;
  }
  const line = new Uint8Array(field.length + 9);
  line.set(field.subarray(0, equals));
  line[equals] = LINE_FEED;
  new DataView(line.buffer).setUint32(equals + 1, field.length - equals - 1, true);
  line.set(field.subarray(equals + 1), equals + 9);
  line[field.length + 8] = LINE_FEED;
  return line;
}

/** Capitals, digits and underscores; two underscores begin what stands before the fields. */
function isName(field: Uint8Array, end: number): boolean {
  if (end < 1 || end > 64 || (field[0] === UNDERSCORE && field[1] === UNDERSCORE)) return false;
  for (let i = 0; i < end; i++) {
    const byte = field[i];
    const known = (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte === UNDERSCORE;
    if (!known) return false;
  }
  return true;
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 without control characters, tabs apart. */
function isText(value: Uint8Array): boolean {
  let wide = false;
  for (const byte of value) {
    if ((byte < BLANK && byte !== TAB) || byte === 127) return false;
    if (byte > MAX_ASCII) wide = true;
  }
  if (!wide) return true;
  try {
    return !/[\x80-\x9f]/.test(STRICT.decode(value));
  } catch {
    return false;
  }
}
