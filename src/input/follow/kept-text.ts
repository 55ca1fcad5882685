/**
 * The text of a file as it was taken, piece by piece: the file itself may be renamed, truncated or refused by then. Whole lines are given out,
 * and what follows the last line end is held back. A browser keeps the pieces outside the tab, and moves many of them to disk.
 */
import { LINE_FEED } from '../../core/lib/ascii';
import { concatenate } from '../../core/lib/bytes';

const PART_BYTES = 4 * 2 ** 20;
/** A longer line is not waited for. */
const MOST_HELD = 2 ** 20;

export class KeptText {
  /** Bytes of whole lines. */
  bytes = 0;
  /** The last line given out has no end yet: it was too long to be held. */
  endsMidLine = false;
  private parts: Blob[] = [];
  private last: Uint8Array<ArrayBuffer>[] = [];
  private lastBytes = 0;
  private held: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  get heldBytes(): number {
    return this.held.length;
  }

  /** Returns the number of lines that became whole. */
  add(bytes: Uint8Array): number {
    const all = concatenate(this.held, bytes);
    const end = all.lastIndexOf(LINE_FEED) + 1;
    const isTooLong = all.length - end > MOST_HELD;
    const given = isTooLong ? all.length : end;
    this.held = all.slice(given);
    if (given > 0) this.endsMidLine = isTooLong;
    return this.keep(all.subarray(0, given));
  }

  /** No more comes: what is held back is the last line. Returns how many lines that is. */
  end(): number {
    const { held } = this;
    this.held = new Uint8Array(0);
    this.endsMidLine = false;
    this.keep(held);
    return held.length > 0 ? 1 : 0;
  }

  /** Lets go of the bytes before this place, which counts from 0 again afterwards. */
  dropBefore(place: number): void {
    this.parts = [this.blob().slice(place)];
    this.last = [];
    this.lastBytes = 0;
    this.bytes -= place;
  }

  /** The whole lines. */
  blob(): Blob {
    return new Blob([...this.parts, ...this.last]);
  }

  private keep(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    this.last.push(bytes.slice());
    this.lastBytes += bytes.length;
    this.bytes += bytes.length;
    if (this.lastBytes >= PART_BYTES) {
      this.parts.push(new Blob(this.last));
      this.last = [];
      this.lastBytes = 0;
    }
    let numLines = 0;
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) numLines++;
    return numLines;
  }
}
