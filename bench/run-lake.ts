/**
 * The SQL of lake/ against the page, on real logs: `npx tsx bench/run-lake.ts [DATA_DIR] [NAME]`. Each log is read, mined and counted here, and again by
 * DuckDB and ClickHouse from its raw text; the templates of all lines and all cells of the windows are compared, and what comes of the windows when they are
 * dropped as files. Then a model of the first half
 * of a log counts the whole of it: what it does not know.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { clickhouse } from '../src/core/lake/dialects/clickhouse';
import { duckdb } from '../src/core/lake/dialects/duckdb';
import type { LakeModel } from '../src/core/lake/model';
import { lakeScript } from '../src/core/lake/script';
import { type Comparison, compareLake } from '../src/engine/fixtures/compare-lake';
import { countLog } from '../src/engine/fixtures/count-log';
import { judgeLog } from '../src/engine/fixtures/judge-log';
import { type LakeRun, runInDuckdb } from '../src/engine/fixtures/lake-duckdb';
import { lakeModelOf } from '../src/engine/lake-model';
import { findClickHouse, runInClickHouse } from './lake-clickhouse';
import { reportHome } from './lake-home';

const [dataDir = '../shared/data', only = ''] = process.argv.slice(2);
/** Lines of the mix that state no year would be read in several, by the order of their days. */
const SETTINGS = { ...DEFAULT_SETTINGS, year: 2016 };
type Texts = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const CASES: readonly (readonly [name: string, texts: () => Texts])[] = [
  ['HDFS 2 %', () => ofFile('hdfs_2pct/HDFS_2pct.log.gz')],
  ['OpenStack v8', () => ofFile('incidents/openstack_v8/openstack_v8.log.gz')],
  ['a mix of ten', mixOfTen],
];

if (!existsSync(dataDir)) console.log(`skipped: no data in ${dataDir}`);
else {
  const root = mkdtempSync(join(tmpdir(), 'harbinger-lake-'));
  const engine = findClickHouse(root);
  if (typeof engine === 'string') console.log(`ClickHouse skipped: ${engine}`);
  try {
    for (const [i, [name, textsOf]] of CASES.entries())
      if (name.includes(only)) await compareCase(name, textsOf(), join(root, String(i)));
  } finally {
    if (typeof engine !== 'string') engine.close();
    rmSync(root, { recursive: true, force: true });
  }

  async function compareCase(name: string, texts: Texts, folder: string): Promise<void> {
    mkdirSync(folder);
    const begin = performance.now();
    const files = [...texts].map(([path, content]) => ({ path, content }));
    const counted = await countLog(files, SETTINGS);
    const pageSeconds = (performance.now() - begin) / 1000;
    if (counted.features === null) return console.log(`${name}: no windows`);
    const model = await lakeModelOf(counted);
    const bytes = [...texts.values()].reduce((sum, { length }) => sum + length, 0);
    console.log(
      `${name}: ${texts.size} files, ${(bytes / 1e6).toFixed(1)} MB, ${counted.table.length} records, ${model.texts.length} templates, ${counted.features.grid.length} windows; page ${pageSeconds.toFixed(1)} s`,
    );
    console.log(
      `  generated: heads read ${percent(model.lines.read01)} of the sample, templates ${percent(model.match.matched01)} by shapes (${percent(model.match.byTexts01)} by texts alone, ${model.match.numExact} shapes named)${model.lines.none.map(({ format, why }) => `; not ${format}: ${why}`).join('')}`,
    );
    report(
      'DuckDB',
      compareLake(counted, model, await runInDuckdb(lakeScript(model, duckdb, ''), folder, texts)),
      bytes,
    );
    const own = await judgeLog(files, SETTINGS);
    await reportHome('DuckDB', folder, own, SETTINGS);
    if (typeof engine !== 'string') {
      report(
        `ClickHouse ${engine.version}`,
        compareLake(
          counted,
          model,
          runInClickHouse(engine, lakeScript(model, clickhouse, ''), folder, texts),
        ),
        bytes,
      );
      await reportHome('ClickHouse', folder, own, SETTINGS);
    }
    if (texts.size === 1) await halfOf(model, texts, folder);
  }
}

function report(engine: string, found: Comparison & Pick<LakeRun, 'seconds'>, bytes: number): void {
  const {
    numRecords,
    otherTemplate,
    otherTime,
    otherLevel,
    otherStatus,
    moreRecords,
    numCells,
    otherCells,
    seconds,
  } = found;
  const others = [
    otherTime && `${otherTime} other times`,
    otherLevel && `${otherLevel} other levels`,
    otherStatus && `${otherStatus} other statuses`,
    moreRecords && `${moreRecords} records more`,
  ].filter(Boolean);
  console.log(
    `  ${engine}: same template ${percent(1 - otherTemplate / numRecords)} of lines, cells of windows off by more than 1e-6: ${otherCells.length} of ${numCells}${others.map((each) => `, ${each}`).join('')}; ${seconds.toFixed(1)} s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s`,
  );
  for (const cell of otherCells.slice(0, 3)) console.log(`    ${cell}`);
}

/** The rest of a lake is not what was mined: of a log the first half stands for that. */
async function halfOf(whole: LakeModel, texts: Texts, folder: string): Promise<void> {
  const [[path, content]] = texts;
  const end = content.indexOf(10, content.length >> 1) + 1;
  const counted = await countLog([{ path, content: content.slice(0, end) }], SETTINGS);
  if (counted.features === null) return;
  const model = await lakeModelOf(counted);
  const { coverage } = await runInDuckdb(
    lakeScript({ ...model, grid: whole.grid }, duckdb, ''),
    folder,
    texts,
  );
  const [, heads, , traces, unknown] = coverage;
  console.log(
    `  mined on its first half: ${percent(1 - unknown / (heads - traces))} of all records known, ${unknown} unknown`,
  );
}

function ofFile(path: string): Texts {
  const bytes = readFileSync(join(dataDir, path));
  const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return new Map([['log.log', new Uint8Array(text)]]);
}

function mixOfTen(): Texts {
  const dir = join(dataDir, 'parsing');
  return new Map(
    readdirSync(dir).map((name) => [
      `${name}.log`,
      new Uint8Array(readFileSync(join(dir, name, `${name}_2k.log`))),
    ]),
  );
}

function percent(share: number): string {
  return `${Math.floor(share * 100_000) / 1000} %`;
}
