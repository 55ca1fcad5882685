// `npm run bench [-- NAME...] [--write]`: runs the benchmarks one after the other and prints their tables; with --write
// they also land in bench/results.md, with machine and date. Every figure of the README comes from there.
// `npm run bench -- same REV` measures nothing: it shows that the exports of REV and of the working tree are the same (run-same.ts).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './browser';
import { ensureBuild, ROOT } from './build';

interface Bench {
  readonly name: string;
  readonly title: string;
  readonly file: string;
}

const BENCHES: readonly Bench[] = [
  {
    name: 'throughput',
    title: 'Reading: the built page against raw slices of the same file',
    file: 'run-throughput.ts',
  },
  {
    name: 'search',
    title: 'Lines: search and filters of the built page, against raw slices of the same file',
    file: 'run-search.ts',
  },
  { name: 'scaling', title: 'Reading: cost against size and distinct shapes', file: 'run-scaling.ts' },
  {
    name: 'reading',
    title: 'Reading: small logs after public bug reports, read right',
    file: 'run-reading.ts',
  },
  {
    name: 'compare',
    title: 'Compare: a failed run against one that passed, and the lines that explain it',
    file: 'run-compare.ts',
  },
  { name: 'grouping', title: 'Templates: grouping and parsing accuracy', file: 'grouping.ts' },
  {
    name: 'merged',
    title: 'Templates: logs mined in parts and put together, against the whole',
    file: 'run-merged.ts',
  },
  {
    name: 'journey',
    title: 'The whole journey through the page, on real logs and the demo',
    file: 'run-journey.ts',
  },
  {
    name: 'lake',
    title: 'The model as SQL: templates, windows and verdicts by DuckDB and ClickHouse against the page',
    file: 'run-lake.ts',
  },
  {
    name: 'lake-sample',
    title: 'The model as SQL: mined on a sample of one line in a hundred, in two rounds',
    file: 'run-lake-sample.ts',
  },
  {
    name: 'lake-shards',
    title: 'The model as SQL: one, two and three servers of ClickHouse',
    file: 'run-lake-shards.ts',
  },
  {
    name: 'partitions',
    title: 'Windows that come home: a folder of 200 partitions in the built page',
    file: 'run-partitions.ts',
  },
  { name: 'detection', title: 'Detection: incidents and sessions of labelled logs', file: 'detection.ts' },
  {
    name: 'recompose',
    title:
      'Detection: new logs from pieces of the labelled ones, the half of the seeds that nothing was decided by',
    file: 'run-recompose.ts',
  },
  {
    name: 'simulated',
    title: 'Detection: simulated scenarios (lead: least / median / most)',
    file: 'run-simulated.ts',
  },
  {
    name: 'traps',
    title: 'Detection: logs of which a good engineer would say one thing',
    file: 'run-traps.ts',
  },
  {
    name: 'main-thread',
    title: 'The main thread: tasks over 50 ms, from the drop to the last view opened',
    file: 'run-main-thread.ts',
  },
  {
    name: 'follow',
    title: 'Following: a file that is written while it is followed, with two rotations and a truncation',
    file: 'run-follow.ts',
  },
  {
    name: 'bundle',
    title: 'A support bundle of 80,000 files: its triage, and what of it is read',
    file: 'run-bundle.ts',
  },
  {
    name: 'runbooks',
    title: 'Runbooks: lines as products log them, and the document that speaks of each',
    file: 'run-runbooks.ts',
  },
  {
    name: 'answers',
    title: 'Answers: what is handed over of the labelled incidents',
    file: 'run-answers.ts',
  },
  {
    name: 'live-incidents',
    title:
      'Hold-outs of timed incidents: real servers under load, most of them brought to fail, and logs written as such print',
    file: 'run-live-incidents.ts',
  },
  {
    name: 'quotations',
    title: 'Quotations: every text that leaves, against the lines that it cites',
    file: 'run-quotations.ts',
  },
  {
    name: 'injections',
    title: 'Injections: what of them reaches a ticket or an answer where a model obeys them all',
    file: 'run-injections.ts',
  },
  {
    name: 'redaction',
    title: 'Redaction: secrets, personal data and lookalikes, written down before the rules were',
    file: 'run-redaction.ts',
  },
  {
    name: 'short-logs',
    title: 'Short and timeless logs: failed CI runs, and logs of our own writing',
    file: 'run-short-logs.ts',
  },
  { name: 'lstm', title: 'LSTM: a training step, kernel against WebGPU and tfjs', file: 'run-lstm.ts' },
  {
    name: 'verdicts',
    title: 'Verdicts on screen: 40,000 lines, and 11,501 sessions',
    file: 'run-verdicts.ts',
  },
  {
    name: 'kills',
    title: 'Kills: the browser ended at random while analyses are stored and stored again',
    file: 'run-kills.ts',
  },
  { name: 'abuse', title: 'Files that are made to harm, at full size', file: 'run-abuse.ts' },
];
const RESULTS = join(ROOT, 'bench', 'results.md');

const args = process.argv.slice(2);
// Takes arguments of its own and says what it does while it runs.
if (args[0] === 'same') process.exit(runTool('run-same.ts', args.slice(1), 'inherit').status ?? 1);
const wanted = args.filter((arg) => !arg.startsWith('--'));
const chosen = BENCHES.filter(({ name, file }) => {
  return (wanted.length === 0 || wanted.includes(name)) && existsSync(join(ROOT, 'bench', file));
});
const unknown = wanted.filter((name) => !chosen.some((bench) => bench.name === name));
if (unknown.length > 0) throw new Error(`no such benchmark: ${unknown.join(', ')}`);

// Here, so that the words of the build do not end up among the results.
await ensureBuild();
const machine = describeMachine();
console.log(machine);
const outcomes = chosen.map((bench) => ({ bench, ...runBench(bench) }));
if (args.includes('--write')) {
  for (const { bench, ok, output } of outcomes) if (ok) writeResult(bench, output);
}
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;

function runBench({ name, title, file }: Bench): { ok: boolean; output: string } {
  console.log(`\n== ${name}: ${title}`);
  const run = runTool(file, [], 'pipe');
  const output = (run.stdout ?? '').trimEnd();
  console.log(output);
  return { ok: run.status === 0, output };
}

function runTool(file: string, args: readonly string[], stdout: 'pipe' | 'inherit') {
  return spawnSync(join(ROOT, 'node_modules', '.bin', 'tsx'), [join('bench', file), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
    stdio: ['ignore', stdout, 'inherit'],
  });
}

function describeMachine(): string {
  const version =
    spawnSync(ensureChromium(), ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? 'Chromium';
  const model = cpus()[0]?.model.replace(/\s+/g, ' ').trim() ?? 'unknown processor';
  const gib = Math.round(totalmem() / 2 ** 30);
  const browser = version.replace(/^(\D+[\d.]+).*$/, '$1');
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${model}), ${gib} GiB, Node ${process.versions.node}, ${browser}`;
}

/** Replaces the section between the markers of this benchmark, or adds it. */
function writeResult({ name, title }: Bench, output: string): void {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const section = `${begin}\n## ${title}\n\n\`npm run bench -- ${name}\`: ${machine}\n\n\`\`\`\n${output}\n\`\`\`\n${end}`;
  const text = readFileSync(RESULTS, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  const next =
    from < 0
      ? `${text.trimEnd()}\n\n${section}\n`
      : text.slice(0, from) + section + text.slice(to + end.length);
  writeFileSync(RESULTS, next);
}
