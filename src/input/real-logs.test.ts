import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { isEqual } from '../core/lib/is-equal';
import { coveredBytes, ingest, rowsOf } from './fixtures/ingest-here';
import { openFiles } from './open';
import { readRows } from './read-rows';

/** Real logs, outside the repository; the tests are skipped where they are missing. */
const DATA = process.env.HARBINGER_DATA ?? join(process.cwd(), '../shared/data');
const hasData = existsSync(join(DATA, 'parsing'));

const logsUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? logsUnder(path) : /\.log(\.gz)?$/.test(name) ? [path] : [];
  });

const openPath = async (path: string) => {
  const file = new File([readFileSync(path)], path, { lastModified: Date.UTC(2006, 5, 1) });
  return (await openFiles([{ path, file }])).logs;
};

const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/galera/, 'mysql'],
  [/linux_combo|Linux_2k|OpenSSH/, 'syslog-rfc3164'],
  [/lo2_oauth/, 'time-of-day'],
  [/openstack_v|OpenStack_2k/, 'openstack'],
  [/BGL/, 'bgl'],
  [/HDFS/, 'hdfs'],
  [/Android/, 'android-logcat'],
  [/Zookeeper/, 'zookeeper'],
  [/Spark/, 'spark'],
  [/Apache/, 'apache-error'],
];

test.skipIf(!hasData)(
  'every real log: its format, every byte in a record or gap, the same rows from small shards',
  async () => {
    for (const path of logsUnder(DATA)) {
      const files = await openPath(path);
      const { table } = await ingest(files);
      const expected = FORMATS.find(([pattern]) => pattern.test(path))?.[1];
      if (expected) expect([path, table.files[0].format]).toEqual([path, expected]);
      expect(coveredBytes(table, 0)).toBe(table.files[0].bytes);
      if (table.files[0].bytes > 2_000_000) continue;
      const cut = await ingest(files, { shardBytes: 50_000, numScanners: 3 });
      const [whole, inPieces] = [rowsOf(table), rowsOf(cut.table)];
      // The matcher is slow on as many rows; it is asked for the difference only.
      if (!isEqual(inPieces, whole)) expect([path, inPieces]).toEqual([path, whole]);
    }
  },
  120_000,
);

test.skipIf(!hasData)('the message of every Loghub line is its Content', async () => {
  for (const system of readdirSync(join(DATA, 'parsing'))) {
    const base = join(DATA, 'parsing', system, `${system}_2k.log`);
    const csv = readFileSync(`${base}_structured.csv`, 'utf8');
    const truth = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data;
    const source = await ingest(await openPath(base));
    const parts = await readRows(
      source,
      truth.map((_, row) => row),
    );
    const wrong = truth.filter((row, i) => parts[i]?.message.trim() !== row.Content.trim());
    expect([system, wrong.slice(0, 3).map((row) => row.Content)]).toEqual([system, []]);
  }
});
