import { resized } from './bytes';

/** A growing column of unsigned 32-bit numbers. */
export class Uint32Column {
  length = 0;
  private values: Uint32Array;

  constructor(capacity = 64) {
    this.values = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(1);
    this.values[this.length++] = value;
  }

  append(values: Uint32Array): void {
    this.reserve(values.length);
    this.values.set(values, this.length);
    this.length += values.length;
  }

  at(index: number): number {
    return this.values[index];
  }

  /** The last value, 0 of an empty column. */
  last(): number {
    return this.length === 0 ? 0 : this.values[this.length - 1];
  }

  /** The values as they are, until the next push. */
  view(): Uint32Array {
    return this.values.subarray(0, this.length);
  }

  /** The values in a buffer of their own; the column is empty again. */
  take(): Uint32Array {
    const taken = resized(this.values, this.length);
    this.values = new Uint32Array(0);
    this.length = 0;
    return taken;
  }

  private reserve(num: number): void {
    if (this.length + num <= this.values.length) return;
    this.values = resized(this.values, Math.max(64, this.values.length * 2, this.length + num));
  }
}
