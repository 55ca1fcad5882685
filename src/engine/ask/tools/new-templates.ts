// Templates whose first line lies in a span: what was never seen before it.
import type { FoundTemplate } from '../../../contracts/ask-tools';
import { templateId } from '../../../contracts/tables';
import { numOfRow } from '../../../core/lib/log-table';
import { parseQuery } from '../../../core/query/parse';
import { timesNamed } from '../../../core/query/select-rows';
import { readableTime } from '../../../core/ticket/times';
import { countOf, grouped } from '../../../core/wording/plural';
import { countLines as countList } from '../../line-counts';
import { fact, type Tool } from '../tool';
import { ToolFailure } from '../tool-failure';
import { lineFact } from './lines-in-words';

const MAX_TEMPLATES = 6;

export const newTemplates: Tool<'new_templates'> = {
  name: 'new_templates',
  about: 'Templates that were first seen in a span, the gravest and most frequent first.',
  params: {
    where: {
      kind: 'text',
      about: 'a query with a beginning: after:10:00, level>=error after:10:00 before:11:00',
    },
  },
  async run({ where }, log) {
    const { query, problem } = parseQuery(String(where));
    if (query === null) throw new ToolFailure('bad-query', `The query cannot be read: ${problem.message}.`);
    const [sinceMs] = /\bafter:/.test(String(where)) ? timesNamed(log.table, query) : [];
    if (sinceMs === undefined)
      throw new ToolFailure('bad-arguments', 'It needs a time to begin at: after:10:00.');
    const { list } = await log.select(String(where));
    const { templates } = log.templates;
    const { templates: counted } = countList(list, log.columns, (row) => numOfRow(log.table, row));
    const fresh = counted
      .filter(([template]) => (templates[template].firstMs ?? Number.NEGATIVE_INFINITY) >= sinceMs)
      .sort((a, b) => templates[b[0]].level - templates[a[0]].level || b[1] - a[1] || a[0] - b[0]);
    const told: FoundTemplate[] = [];
    for (const [template, count] of fresh.slice(0, MAX_TEMPLATES)) {
      const { text, firstMs, firstRow } = templates[template];
      const [line] = await log.cite([firstRow], 'first of its kind');
      told.push({ id: templateId(template), text, count, firstMs, line });
    }
    const found = countOf(fresh.length, 'new template');
    const facts = told.map(({ id, text, count, firstMs, line }) =>
      fact(`${id}, ${grouped(count)} lines, first ${readableTime(firstMs)}`, text, line?.id ?? null),
    );
    const first = told.flatMap(({ line }) => (line === null ? [] : [lineFact(line)]));
    return {
      data: { total: fresh.length, templates: told },
      found,
      facts: [fact(found), ...facts, ...first],
      where: String(where),
    };
  },
};
