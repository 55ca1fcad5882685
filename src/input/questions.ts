/** What the user is asked before an archive is unpacked beyond a bound. In: plain facts. Out: the question, in words. */
import type { Question } from '../contracts/threads';
import type { StreamState } from './stream-state';

export interface Asking {
  readonly stream: StreamState;
  /** Bytes that the archive says it holds; null: it does not say, or said less. */
  readonly stated: number | null;
  /** Bytes that have come out so far. */
  readonly out: number;
}

/** '1.4 GB'; decimal units, as files are listed. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

const times = (ratio: number): string => `${Math.round(ratio).toLocaleString('en')} times`;

/** It unpacks to far more than a log does. `kept`: bytes that are analysed in any case. */
export function ratioQuestion({ stream, stated, out }: Asking, kept: number): Question {
  const { name, size, bytesRead } = stream;
  const ratio = stated === null ? out / Math.max(1, bytesRead) : stated / Math.max(1, size);
  const facts =
    stated === null
      ? `${name} has given ${sizeText(out)} from the first ${sizeText(bytesRead)} of its ${sizeText(size)}: ${times(ratio)} as much, where logs give 5 to 50 times. At this rate it unpacks to ${sizeText(ratio * size)}.`
      : `${name} is ${sizeText(size)} and says that it unpacks to ${sizeText(stated)}: ${times(ratio)} as much, where logs give 5 to 50 times.`;
  return {
    code: 'archive-ratio',
    file: name,
    message: `${facts} That takes as much room on the disk while the page is open, and the time to read it.`,
    yes: 'Go on',
    no: `Only the first ${sizeText(kept)}`,
  };
}

/** All of the drop together is large. */
export async function largeQuestion({ stream, stated, out }: Asking, kept: number): Promise<Question> {
  const { name, size, bytesRead } = stream;
  const facts =
    stated === null
      ? `${sizeText(out)} have been unpacked so far, and ${name} goes on: ${sizeText(bytesRead)} of its ${sizeText(size)} are read.`
      : `${name} unpacks to ${sizeText(stated)}${out > 0 ? `, besides ${sizeText(out)} unpacked before it` : ''}.`;
  const need = stated ?? kept;
  const free = await freeRoom();
  const room =
    free !== null && free < need
      ? ` The browser has room for only ${sizeText(free)} more, so it may have to stop before the end.`
      : '';
  return {
    code: 'archive-large',
    file: name,
    message: `${facts} That takes as much room on the disk while the page is open, and minutes to read.${room}`,
    yes: 'Go on',
    no: `Only the first ${sizeText(kept)}`,
  };
}

/** `most`: how many of them a yes opens; `kept`: how many are opened in any case. */
export function manyFilesQuestion(name: string, numFiles: number, most: number, kept: number): Question {
  const [all, some, first] = [numFiles, most, kept].map((num) => num.toLocaleString('en'));
  const bound = most < numFiles ? ` No more than ${some} of them can be opened.` : '';
  return {
    code: 'archive-many-files',
    file: name,
    message: `${name} holds ${all} files. Each is analysed as a log of its own: many take long, and make long lists.${bound}`,
    yes: most < numFiles ? `Open the first ${some}` : `Open all ${all}`,
    no: `Only the first ${first}`,
  };
}

/** Bytes that this page may yet store; null: the browser does not say. */
async function freeRoom(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
  } catch {
    return null;
  }
}
