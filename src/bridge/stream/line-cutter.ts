// Bytes that come cut anywhere, as whole lines. In: bytes. Out: the lines that became whole, each with its end, and how much of lines that are too
// long was left out. Memory is bounded by the longest line that is kept.
import { LINE_FEED } from '../../core/lib/ascii';
import { concatenate } from '../../core/lib/bytes';
import { StreamFault } from './fault';

/** More of one line is not kept. */
const MOST_KEPT = 2 ** 20;
/** A line of this length never ends. */
const ENDLESS = 64 * 2 ** 20;
const END = Uint8Array.of(LINE_FEED);

export class LineCutter {
  private numCut = 0;
  private held: Uint8Array[] = [];
  private numHeld = 0;
  private numOfLine = 0;

  /** @throws StreamFault for a line without end */
  take(bytes: Uint8Array): Uint8Array {
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) {
      this.hold(bytes);
      return new Uint8Array(0);
    }
    const firstEnd = bytes.indexOf(LINE_FEED);
    this.hold(bytes.subarray(0, firstEnd));
    const first = this.finished();
    this.hold(bytes.slice(end));
    return concatenate(...first, bytes.subarray(firstEnd + 1, end));
  }

  /** A line has come in part. */
  get isHalf(): boolean {
    return this.numOfLine > 0;
  }

  /** Nothing more comes: what has no end gets one. */
  rest(): Uint8Array {
    return this.isHalf ? concatenate(...this.finished()) : new Uint8Array(0);
  }

  /** Bytes left out of lines that were too long and have ended; counts from 0 again. */
  cutBytes(): number {
    const { numCut } = this;
    this.numCut = 0;
    return numCut;
  }

  private hold(bytes: Uint8Array): void {
    this.numOfLine += bytes.length;
    if (this.numOfLine > ENDLESS)
      throw new StreamFault(
        `A line of more than ${ENDLESS / 2 ** 20} MiB has no end: this is no stream of lines.`,
      );
    const kept = bytes.subarray(0, Math.max(0, MOST_KEPT - this.numHeld));
    if (kept.length > 0) this.held.push(kept);
    this.numHeld += kept.length;
  }

  private finished(): readonly Uint8Array[] {
    const line = [...this.held, END];
    this.numCut += this.numOfLine - this.numHeld;
    this.held = [];
    this.numHeld = 0;
    this.numOfLine = 0;
    return line;
  }
}
