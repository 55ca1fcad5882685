// What the SQL of lake/ is written from, of an analysis whose files are at hand: some of its records are read again to hold the heads against.
import type { AnalysisResult } from '../contracts/result';
import type { SampleRecord } from '../core/lake/check-heads';
import { type LakeModel, lakeModel } from '../core/lake/model';
import { shardIdxOfRow } from '../core/lib/log-table';
import { readRows } from '../input/read-rows';
import type { Tables } from './tables';

/** Records that heads are held against, spread over the log in runs: neighbours are read with one slice. */
const NUM_RUNS = 100;
const RUN_LENGTH = 20;

export type LakeTables = Pick<Tables, 'table' | 'templates' | 'features' | 'text'> & {
  readonly result: Pick<AnalysisResult, 'settings'>;
};

/** @throws Error with a sentence for the user where the log has no windows. */
export async function lakeModelOf(tables: LakeTables): Promise<LakeModel> {
  const { result, table, templates, features, text } = tables;
  if (features === null) throw new Error('The log states no times, so there are no windows to count.');
  const rows = sampleRows(table.length);
  const parts = await readRows(text, rows);
  const { kinds } = table;
  const sample = parts.flatMap((part, i): SampleRecord[] => {
    if (part === null) return [];
    const shard = table.shards[shardIdxOfRow(table, rows[i])];
    const local = rows[i] - shard.rowBegin;
    const kind = shard.kind[local];
    return [
      {
        line: firstLine(part.text),
        timeMs: shard.timeMs[local],
        level: (kinds.stated ?? kinds.level)[kind],
        status: kinds.status?.[kind] ?? 0,
        message: part.message,
      },
    ];
  });
  const { grid } = features;
  const { normal } = result.settings;
  return lakeModel({ table, templates, plans: text.plans, grid, normal: normal.templates, sample });
}

function sampleRows(length: number): Uint32Array {
  const rows: number[] = [];
  const step = Math.max(RUN_LENGTH, Math.floor(length / NUM_RUNS));
  for (let begin = 0; begin < length; begin += step)
    for (let row = begin; row < Math.min(length, begin + RUN_LENGTH); row++) rows.push(row);
  return Uint32Array.from(rows);
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
