/** Bits of a file that is read piece by piece, for bunzip2. */
import { concatenate } from '../core/lib/bytes';

/** The data is not as the format has it. */
export class Damaged extends Error {}
/** The data ends within a block. */
export class EndOfData extends Error {}

/** Bits from the most significant on; what was read is dropped when more is appended. */
export class BitReader {
  private bytes = new Uint8Array(0);
  private at = 0;
  private bit = 0;

  take(count: number): number {
    let value = 0;
    for (let left = count; left > 0; ) {
      if (this.at >= this.bytes.length) throw new EndOfData();
      const have = 8 - this.bit;
      const num = Math.min(have, left);
      value = value * 2 ** num + ((this.bytes[this.at] >> (have - num)) & ((1 << num) - 1));
      this.bit += num;
      if (this.bit === 8) {
        this.bit = 0;
        this.at++;
      }
      left -= num;
    }
    return value;
  }

  align(): void {
    if (this.bit > 0) this.at++;
    this.bit = 0;
  }

  mark(): number {
    return this.at * 8 + this.bit;
  }

  reset(mark: number): void {
    this.at = Math.floor(mark / 8);
    this.bit = mark % 8;
  }

  atEnd(): boolean {
    return this.at >= this.bytes.length && this.bytes.length > 0;
  }

  /** Bytes appended and not yet taken. */
  numWaiting(): number {
    return this.bytes.length - this.at;
  }

  onlyZeros(): boolean {
    return this.bytes.subarray(this.at).every((byte) => byte === 0);
  }

  append(more: Uint8Array): void {
    this.bytes = concatenate(this.bytes.subarray(this.at), more);
    this.at = 0;
  }
}
