// The clock of made logs. In: milliseconds since 1970. Out: the pieces of a written time, UTC.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A time and its written pieces; the pieces of a second are made once. */
export class Clock {
  yyyy = '';
  mm = '';
  dd = '';
  hms = '';
  milli = '';
  month = '';
  weekday = '';
  private second = -1;
  private value = 0;

  get ms(): number {
    return this.value;
  }

  set ms(ms: number) {
    this.value = ms;
    this.milli = String(ms % 1000).padStart(3, '0');
    const second = Math.floor(ms / 1000);
    if (second === this.second) return;
    this.second = second;
    const date = new Date(ms);
    const text = date.toISOString();
    this.yyyy = text.slice(0, 4);
    this.mm = text.slice(5, 7);
    this.dd = text.slice(8, 10);
    this.hms = text.slice(11, 19);
    this.month = MONTHS[date.getUTCMonth()];
    this.weekday = DAYS[date.getUTCDay()];
  }
}
