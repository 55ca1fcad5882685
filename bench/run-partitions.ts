/**
 * A folder of partitions, as a database writes its windows, given to the built page: `npx tsx bench/run-partitions.ts [DATA_DIR] [--parts N]`. HDFS 2 % is counted by
 * DuckDB, its windows are cut into N folders of three Parquet files each, and the folder is dropped. Printed: seconds to the verdict, growth of the tab,
 * whether the ticket is that of the log itself, which is given to the same page after it.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { chromium } from 'playwright';
import { duckdb } from '../src/core/lake/dialects/duckdb';
import { lakeScript } from '../src/core/lake/script';
import { countLog } from '../src/engine/fixtures/count-log';
import { runInDuckdb } from '../src/engine/fixtures/lake-duckdb';
import { lakeModelOf } from '../src/engine/lake-model';
import { givePaths, saveExport, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { watchRenderers } from './renderer-memory';
import { serveFolder } from './static-server';

const TIMEOUT_MS = 10 * 60_000;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { parts: { type: 'string', default: '200' } },
});
const source = join(positionals[0] ?? '../shared/data', 'hdfs_2pct/HDFS_2pct.log.gz');
const numParts = Number(values.parts);

if (!existsSync(source)) console.log(`skipped: no ${source}`);
else {
  await ensureBuild();
  const work = mkdtempSync(join(tmpdir(), 'harbinger-partitions-'));
  try {
    const content = new Uint8Array(gunzipSync(readFileSync(source)));
    const log = join(work, 'log.log');
    writeFileSync(log, content);
    const { folder, bytes } = await partition(content, work);
    const home = await judge(folder, join(work, 'home'));
    const own = await judge(log, join(work, 'own'));
    console.log(
      `${numParts} partitions, ${(bytes / 1e6).toFixed(1)} MB in ${3 * numParts} files, of a log of ${(content.length / 1e6).toFixed(1)} MB: verdict ${home.seconds.toFixed(1)} s after the drop, the tab grew by ${home.grownMb} MB, the browser by ${home.wholeGrownMb} MB; by the log itself ${own.seconds.toFixed(1)} s, ${own.grownMb} and ${own.wholeGrownMb} MB`,
    );
    console.log(
      `verdict "${home.verdict}"; tickets ${home.ticket === own.ticket ? 'agree in title, severity, span and outage' : `differ: ${home.ticket} and ${own.ticket}`}`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Folders part=0 .. part=N-1, by time; lines go with the rows that point at them. */
async function partition(content: Uint8Array<ArrayBuffer>, work: string) {
  const lake = join(work, 'lake');
  mkdirSync(lake);
  const model = await lakeModelOf(await countLog([{ path: 'log.log', content }]));
  await runInDuckdb(lakeScript(model, duckdb, ''), lake, new Map([['log.log', content]]));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    `CREATE TABLE starts AS SELECT "start", ntile(${numParts}) OVER (ORDER BY "start") - 1 AS part FROM '${lake}/feature_windows.parquet'`,
  );
  const folder = join(work, 'partitions');
  let bytes = 0;
  for (let part = 0; part < numParts; part++) {
    const own = join(folder, `part=${part}`);
    mkdirSync(own, { recursive: true });
    const windows = `(SELECT "start" FROM starts WHERE part = ${part})`;
    const selects = {
      feature_windows: `SELECT * FROM '${lake}/feature_windows.parquet' WHERE "start" IN ${windows}`,
      template_windows: `SELECT * FROM '${lake}/template_windows.parquet' WHERE "start" IN ${windows}`,
      template_lines: `SELECT l.* FROM '${lake}/template_lines.parquet' AS l JOIN '${lake}/template_windows.parquet' AS t ON l.file = t.file AND l.seq >= t.seq AND l.seq < least(t.next_seq, t.seq + 80) WHERE t."start" IN ${windows}`,
    };
    for (const [name, select] of Object.entries(selects)) {
      const path = join(own, `${name}.parquet`);
      await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
      bytes += statSync(path).size;
    }
  }
  connection.closeSync();
  return { folder, bytes };
}

async function judge(path: string, profile: string) {
  const site = await serveFolder({ dir: DIST });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    args: [...BROWSER_ARGS],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(site.url);
    await page.getByTestId('drop-zone').waitFor();
    const memory = watchRenderers(profile);
    const began = performance.now();
    await givePaths(page, [path]);
    const verdict = await untilDone(page, TIMEOUT_MS);
    const seconds = (performance.now() - began) / 1000;
    const watched = memory.stop();
    await page.getByTestId('tab-exports').click();
    const saved = await saveExport(page, 'incidents.json', profile, TIMEOUT_MS);
    const incidents = JSON.parse(readFileSync(saved, 'utf8')) as Record<string, unknown>[];
    const ticket = JSON.stringify(
      incidents.map(({ title, severity, start, end, outageStart }) => [
        title,
        severity,
        start,
        end,
        outageStart,
      ]),
    );
    const mb = (value: number | undefined): string => (value === undefined ? '?' : value.toFixed(0));
    return {
      verdict,
      seconds,
      ticket,
      grownMb: mb(watched?.grownMb),
      wholeGrownMb: mb(watched?.wholeGrownMb),
    };
  } finally {
    await context.close();
    await site.close();
  }
}
