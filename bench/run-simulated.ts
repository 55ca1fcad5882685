// Detection on simulated incidents with their truth, in Node: `npx tsx bench/run-simulated.ts [SEEDS=10 or FROM-TO] [SCENARIO...]`. Prints one line a
// scenario: confirmed before the outage, lead times, false episodes. Runs the real ingest, miner, detectors and vote.

import { createDetectors } from '../src/analysis/detectors';
import type { Incident } from '../src/contracts/incident';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import type { LogTable } from '../src/contracts/tables';
import { quantile } from '../src/core/lib/quantile';
import { runPipeline } from '../src/core/pipeline';
import { SCENARIOS, simulate } from '../src/core/simulate/simulate';
import { ingestFiles } from '../src/input/ingest-files';
import { openFiles } from '../src/input/open';
import { localScanner } from '../src/input/scan-blob';
import { createLstmDetector } from '../src/ml/lstm-detector';

const [seedsArg, ...only] = process.argv.slice(2);
const [from, to] = (seedsArg ?? '10').includes('-')
  ? seedsArg.split('-').map(Number)
  : [1, Number(seedsArg ?? 10)];
const now = (): number => performance.now();

for (const { id } of SCENARIOS) if (only.length === 0 || only.includes(id)) await runScenario(id);

async function runScenario(scenario: string): Promise<void> {
  const leads: number[] = [];
  let numOutages = 0;
  let numFalse = 0;
  let hours = 0;
  for (let seed = from; seed <= to; seed++) {
    const { files, truth } = simulate({ scenario, seed });
    const { incidents, windows } = await detect(files);
    hours += windows / 12;
    const { degradationStart, outageStart, outageEnd } = truth;
    const isTrue = ({ start, end }: Incident): boolean =>
      degradationStart !== null && end > degradationStart && start < (outageEnd ?? Infinity) + 3_600_000;
    numFalse += incidents.filter((incident) => !isTrue(incident)).length;
    if (outageStart === null) continue;
    numOutages++;
    const first = incidents.filter(isTrue).map(({ firstConfirmed }) => firstConfirmed);
    const lead = (outageStart - Math.min(...first)) / 60_000;
    if (lead > 0 && Number.isFinite(lead)) leads.push(lead);
  }
  const found = numOutages === 0 ? 'no outage in it' : `${leads.length} of ${numOutages} before the outage`;
  const lead =
    leads.length === 0
      ? ''
      : `, lead ${[0, 0.5, 1].map((q) => quantile(leads, q).toFixed(1)).join(' / ')} min`;
  console.log(
    `${scenario.padEnd(16)} ${found}${lead}, ${numFalse} false episodes in ${(hours / 24).toFixed(1)} days`,
  );
}

async function detect(files: readonly { path: string; text: string }[]) {
  const logs = files.filter(({ path }) => path.endsWith('.log'));
  const opened = await openFiles(logs.map(({ path, text }) => ({ path, file: new File([text], path) })));
  const settings = DEFAULT_SETTINGS;
  const output = await runPipeline({
    settings,
    ingest: async (): Promise<LogTable> => (await ingestFiles(opened.logs, settings, [localScanner])).table,
    detectors: createDetectors(
      settings,
      {
        detect: (input, options, onProgress) =>
          createLstmDetector({ ...options, backend: 'js', now }).detect(input, onProgress),
      },
      (value) => value,
      now,
    ),
    searchRunbooks: () => [],
    readTexts: () => async (rows) => rows.map(() => null),
    changes: [],
    truth: null,
    onProgress: () => {},
    onStage: () => {},
    now,
  });
  return { incidents: output.incidents, windows: output.timeline?.grid.length ?? 0 };
}
