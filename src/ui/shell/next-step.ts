// In: why an analysis ended without a result, as it is shown. Out: what the user can do about it, in a sentence or two.

import { type Label, t } from '../../words/t';

const STEPS: readonly (readonly [RegExp, Label])[] = [
  [
    /is no text/,
    'Harbinger reads logs that are text, by themselves or packed (gzip, zstd, xz, bzip2, zip, tar). Save the log as text from the program that holds it, and drop that.',
  ],
  [
    /is a binary (systemd|Windows)/,
    'Run that command where the file comes from, or on any machine that has the program, and drop the text.',
  ],
  [
    /\bis empty\b/,
    'Is it the right file? A log that was just rotated begins empty; the lines are in the one before it, such as app.log.1.',
  ],
  [
    /worker stopped|out of memory|allocation failed/i,
    'The browser may have run out of memory. Close other tabs, or drop fewer files or a part of the log, and try again.',
  ],
  [/is encrypted/, 'Unpack it with its password first, and drop what was in it.'],
  [/copy it first/, 'Then drop the copy.'],
  [
    /could not be read|cannot be read|changed while/i,
    'A file that is still being written, or that was moved, is best copied first: drop the copy.',
  ],
];

export function nextStep(error: string): string {
  return t(STEPS.find(([pattern]) => pattern.test(error))?.[1] ?? 'Drop the files again, or others.');
}
