// Whether small logs are read right: `npx tsx bench/run-reading.ts [--all] [CASE...]`, in Node. Each case of the folder is an input with what is
// right about it (records; of some lines their time, level, source, beginning of the message). Printed are the cases that are read
// wrong, with the first two faults of each (--all: the right ones too), and how many are right. Needs HARBINGER_DATA, or ../shared/data.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogTable } from '../src/contracts/tables';
import { lineNumOf } from '../src/core/lib/log-table';
import { errorText } from '../src/core/wording/error-text';
import { ingest } from '../src/input/fixtures/ingest-here';
import { openFiles } from '../src/input/open';
import { readRows } from '../src/input/read-rows';
import { ROOT } from './build';

interface ExpectedRow {
  readonly line: number;
  readonly time?: string;
  readonly level?: string;
  readonly source?: string;
  /** What the message begins with. */
  readonly message?: string;
}
interface Expected {
  readonly records?: number;
  readonly rows?: readonly ExpectedRow[];
}
type ReadRow = Omit<Required<ExpectedRow>, 'line'>;

const FIELDS = ['time', 'level', 'source', 'message'] as const;
const CASES = join(process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data'), 'reading');
const args = process.argv.slice(2);
const only = args.filter((arg) => !arg.startsWith('--'));
await main();

async function main(): Promise<void> {
  if (!existsSync(CASES)) {
    console.log(`skipped: ${CASES} is not there`);
    return;
  }
  const names = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, 'expected.json')));
  const chosen = names.filter((name) => only.length === 0 || only.includes(name)).sort();
  let numRight = 0;
  for (const name of chosen) {
    const faults = await faultsOf(join(CASES, name)).catch((error: unknown) => [errorText(error)]);
    if (faults.length === 0) numRight++;
    if (faults.length > 0) console.log(`wrong ${name}: ${faults.slice(0, 2).join('; ')}`);
    else if (args.includes('--all')) console.log(`right ${name}`);
  }
  console.log(`${numRight} of ${chosen.length} cases read right`);
}

async function faultsOf(dir: string): Promise<string[]> {
  const expected: Expected = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8'));
  const { numRecords, byLine } = await readCase(dir);
  const faults: string[] = [];
  if (expected.records !== undefined && expected.records !== numRecords)
    faults.push(`${numRecords} records, expected ${expected.records}`);
  for (const want of expected.rows ?? []) {
    const row = byLine.get(want.line);
    if (row) faults.push(...FIELDS.flatMap((field) => faultOf(field, row, want)));
    else faults.push(`no record at line ${want.line}`);
  }
  return faults;
}

function faultOf(field: (typeof FIELDS)[number], row: ReadRow, want: ExpectedRow): string[] {
  const wanted = want[field];
  if (wanted === undefined) return [];
  const isRight = field === 'message' ? row.message.startsWith(wanted) : row[field] === wanted;
  const short = (text: string): string => JSON.stringify(text.slice(0, 60));
  return isRight ? [] : [`line ${want.line} ${field} ${short(row[field])}, expected ${short(wanted)}`];
}

/** Rows by the line that they begin on; of several files the last one's. */
async function readCase(dir: string): Promise<{ numRecords: number; byLine: Map<number, ReadRow> }> {
  const paths = readdirSync(dir).filter((name) => name !== 'expected.json');
  const files = paths.sort().map((path) => ({ path, file: new File([readFileSync(join(dir, path))], path) }));
  const { logs } = await openFiles(files);
  const read = await ingest(logs);
  const parts = await readRows(
    read,
    Uint32Array.from({ length: read.table.length }, (_, row) => row),
  );
  const byLine = new Map<number, ReadRow>();
  forEachRow(read.table, (row, line, timeMs) => {
    const { level = '', source = '', message = '' } = parts[row] ?? {};
    byLine.set(line, { time: Number.isNaN(timeMs) ? '' : new Date(timeMs).toJSON(), level, source, message });
  });
  return { numRecords: read.table.length, byLine };
}

/** Last row first, so that of the rows of one line the first is kept. */
function forEachRow(table: LogTable, visit: (row: number, line: number, timeMs: number) => void): void {
  for (const shard of table.shards)
    for (let local = shard.length - 1; local >= 0; local--)
      visit(shard.rowBegin + local, lineNumOf(shard, local), shard.timeMs[local]);
}
