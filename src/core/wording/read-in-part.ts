// Whether all of the log was read, as a verdict has to say in its first sentence. In: the problems of an analysis. Out: of which files only
// a part was read, whatever kept the rest away.
import type { Problem } from '../../contracts/units';
import { countOf } from './plural';

/**
 * Codes that say so: the data ended early or was damaged, unpacking was stopped (by its limits, by the user, by a browser without room), files
 * of an archive were left out, the file could not be read on or was another one by then, or windows that a database counted were not all dropped.
 */
const IN_PART =
  /^(truncated-.+|damaged-(?!fields$).+|archive-(limit|many-files|too-deep)|lying-size|no-room|json-cut-off|file-unreadable|changed-while-read|windows-missing)$/;
const NAMED = 2;

/** 'Only a part of app.log.gz was read.'; null: all was read, as far as is known. */
export function readInPart(problems: readonly Problem[]): string | null {
  const files = [
    ...new Set(problems.filter(({ code }) => isOfPart(code)).map(({ file }) => file ?? 'the log')),
  ];
  if (files.length === 0) return null;
  const named = files.slice(0, NAMED).join(' and of ');
  const more = files.length > NAMED ? ` and of ${countOf(files.length - NAMED, 'more file')}` : '';
  return `Only a part of ${named}${more} was read.`;
}

export function isOfPart(code: string): boolean {
  return IN_PART.test(code);
}
