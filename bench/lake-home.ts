// Windows that a database counted, dropped as files, against the verdict of the log that they were counted from. In: the folder of the results, what the
// page found. Out: a line that says how far they agree.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initParquet } from '../src/archive/parquet';
import { readTable } from '../src/archive/read-table';
import { tableLines } from '../src/archive/table-lines';
import type { Settings } from '../src/contracts/settings';
import { HOME_NAMES, homeColumnsOf } from '../src/core/lake/home/table-kind';
import type { PipelineOutput } from '../src/core/pipeline';
import { countedDrop } from '../src/engine/counted-drop';
import { judgeRead } from '../src/engine/fixtures/judge-log';

export async function reportHome(
  engine: string,
  folder: string,
  own: PipelineOutput,
  settings: Settings,
): Promise<void> {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
  const files = Object.values(HOME_NAMES).map((name) => ({
    path: `${name}.parquet`,
    file: new File([readFileSync(join(folder, `${name}.parquet`))], name),
  }));
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const begin = performance.now();
  const drop = await countedDrop(
    files,
    { read: (file, name) => readTable(file, name, homeColumnsOf), lines: tableLines },
    () => {},
  );
  if (drop === null) throw new Error('the results are not known as windows');
  const home = await judgeRead(async () => drop.read, drop.known, settings);
  const seconds = (performance.now() - begin) / 1000;
  console.log(
    `  home from ${engine}: ${(bytes / 1e3).toFixed(0)} kB in three files, judged in ${seconds.toFixed(1)} s; ${sameVotes(own, home)}; incidents ${own.incidents.length} by the page, ${home.incidents.length} from the windows, ${sameIncidents(own, home)} with the same span, severity and title`,
  );
}

function sameVotes(own: PipelineOutput, home: PipelineOutput): string {
  const [a, b] = [own.timeline, home.timeline];
  if (!a || !b) return a === b ? 'no windows in either' : 'windows in one of them only';
  const shift = (b.grid.startMs - a.grid.startMs) / a.grid.windowMs;
  const both = Array.from({ length: a.grid.length }, (_, w) => w).filter(
    (w) => w >= shift && w - shift < b.grid.length,
  );
  const same = a.detectors.reduce((sum, { vote }, d) => {
    const other = b.detectors[d].vote;
    return sum + both.filter((w) => vote?.[w] === other?.[w - shift]).length;
  }, 0);
  return `${same} of ${a.detectors.length * both.length} votes the same, ${both.length} of ${a.grid.length} windows`;
}

function sameIncidents(own: PipelineOutput, home: PipelineOutput): number {
  const keys = (output: PipelineOutput): string[] =>
    output.incidents.map(({ start, end, severity, title }) => `${start} ${end} ${severity} ${title}`);
  const others = new Set(keys(home));
  return keys(own).filter((key) => others.has(key)).length;
}
