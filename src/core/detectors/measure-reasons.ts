/** Says what shares, numbers and sources had to do with a vote. In: surprise, the measures. Out: Reasons: from what to what, since when. */
import type { Measure } from '../../contracts/features';
import type { Beside, Reason } from '../../contracts/scores';
import { templateId } from '../../contracts/tables';
import { typeOfUnit } from '../drain/value-type';
import { durationInWords } from '../wording/duration';
import type { AggregatedCounts } from './aggregates';
import type { MeasureSurprise } from './measures';
import type { Surprise } from './surprise';

/** Of a window, where they were enough for a vote. */
export function reasonsBesideCounts(
  w: number,
  surprise: Surprise,
  { shares, numbers, grid }: AggregatedCounts,
): Reason[] {
  const { threshold } = surprise;
  return [
    ...(surprise.silence[w] > threshold.silence ? silenceReasons(w, surprise, grid) : []),
    ...(surprise.share[w] > threshold.share ? measureReasons(w, surprise.shareOf, shares) : []),
    ...(surprise.number[w] > threshold.number ? measureReasons(w, surprise.numberOf, numbers) : []),
  ];
}

const MAX_SILENT = 2;

/** One that is part of another that is silent too is not told. */
function silenceReasons(
  w: number,
  { silentOf }: Surprise,
  { startMs, windowMs }: AggregatedCounts['grid'],
): Reason[] {
  const silent = silentOf.get(w) ?? [];
  const whole = silent.filter(({ name }) => !silent.some((other) => name.startsWith(`${other.name}.`)));
  return whole.slice(0, MAX_SILENT).map(({ name, silentMs, usualMs }, i) => {
    const since = new Date(startMs + (w + 1) * windowMs - silentMs).toISOString().slice(11, 19);
    const more =
      i === MAX_SILENT - 1 && whole.length > MAX_SILENT
        ? `; ${whole.length - MAX_SILENT} more fell silent`
        : '';
    const change = `silent since ${since} UTC`;
    const pause = `its usual pause is at most ${durationInWords(roundly(usualMs))}`;
    return plain(`${name} ${change}; ${pause}${more}`, {
      what: 'silence',
      name,
      change,
      usual: usualMs,
      value: silentMs,
    });
  });
}

function measureReasons(
  w: number,
  { measure, usual }: MeasureSurprise,
  measures: readonly Measure[],
): Reason[] {
  const found = measures[measure[w]];
  if (!found) return [];
  const { name, what, template, unit, value } = found;
  const where = template === null ? '' : ` in ${templateId(template)}`;
  const values = { usual: usual[w], value: value[w] };
  const verb = value[w] > usual[w] ? 'rose' : 'fell';
  if (what === 'share') {
    const change = `${verb} from ${percent(usual[w])} to ${percent(value[w])}`;
    const told: Beside = { what, name: `Share of ${name}`, change, ...values };
    return [{ ...plain(`${told.name}${where} ${change}`, told), template }];
  }
  const type = typeOfUnit(unit);
  const level = what === 'p95' ? 'p95' : 'Median';
  const of = name === '' ? NAMELESS[type] : name;
  const after = unit === '' || unit === '%' ? unit : ` ${unit}`;
  const change = `${verb} from ${figure(usual[w])} to ${figure(value[w])}${after}`;
  const isDuration = type === 'duration' || DURATION.test(name);
  const told: Beside = {
    what: isDuration ? 'duration' : 'number',
    name: `${level} of ${of}`,
    change,
    ...values,
  };
  const quoted = name === '' ? of : `\`${name}\``;
  return [{ ...plain(`${level} of ${quoted}${where} ${change}`, told), template }];
}

/** Names of what is a time that something took, where the unit does not say so. */
const DURATION =
  /(?:^|[\W_])(?:ms|msec|millis|milliseconds|us|usec|ns|sec|secs|seconds|latency|duration|elapsed|took|delay|wait|rt|ttfb|response_?time|time_?taken|request_?time)s?$/i;

const NAMELESS = { number: 'a number', duration: 'a duration', size: 'a size' } as const;

const plain = (text: string, beside: Beside): Reason => ({
  text,
  template: null,
  observed: null,
  expected: null,
  isBesideCounts: true,
  beside,
});

function percent(share01: number): string {
  return `${figure(share01 * 100)} %`;
}

/** Three figures, or all before the point, with thousands parted. */
function figure(value: number): string {
  const size = Math.abs(value);
  const rounded = size >= 1000 ? Math.round(value) : Number(value.toPrecision(size >= 100 ? 3 : 2));
  const [whole, part] = String(rounded).split('.');
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? parted : `${parted}.${part}`;
}

/** To whole seconds, or minutes from ten of them on. */
function roundly(ms: number): number {
  const unit = ms >= 600_000 ? 60_000 : 1000;
  return Math.max(unit, Math.ceil(ms / unit) * unit);
}
