/** Says what shares, numbers and sources had to do with a vote. In: surprise, the measures. Out: Reasons: from what to what, since when. */
import type { Measure } from '../../contracts/features';
import type { Reason } from '../../contracts/scores';
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
    return plain(
      `${name} silent since ${since} UTC; its usual pause is at most ${durationInWords(roundly(usualMs))}${more}`,
    );
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
  const verb = value[w] > usual[w] ? 'rose' : 'fell';
  if (what === 'share')
    return [
      {
        ...plain(`Share of ${name}${where} ${verb} from ${percent(usual[w])} to ${percent(value[w])}`),
        template,
      },
    ];
  const of = name === '' ? NAMELESS[typeOfUnit(unit)] : `\`${name}\``;
  const after = unit === '' || unit === '%' ? unit : ` ${unit}`;
  const text = `${what === 'p95' ? 'p95' : 'Median'} of ${of}${where} ${verb} from ${figure(usual[w])} to ${figure(value[w])}${after}`;
  return [{ text, template, observed: null, expected: null, isBesideCounts: true }];
}

const NAMELESS = { number: 'a number', duration: 'a duration', size: 'a size' } as const;

const plain = (text: string): Reason => ({
  text,
  template: null,
  observed: null,
  expected: null,
  isBesideCounts: true,
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
