// Cost against size: made logs from 10 MB to 2 GB through the built page, and logs of one size with up to a million distinct
// shapes. Prints a table and draws docs/scaling.svg. `npx tsx bench/run-scaling.ts [MOST_MEGABYTES] [--dist DIR]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DIST, ensureBuild, ROOT } from './build';
import { hasSamples, type LogKind, makeLog, makeShapes } from './make-log';
import { MB, type Measured, measureFile, readSeconds } from './measure-page';
import { type Curve, drawScaling } from './scaling-plot';

const SIZES = [10, 30, 100, 300, 1000, 2000];
const SHAPES = [1000, 10_000, 100_000, 1_000_000];
const SHAPES_MB = 100;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { dist: { type: 'string' } } });
const most = Number(positionals[0] ?? 2000);
if (values.dist === undefined) await ensureBuild();
const dir = mkdtempSync(join(tmpdir(), 'harbinger-scaling-'));
try {
  const curves: Curve[] = [];
  for (const kind of ['hdfs', 'mix'] as const) if (hasSamples(kind)) curves.push(await bySize(kind));
  const shapes = await byShapes();
  if (curves.length > 0) writeFileSync(join(ROOT, 'docs', 'scaling.svg'), drawScaling(curves, shapes));
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

async function bySize(kind: LogKind): Promise<Curve> {
  const points: [number, number][] = [];
  console.log(
    `${kind}: size, seconds to columns and templates, seconds to the verdict, ns a byte, growth of the tab`,
  );
  for (const size of SIZES.filter((mb) => mb <= most)) {
    const m = await measured(`${kind}.log`, (path) => makeLog(kind, size * MB, path));
    points.push([size, readSeconds(m)]);
    console.log(line(`${size} MB`, m));
  }
  console.log(
    `  exponent from 100 MB on: ${exponent(points.filter(([x]) => x >= 100)).toFixed(2)} (1: linear)`,
  );
  return { name: kind, points };
}

async function byShapes(): Promise<Curve> {
  const points: [number, number][] = [];
  console.log(`${SHAPES_MB} MB, all lines of so many distinct shapes:`);
  for (const num of SHAPES) {
    const m = await measured('shapes.log', (path) => makeShapes(num, SHAPES_MB * MB, path));
    points.push([num, readSeconds(m)]);
    console.log(line(num.toLocaleString('en'), m));
  }
  return { name: 'distinct shapes', points };
}

async function measured(name: string, make: (path: string) => void): Promise<Measured> {
  const path = join(dir, name);
  make(path);
  return measureFile(path, values.dist ?? DIST);
}

function line(what: string, m: Measured): string {
  const seconds = readSeconds(m);
  const grown = m.watched === null ? '' : `${m.watched.grownMb.toFixed(0)} MB`;
  const nanoseconds = ((1e9 * seconds) / m.bytes).toFixed(1);
  const cells = [
    seconds.toFixed(2),
    m.wallSeconds.toFixed(1),
    nanoseconds,
    grown,
    `${m.templates} templates`,
  ];
  return `  ${what.padStart(10)} ${cells.map((cell) => cell.padStart(8)).join(' ')}`;
}

/** Slope of the least-squares line through the logarithms. */
function exponent(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (of: 0 | 1): number => logs.reduce((sum, point) => sum + point[of], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  const up = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return up / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}
