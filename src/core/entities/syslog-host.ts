/** The host that a line names in the header of syslog. In: a line. Out: its name; null: it names none. */
import { levelOfLetter, levelOfWord } from '../ingest/level';

/** 'Jun  9 06:06:20 combo sshd[1]: …', '2024-03-01T10:00:00Z web-3 app: …', with a priority before. */
const SYSLOG =
  /^(?:<\d{1,3}>\d? ?)?(?:[A-Z][a-z]{2} {1,2}\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?) ([A-Za-z][\w.-]{0,62}) [\w./@()-]{1,60}(?:\[\d+\])?: ?/;

export function syslogHost(line: string): string | null {
  const name = SYSLOG.exec(line)?.[1];
  return name === undefined || isLevel(name) ? null : name;
}

/** Where a time is followed by a level, the word in the host's place is that. */
function isLevel(word: string): boolean {
  const bytes = new TextEncoder().encode(word);
  return bytes.length === 1 ? levelOfLetter(bytes[0]) > 0 : levelOfWord(bytes, 0, bytes.length, true) > 0;
}
