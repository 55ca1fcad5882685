// Lines that a query asks for, counted: in all, or by level, component, template, file or time.
import { GROUPINGS, type Grouping } from '../../../contracts/ask';
import type { FoundGroup } from '../../../contracts/ask-tools';
import { templateId } from '../../../contracts/tables';
import { LEVELS } from '../../../contracts/units';
import { both } from '../../../core/ask/where';
import { numOfRow, shardReader } from '../../../core/lib/log-table';
import { printField } from '../../../core/query/print';
import { printWhen } from '../../../core/query/when';
import { readableTime } from '../../../core/ticket/times';
import { durationInWords } from '../../../core/wording/duration';
import { countOf, grouped } from '../../../core/wording/plural';
import { countLines as countList } from '../../line-counts';
import type { LogAccess, Selected } from '../log-access';
import { fact, type Tool } from '../tool';
import { WHERE } from './lines-in-words';

const MAX_GROUPS = 12;
const MINUTE_MS = 60_000;
/** Sizes of a group of time, the smallest that makes no more than MAX_TIMES of them is taken. */
const SIZES_MS = [1, 5, 15, 60, 360, 1440].map((minutes) => minutes * MINUTE_MS);
const MAX_TIMES = 200;

export const countLines: Tool<'count_lines'> = {
  name: 'count_lines',
  about: 'Lines that a query asks for, counted in groups.',
  params: {
    where: WHERE,
    by: { kind: 'text', about: 'what makes a group', oneOf: GROUPINGS, fallback: 'nothing' },
  },
  async run(args, log) {
    const [where, by] = [String(args.where), args.by as Grouping];
    const selected = await log.select(where);
    const { total } = selected;
    const times = by === 'time' ? byTime(log, selected, where) : null;
    const groups = times?.groups ?? groupsOf(log, selected, where, by);
    const windowMs = times?.windowMs ?? null;
    const size = windowMs === null ? '' : `, windows of ${durationInWords(windowMs)}`;
    const found = `${selected.isWhole ? '' : 'at least '}${countOf(total, 'line')}${size}`;
    const facts = [fact(found), ...groups.map((group) => groupFact(group, by))];
    return { data: { total, isWhole: selected.isWhole, by, groups, windowMs }, found, facts, where };
  },
};

/** Names of levels and times are ours, the others the log's. */
function groupFact({ name, count }: FoundGroup, by: Grouping) {
  const isOurs = by === 'level' || by === 'time';
  return isOurs ? fact(`${name}: ${grouped(count)}`) : fact(`${by}: ${grouped(count)}`, name);
}

function groupsOf(log: LogAccess, { list }: Selected, where: string, by: Grouping): readonly FoundGroup[] {
  if (by === 'nothing') return [];
  const { levels, sources, templates, files } = countList(list, log.columns, (row) =>
    numOfRow(log.table, row),
  );
  const { table } = log;
  const of = (name: string, count: number, term: string): FoundGroup => ({
    name,
    count,
    where: both(where, term),
  });
  if (by === 'level')
    return levels
      .map((count, level) => of(LEVELS[level] || 'no level', count, `level:${LEVELS[level] || 'none'}`))
      .filter(({ count }) => count > 0)
      .reverse();
  if (by === 'component')
    return sources
      .filter(([source]) => table.sources[source] !== '')
      .slice(0, MAX_GROUPS)
      .map(([source, count]) => {
        const name = table.sources[source];
        return of(name, count, printField({ field: 'component', op: '=', value: name }));
      });
  if (by === 'file')
    return files.slice(0, MAX_GROUPS).map(([file, count]) => {
      const { name } = table.files[file];
      return of(name, count, printField({ field: 'file', op: '=', value: name }));
    });
  return templates.slice(0, MAX_GROUPS).map(([template, count]) => {
    const id = templateId(template);
    return of(`${id} ${log.templates.templates[template].text}`, count, `template:${id}`);
  });
}

/** Windows of one size from whole multiples of it, empty ones left out; the busiest MAX_GROUPS in their order. */
function byTime({ table }: LogAccess, { rows }: Selected, where: string) {
  const shardOf = shardReader(table);
  const timeOf = (row: number): number => {
    const shard = shardOf(row);
    return shard.timeMs[row - shard.rowBegin];
  };
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    const ms = timeOf(row);
    if (ms < low) low = ms;
    if (ms > high) high = ms;
  }
  const windowMs = sizeOf(high - low, table.counted?.windowMs ?? 1);
  const counts = new Map<number, number>();
  for (const row of rows) {
    const begin = Math.floor(timeOf(row) / windowMs) * windowMs;
    if (!Number.isNaN(begin)) counts.set(begin, (counts.get(begin) ?? 0) + numOfRow(table, row));
  }
  const busiest = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_GROUPS);
  const groups = busiest
    .sort((a, b) => a[0] - b[0])
    .map(([begin, count]): FoundGroup => {
      const span = `after:${printWhen(begin)} before:${printWhen(begin + windowMs)}`;
      return { name: readableTime(begin), count, where: both(where, span) };
    });
  return { groups, windowMs };
}

/** @param leastMs windows that were counted elsewhere cannot be parted */
function sizeOf(spanMs: number, leastMs: number): number {
  const sizes = SIZES_MS.filter((size) => size % leastMs === 0);
  return sizes.find((size) => spanMs / size <= MAX_TIMES) ?? sizes[sizes.length - 1] ?? leastMs;
}
