// A log that is written while it is followed: lines of a small shop at a steady rate, its clock running faster than the wall's, rotated and
// truncated as logrotate does; from some line on its database refuses connections. Seeded: the same lines each time but for when they come.
import { appendFileSync, copyFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../src/core/lib/random';

export interface LivingLogOptions {
  readonly folder: string;
  readonly name: string;
  readonly linesPerSecond: number;
  /** Seconds of the log in a second of the wall. */
  readonly timesFaster: number;
}

const BEGIN = Date.UTC(2026, 2, 1);
const TICK_MS = 50;

export class LivingLog {
  numLines = 0;
  /** Wall time of the first bad line; null: all is well. */
  badSinceMs: number | null = null;
  private readonly path: string;
  private readonly options: LivingLogOptions;
  private readonly random = createRandom(7);
  private timer: NodeJS.Timeout | null = null;

  constructor(options: LivingLogOptions) {
    this.options = options;
    this.path = join(options.folder, options.name);
    writeFileSync(this.path, '');
  }

  /** At once, as many as come in so many seconds. */
  writeSeconds(seconds: number): void {
    const num = Math.round(seconds * this.options.linesPerSecond);
    for (let left = num; left > 0; left -= 50_000)
      appendFileSync(this.path, this.lines(Math.min(left, 50_000)));
  }

  /** From now on, until stop(): what a slow machine was late with is caught up. */
  start(): void {
    const beganMs = performance.now();
    const before = this.numLines;
    this.timer = setInterval(() => {
      const due = before + ((performance.now() - beganMs) * this.options.linesPerSecond) / 1000;
      const num = Math.floor(due) - this.numLines;
      if (num > 0) appendFileSync(this.path, this.lines(num));
    }, TICK_MS);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  goBad(): void {
    this.badSinceMs = performance.now();
  }

  /** The file gets another name, and a new one begins. */
  rotate(num: number): void {
    renameSync(this.path, `${this.path}.${num}`);
    writeFileSync(this.path, '');
  }

  /** logrotate's copytruncate: a copy is made and the file is cut to nothing. */
  copyAndTruncate(num: number): void {
    copyFileSync(this.path, `${this.path}.${num}`);
    truncateSync(this.path);
  }

  private lines(num: number): string {
    const made: string[] = [];
    for (let i = 0; i < num; i++) made.push(this.line());
    return `${made.join('\n')}\n`;
  }

  private line(): string {
    const { linesPerSecond, timesFaster } = this.options;
    const at = new Date(BEGIN + (this.numLines++ * 1000 * timesFaster) / linesPerSecond).toISOString();
    const { random } = this;
    const num = (): number => random.int(100_000);
    const kind = random.int(100);
    if (this.badSinceMs !== null && kind < 30)
      return `${at} ERROR [pool-${random.int(4)}] com.shop.Db: connection to orders-db:5432 refused, attempt ${num()}`;
    if (kind < 40)
      return `${at} INFO [http-${random.int(8)}] com.shop.Cart: cart ${num()} was priced in ${random.int(90)} ms`;
    if (kind < 65)
      return `${at} INFO [http-${random.int(8)}] com.shop.Order: order ${num()} accepted for customer ${num()}`;
    if (kind < 85) return `${at} DEBUG [job-1] com.shop.Stock: stock of item ${num()} is ${random.int(500)}`;
    if (kind < 99) return `${at} INFO [http-${random.int(8)}] com.shop.Pay: payment ${num()} settled`;
    return `${at} WARN [http-${random.int(8)}] com.shop.Pay: payment ${num()} was slow: ${1000 + random.int(900)} ms`;
  }
}
