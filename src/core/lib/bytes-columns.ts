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

  /** A copy of its own buffer. */
  take(): Uint32Array {
    return this.values.slice(0, this.length);
  }

  private reserve(num: number): void {
    if (this.length + num <= this.values.length) return;
    const larger = new Uint32Array(Math.max(this.values.length * 2, this.length + num));
    larger.set(this.values);
    this.values = larger;
  }
}
