// In: ms since 1970 and a zone. Out: the text of that time in it. 'UTC', IANA names and fixed offsets ('+02:00').

export interface TimeParts {
  readonly date: string;
  /** With milliseconds. */
  readonly time: string;
}

const MINUTE_MS = 60_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

export function timeParts(ms: number, zone = 'UTC'): TimeParts {
  const local = new Date(ms + offsetMinutes(ms, zone) * MINUTE_MS);
  if (Number.isNaN(local.getTime())) return { date: '–', time: '–' };
  const iso = local.toISOString();
  const cut = iso.indexOf('T');
  return { date: iso.slice(0, cut), time: iso.slice(cut + 1, -1) };
}

/** '2026-03-12 13:20:06'. */
export function formatTime(ms: number, zone = 'UTC'): string {
  const { date, time } = timeParts(ms, zone);
  return `${date} ${time.slice(0, 8)}`;
}

/** '2026-03-12 13:20 – 13:25', the date of the end only where it is another one; seconds, and parts of them, where the span needs them. */
export function formatRange(startMs: number, endMs: number, zone = 'UTC'): string {
  const start = timeParts(startMs, zone);
  const end = timeParts(endMs, zone);
  const tail = start.date === end.date ? '' : `${end.date} `;
  const isShort = endMs - startMs < 1000 && endMs > startMs;
  const seconds = !isWholeMinute(startMs) || !isWholeMinute(endMs);
  const text = (time: string): string => (isShort ? time : clock(time, seconds));
  return `${start.date} ${text(start.time)} – ${tail}${text(end.time)}`;
}

function clock(time: string, seconds: boolean): string {
  return time.slice(0, seconds ? 8 : 5);
}

function isWholeMinute(ms: number): boolean {
  return Math.floor(ms / 1000) % 60 === 0;
}

/** Minutes that the zone is ahead of UTC at that time; 0 for a zone that the browser does not know. */
export function offsetMinutes(ms: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]));
  const formatter = formatterOf(zone);
  if (formatter === null || Number.isNaN(ms)) return 0;
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(ms)) part[type] = Number(value);
  const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return Math.round((local - ms) / MINUTE_MS);
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known) return known;
  try {
    const numeric = '2-digit' as const;
    const formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    formatters.set(zone, formatter);
    return formatter;
  } catch {
    return null;
  }
}
