/**
 * Heaps that are full by what their collections state, in a log of windows. In: the grid, tables, a way to read records. Out: each run of collections in vain as a finding
 * (finding-episodes.ts), by file and time; few.
 */
import type { FeatureMatrix } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { type Collection, fullCollection, fullHeapRuns, MAY_COLLECT } from '../features/full-heaps';
import type { ReadRecords } from '../features/series/numbers';
import { forEachTimedRow } from '../features/timed-rows';
import { clockOf } from '../wording/clock';
import type { Finding } from './finding-episodes';

export interface FullHeapsInput {
  readonly features: FeatureMatrix;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly readRecords: ReadRecords;
}

/** Records that are read of each file, the last ones: a heap runs full towards the end. */
const MAX_READ = 4000;
const MAX_FILES = 40;
const MAX_FOUND = 5;
const MAX_BYTES = 600;

interface Row {
  readonly row: RowIdx;
  readonly timeMs: EpochMs;
  readonly template: TemplateIdx;
}

type Found = Row & Collection;

/** Where no template may tell of a full collection, no record is looked at. */
export async function fullHeaps(input: FullHeapsInput): Promise<readonly Finding[]> {
  const { table, templates, readRecords, features } = input;
  const mayTell = templates.templates.map(({ text }, t) => !templates.muted?.[t] && MAY_COLLECT.test(text));
  if (!mayTell.includes(true)) return [];
  const byFile = new Map<number, Row[]>();
  forEachTimedRow(table, (row, timeMs, kind, fileIdx) => {
    const template = templates.ofKind[kind];
    if (!mayTell[template]) return;
    const rows = byFile.get(fileIdx) ?? [];
    if (rows.length === 0 && byFile.size >= MAX_FILES) return;
    if (rows.length >= 2 * MAX_READ) rows.splice(0, MAX_READ);
    rows.push({ row: row as RowIdx, timeMs: timeMs as EpochMs, template: template as TemplateIdx });
    byFile.set(fileIdx, rows);
  });
  const findings: Finding[] = [];
  for (const [fileIdx, all] of byFile) {
    const rows = all.slice(-MAX_READ);
    const records = await readRecords(
      rows.map(({ row }) => row),
      MAX_BYTES,
    );
    const collections = rows.flatMap((row, i): Found[] => {
      const told = fullCollection(records[i]?.text ?? '');
      return told === null ? [] : [{ ...row, ...told }];
    });
    const name = table.files[fileIdx]?.name ?? '';
    for (const run of fullHeapRuns(collections)) findings.push(findingOf(run, name, features.grid));
  }
  return findings.slice(0, MAX_FOUND);
}

function findingOf(
  run: readonly Found[],
  fileName: string,
  { startMs, windowMs, length }: FeatureMatrix['grid'],
): Finding {
  const [first, last] = [run[0], run[run.length - 1]];
  const windowOf = (ms: number): number =>
    Math.min(length - 1, Math.max(0, Math.floor((ms - startMs) / windowMs)));
  const [from, to] = [first, last].map(({ timeMs }) => clockOf(timeMs, 'minutes'));
  const change = `full after ${run.length} full collections (${last.after} of ${last.capacity} left in use), ${from === to ? from : `${from} to ${to}`} UTC`;
  const line = ({ row, template }: Row, why: string) => ({ row, template, why });
  return {
    windowBegin: windowOf(first.timeMs),
    windowEnd: windowOf(last.timeMs) + 1,
    severity: 'error',
    reason: {
      text: `heap ${change}`,
      template: first.template,
      observed: run.length,
      expected: 0,
      isBesideCounts: true,
      beside: {
        what: 'heap',
        name: 'heap',
        change,
        component: ownName(fileName),
        usual: 0,
        value: run.length,
      },
      timeMs: first.timeMs,
    },
    lines: [line(first, 'first full collection that freed next to nothing'), line(last, 'last of them')],
  };
}

/** 'var/log/orders-gc.log.gz' -> 'orders-gc'. */
function ownName(path: string): string {
  return (path.split('/').at(-1) ?? path)
    .replace(/\.(?:gz|zst|xz|bz2)$/, '')
    .replace(/\.(?:log|txt|out)(?:\.\d+)?$/, '');
}
