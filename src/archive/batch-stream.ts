/** Batches across a thread: a pull function that can be proxied, and the iterable made of it again on the other side. */
import type { LogRowBatch } from '../contracts/log-rows';

/** The next batch, or null after the last one. */
export type PullBatch = () => Promise<LogRowBatch | null>;

/** One batch a call, so that the slower side sets the pace. */
export function pullFrom(batches: AsyncIterable<LogRowBatch>): PullBatch {
  const iterator = batches[Symbol.asyncIterator]();
  return async () => {
    const next = await iterator.next();
    return next.done ? null : next.value;
  };
}

export async function* batchesBy(pull: PullBatch): AsyncGenerator<LogRowBatch> {
  for (let batch = await pull(); batch !== null; batch = await pull()) yield batch;
}
