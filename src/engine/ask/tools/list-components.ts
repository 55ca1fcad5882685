// Components that wrote nothing for long, against their own habit: the minutes in which each wrote, and the longest pause between two of them.
import type { FoundSilence } from '../../../contracts/ask-tools';
import { shardReader } from '../../../core/lib/log-table';
import { quantile } from '../../../core/lib/quantile';
import { readableTime } from '../../../core/ticket/times';
import { durationInWords, roundDuration } from '../../../core/wording/duration';
import { countOf, grouped } from '../../../core/wording/plural';
import type { LogAccess, Selected } from '../log-access';
import { fact, type Tool } from '../tool';
import { ToolFailure } from '../tool-failure';
import { lineFact, WHERE } from './lines-in-words';

const MINUTE_MS = 60_000;
/** Without so many minutes of its own a component has no habit to be held against. */
const LEAST_MINUTES = 10;
const LEAST_PAUSE_MS = 5 * MINUTE_MS;
/** The usual pause is that which nine of ten are not longer than; a silence is so many times as long. */
const USUAL = 0.9;
const TIMES_USUAL = 3;
const MAX_SILENCES = 6;

/** As the rule is told. */
const SILENCE_RULE = `no line for at least ${durationInWords(LEAST_PAUSE_MS)}, and for ${TIMES_USUAL} times its usual pause`;

export const listComponents: Tool<'list_components'> = {
  name: 'list_components',
  about: 'Components that fell silent: since when, until when, their usual pause.',
  params: {
    where: { ...WHERE, about: 'a span, after:10:00 before:11:00; left out: the whole log' },
    component: { kind: 'text', about: 'a part of its name; left out: all', fallback: '' },
  },
  async run({ where, component }, log) {
    if (log.table.counted)
      throw new ToolFailure(
        'not-there',
        'A database counted this log: pauses between its lines cannot be told.',
      );
    const selected = await log.select(String(where));
    const { silences, numComponents } = silencesOf(log, selected, String(component).toLowerCase());
    const longest = silences.sort((a, b) => b.pauseMs - a.pauseMs).slice(0, MAX_SILENCES);
    const told: FoundSilence[] = [];
    for (const { row, ...silence } of longest) {
      const [line] = await log.cite([row], `last line of ${silence.component} before its silence`);
      told.push({ ...silence, line });
    }
    const found = `${grouped(silences.length)} of ${countOf(numComponents, 'component')}`;
    const facts = [fact(found), fact(`silent: ${SILENCE_RULE}`), ...told.flatMap(factsOf)];
    return {
      data: { numComponents, numSilent: silences.length, rule: SILENCE_RULE, silences: told },
      found,
      facts,
      where: String(where),
    };
  },
};

function factsOf({ component, fromMs, toMs, pauseMs, usualMs, line }: FoundSilence) {
  const until = toMs === null ? 'to the end' : `to ${readableTime(toMs)}`;
  const pause = `silent for ${roundDuration(pauseMs)}, from ${readableTime(fromMs)} ${until}, usual pause ${roundDuration(usualMs)}`;
  return [fact(pause, component, line?.id ?? null), ...(line === null ? [] : [lineFact(line)])];
}

/** Minutes of a component in their order, with the last row of each. */
interface Minutes {
  count: number;
  readonly begins: number[];
  readonly lastRows: number[];
  readonly lastMs: number[];
}

function silencesOf({ table }: LogAccess, { rows }: Selected, wanted: string) {
  const shardOf = shardReader(table);
  const bySource = new Map<number, Minutes>();
  let endMs = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const { timeMs, kind, rowBegin } = shardOf(row);
    const ms = timeMs[row - rowBegin];
    if (Number.isNaN(ms)) continue;
    if (ms > endMs) endMs = ms;
    note(bySource, table.kinds.source[kind[row - rowBegin]], row, ms);
  }
  const known = [...bySource].filter(([source]) => {
    const name = table.sources[source];
    return name !== '' && name.toLowerCase().includes(wanted);
  });
  const silences = known.flatMap(([source, minutes]) => {
    const silence = longestPause(minutes, endMs);
    return silence === null ? [] : [{ component: table.sources[source], count: minutes.count, ...silence }];
  });
  return { silences, numComponents: known.length };
}

function note(bySource: Map<number, Minutes>, source: number, row: number, ms: number): void {
  let minutes = bySource.get(source);
  if (minutes === undefined) {
    minutes = { count: 0, begins: [], lastRows: [], lastMs: [] };
    bySource.set(source, minutes);
  }
  minutes.count++;
  const begin = Math.floor(ms / MINUTE_MS);
  const last = minutes.begins.length - 1;
  // A clock that goes back belongs to the minute that was there.
  if (last >= 0 && begin <= minutes.begins[last]) {
    minutes.lastRows[last] = row;
    minutes.lastMs[last] = Math.max(minutes.lastMs[last], ms);
    return;
  }
  minutes.begins.push(begin);
  minutes.lastRows.push(row);
  minutes.lastMs.push(ms);
}

/** Null: it has no habit, or no pause that is none of it. */
function longestPause({ begins, lastRows, lastMs }: Minutes, endMs: number) {
  if (begins.length < LEAST_MINUTES) return null;
  const gaps = begins.slice(1).map((begin, i) => (begin - begins[i]) * MINUTE_MS);
  const usualMs = quantile(gaps, USUAL);
  let [at, pauseMs] = [begins.length - 1, endMs - lastMs[begins.length - 1]];
  gaps.forEach((gap, i) => {
    if (gap > pauseMs) [at, pauseMs] = [i, gap];
  });
  if (pauseMs < Math.max(LEAST_PAUSE_MS, TIMES_USUAL * usualMs)) return null;
  const toMs = at === begins.length - 1 ? null : begins[at + 1] * MINUTE_MS;
  return { fromMs: lastMs[at], toMs, pauseMs, usualMs, row: lastRows[at] };
}
