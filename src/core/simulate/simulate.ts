/**
 * Synthetic incidents with their truth, for the demo, the tests and the benchmark. In: a scenario and a seed. Out: log files
 * of four kinds of systems, a file of changes, and what was injected when. Same job, same bytes; no clock is read.
 */
import type { Change } from '../../contracts/changes';
import type { Simulation, SimulationJob } from '../../contracts/simulation';
import { certExpiry } from './scenarios/cert-expiry';
import { clean } from './scenarios/clean';
import { cleanWeeks } from './scenarios/clean-weeks';
import { clockSkew } from './scenarios/clock-skew';
import { datanodeDeath } from './scenarios/datanode-death';
import { diskFull } from './scenarios/disk-full';
import { memoryLeak } from './scenarios/memory-leak';
import { noisyNeighbour } from './scenarios/noisy-neighbour';
import { poolExhaustion } from './scenarios/pool-exhaustion';
import { retryStorm } from './scenarios/retry-storm';
import { createScene, type Scenario } from './scene';

const ALL: readonly Scenario[] = [
  poolExhaustion,
  memoryLeak,
  diskFull,
  datanodeDeath,
  retryStorm,
  certExpiry,
  clockSkew,
  noisyNeighbour,
  clean,
  cleanWeeks,
];

/** For the page: the demo's scenario first. */
export const SCENARIOS: readonly Pick<Scenario, 'id' | 'title' | 'description'>[] = ALL;

export const DEMO: SimulationJob = { scenario: 'pool-exhaustion', seed: 42 };

/**
 * Files of one simulated incident: app-server.log and, where the scenario has them, hdfs-datanode.log, spark-driver.log, openstack.log, bgl-ras.log and
 * changes.csv, whose rows are `changes` too.
 * @param job.seed whole number, 0 .. 2^32 - 1
 * @throws RangeError for a scenario that SCENARIOS does not list.
 */
export function simulate({ scenario: id, seed }: SimulationJob): Simulation {
  const scenario = ALL.find((each) => each.id === id);
  if (!scenario) throw new RangeError(`no scenario '${id}'`);
  const scene = createScene(seed, scenario);
  const { changes, truth } = scenario.run(scene);
  const inOrder = [...changes].sort((a, b) => a.timeMs - b.timeMs);
  const logs = [scene.app, scene.hdfs, scene.spark, scene.openstack, scene.bgl];
  const files = logs.map((log) => ({ path: log.path, text: log.toText() })).filter(({ text }) => text !== '');
  files.push({ path: 'changes.csv', text: changesCsv(inOrder) });
  return { files, changes: inOrder, truth: { scenario: id, seed, ...truth } };
}

function changesCsv(changes: readonly Change[]): string {
  const rows = changes.map(
    ({ timeMs, kind, what }) => `${new Date(timeMs).toISOString()},${kind},"${what}",shop-api`,
  );
  return `${['time,kind,what,source', ...rows].join('\r\n')}\r\n`;
}
