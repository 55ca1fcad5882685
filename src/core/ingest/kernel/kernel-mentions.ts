/** Keys of the rows of a shard, found by the kernel after the last row: same result as PlainMentions. */
import { asciiBytes, release } from '../../lib/bytes';
import { Uint32Column } from '../../lib/bytes-columns';
import type { PackedTexts } from '../../lib/bytes-interner';
import { keyBytes } from '../mentions/identifier';
import type { Mentions, MentionTable } from '../mentions/mention-table';
import type { IdentifierPlan } from '../types';
import { asciiSet, PLACES, type ScanKernel } from './scan-kernel';

/** Longer prefixes are left to PlainMentions. */
export const MAX_PREFIX_BYTES = 128;
const MAX_ROWS = 32_768;

export class KernelMentions implements MentionTable {
  private readonly kernel: ScanKernel;
  private readonly plan: IdentifierPlan;
  private readonly begins: Uint32Column;
  private readonly ends: Uint32Column;
  private readonly rows: Uint32Column;
  private readonly keyIdx: Uint32Column;

  constructor(kernel: ScanKernel, plan: IdentifierPlan) {
    this.kernel = kernel;
    this.plan = plan;
    const columns = Array.from({ length: 4 }, () => new Uint32Column(16 + (kernel.bytes.length >> 7)));
    [this.begins, this.ends, this.rows, this.keyIdx] = columns;
  }

  add(_bytes: Uint8Array, begin: number, end: number): void {
    this.begins.push(begin);
    this.ends.push(end);
  }

  take(): Mentions {
    const { kernel, plan } = this;
    const prefix = asciiBytes(plan.prefix);
    kernel.put(PLACES.PREFIX, prefix);
    kernel.put(
      PLACES.KEY_BYTES,
      asciiSet((byte) => keyBytes[plan.charset][byte] === 1),
    );
    const [keep, sign] = [Number(plan.keepPrefix), Number(plan.charset === 'digits')];
    kernel.wasm.startMentions(prefix.length, keep, sign, plan.min, PLACES.SHARD + kernel.bytes.length + 256);
    const begins = this.begins.take();
    const ends = this.ends.take();
    for (let row = 0; row < begins.length; row += MAX_ROWS)
      this.findIn(begins.subarray(row, row + MAX_ROWS), ends.subarray(row, row + MAX_ROWS), row);
    release(begins);
    release(ends);
    return { mentionRow: this.rows.take(), mentionKey: this.keyIdx.take(), mentionKeys: this.keyTexts() };
  }

  private findIn(begins: Uint32Array, ends: Uint32Array, firstRow: number): void {
    const { kernel } = this;
    const num = begins.length;
    const ranges = kernel.numbers(PLACES.LINES, 2 * num);
    ranges.set(begins);
    ranges.set(ends, num);
    for (let from = 0; from < num; ) {
      from = kernel.wasm.findMentions(from, num, firstRow);
      const count = kernel.wasm.mentionCount();
      this.rows.append(kernel.numbers(PLACES.MENTION_ROWS, count));
      this.keyIdx.append(kernel.numbers(PLACES.MENTION_KEYS, count));
    }
  }

  private keyTexts(): PackedTexts {
    const count = this.kernel.wasm.keyCount();
    const address = this.kernel.wasm.keyTexts();
    const textEnd = this.kernel.numbers(address, count).slice();
    const size = count === 0 ? 0 : textEnd[count - 1];
    const text = new Uint8Array(this.kernel.wasm.memory.buffer, address + 4 * count, size).slice();
    return { text, textEnd };
  }
}
