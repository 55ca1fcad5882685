// The clocks of the labelled logs: how each states a time, and how another time is put in its place.
import type { Clock } from './source';

/** `2024-03-01 00:00:00.000 PID LEVEL ...` */
export const OSLO_CLOCK: Clock = {
  read: (line) =>
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} /.test(line)
      ? Date.parse(`${line.slice(0, 10)}T${line.slice(11, 23)}Z`)
      : null,
  write: (line, timeMs) => new Date(timeMs).toISOString().slice(0, 23).replace('T', ' ') + line.slice(23),
};

const GALERA = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d/;
const TWO_HOURS = 7_200_000;

/** `2023-03-15T05:08:37.642287+02:00 ...`: written at +02:00, whatever the source said. */
export const MYSQL_CLOCK: Clock = {
  read: (line) => {
    const stamp = GALERA.exec(line)?.[0];
    return stamp === undefined ? null : Date.parse(`${stamp.slice(0, 23)}${stamp.slice(26)}`);
  },
  write: (line, timeMs) =>
    `${new Date(timeMs + TWO_HOURS).toISOString().slice(0, 23)}000+02:00${line.slice(32)}`,
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Jun  9 06:06:20 ...` without a year: that of `firstYear`, and the next one from before `firstMonth` (from 0) on. */
export function syslogClock(firstYear: number, firstMonth: number): Clock {
  return {
    read: (line) => {
      const month = MONTHS.indexOf(line.slice(0, 3));
      if (month < 0 || !/^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d /.test(line)) return null;
      const year = month < firstMonth ? firstYear + 1 : firstYear;
      const [hour, minute, second] = line.slice(7, 15).split(':').map(Number);
      return Date.UTC(year, month, Number(line.slice(4, 6)), hour, minute, second);
    },
    write: (line, timeMs) => {
      const time = new Date(timeMs);
      const day = String(time.getUTCDate()).padStart(2);
      return `${MONTHS[time.getUTCMonth()]} ${day} ${time.toISOString().slice(11, 19)}${line.slice(15)}`;
    },
  };
}
