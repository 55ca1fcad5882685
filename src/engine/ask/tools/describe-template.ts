// One template: how often, when first and last, its share of the log, lines of it.
import { templateId } from '../../../contracts/tables';
import { LEVELS } from '../../../contracts/units';
import { both } from '../../../core/ask/where';
import { numRecordsOf } from '../../../core/lib/log-table';
import { readableTime } from '../../../core/ticket/times';
import { percentOf } from '../../../core/wording/percent';
import { grouped } from '../../../core/wording/plural';
import { fact, type Tool } from '../tool';
import { ToolFailure } from '../tool-failure';
import { lineFact } from './lines-in-words';

export const describeTemplate: Tool<'describe_template'> = {
  name: 'describe_template',
  about: 'A template: count, share, first and last line.',
  params: {
    template: { kind: 'text', about: 'its id, T4' },
    where: { kind: 'text', about: 'a query that narrows its lines', fallback: '' },
  },
  async run({ template, where }, log) {
    const idx = Number(/^t?(\d{1,9})$/i.exec(String(template).trim())?.[1] ?? 0) - 1;
    const known = log.templates.templates[idx];
    if (known === undefined || known.count === 0)
      throw new ToolFailure('not-there', 'There is no such template in this log.');
    const id = templateId(idx);
    const narrowed = both(String(where), `template:${id}`);
    const { rows, total } = await log.select(narrowed);
    // The rows of a counted log are the first of what they stand for.
    const ends = log.table.counted
      ? rows.subarray(0, 1)
      : rows.length === 0
        ? []
        : [rows[0], rows[rows.length - 1]];
    const [line = null, last = null] = await log.cite(ends, `line of ${id}`);
    const share01 = total / Math.max(1, numRecordsOf(log.table));
    const component = log.table.sources[known.source] ?? '';
    const level = LEVELS[known.level];
    const times = { firstMs: line?.timeMs ?? null, lastMs: last?.timeMs ?? null };
    const facts = [
      fact(
        `${id}, level ${level || 'none'}, ${grouped(total)} lines, ${percentOf(share01)} of the log`,
        known.text,
      ),
      fact('component', component),
      fact(`first ${readableTime(times.firstMs)}, last ${readableTime(times.lastMs)}`),
      ...(line === null ? [] : [lineFact(line, 'the first')]),
      ...(last === null || last === line ? [] : [lineFact(last, 'the last')]),
    ];
    const data = {
      id,
      text: known.text,
      count: total,
      level,
      component,
      share01,
      ...times,
      line,
      last,
    };
    return { data, found: `${id}, ${grouped(total)} lines`, facts, where: narrowed };
  },
};
