/** Names and numbers that logs are full of. In: a seeded generator. Out: text. */
import type { Random } from '../lib/random';

/** Lower-case hexadecimal digits, up to 8 a draw. */
export function hex(random: Random, length: number): string {
  let text = '';
  while (text.length < length)
    text += random
      .int(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return text.slice(0, length);
}

/** Random UUID, version 4. */
export function uuid(random: Random): string {
  const h = hex(random, 32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[random.int(items.length)];
}

/** Uniform integer in [low, high]. */
export function between(random: Random, low: number, high: number): number {
  return low + random.int(high - low + 1);
}

/** Log-normal time in whole milliseconds, at least 1, at most eight times the median. */
export function someMs(random: Random, median: number): number {
  return Math.max(1, Math.round(median * Math.min(8, Math.exp(0.45 * random.normal()))));
}
