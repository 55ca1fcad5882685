// How fast lines come. In: their number at each look, a clock. Out: lines a second over the last seconds, and how long none has come.

const SPAN_MS = 5000;

export class LineRate {
  private readonly now: () => number;
  private readonly beganMs: number;
  private came: { readonly atMs: number; readonly num: number }[] = [];
  private lastMs: number | null = null;

  constructor(now: () => number) {
    this.now = now;
    this.beganMs = now();
  }

  add(num: number): void {
    if (num === 0) return;
    const atMs = this.now();
    this.lastMs = atMs;
    this.came = [...this.came.filter((each) => each.atMs > atMs - SPAN_MS), { atMs, num }];
  }

  perSecond(): number {
    const nowMs = this.now();
    const spanMs = Math.max(1000, Math.min(SPAN_MS, nowMs - this.beganMs));
    const num = this.came.reduce((sum, each) => (each.atMs > nowMs - SPAN_MS ? sum + each.num : sum), 0);
    return (num * 1000) / spanMs;
  }

  /** Since none was seen at all where none has come. */
  sinceLineMs(): number {
    return this.now() - (this.lastMs ?? this.beganMs);
  }

  sinceLineOrNull(): number | null {
    return this.lastMs === null ? null : this.now() - this.lastMs;
  }
}
