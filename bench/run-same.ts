// `npm run bench -- same REV`: proves that a change changed nothing. The built pages of REV and of the working tree are given the same
// inputs; whatever they export has to be the same, byte for byte (bench/same/compare.ts says what is set aside). Out: a line an
// input; ends with 1 where one differs.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { ROOT } from './build';
import { compareFolders } from './same/compare';
import { flipByte } from './same/control';
import { runInput } from './same/drive';
import { abuseInputs, demoInputs, type Input, labelledInputs } from './same/inputs';
import { differenceLines, resultLine } from './same/report';
import { buildPresent, buildRevision, removeWorktree, resolveRevision } from './same/versions';
import { serveFolder } from './static-server';

const USAGE = `usage: npm run bench -- same REV [options]

  REV          what the working tree is compared with: a commit, a branch, HEAD
  --only WORD  only inputs whose name holds it; may be given several times
  --keep DIR   keeps what was exported, in DIR/before and DIR/after; DIR is new or empty
  --reuse DIR  takes what REV exported from DIR/before, where an earlier --keep has left it: half the time
  --control    flips one byte of one export of the second version, which has to be found

Inputs: the labelled logs of HARBINGER_DATA (or ../shared/data), every scenario of the demo, small abusive files.`;

const DATA = process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data');
/** A GPU's sums are not the same in each run, and whether one is taken depends on its speed. */
const NO_GPU = '--disable-gpu';

interface Options {
  readonly rev: string;
  readonly only: readonly string[];
  readonly keep: string | null;
  readonly reuse: string | null;
  readonly control: boolean;
}

const NAMES = ['before', 'after'] as const;
/** In the folder of REV's exports. */
const COMMIT = 'commit.txt';

interface Version {
  readonly name: (typeof NAMES)[number];
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

const scratch = mkdtempSync(join(tmpdir(), 'harbinger-same-'));
const tree = join(scratch, 'tree');
process.once('exit', () => {
  removeWorktree(tree);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exitCode = (await main(readOptions(process.argv.slice(2)))) === 0 ? 0 : 1;
} catch (error) {
  console.error(`same: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      keep: { type: 'string' },
      reuse: { type: 'string' },
      control: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [rev, ...others] = positionals;
  if (values.help || rev === undefined || others.length > 0) throw new Error(USAGE);
  const { only = [], keep, reuse, control = false } = values;
  const [keepDir, reuseDir] = [keep, reuse].map((dir) => (dir === undefined ? null : resolve(dir)));
  return { rev, only, keep: keepDir!, reuse: reuseDir!, control };
}

/** Number of inputs that differ. */
async function main({ rev, only, keep, reuse, control }: Options): Promise<number> {
  const sha = resolveRevision(rev);
  const inputs = chooseInputs(only);
  const out = keep ?? join(scratch, 'out');
  const before = reuse === null ? prepareOut(out, sha) : keptOf(reuse, sha);
  if (reuse === null) buildRevision(sha, tree, pageOf('before'));
  await buildPresent(pageOf('after'));
  console.log(`before: ${rev} (${sha.slice(0, 12)}), after: the working tree; ${inputs.length} inputs`);
  const versions: Version[] = [];
  try {
    for (const name of reuse === null ? NAMES : (['after'] as const)) versions.push(await openVersion(name));
    const folders = { before, after: join(out, 'after') };
    const made = keep === null ? versions.map(({ name }) => folders[name]) : [];
    return await compareAll(inputs, versions, folders, made, control);
  } finally {
    for (const version of versions) await version.close();
  }
}

/** Where REV's exports go; with the name of the commit, for --reuse. */
function prepareOut(out: string, sha: string): string {
  const before = join(out, 'before');
  mkdirSync(out, { recursive: true });
  if (readdirSync(out).length > 0) throw new Error(`not empty: ${out}`);
  mkdirSync(before);
  writeFileSync(join(before, COMMIT), sha);
  return before;
}

/** Where an earlier run has left them. */
function keptOf(reuse: string, sha: string): string {
  const before = join(reuse, 'before');
  const commit = existsSync(join(before, COMMIT)) ? readFileSync(join(before, COMMIT), 'utf8') : 'no commit';
  if (commit !== sha) throw new Error(`${before} holds the exports of ${commit}, not of ${sha}`);
  return before;
}

function chooseInputs(only: readonly string[]): Input[] {
  const labelled = labelledInputs(DATA);
  if (labelled === null)
    console.log(`no labelled logs: ${DATA} is not there. The demo and abusive files only`);
  const all = [...demoInputs(), ...(labelled ?? []), ...abuseInputs(join(scratch, 'made'))];
  const chosen = all.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
  if (chosen.length === 0) throw new Error(`no input is called so: ${only.join(', ')}`);
  return chosen;
}

function pageOf(name: Version['name']): string {
  return join(scratch, `page-${name}`);
}

async function openVersion(name: Version['name']): Promise<Version> {
  const site = await serveFolder({ dir: pageOf(name) });
  const args = [...BROWSER_ARGS, NO_GPU];
  const browser = await chromium.launch({ executablePath: ensureChromium(), args });
  const close = async (): Promise<void> => {
    await browser.close();
    await site.close();
  };
  return { name, url: site.url, browser, close };
}

type Folders = Readonly<Record<Version['name'], string>>;

/** `made`: folders whose exports go again. */
async function compareAll(
  inputs: readonly Input[],
  versions: readonly Version[],
  folders: Folders,
  made: readonly string[],
  control: boolean,
): Promise<number> {
  let numDiffer = 0;
  for (const [i, input] of inputs.entries()) {
    const own = input.name.replaceAll(/[^\w.]+/g, '-');
    const dirs = { before: join(folders.before, own), after: join(folders.after, own) };
    const isSame = await compareOne(input, versions, dirs, control && i === 0);
    if (!isSame) numDiffer++;
    for (const dir of made) rmSync(join(dir, own), { recursive: true, force: true });
  }
  console.log(`${inputs.length} inputs, ${numDiffer} differ`);
  return numDiffer;
}

/** Prints what came of it. False: the versions differ, or one of them could not be driven to an end. */
async function compareOne(
  input: Input,
  versions: readonly Version[],
  dirs: Folders,
  control: boolean,
): Promise<boolean> {
  try {
    input.make?.();
    const seconds: number[] = [];
    for (const version of versions) seconds.push(await runVersion(version, input, dirs[version.name]));
    if (control) console.log(`control: ${flipByte(dirs.after)}`);
    const comparison = await compareFolders(dirs.before, dirs.after);
    console.log(resultLine(input.name, comparison, seconds));
    for (const line of comparison.differences.flatMap(differenceLines)) console.log(line);
    return comparison.differences.length === 0;
  } catch (error) {
    console.log(`${input.name}: NOT COMPARED, ${(error as Error).message.split('\n')[0]}`);
    return false;
  }
}

/** Seconds that it took. */
async function runVersion({ name, browser, url }: Version, input: Input, dir: string): Promise<number> {
  const began = performance.now();
  await runInput(browser, url, input, dir).catch((error: Error) => {
    throw new Error(`${name}: ${error.message}`);
  });
  return (performance.now() - began) / 1000;
}
