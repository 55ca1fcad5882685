/**
 * Mining on a sample: `npx tsx bench/run-lake-sample.ts [MEGABYTES] [DATA_DIR]`. Of each log every hundredth line is mined, and the expressions of lake/ that
 * come of it are held against all of it; then lines are drawn by component and hour as lake_sample draws them, twenty known and twenty unknown ones each, and mined
 * with the first. Matching is the tree of the SQL, run here, over shapes by their counts.
 */
import { existsSync, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import type { LogTable } from '../src/contracts/tables';
import { messageOfShape } from '../src/core/lake/calibrate';
import { createMatcher } from '../src/core/lake/matcher';
import { DRAWN_BY, SAMPLE_LINES } from '../src/core/lake/sql-coverage';
import { countLog } from '../src/engine/fixtures/count-log';
import { lakeModelOf } from '../src/engine/lake-model';
import type { TextSource } from '../src/input/checked-text';
import { localScanner } from '../src/input/fixtures/local-scanner';
import { ingestFiles } from '../src/input/ingest-files';
import { openFiles } from '../src/input/open';
import { readRows } from '../src/input/read-rows';
import { hasSamples, makeLog } from './make-log';

const [megabytes = '1000', dataDir = process.env.HARBINGER_DATA ?? '../shared/data'] = process.argv.slice(2);
const SETTINGS = { ...DEFAULT_SETTINGS, year: 2016 };
/** Every so many lines one is mined. */
const STEP = 100;
const HOUR_MS = 3_600_000;
const REAL = [
  'hdfs_2pct/HDFS_2pct.log.gz',
  'incidents/openstack_v8/openstack_v8.log.gz',
  'incidents/linux_combo/Linux.log.gz',
];

const dir = mkdtempSync(join(tmpdir(), 'harbinger-sample-'));
try {
  for (const kind of ['hdfs', 'mix'] as const) {
    if (!hasSamples(kind)) {
      console.log(`${kind}: not measured, its samples are not there (HARBINGER_DATA)`);
      continue;
    }
    const path = join(dir, `${kind}.log`);
    makeLog(kind, Number(megabytes) * 1e6, path);
    await measure(`${kind}, ${megabytes} MB`, path);
    rmSync(path);
  }
  for (const file of REAL) {
    if (!existsSync(join(dataDir, file))) continue;
    const path = join(dir, 'real.log');
    writeFileSync(path, gunzipSync(readFileSync(join(dataDir, file))));
    await measure(file.replace(/.*\//, ''), path);
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function measure(name: string, path: string): Promise<void> {
  const file = new File([await openAsBlob(path)], 'a.log');
  const { logs } = await openFiles([{ path: 'a.log', file }]);
  const whole = await ingestFiles(logs, SETTINGS, [localScanner]);
  const { table } = whole;
  console.log(`${name}: ${table.length} records, ${table.shapes.length} shapes`);
  const first = await textOf(whole, everyRow(table));
  const known = await knownShapes(first, table);
  report('round 1', first, known, table);
  const drawn = await textOf(whole, drawnRows(table, known.isKnown));
  report('round 2', drawn, await knownShapes(`${first}\n${drawn}`, table), table);
}

interface Known {
  readonly numTemplates: number;
  /** By shape of the whole: 1 where an expression matches it. */
  readonly isKnown: Uint8Array;
}

function report(round: string, text: string, { numTemplates, isKnown }: Known, { shapes }: LogTable): void {
  const sum = (counts: ArrayLike<number>, of: (i: number) => number): number =>
    Array.from(counts).reduce((total, count, i) => total + count * of(i), 0);
  const share = sum(shapes.count, (i) => isKnown[i]) / sum(shapes.count, () => 1);
  console.log(
    `  ${round}: ${(text.length / 1e6).toFixed(2)} MB mined, ${numTemplates} templates, ${(Math.floor(share * 1e5) / 1e3).toFixed(3)} % of the records known`,
  );
}

function everyRow({ length }: LogTable): number[] {
  return Array.from({ length: Math.ceil(length / STEP) }, (_, i) => i * STEP);
}

/** As sampleStatement in sql-coverage.ts. */
function drawnRows({ shards, kinds }: LogTable, isKnown: Uint8Array): number[] {
  const strata = new Map<string, number[]>();
  for (const { rowBegin, length, kind, timeMs } of shards)
    for (let i = 0; i < length; i++) {
      const key = `${kinds.source[kind[i]]} ${Math.floor(timeMs[i] / HOUR_MS)} ${isKnown[kinds.shape[kind[i]]]}`;
      const rows = strata.get(key);
      if (rows) rows.push(rowBegin + i);
      else strata.set(key, [rowBegin + i]);
    }
  const place = (row: number): number => ((row + 1) * DRAWN_BY.factor) % DRAWN_BY.places;
  return [...strata.values()]
    .flatMap((rows) => rows.sort((a, b) => place(a) - place(b) || a - b).slice(0, SAMPLE_LINES))
    .sort((a, b) => a - b);
}

async function textOf(source: TextSource, rows: readonly number[]): Promise<string> {
  return (await readRows(source, rows)).map((parts) => parts?.text ?? '').join('\n');
}

async function knownShapes(content: string, { shapes }: LogTable): Promise<Known> {
  const { match, texts } = await lakeModelOf(await countLog([{ path: 'a.log', content }], SETTINGS));
  const matcher = createMatcher(match.tree);
  const isKnown = Uint8Array.from(shapes.tokens, (tokens) =>
    matcher(messageOfShape(tokens)) === null ? 0 : 1,
  );
  return { numTemplates: texts.length, isKnown };
}
