/** The host that lines were written on. In: lines of evidence. Out: the one that a syslog header or a file of that host names; '': none. */
import type { Evidence } from '../../contracts/incident';
import { componentOfFile } from '../entities/components';
import { levelOfLetter, levelOfWord } from '../ingest/level';

/** 'Jun  9 06:06:20 combo sshd[1]: …', '2024-03-01T10:00:00Z web-3 app: …', with a priority before. */
const SYSLOG =
  /^(?:<\d{1,3}>\d? ?)?(?:[A-Z][a-z]{2} {1,2}\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?) ([A-Za-z][\w.-]{0,62}) [\w./@()-]{1,60}(?:\[\d+\])?: ?/;

/** Where a time is followed by a level, the word in the host's place is that. */
function isLevel(word: string): boolean {
  const bytes = new TextEncoder().encode(word);
  return bytes.length === 1 ? levelOfLetter(bytes[0]) > 0 : levelOfWord(bytes, 0, bytes.length, true) > 0;
}

/** `parts`: how many parts of a system the log tells of by itself; a file that holds several is no host's. */
export function hostOf(lines: readonly Evidence[], isMerged: boolean): string {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    const name = SYSLOG.exec(text)?.[1];
    if (name !== undefined && !isLevel(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most !== undefined) return most[0];
  const ofFile = isMerged ? null : componentOfFile(lines[0]?.source ?? '');
  return ofFile !== null && /[a-z][-_]?\d{1,3}$/i.test(ofFile.name) ? ofFile.name : '';
}
