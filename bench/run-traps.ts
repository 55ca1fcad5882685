// Traps: `npx tsx bench/run-traps.ts [NAME...] [--all]`, in Node, through the same ingest, miner, detectors and vote as the page. Each trap is a log of
// which a good engineer would say one thing; printed is which are answered so and, of the others, what came instead (--all: of the right ones as well). Some are cut out of
// openstack_v6 and need HARBINGER_DATA, or ../shared/data; the others are made.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Incident } from '../src/contracts/incident';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import type { PipelineOutput } from '../src/core/pipeline';
import { judgeLog } from '../src/engine/fixtures/judge-log';
import { ROOT } from './build';
import { harmlessTraps } from './traps/harmless-traps';
import { openstackTraps } from './traps/openstack-traps';
import { shopTraps } from './traps/shop-traps';
import { type Trap, WITHIN } from './traps/trap';

const LOG = join(
  process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data'),
  'incidents/openstack_v6/openstack_v6.log.gz',
);
const MAX_LISTED = 3;
const args = process.argv.slice(2);
const showsAll = args.includes('--all');
const words = args.filter((arg) => arg !== '--all');
await main();

async function main(): Promise<void> {
  const traps = [...readOpenstack(), ...shopTraps(), ...harmlessTraps()].filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  let numRight = 0;
  for (const trap of traps) {
    const output = await judge(trap);
    const wrong = wrongIn(trap, output);
    if (wrong === null) numRight++;
    console.log(
      `${wrong === null ? 'right' : 'WRONG'}  ${trap.name}${wrong === null ? said(output) : `\n         expected: ${trap.answer}\n         came: ${wrong}`}`,
    );
  }
  console.log(`${numRight} of ${traps.length} traps answered as a good engineer would`);
}

function readOpenstack(): Trap[] {
  if (existsSync(LOG)) return openstackTraps(gunzipSync(readFileSync(LOG)).toString());
  console.log(`those of openstack_v6 are left out: ${LOG} is not there`);
  return [];
}

function judge({ files, settings }: Trap): Promise<PipelineOutput> {
  return judgeLog(files(), { ...DEFAULT_SETTINGS, ...settings });
}

/** What came that should not have, or did not come; null: all is as expected. */
function wrongIn({ expected }: Trap, { incidents, timeline }: PipelineOutput): string | null {
  if (expected.kind === 'none') return incidents.length === 0 ? null : list(incidents);
  if (expected.kind === 'at most info') {
    const grave = incidents.filter(({ severity }) => severity !== 'info');
    return grave.length === 0 ? null : list(grave);
  }
  const windowMs = timeline?.grid.windowMs ?? 300_000;
  const lastMs = expected.fromMs + (expected.windows ?? WITHIN) * windowMs;
  const isTrue = ({ start, end }: Incident): boolean =>
    end > expected.fromMs && start < expected.untilMs + windowMs;
  const own = incidents.filter(isTrue);
  const others = incidents.filter((incident) => !isTrue(incident));
  if (own.length === 0) return incidents.length === 0 ? 'nothing' : `nothing of it; ${list(others)}`;
  if (!own.some((incident) => expected.about.test(wordsOf(incident)))) return `not about it: ${list(own)}`;
  if (!own.some(({ firstConfirmed }) => firstConfirmed <= lastMs)) return `late: ${list(own)}`;
  if (own.some(({ firstConfirmed }) => firstConfirmed < expected.fromMs - windowMs))
    return `before it: ${list(own)}`;
  return others.length === 0 ? null : `right, and besides: ${list(others)}`;
}

function said({ incidents }: PipelineOutput): string {
  return incidents.length === 0 || !showsAll ? '' : `: ${list(incidents)}`;
}

function wordsOf({ title, reasons, evidence, outageReason }: Incident): string {
  return [
    title,
    outageReason ?? '',
    ...reasons.map(({ text }) => text),
    ...evidence.map(({ text }) => text),
  ].join('\n');
}

function list(incidents: readonly Incident[]): string {
  const told = incidents.slice(0, MAX_LISTED).map(({ start, end, severity, title, reasons }) => {
    const time = (ms: number): string => new Date(ms).toISOString().slice(5, 16);
    return `[${time(start)} to ${time(end)} ${severity}] ${title} (${reasons[0]?.text ?? 'no reason'})`;
  });
  return `${incidents.length} ${incidents.length === 1 ? 'incident' : 'incidents'}: ${told.join('; ')}`;
}
