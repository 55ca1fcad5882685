// Very many files to the worker, a few at a time: a message that carries tens of thousands of them would stop the page for seconds.
import type { DroppedFile } from '../contracts/threads';
import type { Analyzer } from './analyzer-types';

/** Files that are handed over at once: each takes a moment of the page. */
const HANDED_AT_ONCE = 100;

/** Very many files a few at a time; false: they are few enough to go with the job. */
export async function handOver(
  analyzer: Pick<Analyzer, 'addFiles'>,
  files: readonly DroppedFile[],
  signal: AbortSignal,
): Promise<boolean> {
  if (files.length <= HANDED_AT_ONCE) return false;
  for (let at = 0; at < files.length; at += HANDED_AT_ONCE)
    await analyzer.addFiles(files.slice(at, at + HANDED_AT_ONCE), signal);
  return true;
}
