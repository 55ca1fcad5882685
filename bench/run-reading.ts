// Whether small logs are read right: `npx tsx bench/run-reading.ts [--all] [CASE...]`, in Node. Each case is an input with what is right about it
// (records; of some their time, level, source, beginning of the message; what the receipt says was assumed). Printed are the cases that are read wrong, with the first two faults of each
// (--all: the right ones too, and every fault), and how many are right: of the folders after public bug reports (HARBINGER_DATA, or ../shared/data;
// skipped where it is missing), and of each round of bench/reading, whose inputs were written before they were read (docs/decisions/0041).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogTable, ReadFrom, TimeReading } from '../src/contracts/tables';
import { lineNumOf } from '../src/core/lib/log-table';
import { errorText } from '../src/core/wording/error-text';
import { ingest } from '../src/input/fixtures/ingest-here';
import { openFiles } from '../src/input/open';
import { readRows } from '../src/input/read-rows';
import { ROOT } from './build';

interface ExpectedRow {
  /** The line that the record begins at; of a round also `record`, its number in the file. Both count from 1. */
  readonly line?: number;
  readonly record?: number;
  readonly time?: string;
  readonly level?: string;
  readonly source?: string;
  /** What the message begins with. */
  readonly message?: string;
}
interface Expected {
  readonly records?: number;
  /** Where the receipt says that zone, year, day or the order of days and months was taken from. */
  readonly says?: Partial<Record<(typeof SAID)[number], ReadFrom['from']>>;
  readonly rows?: readonly ExpectedRow[];
}
interface Case {
  readonly name: string;
  readonly files: readonly File[];
  readonly expected: Expected;
}
type ReadRow = Required<Pick<ExpectedRow, (typeof FIELDS)[number]>>;

const SAID = ['zone', 'year', 'day', 'dateOrder'] as const;
const FIELDS = ['time', 'level', 'source', 'message'] as const;
const CASES = join(process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data'), 'reading');
const ROUNDS = join(ROOT, 'bench', 'reading');
/** When the files of a round were last written: their years are assumed from it. */
const WRITTEN = Date.UTC(2024, 5, 15, 12);
const args = process.argv.slice(2);
const only = args.filter((arg) => !arg.startsWith('--'));
await main();

async function main(): Promise<void> {
  if (existsSync(CASES)) await score('', reportedCases());
  else console.log(`skipped: ${CASES} is not there`);
  for (const round of readdirSync(ROUNDS).sort()) await score(`${round}: `, casesOfRound(round));
}

async function score(head: string, cases: readonly Case[]): Promise<void> {
  const chosen = cases.filter(({ name }) => only.length === 0 || only.includes(name));
  if (chosen.length === 0) return;
  const isAll = args.includes('--all');
  let numRight = 0;
  for (const each of chosen) {
    const faults = await faultsOf(each).catch((error: unknown) => [errorText(error)]);
    if (faults.length === 0) numRight++;
    if (faults.length > 0)
      console.log(`wrong ${each.name}: ${(isAll ? faults : faults.slice(0, 2)).join('; ')}`);
    else if (isAll) console.log(`right ${each.name}`);
  }
  console.log(`${head}${numRight} of ${chosen.length} cases read right`);
}

/** A folder a case: its inputs, and expected.json. */
function reportedCases(): Case[] {
  const names = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, 'expected.json')));
  return names.sort().map((name) => {
    const dir = join(CASES, name);
    const paths = readdirSync(dir).filter((path) => path !== 'expected.json');
    const files = paths.sort().map((path) => new File([readFileSync(join(dir, path))], path));
    return { name, files, expected: JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8')) };
  });
}

/** A file a case; what is right about all of them stands in one expected.json. */
function casesOfRound(round: string): Case[] {
  const dir = join(ROUNDS, round);
  const expected: Record<string, Expected> = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8'));
  return Object.keys(expected).map((name) => {
    const file = new File([readFileSync(join(dir, name))], name, { lastModified: WRITTEN });
    return { name, files: [file], expected: expected[name] };
  });
}

async function faultsOf({ files, expected }: Case): Promise<string[]> {
  const { byLine, byRecord, reading } = await readCase(files);
  const faults: string[] = [];
  if (expected.records !== undefined && expected.records !== byRecord.length)
    faults.push(`${byRecord.length} records, expected ${expected.records}`);
  for (const said of SAID) {
    const from = reading?.[said]?.from ?? 'not at all';
    const want = expected.says?.[said] ?? from;
    if (want !== from) faults.push(`${said} ${from}, expected ${want}`);
  }
  for (const want of expected.rows ?? []) {
    const place = want.record === undefined ? `line ${want.line}` : `record ${want.record}`;
    const row = want.record === undefined ? byLine.get(want.line ?? 0) : byRecord[want.record - 1];
    if (row) faults.push(...FIELDS.flatMap((field) => faultOf(field, row, want, place)));
    else faults.push(`no record at ${place}`);
  }
  return faults;
}

function faultOf(field: (typeof FIELDS)[number], row: ReadRow, want: ExpectedRow, place: string): string[] {
  const wanted = want[field];
  if (wanted === undefined) return [];
  const isRight = field === 'message' ? row.message.startsWith(wanted) : row[field] === wanted;
  const short = (text: string): string => JSON.stringify(text.slice(0, 60));
  return isRight ? [] : [`${place} ${field} ${short(row[field])}, expected ${short(wanted)}`];
}

/** Rows in order, and by the line that they begin on; of several files the last one's, whose receipt is given too. */
async function readCase(files: readonly File[]): Promise<{
  byRecord: readonly ReadRow[];
  byLine: ReadonlyMap<number, ReadRow>;
  reading: TimeReading | undefined;
}> {
  const { logs } = await openFiles(files.map((file) => ({ path: file.name, file })));
  const read = await ingest(logs);
  const parts = await readRows(
    read,
    Uint32Array.from({ length: read.table.length }, (_, row) => row),
  );
  const byRecord: ReadRow[] = [];
  const byLine = new Map<number, ReadRow>();
  forEachRow(read.table, (row, line, timeMs) => {
    const { level = '', source = '', message = '' } = parts[row] ?? {};
    const time = Number.isNaN(timeMs) ? '' : new Date(timeMs).toJSON();
    byRecord[row] = { time, level, source, message };
    byLine.set(line, byRecord[row]);
  });
  return { byRecord, byLine, reading: read.table.files.at(-1)?.reading };
}

/** Last row first, so that of the rows of one line the first is kept. */
function forEachRow(table: LogTable, visit: (row: number, line: number, timeMs: number) => void): void {
  for (const shard of table.shards)
    for (let local = shard.length - 1; local >= 0; local--)
      visit(shard.rowBegin + local, lineNumOf(shard, local), shard.timeMs[local]);
}
