/**
 * What the files of a drop may unpack to. In: bytes as they come out, sizes that archives state. Out: go on or stop; the
 * reader is asked before a bound is passed, and a yes moves it to twice as far. After a no, exactly what lies within the
 * bound is kept.
 */
import type { Question } from '../contracts/threads';
import { type Asking, largeQuestion, ratioQuestion } from './questions';
import type { StreamState } from './stream-state';
import type { OpenLimits } from './types';

/** A bound, and what has been counted towards it. */
interface Bound {
  out: number;
  granted: number;
  /** The user said no, or it was met with nobody to ask. */
  final: boolean;
}

export class Budget {
  private readonly limits: OpenLimits;
  private readonly ask: ((question: Question) => boolean | Promise<boolean>) | undefined;
  private readonly all: Bound;
  private file: Bound;
  private fileSize = 0;

  constructor(limits: OpenLimits, ask?: (question: Question) => boolean | Promise<boolean>) {
    this.limits = limits;
    this.ask = ask;
    this.all = { out: 0, granted: limits.maxBytes, final: false };
    this.file = { out: 0, granted: limits.ratioFrom, final: false };
  }

  /** Before each dropped file: its ratio is its own. */
  begin(size: number): void {
    this.fileSize = size;
    this.file = { out: 0, granted: this.limits.ratioFrom, final: false };
  }

  /** Nothing more may come out of the file at hand. */
  get stopped(): boolean {
    return [this.file, this.all].some(({ out, granted, final }) => final && out >= granted);
  }

  /** Counts bytes that came out; negative: those of an attempt that is given up. */
  add(bytes: number): void {
    this.file.out += bytes;
    this.all.out += bytes;
  }

  /** Bytes that came out beyond what was granted. */
  get excess(): number {
    return Math.max(0, this.file.out - this.file.granted, this.all.out - this.all.granted);
  }

  /** Asks before something is unpacked of which the size is known. A no lets it be unpacked as far as the bound. */
  async expect(stream: StreamState, stated: number): Promise<void> {
    if (!this.ask || stated <= 0) return;
    const asking: Asking = { stream, stated, out: 0 };
    const { file, all } = this;
    const odd = stated > this.limits.maxRatio * stream.size || file.out + stated > this.mostOfFile();
    if (odd && file.out + stated > file.granted && !file.final)
      await this.settle(file, ratioQuestion(asking, file.granted), file.out + stated);
    // What the user does not want of this file needs no second question.
    if (file.final) return;
    if (all.out + stated > all.granted && !all.final)
      await this.settle(all, await largeQuestion({ ...asking, out: all.out }, all.granted), all.out + stated);
  }

  /** After bytes came out: whether to go on. */
  async check(stream: StreamState): Promise<boolean> {
    while (this.excess > 0) {
      const { file, all } = this;
      if ((file.final && file.out > file.granted) || (all.final && all.out > all.granted)) return false;
      const asking: Asking = { stream, stated: null, out: stream.bytesOut };
      if (all.out > all.granted)
        await this.settle(
          all,
          await largeQuestion({ ...asking, out: all.out }, all.granted),
          2 * all.granted,
        );
      else if (this.isLikeALog(stream)) file.granted += this.limits.ratioFrom;
      else await this.settle(file, ratioQuestion(asking, file.granted), 2 * file.granted);
    }
    return true;
  }

  /** By what came out since the last look, and on the whole. */
  private isLikeALog(stream: StreamState): boolean {
    const read = Math.max(1, stream.bytesRead - stream.readAtLook);
    const out = stream.bytesOut - stream.outAtLook;
    stream.readAtLook = stream.bytesRead;
    stream.outAtLook = stream.bytesOut;
    return out <= this.limits.maxRatio * read && this.file.out <= this.mostOfFile();
  }

  private mostOfFile(): number {
    return Math.max(this.limits.ratioFrom, this.limits.maxRatio * this.fileSize);
  }

  private async settle(bound: Bound, question: Question, next: number): Promise<void> {
    if (await this.ask?.(question)) bound.granted = Math.max(bound.granted, next);
    else bound.final = true;
  }
}
