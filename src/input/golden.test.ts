import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { lineNumOf } from '../core/lib/log-table';
import { coveredBytes, ingest } from './fixtures/ingest-here';
import { openFiles } from './open';
import { readRows } from './read-rows';

/**
 * Golden pairs: small files of our own writing and how they have to be read. UPDATE_GOLDEN=1 rewrites the expected side:
 * read the difference before it is committed.
 */
const GOLDEN = join(process.cwd(), 'src/core/ingest/golden');
const WRITTEN = Date.UTC(2024, 5, 15, 12);

/** What a user sees of the file, as text with one record a line. */
async function readFile(path: string): Promise<string> {
  const name = basename(path);
  const file = new File([readFileSync(path)], name, { lastModified: WRITTEN });
  const { logs, problems } = await openFiles([{ path: name, file }]);
  const source = await ingest(logs);
  const { table } = source;
  const cut = await ingest(logs, { shardBytes: 64, numScanners: 2 });
  expect([name, cut.table.files, [...timesOf(cut.table)]]).toEqual([name, table.files, [...timesOf(table)]]);
  const parts = await readRows(
    source,
    Array.from({ length: table.length }, (_, row) => row),
  );
  const summary = table.files[0];
  expect([name, coveredBytes(table, 0)]).toEqual([name, summary.bytes]);
  const records = table.shards.flatMap((shard) =>
    Array.from({ length: shard.length }, (_, local) => {
      const { level, source: from, message } = parts[shard.rowBegin + local]!;
      const time = new Date(shard.timeMs[local]).toJSON();
      return JSON.stringify({ line: lineNumOf(shard, local), time, level, source: from, message });
    }),
  );
  const { format, encoding, numLines, numRecords, numUnparsed, numBackwards } = summary;
  const head = {
    format,
    encoding,
    lines: numLines,
    records: numRecords,
    unparsed: numUnparsed,
    backwards: numBackwards,
    gaps: summary.gaps.map(({ begin, end, reason }) => `${begin}-${end} ${reason}`),
    problems: problems.map(({ code }) => code),
  };
  return `{\n  "file": ${JSON.stringify(head)},\n  "records": [\n    ${records.join(',\n    ')}\n  ]\n}\n`;
}

const timesOf = (table: Awaited<ReturnType<typeof ingest>>['table']) =>
  table.shards.flatMap((shard) => [...shard.timeMs]);

test('every golden file is read as expected, however it is cut', async () => {
  const names = readdirSync(join(GOLDEN, 'input')).sort();
  expect(names.length).toBeGreaterThan(60);
  mkdirSync(join(GOLDEN, 'expected'), { recursive: true });
  for (const name of names) {
    const actual = await readFile(join(GOLDEN, 'input', name));
    const path = join(GOLDEN, 'expected', `${name}.json`);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, actual);
    const expected = existsSync(path) ? readFileSync(path, 'utf8') : '';
    expect(`${name}\n${actual}`).toBe(`${name}\n${expected}`);
  }
}, 60_000);
