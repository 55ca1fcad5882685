// Lines over HTTP have no positions. A server that begins anew when it is asked again (the log of a pod, a file that is served) is known by its
// first bytes; what was taken is passed over, and its last bytes are compared. In: lines of each connection. Out: those that were not taken before.
import { concatenate } from '../../core/lib/bytes';

const HEAD_BYTES = 4096;
const TAIL_BYTES = 512;
/** Fewer bytes prove nothing. */
const LEAST_HEAD = 64;

export type Again = 'no' | 'looking' | 'passing' | 'resumed' | 'other';

export class Replay {
  /** 'other': it began as before, and then was another text. */
  state: Again = 'no';
  private head: Uint8Array = new Uint8Array(0);
  private tail: Uint8Array = new Uint8Array(0);
  private num = 0;
  private come: Uint8Array = new Uint8Array(0);
  private numPassed = 0;
  private passedTail: Uint8Array = new Uint8Array(0);

  /** The next connection begins. */
  begin(): void {
    this.come = new Uint8Array(0);
    this.passedTail = new Uint8Array(0);
    this.numPassed = 0;
    this.state = this.head.length >= LEAST_HEAD ? 'looking' : 'no';
  }

  /** What of these lines is new. */
  take(lines: Uint8Array): Uint8Array {
    if (this.state === 'looking') {
      this.come = concatenate(this.come, lines);
      const num = Math.min(this.come.length, this.head.length);
      const isSame = equal(this.come.subarray(0, num), this.head.subarray(0, num));
      if (isSame && num < this.head.length) return new Uint8Array(0);
      const come = this.come;
      this.come = new Uint8Array(0);
      this.state = isSame ? 'passing' : 'no';
      return this.take(come);
    }
    if (this.state !== 'passing') return this.kept(lines);
    const left = this.num - this.numPassed;
    const passed = lines.subarray(0, left);
    this.numPassed += passed.length;
    this.passedTail = lastOf(this.passedTail, passed);
    if (this.numPassed < this.num) return new Uint8Array(0);
    this.state = equal(this.passedTail, this.tail) ? 'resumed' : 'other';
    return this.kept(lines.subarray(left));
  }

  private kept(lines: Uint8Array): Uint8Array {
    if (this.head.length < HEAD_BYTES)
      this.head = concatenate(this.head, lines.subarray(0, HEAD_BYTES - this.head.length));
    this.tail = lastOf(this.tail, lines);
    this.num += lines.length;
    return lines;
  }
}

function lastOf(before: Uint8Array, more: Uint8Array): Uint8Array {
  return concatenate(before, more.subarray(-TAIL_BYTES)).slice(-TAIL_BYTES);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
