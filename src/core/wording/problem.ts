/** A Problem in one call. In: severity, code, sentence, and where it was met. Out: the value that is shown and saved. */
import type { Problem } from '../../contracts/units';

/** What is not known of the place is null. */
export function problem(
  severity: Problem['severity'],
  code: string,
  message: string,
  {
    file = null,
    lineNum = null,
    byteOffset = null,
  }: Partial<Pick<Problem, 'file' | 'lineNum' | 'byteOffset'>> = {},
): Problem {
  return { severity, code, message, file, lineNum, byteOffset };
}
