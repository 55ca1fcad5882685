/** Fields that complete a time: its date beside a clock, the parts of its second, its offset. In: columns and the fields of times. Out: wanted fields. */
import { type Column, timeFacts, timeOf } from './column';
import type { WantedField } from './json-walk';

const MIN_SHARE = 0.8;

export function companionsOf(columns: readonly Column[], times: readonly string[]): WantedField[] {
  return times.flatMap((of): WantedField[] => {
    const time = columns.find(({ name }) => name === of);
    if (!time) return [];
    const others = columns.filter(({ name }) => name !== of);
    const { partial, inSeconds, share } = timeFacts(time);
    const found: (Omit<WantedField, 'of'> | null)[] = [];
    if (partial === 2 || share < 0.5) found.push(dateBeside(others, time));
    if (partial === 0 && inSeconds) found.push(fractionBeside(others, of));
    if (partial !== 1 && !/[zZ]$|[+-]\d\d:?\d\d$/.test(time.values[0] ?? ''))
      found.push(zoneBeside(others, of));
    return found.flatMap((field) => (field ? [{ ...field, of }] : []));
  });
}

/** A field whose value and the clock together are a time. */
export function dateBeside(columns: readonly Column[], time: Column): Omit<WantedField, 'of'> | null {
  const clocks = time.values;
  const found = columns.filter(({ values, name }) => {
    if (name === time.name) return false;
    if (values.length === 0 || values.length > clocks.length * 2 || !sameParent(name, time.name))
      return false;
    const looked = values.slice(0, 20);
    const good = looked.filter((value, i) => isDate(value, clocks[Math.min(i, clocks.length - 1)]));
    return good.length >= looked.length * MIN_SHARE;
  });
  const near = found.filter(({ name }) => sameParent(name, time.name));
  const among = near.length > 0 ? near : found;
  const best = among.find(({ name }) => /date|day|datum|fecha|jour|dat$|tag/i.test(name)) ?? among[0];
  return best ? { path: best.name, role: 'date' } : null;
}

/** More than digits, unless they are YYYYMMDD: '5 09:00:00' may read as something. */
function isDate(value: string, clock: string): boolean {
  if (value.length < 6 || value.length > 24 || !/\D|^\d{8}$/.test(value) || timeOf(value)?.partial === 0)
    return false;
  return timeOf(`${value} ${clock}`)?.partial === 0 && timeOf(clock)?.partial !== 0;
}

const UNITS = [
  ['nanos', /nano_?(second)?s?(_?of_?second)?|nsec|(?<![a-z])ns$/i, 1e9],
  ['micros', /micro_?(second)?s?(_?of_?second)?|usec|(?<![a-z])us$/i, 1e6],
  ['millis', /milli_?(second)?s?(_?of_?second)?|msecs?|(?<![a-z])ms$/i, 1e3],
] as const;
const SECONDS = /epoch_?seconds?|unix_?seconds?|seconds?|secs?|epoch/i;

function fractionBeside(columns: readonly Column[], of: string): Omit<WantedField, 'of'> | null {
  const stem = stemOf(of.replace(SECONDS, ''));
  for (const [role, unit, limit] of UNITS)
    for (const { name, values } of columns) {
      if (!unit.test(name) || !sameParent(name, of)) continue;
      const rest = stemOf(name.replace(unit, '').replace(SECONDS, ''));
      if (rest !== '' && stem !== '' && rest !== stem) continue;
      if (values.every((value) => /^\d+$/.test(value) && Number(value) < limit)) return { path: name, role };
    }
  return null;
}

const stemOf = (name: string): string =>
  name
    .slice(name.lastIndexOf('.') + 1)
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();

const ZONE_NAME = /^(tz|time_?zone|zone|utc_?offset|gmt_?offset|offset|eventtz)$/i;

function zoneBeside(columns: readonly Column[], of: string): Omit<WantedField, 'of'> | null {
  const found = columns.filter(
    ({ name, values }) =>
      ZONE_NAME.test(name.slice(name.lastIndexOf('.') + 1)) &&
      values.length > 0 &&
      values.every((value) =>
        /^[+-]\d\d:?\d\d$|^(?:UTC|GMT|CET|EET|WET|[A-Z]{1,3}[SD]T|CES?T|EES?T)$/.test(value),
      ),
  );
  const best = found.find(({ name }) => sameParent(name, of)) ?? found[0];
  return best ? { path: best.name, role: 'zone' } : null;
}

const parentOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('.')));
const sameParent = (a: string, b: string): boolean => parentOf(a) === parentOf(b);
