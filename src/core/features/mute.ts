/**
 * Templates that the user called normal, kept out of detection. In: the tables, the texts of the templates. Out: the same tables as
 * detection is to see them: these templates have neither level nor words and are muted, so that none of their records is counted,
 * scored or taken for an outage. The tables that the user sees are the ones given, untouched.
 */
import type { WindowGrid } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { NUM_LEVELS, type Problem } from '../../contracts/units';
import { numOfRow } from '../lib/log-table';
import { plural } from '../wording/plural';
import { problem } from '../wording/problem';
import { forEachTimedRow } from './timed-rows';

export interface JudgedTables {
  readonly table: LogTable;
  readonly templates: TemplateTable;
}

/** The very tables given where no template has one of the texts. Small tables are copied, columns of rows are shared. */
export function withoutNormal(
  table: LogTable,
  templates: TemplateTable,
  texts: readonly string[],
): JudgedTables {
  const normal = new Set(texts);
  const muted = Uint8Array.from(templates.templates, ({ text }) => (normal.has(text) ? 1 : 0));
  if (!muted.includes(1)) return { table, templates };
  const level = table.kinds.level.map((own, kind) => (muted[templates.ofKind[kind]] ? 0 : own));
  return {
    table: { ...table, kinds: { ...table.kinds, level } },
    templates: {
      ...templates,
      templates: templates.templates.map((template, t) =>
        muted[t] ? { ...template, text: '', level: 0 } : template,
      ),
      muted,
    },
  };
}

/** Records per window and level as the log has them, whatever detection passes over: grid.length * NUM_LEVELS, row-major. */
export function levelCountsOf(table: LogTable, grid: WindowGrid): Uint32Array {
  const counts = new Uint32Array(grid.length * NUM_LEVELS);
  forEachTimedRow(table, (row, timeMs, kind) => {
    const window = Math.floor((timeMs - grid.startMs) / grid.windowMs);
    if (window < 0 || window >= grid.length) return;
    counts[window * NUM_LEVELS + table.kinds.level[kind]] += numOfRow(table, row);
  });
  return counts;
}

/** Whether no record is left that detection does not pass over. */
export function isAllNormal({ templates, muted }: TemplateTable): boolean {
  return muted !== undefined && templates.every(({ count }, t) => count === 0 || muted[t] === 1);
}

/** Tells of texts that no template of this log has, so that nothing is passed over for them; null: none. */
export function absentNormal(templates: TemplateTable, texts: readonly string[]): Problem | null {
  const known = new Set(templates.templates.map(({ text }) => text));
  const absent = texts.filter((text) => !known.has(text));
  if (absent.length === 0) return null;
  const what = plural(absent.length, 'template marked as normal is', 'templates marked as normal are');
  const message = `${absent.length} ${what} not among the templates of this log, the first: "${absent[0].slice(0, 120)}". The mark is kept.`;
  return problem('info', 'normal-absent', message);
}
