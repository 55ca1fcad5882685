/** What a page shows while a log is read. In: shards as they are assembled. Out: records per bin of time, records per kind. */
import type { PreviewHistogram } from '../../contracts/preview';
import type { LogShard } from '../../contracts/tables';
import { type EpochMs, LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';

const MAX_BINS = 240;
const FIRST_BIN_MS = 1000;
const NUM_CLASSES = 3;

export class PreviewCounts {
  numRecords = 0;
  /** Records of each kind. */
  readonly ofKind: number[] = [];
  private readonly classOfKind: number[] = [];
  private binMs = FIRST_BIN_MS;
  /** Number of the first bin since 1970, and how many there are. */
  private firstBin = 0;
  private numBins = 0;
  private counts = new Float64Array(MAX_BINS * NUM_CLASSES);

  /** `levelOf`: level of a kind. `timeOf`: UTC ms of a column's value, NaN: none. */
  add(shard: LogShard, levelOf: (kind: number) => number, timeOf: (value: number) => number): void {
    this.numRecords += shard.length;
    this.countKinds(shard, levelOf);
    this.countTimes(shard, timeOf);
  }

  histogram(): PreviewHistogram | null {
    if (this.numBins === 0) return null;
    return {
      startMs: (this.firstBin * this.binMs) as EpochMs,
      binMs: this.binMs,
      length: this.numBins,
      counts: this.counts.slice(0, this.numBins * NUM_CLASSES),
    };
  }

  private countKinds({ kind, length }: LogShard, levelOf: (kind: number) => number): void {
    for (let i = 0; i < length; i++) {
      while (kind[i] >= this.ofKind.length) {
        this.classOfKind.push(classOf(levelOf(this.ofKind.length)));
        this.ofKind.push(0);
      }
      this.ofKind[kind[i]]++;
    }
  }

  /** Many records have the time of the one before, or one of the same bin. */
  private countTimes({ kind, timeMs, length }: LogShard, timeOf: (value: number) => number): void {
    let last = Number.NaN;
    let [place, beginMs, endMs] = [-1, 0, 0];
    for (let i = 0; i < length; i++) {
      if (timeMs[i] !== last) {
        last = timeMs[i];
        const ms = timeOf(last);
        if (Number.isNaN(ms)) place = -1;
        else if (place < 0 || ms < beginMs || ms >= endMs) {
          const bin = this.placeOf(ms);
          place = bin * NUM_CLASSES;
          beginMs = (this.firstBin + bin) * this.binMs;
          endMs = beginMs + this.binMs;
        }
      }
      if (place >= 0) this.counts[place + this.classOfKind[kind[i]]]++;
    }
  }

  /** Place of a time's bin, which is there from now on. */
  private placeOf(timeMs: number): number {
    let bin = Math.floor(timeMs / this.binMs);
    if (this.numBins === 0) this.firstBin = bin;
    while (this.spanWith(bin) > MAX_BINS) {
      this.coarsen();
      bin = Math.floor(timeMs / this.binMs);
    }
    if (bin < this.firstBin) this.shiftTo(bin);
    this.numBins = Math.max(this.numBins, bin - this.firstBin + 1);
    return bin - this.firstBin;
  }

  private spanWith(bin: number): number {
    const last = Math.max(bin, this.firstBin + this.numBins - 1);
    return last - Math.min(bin, this.firstBin) + 1;
  }

  /** Two bins become one: bin k goes to floor(k / 2). */
  private coarsen(): void {
    const first = Math.floor(this.firstBin / 2);
    const counts = new Float64Array(this.counts.length);
    for (let i = 0; i < this.numBins; i++) {
      const to = Math.floor((this.firstBin + i) / 2) - first;
      for (let c = 0; c < NUM_CLASSES; c++) counts[to * NUM_CLASSES + c] += this.counts[i * NUM_CLASSES + c];
    }
    this.numBins = Math.floor((this.firstBin + this.numBins - 1) / 2) - first + 1;
    this.firstBin = first;
    this.binMs *= 2;
    this.counts = counts;
  }

  private shiftTo(bin: number): void {
    const by = this.firstBin - bin;
    this.counts.copyWithin(by * NUM_CLASSES, 0, this.numBins * NUM_CLASSES);
    this.counts.fill(0, 0, by * NUM_CLASSES);
    this.numBins += by;
    this.firstBin = bin;
  }
}

/** 0: quiet, 1: warning, 2: error and above. */
function classOf(level: number): number {
  if (level >= LEVEL_ERROR) return 2;
  return level >= LEVEL_WARN ? 1 : 0;
}
