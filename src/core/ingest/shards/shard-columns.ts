/** Growing columns of one shard: records, kinds, extra lines, mentions. Out: the ShardResult's arrays. */
import { resized } from '../../lib/bytes';
import { Uint32Column } from '../../lib/bytes-columns';
import { BytesInterner, noTexts } from '../../lib/bytes-interner';
import type { Header } from '../header';
import { KernelMentions, MAX_PREFIX_BYTES } from '../kernel/kernel-mentions';
import { KernelShapeIndex } from '../kernel/kernel-shapes';
import { kernelOf, type ScanKernel } from '../kernel/scan-kernel';
import { type Mentions, type MentionTable, PlainMentions } from '../mentions/mention-table';
import { PACKED_LEVELS, packLevel } from '../packed-level';
import { ShapeInterner } from '../shapes/shape';
import { codePartial } from '../time/partial-code';
import { createZone, type ToUtc } from '../time/zone';
import type { IdentifierPlan, ScanPlan } from '../types';

const MAX_SOURCE = 200;
/** Sources that are known again by a comparison, without their whole hash; a power of 2. */
const RECENT = 256;
const MINUTE_MS = 60_000;

export class ShardColumns {
  length = 0;
  numZoned = 0;
  zoneMinutes: number | null = null;
  readonly shapes: ShapeInterner;
  private byteOffset: Uint32Array;
  private timeMs: Float64Array;
  private kind: Uint32Array;
  private readonly kindShape: number[] = [];
  private readonly kindLevel: number[] = [];
  private readonly kindSource: number[] = [];
  private readonly kindIndex = new Map<number, number>();
  /** Last kind of each shape: most shapes have one. */
  private readonly lastKind: number[] = [];
  private readonly sources = new BytesInterner();
  /** Where in the shard a source stood first, and its length; -1: it never stood there as it is read. */
  private readonly sourceAt: number[] = [-1];
  private readonly sourceLength: number[] = [0];
  private readonly recentSource = new Uint32Array(RECENT);
  private readonly extraRow = new Uint32Column();
  private readonly extraLines = new Uint32Column();
  private readonly mentions: MentionTable | null;
  private readonly toUtc: ToUtc;
  /** An offset that parsers take from a word which means another one in this file; NaN: there is none. */
  private readonly misread: number;
  private readonly meant: number;
  private readonly bytes: Uint8Array;
  /** The same bytes, to be read four at a time. */
  private readonly words: DataView;

  /** `bytes` of the shard; where the kernel holds them, it finds shapes and keys. */
  constructor(plan: ScanPlan, bytes: Uint8Array) {
    const kernel = kernelOf(bytes);
    this.bytes = bytes;
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const capacity = Math.max(16, Math.ceil(bytes.length / 120));
    this.shapes = new ShapeInterner({}, kernel ? new KernelShapeIndex(kernel) : undefined);
    this.byteOffset = new Uint32Array(capacity);
    this.timeMs = new Float64Array(capacity);
    this.kind = new Uint32Array(capacity);
    this.sources.intern(new Uint8Array(0), 0, 0);
    this.mentions = plan.identifier && mentionTable(plan.identifier, kernel);
    this.toUtc = createZone(plan.zone);
    const { zoneWord } = plan;
    this.misread = zoneWord && zoneWord.means !== zoneWord.reads ? zoneWord.reads : Number.NaN;
    this.meant = zoneWord?.means ?? Number.NaN;
  }

  /** Adds a record that starts at `offset`; its keys are looked for in bytes[offset, lineEnd). */
  add(bytes: Uint8Array, offset: number, lineEnd: number, header: Header): void {
    if (this.length === this.byteOffset.length) this.grow();
    const shape = this.shapes.intern(header.messageBytes, header.messageBegin, header.messageEnd);
    this.byteOffset[this.length] = offset;
    this.timeMs[this.length] = this.timeOf(header);
    this.kind[this.length] = this.kindOf(
      shape,
      packLevel(header.level, header.status),
      this.sourceOf(header),
    );
    this.mentions?.add(bytes, offset, lineEnd);
    this.length++;
  }

  /** Tells that the last record has `num` continuation lines. */
  addExtra(num: number): void {
    if (num === 0 || this.length === 0) return;
    this.extraRow.push(this.length - 1);
    this.extraLines.push(this.extraLines.last() + num);
  }

  take() {
    return {
      length: this.length,
      byteOffset: resized(this.byteOffset, this.length),
      timeMs: resized(this.timeMs, this.length),
      kind: resized(this.kind, this.length),
      kindShape: Uint32Array.from(this.kindShape),
      kindLevel: Uint8Array.from(this.kindLevel),
      kindSource: Uint32Array.from(this.kindSource),
      shapes: this.shapes.take(),
      numCoarse: this.shapes.numCapped,
      sources: this.sources.strings(),
      extraRow: this.extraRow.take(),
      extraLines: this.extraLines.take(),
      numZoned: this.numZoned,
      zoneMinutes: this.zoneMinutes,
      ...(this.mentions?.take() ?? noMentions()),
    };
  }

  private timeOf(header: Header): number {
    const { timeMs, partial } = header;
    if (!Number.isFinite(timeMs)) return timeMs;
    const zoneMinutes = header.zoneMinutes === this.misread ? this.meant : header.zoneMinutes;
    const zoned = !Number.isNaN(zoneMinutes);
    if (zoned) {
      this.numZoned++;
      this.zoneMinutes ??= zoneMinutes;
    }
    const shifted = zoned ? timeMs - zoneMinutes * MINUTE_MS : timeMs;
    if (partial !== 0) return codePartial(partial, zoned, shifted);
    return zoned ? shifted : this.toUtc(timeMs);
  }

  private sourceOf(header: Header): number {
    const { sourceBytes, sourceBegin } = header;
    const length = Math.min(header.sourceEnd - sourceBegin, MAX_SOURCE);
    if (length <= 0) return 0;
    const last = sourceBegin + length - 1;
    const slot = (length + 5 * sourceBytes[last] + 37 * sourceBytes[last - (length >> 1)]) & (RECENT - 1);
    const recent = this.recentSource[slot];
    if (this.sourceLength[recent] === length && this.standsAt(this.sourceAt[recent], header, length))
      return recent;
    const source = this.sources.intern(sourceBytes, sourceBegin, sourceBegin + length);
    if (source === this.sourceAt.length) {
      this.sourceAt.push(sourceBytes === this.bytes ? sourceBegin : -1);
      this.sourceLength.push(length);
    }
    this.recentSource[slot] = source;
    return source;
  }

  /** Whether the shard holds the header's source, of `length` bytes, at an offset. */
  private standsAt(at: number, header: Header, length: number): boolean {
    const { bytes, words } = this;
    const { sourceBytes, sourceBegin } = header;
    if (at < 0) return false;
    let i = 0;
    if (sourceBytes === bytes)
      for (; i + 4 <= length; i += 4)
        if (words.getInt32(at + i) !== words.getInt32(sourceBegin + i)) return false;
    for (; i < length; i++) if (bytes[at + i] !== sourceBytes[sourceBegin + i]) return false;
    return true;
  }

  /** `level` as packLevel makes it. */
  private kindOf(shape: number, level: number, source: number): number {
    const last = this.lastKind[shape];
    if (last !== undefined && this.kindLevel[last] === level && this.kindSource[last] === source) return last;
    const key = (source * PACKED_LEVELS + level) * 2 ** 28 + shape;
    let kind = this.kindIndex.get(key);
    if (kind === undefined) {
      kind = this.kindShape.length;
      this.kindIndex.set(key, kind);
      this.kindShape.push(shape);
      this.kindLevel.push(level);
      this.kindSource.push(source);
    }
    this.lastKind[shape] = kind;
    return kind;
  }

  private grow(): void {
    const capacity = this.byteOffset.length * 2;
    this.byteOffset = resized(this.byteOffset, capacity);
    this.timeMs = resized(this.timeMs, capacity);
    this.kind = resized(this.kind, capacity);
  }
}

function mentionTable(plan: IdentifierPlan, kernel: ScanKernel | null): MentionTable {
  return kernel && plan.prefix.length <= MAX_PREFIX_BYTES
    ? new KernelMentions(kernel, plan)
    : new PlainMentions(plan);
}

function noMentions(): Mentions {
  return { mentionRow: new Uint32Array(0), mentionKey: new Uint32Array(0), mentionKeys: noTexts() };
}
