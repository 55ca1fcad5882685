// The timeline of a report: an SVG without script, and the same as a table. In: the timeline and incidents of an analysis. Out: HTML. Places along
// the time are in percent, so that letters keep their size on a phone; colours come from the style sheet by class.
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult, Timeline } from '../../contracts/result';
import { LEVEL_ERROR, LEVEL_INFO, LEVEL_WARN, NUM_LEVELS } from '../../contracts/units';
import { readableTime } from '../ticket/times';
import { exactDuration } from '../wording/duration';
import { countOf, grouped } from '../wording/plural';
import { anchorOf, html, type Markup, table } from './markup';

/** Bars that can be told apart on a screen and on paper. */
const MAX_BARS = 192;
/** Pixels from the top: the lane of the incidents, the records, their errors, the lane of confirmed windows. */
const INCIDENTS_Y = 4;
const RECORDS = { top: 26, height: 92 };
const GRAVE = { top: 136, height: 52 };
const CONFIRMED_Y = 194;
const TIMES_Y = 218;
const HEIGHT = 224;

/** One bar: windows [begin, end) of the grid. */
export interface Bar {
  readonly startMs: number;
  readonly endMs: number;
  readonly numWindows: number;
  readonly fatal: number;
  readonly error: number;
  readonly warn: number;
  readonly info: number;
  /** Trace, debug, and records that state no level. */
  readonly low: number;
  readonly confirmed: number;
  readonly watch: number;
}
type Count = 'fatal' | 'error' | 'warn' | 'info' | 'low';
const COUNTS: readonly Count[] = ['fatal', 'error', 'warn', 'info', 'low'];
const GRAVE_COUNTS: readonly Count[] = ['fatal', 'error', 'warn'];
const LABELS: Readonly<Record<Count, string>> = {
  fatal: 'fatal',
  error: 'error',
  warn: 'warning',
  info: 'information',
  low: 'lower, or none stated',
};

/** Windows of equal number in each bar, the last may hold fewer; at most MAX_BARS. */
export function barsOf({ grid, levelCounts, consensus }: Timeline): readonly Bar[] {
  const each = Math.max(1, Math.ceil(grid.length / MAX_BARS));
  return Array.from({ length: Math.ceil(grid.length / each) }, (_, i) => {
    const [begin, end] = [i * each, Math.min(grid.length, (i + 1) * each)];
    const bar = { fatal: 0, error: 0, warn: 0, info: 0, low: 0, confirmed: 0, watch: 0 };
    for (let window = begin; window < end; window++) {
      bar.confirmed += consensus.confirmed[window];
      bar.watch += consensus.watch[window];
      for (let level = 0; level < NUM_LEVELS; level++)
        bar[countOfLevel(level)] += levelCounts[window * NUM_LEVELS + level];
    }
    const startMs = grid.startMs + begin * grid.windowMs;
    return { ...bar, startMs, endMs: grid.startMs + end * grid.windowMs, numWindows: end - begin };
  });
}

function countOfLevel(level: number): Count {
  if (level > LEVEL_ERROR) return 'fatal';
  if (level === LEVEL_ERROR) return 'error';
  if (level === LEVEL_WARN) return 'warn';
  return level >= LEVEL_INFO ? 'info' : 'low';
}

export function timelineSection({ timeline, incidents, events = [] }: AnalysisResult): Markup {
  if (timeline === null || timeline.grid.length === 0)
    return html`<p>No line states a time, so there are no windows to draw.</p>`;
  const bars = barsOf(timeline);
  const { grid, baseline } = timeline;
  const [first] = bars;
  const each = first.numWindows === 1 ? 'one window' : countOf(first.numWindows, 'window');
  return html`<p>${countOf(grid.length, 'window')} of ${exactDuration(grid.windowMs)} (${grid.reason}); a bar is ${each}. Learnt as normal: ${readableTime(baseline.startMs)} to ${readableTime(baseline.endMs)} (${baseline.reason}).</p>
<figure>${drawing(bars, incidents)}
<figcaption>${COUNTS.map((name) => html`<span class="key ${name}">${LABELS[name]}</span>`)}<span class="key span">incident</span><span class="key confirmed">confirmed window</span></figcaption></figure>
<details><summary>The bars as a table</summary>${table('Bars of the timeline', ['from, UTC', 'windows', ...COUNTS.map((name) => LABELS[name]), 'confirmed', 'one vote'], bars.map(row))}</details>
${events.length > 0 && html`<p>Unusual, and no incident:</p><ul>${events.map(({ start, text }) => html`<li>${readableTime(start)}: ${text}</li>`)}</ul>`}`;
}

function drawing(bars: readonly Bar[], incidents: readonly Incident[]): Markup {
  const [begin, end] = [bars[0].startMs, bars[bars.length - 1].endMs];
  const at = (timeMs: number): number => Math.min(100, Math.max(0, (100 * (timeMs - begin)) / (end - begin)));
  const most = Math.max(1, ...bars.map((bar) => sumOf(bar, COUNTS)));
  const mostGrave = Math.max(1, ...bars.map((bar) => sumOf(bar, GRAVE_COUNTS)));
  const spans = incidents.filter((each) => each.start < end && each.end > begin);
  return html`<svg width="100%" height="${HEIGHT}" role="group" aria-label="Records in each window by level, with the incidents">
${spans.map((incident) => spanOf(incident, at))}
${bars.map((bar) => barOf(bar, at, most, mostGrave))}
<text x="0" y="${RECORDS.top - 4}">records, at most ${grouped(most)}</text>
<text x="0" y="${GRAVE.top - 5}">warnings and worse, at most ${grouped(mostGrave)}</text>
<text x="0" y="${TIMES_Y}">${shortTime(begin)}</text>
<text x="50%" y="${TIMES_Y}" text-anchor="middle" class="middle">${shortTime((begin + end) / 2)}</text>
<text x="100%" y="${TIMES_Y}" text-anchor="end">${shortTime(end)} UTC</text>
</svg>`;
}

function spanOf({ id, start, end, outageStart }: Incident, at: (timeMs: number) => number): Markup {
  const [left, right] = [at(start), at(end)];
  const width = Math.max(0.3, right - left);
  const isRight = left > 70;
  const outage =
    outageStart !== null &&
    html`<line class="outage" x1="${percent(at(outageStart))}" x2="${percent(at(outageStart))}" y1="${INCIDENTS_Y + 14}" y2="${CONFIRMED_Y + 6}"><title>outage of ${id}: ${readableTime(outageStart)}</title></line>`;
  return html`<a href="#${anchorOf(id)}"><rect class="span" x="${percent(left)}" width="${percent(width)}" y="${INCIDENTS_Y}" height="${CONFIRMED_Y + 6 - INCIDENTS_Y}"><title>${id}: ${readableTime(start)} to ${readableTime(end)}</title></rect><text class="name" x="${percent(isRight ? left + width : left)}" y="${INCIDENTS_Y + 9}"${isRight && html` text-anchor="end"`}>${id}</text></a>${outage}`;
}

function barOf(bar: Bar, at: (timeMs: number) => number, most: number, mostGrave: number): Markup {
  const x = at(bar.startMs);
  const width = (at(bar.endMs) - x) * 0.86;
  const stack = (names: readonly Count[], { top, height }: typeof RECORDS, all: number): Markup[] => {
    let below = 0;
    return names.flatMap((name) => {
      const tall = (height * bar[name]) / all;
      if (tall === 0) return [];
      below += tall;
      return [
        html`<rect class="${name}" x="${percent(x)}" width="${percent(width)}" y="${fixed(top + height - below)}" height="${fixed(tall)}"/>`,
      ];
    });
  };
  const confirmed =
    bar.confirmed > 0 &&
    html`<rect class="confirmed" x="${percent(x)}" width="${percent(width)}" y="${CONFIRMED_Y}" height="5"/>`;
  return html`<g><title>${barInWords(bar)}</title>${stack([...COUNTS].reverse(), RECORDS, most)}${stack([...GRAVE_COUNTS].reverse(), GRAVE, mostGrave)}${confirmed}</g>`;
}

function barInWords(bar: Bar): string {
  const counts = COUNTS.filter((name) => bar[name] > 0).map(
    (name) => `${grouped(bar[name])} ${LABELS[name]}`,
  );
  const all = countOf(sumOf(bar, COUNTS), 'record');
  const votes = bar.confirmed > 0 ? `; ${countOf(bar.confirmed, 'window')} confirmed` : '';
  return `${readableTime(bar.startMs)}: ${all}${counts.length > 0 ? ` (${counts.join(', ')})` : ''}${votes}`;
}

function row(bar: Bar): Markup {
  const cells = [bar.numWindows, ...COUNTS.map((name) => bar[name]), bar.confirmed, bar.watch];
  return html`<tr><td class="time">${readableTime(bar.startMs).replace(/ UTC$/, '')}</td>${cells.map((num) => html`<td class="num">${grouped(num)}</td>`)}</tr>`;
}

function sumOf(bar: Bar, names: readonly Count[]): number {
  return names.reduce((sum, name) => sum + bar[name], 0);
}

/** '2026-03-12 06:00'. */
function shortTime(timeMs: number): string {
  return readableTime(timeMs).slice(0, 16);
}

function percent(value: number): string {
  return `${fixed(value)}%`;
}

function fixed(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
