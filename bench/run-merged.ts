// Logs mined in parts and put together against the same logs mined whole: `npx tsx bench/run-merged.ts [PARTS...]`, in Node. Each log is cut into 2, 4 and 8 runs of
// lines; the miner state of each is made as the page saves it, and core/drain/merge-states.ts puts them together. Printed is the share of records
// whose group is the very same set of records (grouping accuracy, the whole as truth), the miner states alone as a control: without the others, those
// of the first part only. Needs the logs (HARBINGER_DATA, or ../shared/data).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { mineTemplates } from '../src/core/drain/drain';
import { matchTexts, NO_TEMPLATE } from '../src/core/drain/match';
import { mergeStates } from '../src/core/drain/merge-states';
import { type MinerState, makeMinerState } from '../src/core/drain/state';
import { localScanner } from '../src/input/fixtures/local-scanner';
import { ingestFiles } from '../src/input/ingest-files';
import { openFiles } from '../src/input/open';
import { ROOT } from './build';

const DATA = process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data');
const SETTINGS = DEFAULT_SETTINGS;
const PARTS = process.argv.slice(2).map(Number);

interface Shapes {
  readonly tokens: readonly (readonly string[])[];
  readonly count: Float64Array;
}

const logs = [
  ['HDFS 2 %', 'hdfs_2pct/HDFS_2pct.log.gz'],
  ['OpenStack v8', 'incidents/openstack_v8/openstack_v8.log.gz'],
  ...systems().map((name) => [name, `parsing/${name}/${name}_2k.log`]),
];
let worst = 1;
for (const [name, path] of logs) {
  const file = join(DATA, path);
  if (existsSync(file)) await score(name, file);
  else console.log(`${name}: skipped, ${file} is not there`);
}
console.log(`least of all: GA ${worst.toFixed(4)}`);

function systems(): string[] {
  const dir = join(DATA, 'parsing');
  return existsSync(dir) ? readdirSync(dir).sort() : [];
}

async function score(name: string, path: string): Promise<void> {
  const bytes = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1').split('\n');
  const whole = await shapesOf(lines);
  const truth = groupsOf(whole, stateOf(whole));
  const cells: string[] = [];
  for (const num of PARTS.length > 0 ? PARTS : [2, 4, 8]) {
    const states: MinerState[] = [];
    for (let i = 0; i < num; i++) {
      const [from, to] = [i, i + 1].map((part) => Math.floor((part * lines.length) / num));
      states.push(stateOf(await shapesOf(lines.slice(from, to))));
    }
    const merged = mergeStates(states.map((state, i) => ({ name: `part ${i + 1}`, state })));
    if (!merged.ok) throw new Error(merged.error);
    const ga = accuracy(whole, truth, groupsOf(whole, merged.state));
    worst = Math.min(worst, ga);
    cells.push(
      `${num} parts ${ga.toFixed(4)} (first alone ${accuracy(whole, truth, groupsOf(whole, states[0])).toFixed(4)})`,
    );
  }
  console.log(`${name.padEnd(14)} ${String(new Set(truth).size).padStart(4)} templates  ${cells.join('  ')}`);
}

async function shapesOf(lines: readonly string[]): Promise<Shapes> {
  const opened = await openFiles([{ path: 'a.log', file: new File([`${lines.join('\n')}\n`], 'a.log') }]);
  const { table } = await ingestFiles(opened.logs, SETTINGS, [localScanner]);
  return table.shapes;
}

function stateOf({ tokens, count }: Shapes): MinerState {
  const { templates, ofShape } = mineTemplates({ length: tokens.length, tokens, count }, SETTINGS.drain);
  const patterns = tokens.map((list, i) => ({ text: list.join(' '), template: templates[ofShape[i]].text }));
  const listed = templates.map(({ text }) => ({ text, level: 'quiet' as const, count: 1 }));
  return makeMinerState(listed, patterns, SETTINGS.drain);
}

/** Group of each shape: the template that the state has for it, or one of its own. */
function groupsOf({ tokens }: Shapes, state: MinerState): number[] {
  const found = matchTexts(
    tokens.map((list) => list.join(' ')),
    state,
  );
  return Array.from(found, (template, shape) => (template === NO_TEMPLATE ? -1 - shape : template));
}

/** Share of records whose group holds the very same shapes. */
function accuracy({ count }: Shapes, truth: readonly number[], found: readonly number[]): number {
  const sets = (groups: readonly number[]): Map<number, string> => {
    const members = new Map<number, number[]>();
    groups.forEach((group, shape) => {
      members.set(group, [...(members.get(group) ?? []), shape]);
    });
    return new Map([...members].map(([group, shapes]) => [group, shapes.join(' ')]));
  };
  const [a, b] = [sets(truth), sets(found)];
  let [same, all] = [0, 0];
  truth.forEach((group, shape) => {
    all += count[shape];
    if (a.get(group) === b.get(found[shape])) same += count[shape];
  });
  return same / all;
}
