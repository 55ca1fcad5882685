// Answers that count: by component, template and the like, by time, what is new, what was silent.
import type { CallTool } from '../../contracts/ask-tools';
import { LEVEL_ERROR, LEVEL_WARN, LEVELS } from '../../contracts/units';
import { readableTime } from '../ticket/times';
import { durationInWords, roundDuration } from '../wording/duration';
import { countOf, grouped } from '../wording/plural';
import { none } from './none';
import type { Reading } from './reading';
import { at, type Composed, listed, quote, say } from './sentences';
import { both, spanOf, whereOf } from './where';

const MAX_GROUPS = 5;
const MAX_LINES = 3;

export async function countedBy(reading: Reading, where: string, call: CallTool): Promise<Composed> {
  const by = reading.by ?? 'component';
  const counts = await call('count_lines', { where, by });
  if (counts === null) return null;
  const { total, groups } = counts;
  if (total === 0) return none(reading);
  if (groups.length === 0) return [say([`${countOf(total, 'line')}, none of which names a ${by}.`])];
  const shown = groups.slice(0, MAX_GROUPS);
  const first = await call('search_lines', { where: shown[0].where, pick: 'first', limit: 1 });
  const name = (text: string) => (by === 'level' ? text : quote(text));
  const parts = shown.map((group) => [name(group.name), ` ${countOf(group.count, 'line')}`]);
  return [
    say(['Most first: ', ...listed(parts), '.'], first?.lines ?? []),
    say([`${countOf(total, 'line')} in all.`]),
  ];
}

export async function peakOf(reading: Reading, where: string, call: CallTool): Promise<Composed> {
  const counts = await call('count_lines', { where, by: 'time' });
  if (counts === null) return null;
  const { total, groups, windowMs } = counts;
  if (total === 0) return none(reading);
  const [most] = [...groups].sort((a, b) => b.count - a.count);
  if (most === undefined || windowMs === null)
    return [say([`${countOf(total, 'line')}, none of which states a time.`])];
  const lines = await call('search_lines', { where: most.where, pick: 'spread', limit: MAX_LINES });
  const sentence = `Most in the ${durationInWords(windowMs)} from ${most.name}: ${grouped(most.count)} of ${countOf(total, 'line')}.`;
  return [say([sentence], lines?.lines ?? [])];
}

/** Counts by level, what is grave, incidents that fall into it. */
export async function whatHappened(where: string, call: CallTool): Promise<Composed> {
  const levels = await call('count_lines', { where, by: 'level' });
  if (levels === null) return null;
  if (levels.total === 0) return [say(['No line.'])];
  const countFrom = (least: number, most: number): number =>
    levels.groups
      .filter(({ name }) => {
        const level = (LEVELS as readonly string[]).indexOf(name);
        return level >= least && level <= most;
      })
      .reduce((sum, { count }) => sum + count, 0);
  const errors = countFrom(LEVEL_ERROR, LEVELS.length);
  const warnings = countFrom(LEVEL_WARN, LEVEL_WARN);
  const least = errors > 0 ? 'level>=error' : warnings > 0 ? 'level>=warn' : '';
  const narrowed = both(where, least);
  const top = await call('count_lines', { where: narrowed, by: 'template' });
  const first = await call('search_lines', { where: narrowed, pick: 'first', limit: MAX_LINES });
  if (top === null || first === null) return null;
  const parts = levels.groups.map(({ name, count }) => [`${name} ${grouped(count)}`]);
  const kind = errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'line';
  const wordings = top.groups
    .slice(0, MAX_LINES)
    .map(({ name, count }) => [quote(name), ` (${grouped(count)})`]);
  return [
    say([`${countOf(levels.total, 'line')} by level: `, ...listed(parts), '.']),
    say([`The first ${kind}`, at(first.lines[0].timeMs), ': ', quote(first.lines[0].text)], [first.lines[0]]),
    say([`Most frequent of these: `, ...listed(wordings), '.'], first.lines),
  ];
}

export async function newInSpan(reading: Reading, where: string, call: CallTool): Promise<Composed> {
  if (spanOf(reading).fromMs === null) return 'Since when? Name a time: What is new since 10:00?';
  const found = await call('new_templates', { where });
  if (found === null) return null;
  const { total, templates } = found;
  if (total === 0) return [say(['No template was first seen then.'])];
  return [
    say(
      [`${countOf(total, 'new template')}, the gravest first.`],
      templates.map(({ line }) => line),
    ),
    ...templates.map(({ id, text, count, firstMs, line }) =>
      say([`${id} `, quote(text), `: ${countOf(count, 'line')}, the first`, at(firstMs), '.'], [line]),
    ),
  ];
}

export async function silentComponents(reading: Reading, call: CallTool): Promise<Composed> {
  const where = whereOf({ ...reading, components: [] });
  const [component = ''] = reading.components;
  const found = await call('list_components', { where, component });
  if (found === null) return null;
  const { silences, numComponents, numSilent, rule } = found;
  if (numComponents === 0) return [say(['No line there names a component.'])];
  if (silences.length === 0)
    return [say([`None of ${countOf(numComponents, 'component')} fell silent against its own habit.`])];
  const head = say([
    `${grouped(numSilent)} of ${countOf(numComponents, 'component')}, the longest first: ${rule}.`,
  ]);
  const told = silences.map(({ component: name, fromMs, toMs, pauseMs, usualMs, line }) => {
    const until = toMs === null ? 'to the end' : `until ${readableTime(toMs)}`;
    const pause = `${roundDuration(pauseMs)}, where its usual pause is ${roundDuration(usualMs)}`;
    return say([quote(name), ` wrote nothing from ${readableTime(fromMs)} ${until}: ${pause}.`], [line]);
  });
  return [head, ...told];
}
