// One side of a comparison, counted, and what its wildcards hold. In: the tables of an analysis, a query of columns. Out: its tally; values of some of
// its templates, read back from their lines.
import type { SideTally, SideValues } from '../contracts/compare';
import { tallyLines } from '../core/compare/tally-lines';
import { effectiveLevelOfKinds } from '../core/features/effective-level';
import { spreadOver } from '../core/lib/spread';
import { parseQuery } from '../core/query/parse';
import type { Query } from '../core/query/query';
import { ASKED, type RowColumns, selectRows } from '../core/query/select-rows';
import { readRows } from '../input/read-rows';
import type { Tables } from './tables';
import { createTally } from './template-parameters';

/** Records of a template that are read on a side, evenly spread. */
const MAX_READ = 2000;

/** @throws Error with a sentence for the user when the query cannot be read, or asks for texts. */
export function tallySide({ table, templates, result }: Tables, where: string): SideTally {
  return { analysis: result.id, ...tallyLines(columnsOf({ table, templates }), queryOf(where)) };
}

/** In the order of `wanted`. Records whose text is not at hand are left out of numRead. */
export async function readSideValues(
  { table, templates, text }: Pick<Tables, 'table' | 'templates' | 'text'>,
  where: string,
  wanted: readonly number[],
): Promise<readonly SideValues[]> {
  const { state } = selectRows(columnsOf({ table, templates }), queryOf(where));
  const rowsOf = new Map<number, number[]>(wanted.map((template) => [template, []]));
  for (const { kind, length, rowBegin } of table.shards)
    for (let i = 0; i < length; i++)
      if (state[rowBegin + i] === ASKED) rowsOf.get(templates.ofKind[kind[i]])?.push(rowBegin + i);
  const found: SideValues[] = [];
  for (const template of wanted) {
    const { text: wording } = templates.templates[template];
    const tally = createTally(wording);
    const rows = spreadOver(Uint32Array.from(rowsOf.get(template) ?? []), MAX_READ);
    for (const parts of await readRows(text, rows)) if (parts) tally.add(parts.message);
    const { numRead, wildcards } = tally.figures();
    found.push({ template, text: wording, numRead, wildcards });
  }
  return found;
}

function columnsOf({ table, templates }: Pick<Tables, 'table' | 'templates'>): RowColumns {
  return { table, templates, levels: effectiveLevelOfKinds(table, templates) };
}

function queryOf(where: string): Query {
  const { query, problem } = parseQuery(where);
  if (query === null) throw new Error(problem?.message ?? 'This cannot be read as a filter.');
  return query;
}
