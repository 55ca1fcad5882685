/**
 * Where the reader of an event's binary XML stands, and what it may read there: tokens, names, texts. In: a chunk, whose names stand where they are first used and are
 * pointed at from elsewhere. All that is read is counted, so that no event and no chunk takes more than its limits; BadEvent is thrown where the bytes make no sense.
 */
import { viewOf } from './chunks';
import { textOfString } from './values';

export class BadEvent extends Error {}

/** Of one event; a record of the log is read up to 1 MB. */
const MAX_CHARS = 500_000;
const MAX_TOKENS = 100_000;
const MAX_DEPTH = 48;
/** Of a chunk, in tokens, values, bytes of values and characters: its events share templates, and a few bytes may stand for much. Windows' own need under a million. */
const MAX_WORK = 4_000_000;
const MAX_NAME = 256;
const NAME = /^[\p{L}_][\p{L}\p{N}_.:-]*$/u;
/** More of the kind follow, or the element has attributes. */
export const MORE = 0x40;

export class XmlCursor {
  protected readonly bytes: Uint8Array;
  protected readonly view: DataView;
  protected at = 0;
  private readonly names = new Map<number, string>();
  private chars = 0;
  private tokens = 0;
  private depth = 0;
  private work = 0;

  constructor(chunk: Uint8Array) {
    this.bytes = chunk;
    this.view = viewOf(chunk);
  }

  /** Before each event. */
  protected restart(): void {
    this.chars = 0;
    this.tokens = 0;
    this.depth = 0;
  }

  /** The token at this place, which is counted and not yet stepped over. */
  protected token(end: number): number {
    if (this.at >= end || ++this.tokens > MAX_TOKENS) throw new BadEvent('end');
    this.spend(1);
    return this.bytes[this.at];
  }

  /** Counts what is read; of a chunk that has taken its part no further event is. */
  protected spend(work: number): void {
    this.work += work;
    if (this.work > MAX_WORK) throw new BadEvent('work');
  }

  /** A length in characters, and so many. */
  protected string(end: number): string {
    this.need(2, end);
    const stop = this.at + 2 + this.view.getUint16(this.at, true) * 2;
    if (stop > end) throw new BadEvent('string');
    const text = textOfString(this.bytes.subarray(this.at + 2, stop));
    this.at = stop;
    return text;
  }

  protected name(end: number): string {
    const name = this.nameHere(end);
    if (name === null) throw new BadEvent('name');
    return name;
  }

  /** The place of a name, which its first use holds: next name, hash, length, characters, zero. Null: there is none. */
  protected nameHere(end: number): string | null {
    if (this.at + 4 > end) return null;
    const place = this.view.getUint32(this.at, true);
    this.at += 4;
    if (place + 8 > this.bytes.length) return null;
    const length = this.view.getUint16(place + 6, true);
    if (place === this.at) this.at += 10 + length * 2;
    return this.names.get(place) ?? this.nameAt(place, length);
  }

  private nameAt(place: number, length: number): string | null {
    const stop = place + 8 + length * 2;
    if (length > MAX_NAME || stop > this.bytes.length) return null;
    const name = textOfString(this.bytes.subarray(place + 8, stop));
    if (!NAME.test(name)) return null;
    this.names.set(place, name);
    return name;
  }

  protected need(length: number, end: number): void {
    if (this.at + length > end) throw new BadEvent('end');
  }

  protected deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new BadEvent('depth');
    const result = read();
    this.depth--;
    return result;
  }

  protected counted(text: string): string {
    this.chars += text.length;
    if (this.chars > MAX_CHARS) throw new BadEvent('length');
    this.spend(text.length);
    return text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const MAY_NEED = /[&<>"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/;

/** An event is one line; what XML cannot hold becomes the sign that stands for it. */
export const escaped = (text: string): string =>
  !MAY_NEED.test(text)
    ? text
    : text.replace(/[&<>"\p{Cc}\p{Cs}\u2028\u2029]/gu, (char) => {
        if (char === '\t' || char === '\n' || char === '\r') return `&#${char.charCodeAt(0)};`;
        return ENTITIES[char] ?? '\ufffd';
      });
