/**
 * What a line says, without what stands before it. In: a physical line of a log. Out: its text without terminal sequences, times, columns
 * of a build server, syslog tags and the names of containers; what it is indented by stays.
 */

/** Characters of a line that are looked at: what comes after says little, and hostile lines are long. */
export const MAX_LINE = 2000;

/** Colours, links, titles, other two-character sequences; the colour codes that lost their escape on the way ('[1;31m', '[m'). */
const ANSI = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]/g;
const LOST_ANSI = /\[(?:\d{1,2}(?:;\d{1,3}){0,4})?m(?![\w\]])|\[(?:0|1|22|39|49|[1-4]?;?3\d|1;3\d)m/g;

const CLOCK = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`;
const DAY = String.raw`\d{4}[-/.]\d{2}[-/.]\d{2}`;
const ZONE = String.raw`(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})(?![\w-]))?`;
const MONTH_DAY = String.raw`(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2}|\d{1,2}[ /-](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[ /-]\d{4})?)`;
const TIME = String.raw`[[(]?(?:${DAY}[T :-]{1,2}${CLOCK}|${MONTH_DAY}[ :]${CLOCK}(?: \d{4})?|${CLOCK})${ZONE}[\])]?`;
/** A time that the line begins with, or that follows the columns of a build server (job, step) or the name of a container. */
const BEFORE = String.raw`(?:[^\t\n]{1,80}\t[^\t\n]{0,120}\t|[\w.-]{1,40} *\| |[#\d]{1,4} )?`;
const HEAD = new RegExp(`^\\uFEFF? {0,8}${BEFORE}${TIME}:?(?:[ \\t]?\\|)?[ \\t]?`);
/** Seconds since boot of a kernel's ring buffer, a step of a container's build with its seconds. */
const BOOT = /^ {0,8}(?:<\d{1,3}>)?\[ {0,6}\d{1,7}\.\d{3,6}\] |^ {0,8}#\d{1,3} \d{1,4}\.\d{1,3} /;
/** Level, day, clock, thread and place of klog; the frame that some tools draw around a message. */
const KLOG = new RegExp(`^[IWEF]\\d{4} ${CLOCK} +\\d+ [\\w./-]+:\\d+\\] `);
const FRAME = /^ {0,8}[│┃║╎] ?(?=\S|$)/;
const CONTAINER = /^(?=[\w.-]*[A-Za-z])[\w.-]{1,40} {0,10}\| ?(?=\S|\s)/;
/** 'host program[12]: ', 'program[12]: '. */
const SYSLOG_TAG = /^(?:[\w.-]{1,60} )?[\w./@-]{1,60}\[\d{1,7}\]: |^[\w.-]{1,60} (?:kernel|systemd): /;

function withoutAnsi(line: string): string {
  return line.includes('[') ? line.replace(ANSI, '').replace(LOST_ANSI, '') : line;
}

/** Headers within headers that are taken off: a build server's, a container's, the program's own. */
const MAX_HEADERS = 3;

/** The line as a person reads it aloud; at most MAX_LINE characters. */
export function bareLine(line: string): string {
  const plain = withoutAnsi(line.slice(0, MAX_LINE)).trimEnd();
  let rest = plain;
  for (let i = 0; i < MAX_HEADERS; i++) {
    const timed = rest.replace(HEAD, '').replace(BOOT, '').replace(KLOG, '');
    // A tag follows a time; the name of a container stands alone.
    const next = timed.length < rest.length ? timed.replace(SYSLOG_TAG, '') : timed.replace(CONTAINER, '');
    if (next.length === rest.length) break;
    rest = next;
  }
  return rest.replace(FRAME, '');
}
