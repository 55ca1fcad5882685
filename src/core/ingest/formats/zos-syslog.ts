/**
 * The system log of z/OS: 'N 4000000 SYSA     24135 09:00:00.12 JOB12345 00000090  IEF403I PAYROLL - STARTED': record type, routing codes,
 * system, day of the year behind two or four digits of it, clock, job, flags (MVS Initialization and Tuning Reference, HARDCOPY).
 * Lines of other types ('E', 'D', 'S') go on with the one before.
 */
import { isBlank, isHex, isLetter, skipBlanks, skipDigits, skipWord } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { dateMs, digitsAt, finishTime, parseClock } from '../time/time-parts';
import { fixedFormat } from './format';

/** Columns of the type, and of the mark of an answer behind it. */
const TYPE = 2;
const ROUTING = 7;
const FLAGS = 8;
const DAY_MS = 86_400_000;

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const routing = begin + TYPE;
  if (!isLetter(bytes[begin]) || hexEnd(bytes, routing, end) !== routing + ROUTING) return false;
  if (!isBlank(bytes[routing + ROUTING])) return false;
  const system = skipBlanks(bytes, routing + ROUTING, end);
  const date = skipBlanks(bytes, skipWord(bytes, system, end), end);
  const clock = skipDigits(bytes, date, end);
  const width = clock - date;
  if ((width !== 5 && width !== 7) || !isBlank(bytes[clock])) return false;
  const year = digitsAt(bytes, date, width - 3) + (width === 5 ? 2000 : 0);
  const day = digitsAt(bytes, clock - 3, 3);
  const first = dateMs(year, 1, 1);
  if (day < 1 || first + (day - 1) * DAY_MS >= dateMs(year + 1, 1, 1)) return false;
  const at = finishTime(out, first + (day - 1) * DAY_MS, parseClock(bytes, clock + 1, end));
  if (at < 0) return false;
  setJob(bytes, skipBlanks(bytes, at, end), end, out);
  return true;
};

/** The job is left out where the system itself writes. */
function setJob(bytes: Uint8Array, at: number, end: number, out: Header): void {
  let flags = at;
  const job = skipWord(bytes, at, end);
  if (hexEnd(bytes, at, end) !== job) {
    out.sourceBegin = at;
    out.sourceEnd = job;
    flags = skipBlanks(bytes, job, end);
  }
  const stop = hexEnd(bytes, flags, end);
  out.messageBegin = skipBlanks(bytes, stop === flags + FLAGS ? stop : flags, end);
}

function hexEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isHex(bytes[i])) i++;
  return i;
}

export const zosSyslogFormat = fixedFormat('zos-syslog', 'timed', parse);
