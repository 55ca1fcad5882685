// What a list of lines is, counted: by level, component, template and file from the columns; by fields on a sample of the texts.
import type { CountOf, LineCounts, LineField } from '../contracts/lines';
import { NUM_LEVELS } from '../contracts/units';
import { shardReader } from '../core/lib/log-table';
import { spreadOver } from '../core/lib/spread';
import { fieldsOf } from '../core/query/record-fields';
import type { RowColumns } from '../core/query/select-rows';
import type { TextSource } from '../input/checked-text';
import { readRows } from '../input/read-rows';
import type { LineList } from './line-list';

const MAX_COUNTED = 100;
const SAMPLE_LINES = 240;
const MAX_FIELDS = 24;
const MAX_VALUES = 12;

/** @param numOf lines that a row stands for; left out: each is one */
export function countLines(
  { rows, folded, isAsked }: LineList,
  { table, templates, levels }: RowColumns,
  numOf: (row: number) => number = () => 1,
): LineCounts {
  const ofKind = new Float64Array(table.kinds.length);
  const ofFile = new Float64Array(table.files.length);
  const shardOf = shardReader(table);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (!isAsked(row)) continue;
    const shard = shardOf(row);
    const num = numOf(row) + (folded === null ? 0 : folded[at]);
    ofKind[shard.kind[row - shard.rowBegin]] += num;
    ofFile[shard.fileIdx] += num;
  }
  const ofLevel = new Array<number>(NUM_LEVELS).fill(0);
  const ofSource = new Float64Array(table.sources.length);
  const ofTemplate = new Float64Array(templates.length);
  ofKind.forEach((num, kind) => {
    if (num === 0) return;
    ofLevel[levels[kind]] += num;
    ofSource[table.kinds.source[kind]] += num;
    ofTemplate[templates.ofKind[kind]] += num;
  });
  return { levels: ofLevel, sources: mostOf(ofSource), templates: mostOf(ofTemplate), files: mostOf(ofFile) };
}

function mostOf(counts: Float64Array): CountOf[] {
  const all: CountOf[] = [];
  counts.forEach((num, idx) => {
    if (num > 0) all.push([idx, num]);
  });
  return all.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_COUNTED);
}

/** Lines of the sample are spread evenly over the list. */
export async function countFields({ rows }: LineList, source: TextSource): Promise<readonly LineField[]> {
  const sample = spreadOver(rows, SAMPLE_LINES);
  const counts = new Map<string, Map<string, number>>();
  for (const parts of await readRows(source, sample, 4096)) {
    for (const { name, value, isBare } of parts === null ? [] : fieldsOf(parts.text)) {
      if (isBare) continue;
      const values = counts.get(name) ?? new Map<string, number>();
      values.set(value, (values.get(value) ?? 0) + 1);
      counts.set(name, values);
    }
  }
  const fields = [...counts].map(([name, values]): LineField => {
    const sorted = [...values].sort((a, b) => b[1] - a[1]);
    return {
      name,
      count: sorted.reduce((sum, [, num]) => sum + num, 0),
      isNumeric: sorted.every(([value]) => Number.isFinite(Number(value))),
      values: sorted.slice(0, MAX_VALUES),
    };
  });
  return fields.sort((a, b) => b.count - a.count).slice(0, MAX_FIELDS);
}
