/** What every scenario works with: a span of time, the traffic, and one writer a log file. */
import type { Change } from '../../contracts/changes';
import type { SimulatedTruth } from '../../contracts/result';
import type { EpochMs } from '../../contracts/units';
import { createRandom, type Random } from '../lib/random';
import { createLogWriter, type LogWriter } from './log-writer';
import { type Dial, HOUR, MINUTE, SECOND, wanderingTraffic } from './rhythm';

/** Midnight before every simulated log: 2026-03-10, UTC. */
export const SIMULATED_DAY = Date.UTC(2026, 2, 10);

export interface Scene {
  readonly random: Random;
  readonly startMs: number;
  readonly endMs: number;
  /** Relative volume, rhythm and noise, times the scenario's own scale. */
  readonly traffic: Dial;
  readonly app: LogWriter;
  readonly hdfs: LogWriter;
  readonly spark: LogWriter;
  readonly openstack: LogWriter;
  readonly bgl: LogWriter;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** One sentence for the page. */
  readonly description: string;
  readonly startHour: number;
  readonly hours: number;
  /** Factor on the volume of traffic. */
  readonly scale: number;
  /** Writes the logs; gives what was injected, and the changes that a change log would list. */
  run(scene: Scene): Outcome;
}

export interface Outcome {
  readonly truth: Omit<SimulatedTruth, 'scenario' | 'seed'>;
  readonly changes: readonly Change[];
}

/** Times of an incident whose degradation takes 30 minutes. */
export interface IncidentPlan {
  readonly degradationStart: EpochMs;
  readonly outageStart: EpochMs;
  readonly outageEnd: EpochMs;
}

const DEGRADATION = 30 * MINUTE;

export function createScene(seed: number, scenario: Scenario): Scene {
  const random = createRandom(seed).fork(scenario.id);
  const startMs = SIMULATED_DAY + scenario.startHour * HOUR;
  const endMs = startMs + scenario.hours * HOUR;
  const wandering = wanderingTraffic(random.fork('traffic'), startMs, endMs);
  return {
    random,
    startMs,
    endMs,
    traffic: (t) => scenario.scale * wandering(t),
    app: createLogWriter('app-server.log', startMs, endMs),
    hdfs: createLogWriter('hdfs-datanode.log', startMs, endMs),
    spark: createLogWriter('spark-driver.log', startMs, endMs),
    openstack: createLogWriter('openstack.log', startMs, endMs),
    bgl: createLogWriter('bgl-ras.log', startMs, endMs),
  };
}

/** Degradation from 215 to 260 minutes into the log, outage 30 minutes later, for 14 to 18 minutes. */
export function planIncident(scene: Scene): IncidentPlan {
  const random = scene.random.fork('plan');
  const degradationStart = scene.startMs + 215 * MINUTE + random.int(45 * 60) * SECOND;
  const outageStart = degradationStart + DEGRADATION;
  const outageEnd = outageStart + 14 * MINUTE + random.int(4 * 60) * SECOND;
  return {
    degradationStart: degradationStart as EpochMs,
    outageStart: outageStart as EpochMs,
    outageEnd: outageEnd as EpochMs,
  };
}

export function change(timeMs: number, kind: Change['kind'], what: string): Change {
  return { timeMs: timeMs as EpochMs, kind, what, source: 'changes.csv', row: null };
}
