/** What is told of a journal that was read. In: what its header states, and what was met. Out: Problems, with the byte of the file. */
import type { Problem } from '../../contracts/units';
import { countOf, plural } from '../../core/wording/plural';
import { problem } from '../../core/wording/problem';
import { makeTextOf } from '../binary-log';
import { MAX_FIELD_BYTES } from './field-lines';
import type { JournalHeader } from './objects';
import type { Walk } from './walk-entries';

export interface JournalTally {
  numEntries: number;
  /** Fields left out, as too large. */
  numLarge: number;
  /** Fields left out, as nothing can be read where they should be. */
  numDamaged: number;
  /** The first such place. */
  damagedAt: number | null;
}

export function unknownProblem(name: string, flags: number): Problem {
  const message = `${name} is a systemd journal of a newer kind than is read here (flags ${flags}), and is left out. ${makeTextOf('journal', name)}`;
  return problem('error', 'unknown-journal', message, { file: name });
}

/** `header` null: the file ends within it. */
export function journalProblems(
  name: string,
  size: number,
  header: JournalHeader | null,
  walk: Walk,
  tally: JournalTally,
): Problem[] {
  const { numEntries } = tally;
  const lost = lossOf(name, size, header, walk, tally);
  const problems = lost ? [lost] : [];
  if (numEntries === 0) {
    if (lost) return problems;
    return [problem('warning', 'empty-file', `${name} holds no entries and is left out.`, { file: name })];
  }
  if (tally.numDamaged > 0) {
    const message = `${countOf(tally.numDamaged, 'field')} of entries of ${name} ${plural(tally.numDamaged, 'is', 'are')} damaged and left out, the first at byte ${tally.damagedAt}.`;
    problems.push(problem('warning', 'damaged-fields', message, { file: name, byteOffset: tally.damagedAt }));
  }
  if (tally.numLarge > 0) {
    const message = `${countOf(tally.numLarge, 'field')} of entries of ${name} ${plural(tally.numLarge, 'is', 'are')} left out, as larger than ${MAX_FIELD_BYTES / 1024} KB or in an entry larger than 1 MB.`;
    problems.push(problem('info', 'large-fields', message, { file: name }));
  }
  const message = `${name} is a binary systemd journal. It was read as the text that journalctl -o export makes of it: lines and bytes are those of that text.`;
  return [...problems, problem('info', 'journal-as-text', message, { file: name })];
}

/** What is missing as a whole. */
function lossOf(
  name: string,
  size: number,
  header: JournalHeader | null,
  { faultAt, passedTail }: Walk,
  { numEntries }: JournalTally,
): Problem | null {
  const stated = header?.numEntries ?? 0;
  const isCut = header === null || (header.end > size && !passedTail);
  if (!isCut && faultAt === null && numEntries >= stated) return null;
  const at = isCut ? size : faultAt;
  const what = isCut
    ? `${name} ends too early, at byte ${size}: it was cut off`
    : `${name} is damaged${at === null ? '' : ` from byte ${at} on`}`;
  const read =
    numEntries > 0
      ? `${numEntries.toLocaleString('en')} of the ${stated.toLocaleString('en')} entries that it states could be read`
      : `no entry could be read and it is left out`;
  const code = isCut ? 'truncated-journal' : 'damaged-journal';
  return problem(numEntries > 0 ? 'warning' : 'error', code, `${what}; ${read}.`, {
    file: name,
    byteOffset: at,
  });
}
