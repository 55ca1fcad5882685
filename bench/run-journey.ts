// The whole product on real logs: `npx tsx bench/run-journey.ts [DATA_DIR] [CASE...]`. Each log goes through `npm run analyze` (the built
// page in a headless Chromium); then the exports are counted, read back by DuckDB, and scored against the truth.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { ROOT } from './build';
import { readBack } from './readback';

const [dataArg, ...only] = process.argv.slice(2);
const DATA = resolve(dataArg ?? process.env.HARBINGER_DATA ?? join(ROOT, '../shared/data'));
/** Folder of each log, and the year that a user would set where the log states none. */
const LOGS: readonly (readonly [folder: string, year: number | null])[] = [
  ['incidents/openstack_v8', null],
  ['hdfs_2pct', null],
  ['incidents/linux_combo', 2005],
  ['bgl_5000', null],
  ['incidents/galera_pxc_node1', null],
];
const work = mkdtempSync(join(tmpdir(), 'harbinger-journey-'));
try {
  if (wants('demo')) await runCase('demo', ['--demo'], null);
  for (const [folder, year] of LOGS) {
    const dir = join(DATA, folder);
    const log = existsSync(dir) ? readdirSync(dir).find((name) => /\.log(\.gz)?$/.test(name)) : undefined;
    if (log === undefined) console.log(`${basename(folder)}: skipped, ${dir} is not there`);
    else if (wants(basename(folder)))
      await runCase(basename(folder), [join(dir, log), ...settingsOf(year)], dir);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function settingsOf(year: number | null): string[] {
  if (year === null) return [];
  const path = join(work, 'settings.json');
  writeFileSync(path, JSON.stringify({ ...DEFAULT_SETTINGS, year }));
  return ['--settings', path];
}

function wants(name: string): boolean {
  return only.length === 0 || only.some((word) => name.includes(word));
}

async function runCase(name: string, args: string[], dir: string | null): Promise<void> {
  const out = join(work, name);
  const run = spawnSync('npx', ['tsx', 'bench/analyze.ts', ...args, '--out', out, '--csv'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    console.log(`${name}: FAILED: ${run.stderr.trim().split('\n').at(-1)}`);
    process.exitCode = 1;
    return;
  }
  const summary = JSON.parse(readFileSync(join(out, 'run_summary.json'), 'utf8'));
  const checks = await readBack(out);
  const wrong = checks.filter((check) => check.found !== check.expected);
  console.log(
    `${name}: ${summary.total_seconds.toFixed(1)} s in the page, ${readdirSync(out).length} exports`,
  );
  if (dir !== null) console.log(`  ${readingOf(summary, args[0])}`);
  console.log(
    `  read back by DuckDB: ${checks.length - wrong.length} of ${checks.length} checks hold${wrong.map((w) => `; ${w.name}: ${w.found} for ${w.expected}`).join('')}`,
  );
  console.log(
    `  incidents ${summary.incidents}, confirmed windows ${summary.confirmed_windows}, lead ${summary.lead_minutes?.toFixed(1) ?? 'none'} min`,
  );
  if (dir === null) console.log(`  ${ticketOf(out)}`);
  else scoreCase(dir, out);
  if (wrong.length > 0) process.exitCode = 1;
}

/** Lines and bytes as the page counted them, beside those of the file itself. */
function readingOf({ files: [file] }: { files: { [key: string]: number & string }[] }, path: string): string {
  const raw = readFileSync(path);
  const text = path.endsWith('.gz') ? gunzipSync(raw) : raw;
  const numLines = text.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0);
  const lines = `${file.lines} of ${numLines} lines in ${file.records} records, ${file.unparsed} unparsed`;
  return `${file.format}, ${lines}; ${file.bytes} of ${text.length} bytes, ${file.gap_bytes} in gaps`;
}

function ticketOf(out: string): string {
  const [incident] = JSON.parse(readFileSync(join(out, 'incidents.json'), 'utf8'));
  const deploy = incident.changes.find((change: { what: string }) => /deploy|drop index/i.test(change.what));
  return `ticket: runbook ${incident.runbooks[0]?.id}; before: "${deploy?.what.slice(0, 90)}"`;
}

function scoreCase(dir: string, out: string): void {
  const scorer = join(DATA, '../tools/score_incidents.py');
  const labels = join(dir, 'anomaly_label.csv');
  const args = existsSync(labels)
    ? ['--sessions', labels, join(out, 'sessions.csv')]
    : [join(dir, 'truth.json'), out];
  const run = spawnSync('python3', [scorer, ...args], { encoding: 'utf8' });
  const score = JSON.parse(run.stdout);
  if (score.f1 !== undefined) {
    console.log(`  sessions: precision ${score.precision} recall ${score.recall} F1 ${score.f1}`);
    return;
  }
  const { detected, of, false_episodes: numFalse, outside_windows: outside } = score;
  console.log(
    `  detected ${detected}/${of}, ${numFalse} false episodes, ${outside} outside (year or zone read otherwise)`,
  );
  for (const each of score.incidents.slice(0, 4))
    console.log(
      `    ${each.outage_start.slice(0, 19)}: detected ${each.detected}, lead ${each.lead_minutes ?? 'none'} min from the window's start, ${each.lead_minutes_at_window_end ?? 'none'} from its end`,
    );
}
