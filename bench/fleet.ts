// Baselines of a fleet, from windows that a database counted by lake/, one folder a component:
//   npm run fleet -- learn FOLDER --out baselines.json    below FOLDER, component=NAME (or host=NAME) holds feature_windows and template_windows of some weeks
//   npm run fleet -- drift OLD.json NEW.json [--out FILE] what moved between two such files
// The file is opened by the page and by `npm run analyze -- ... --baseline baselines.json --component NAME`.
import { existsSync, openAsBlob, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { initParquet } from '../src/archive/parquet';
import { readTable } from '../src/archive/read-table';
import { tableLines } from '../src/archive/table-lines';
import type { SavedBaseline } from '../src/contracts/saved-baseline';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import type { DroppedFile } from '../src/contracts/threads';
import { type ComponentDrift, type Fleet, fleetDrift } from '../src/core/baseline/saved/fleet-drift';
import { homeColumnsOf, mayBeTable } from '../src/core/lake/home/table-kind';
import { errorText } from '../src/core/wording/error-text';
import { createEngine } from '../src/engine/engine';
import { trainHere } from '../src/engine/fixtures/judge-log';
import { localSearchers } from '../src/engine/fixtures/local-searchers';
import { noParquet } from '../src/engine/fixtures/no-parquet';
import { localScanner } from '../src/input/fixtures/local-scanner';
import { type FleetEntry, fleetFromText, fleetToText } from '../src/storage/baseline-file';

const USAGE =
  'usage: npm run fleet -- learn FOLDER --out FILE\n       npm run fleet -- drift OLD NEW [--out FILE]';
const PART_OF = /(?:^|\/)(?:component|host)=([^/]+)\//;

class UsageError extends Error {}

export interface Learnt {
  readonly entries: readonly FleetEntry[];
  /** Components without a baseline, with the reason. */
  readonly left: readonly { readonly component: string; readonly why: string }[];
}

/** A baseline of the quiet windows of each component. @param files by their paths below the folder @param nowMs ms since 1970 */
export async function learnFleet(
  files: readonly DroppedFile[],
  nowMs: number,
  tell: (line: string) => void = () => {},
): Promise<Learnt> {
  const byComponent = new Map<string, DroppedFile[]>();
  for (const dropped of files) {
    const name = PART_OF.exec(`/${dropped.path}`)?.[1];
    if (name === undefined || !mayBeTable(dropped.path)) continue;
    const component = decoded(name);
    byComponent.set(component, [...(byComponent.get(component) ?? []), dropped]);
  }
  const entries: FleetEntry[] = [];
  const left: { component: string; why: string }[] = [];
  for (const [component, own] of [...byComponent].sort(([a], [b]) => (a < b ? -1 : 1))) {
    try {
      const baseline = await learnComponent(component, own, nowMs);
      entries.push({ component, baseline });
      tell(`${component}: ${baseline.meta.numRows} windows of ${own.length} files`);
    } catch (error) {
      const why = errorText(error);
      left.push({ component, why });
      tell(`${component}: no baseline. ${why}`);
    }
  }
  return { entries, left };
}

async function learnComponent(
  component: string,
  files: readonly DroppedFile[],
  nowMs: number,
): Promise<SavedBaseline> {
  let saved: SavedBaseline | null = null;
  const keep = async (baseline: SavedBaseline): Promise<void> => {
    saved = baseline;
  };
  const engine = createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => performance.now()) },
    detectSequences: () => Promise.reject(new Error('windows hold no sessions')),
    parquet: noParquet,
    tables: { read: (file, name) => readTable(file, name, homeColumnsOf), lines: tableLines },
    baselines: { load: async () => saved, save: keep },
    searchers: localSearchers,
    now: () => performance.now(),
    proxy: (value) => value,
  });
  const job = { name: component, files, settings: DEFAULT_SETTINGS, truth: null };
  const { problems } = await engine.analyze(job, () => {});
  if (!problems.some(({ code }) => code === 'counted-windows'))
    throw new Error(
      'Its files are no windows that a database counted: feature_windows and template_windows are needed.',
    );
  await engine.saveBaseline({ name: component, choice: { kind: 'quiet' }, nowMs }, () => {});
  return saved!;
}

/** %2F and the like, as Hive writes them. */
const decoded = (name: string): string =>
  name.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

export function driftInWords(drift: readonly ComponentDrift[]): string {
  const num = (verdict: ComponentDrift['verdict']): number =>
    drift.filter((each) => each.verdict === verdict).length;
  const lines = drift
    .filter(({ verdict }) => verdict !== 'same')
    .map(({ component, verdict, why }) => `${component}: ${verdict}. ${why.join('; ')}.`);
  return [
    ...lines,
    `${drift.length} components: ${num('moved')} moved, ${num('same')} did not, ${num('cannot tell')} cannot be told, ${num('new')} new, ${num('gone')} gone.`,
  ].join('\n');
}

function filesBelow(root: string, folder = root): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(root, path) : [relative(root, path)];
  });
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' } },
  });
  const [command, ...paths] = positionals;
  for (const path of paths) if (!existsSync(path)) throw new Error(`no such file: ${path}`);
  if (command === 'learn' && paths.length === 1 && values.out !== undefined) {
    await initParquet(
      readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
    );
    const files = await Promise.all(
      filesBelow(paths[0]).map(async (path) => ({
        path: path.replaceAll('\\', '/'),
        file: new File([await openAsBlob(join(paths[0], path))], path),
      })),
    );
    const { entries, left } = await learnFleet(files, Date.now(), console.log);
    if (entries.length === 0)
      throw new Error(
        left.length > 0
          ? 'no component has a baseline'
          : `no folder component=NAME or host=NAME in ${paths[0]}`,
      );
    writeFileSync(values.out, fleetToText(entries));
    console.log(`${entries.length} baselines in ${values.out}, ${left.length} components without one`);
  } else if (command === 'drift' && paths.length === 2) {
    const [before, now] = paths.map(fleetOf);
    const drift = fleetDrift(before, now);
    console.log(driftInWords(drift));
    if (values.out !== undefined)
      writeFileSync(values.out, `${JSON.stringify({ components: drift }, null, 2)}\n`);
  } else throw new UsageError(USAGE);
}

function fleetOf(path: string): Fleet {
  try {
    return new Map(
      fleetFromText(readFileSync(path, 'utf8')).map(({ component, baseline }) => [component, baseline.rows]),
    );
  } catch (error) {
    throw new Error(`${path} ${errorText(error)}`);
  }
}

if (/fleet\.ts$/.test(process.argv[1] ?? ''))
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof UsageError ? USAGE : `harbinger: ${errorText(error)}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
