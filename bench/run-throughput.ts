// Reading speed of the built page, in one run: a made log goes from `File` to columns and templates; the same page reads the
// same file in raw slices, in two workers, as the yardstick. Also what the main thread felt and what the tab grew by.
// `npx tsx bench/run-throughput.ts [MEGABYTES] [hdfs|mix|json|docker|cri|csv ...] [--dist DIR]`. Without a kind: all, the last four of 300 MB.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DIST, ensureBuild } from './build';
import { hasSamples, KINDS, type LogKind, makeLog } from './make-log';
import { MB, type Measured, measureFile, readSeconds } from './measure-page';

const NAMES: Readonly<Record<LogKind, string>> = {
  hdfs: 'lines like those of HDFS',
  mix: 'ten systems, interleaved',
  json: 'those of HDFS as JSON lines',
  docker: "those of HDFS within docker's JSON",
  cri: 'those of HDFS behind the header of CRI',
  csv: 'those of HDFS as a table',
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { dist: { type: 'string' } } });
const given = positionals.find((arg) => /^\d+$/.test(arg));
/** Of the kinds that hold other lines a part will do. */
const numBytesOf = (kind: LogKind): number =>
  Number(given ?? (kind === 'hdfs' || kind === 'mix' ? 1000 : 300)) * MB;
const named = positionals.filter((arg): arg is LogKind => arg in NAMES);
if (values.dist === undefined) await ensureBuild();
for (const kind of named.length > 0 ? named : KINDS) {
  if (hasSamples(kind)) report(kind, await run(kind));
  else console.log(`${kind}: not measured, its samples are not there (HARBINGER_DATA)`);
}

async function run(kind: LogKind): Promise<Measured> {
  const dir = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
  const path = join(dir, `${kind}.log`);
  try {
    makeLog(kind, numBytesOf(kind), path);
    return await measureFile(path, values.dist ?? DIST);
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

function report(kind: LogKind, m: Measured): void {
  const seconds = readSeconds(m);
  const size = m.bytes / MB;
  const later = Object.entries(m.stageSeconds).map(([stage, value]) => `${stage} ${value.toFixed(1)}`);
  const longest = Math.max(0, ...m.longTasks).toFixed(0);
  const known = (value: number | null | undefined, unit: string): string =>
    value === null || value === undefined
      ? 'not known here'
      : `${value.toFixed(unit === 'MB' ? 0 : 1)} ${unit}`;
  const rows: [string, string][] = [
    [kind, `${size.toFixed(0)} MB, ${m.records.toLocaleString('en')} records: ${NAMES[kind]}, fresh values`],
    ['raw slices, two workers', `${(size / m.rawSeconds).toFixed(0)} MB/s`],
    [
      'to columns and templates',
      `${(size / seconds).toFixed(0)} MB/s, ${(m.records / seconds / 1e6).toFixed(2)}M lines/s, ${m.templates} templates`,
    ],
    ['share of the raw rate', `${((100 * m.rawSeconds) / seconds).toFixed(0)} %`],
    ['first results on screen', known(m.firstSeconds, 's')],
    ['drop to verdict', `${m.wallSeconds.toFixed(1)} s (${later.join(', ')})`],
    ['tab grew by, at its peak', known(m.watched?.grownMb, 'MB')],
    ['processor time of reading', known(m.watched?.processorSeconds(seconds), 's')],
    ['main thread over 50 ms', `${m.longTasks.length} tasks, longest ${longest} ms`],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(26)} ${value}`);
  console.log('');
}
