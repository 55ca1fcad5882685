/** A Spark driver that runs a small job every two minutes. In: a scene and dials. Out: lines of spark-driver.log. */
import type { Random } from '../../lib/random';
import { between, someMs } from '../identifiers';
import { type Dial, MINUTE, periodic } from '../rhythm';
import type { Scene } from '../scene';
import { DATA_NODES } from './hdfs';

export interface SparkDials {
  /** Factor on the time of a task. */
  readonly slowdown: Dial;
  readonly nodes: (timeMs: number) => readonly string[];
}

export const HEALTHY_SPARK: SparkDials = { slowdown: () => 1, nodes: () => DATA_NODES };

export function sparkLine(
  { spark }: Pick<Scene, 'spark'>,
  timeMs: number,
  level: 'INFO' | 'WARN' | 'ERROR',
  component: string,
  message: string,
): void {
  const time = new Date(timeMs).toISOString();
  spark.add(
    timeMs,
    `${time.slice(2, 10).replaceAll('-', '/')} ${time.slice(11, 19)} ${level} ${component}: ${message}`,
  );
}

const TASKS = 7;

export function writeSpark(scene: Scene, dials: SparkDials = HEALTHY_SPARK): void {
  const random = scene.random.fork('spark');
  const counters = {
    job: between(random, 100, 900),
    stage: between(random, 2000, 4000),
    task: between(random, 10_000, 40_000),
  };
  periodic(random, scene.startMs, scene.endMs, 2 * MINUTE, 15_000, (t) => {
    const begin = writeStage(scene, dials, random, counters, t + 300, 'ShuffleMapStage');
    const end = writeStage(scene, dials, random, counters, begin + 200, 'ResultStage');
    sparkLine(
      scene,
      t,
      'INFO',
      'spark.SparkContext',
      `Starting job: collect at OrderStats.scala:${between(random, 40, 49)}`,
    );
    sparkLine(
      scene,
      end,
      'INFO',
      'scheduler.DAGScheduler',
      `Job ${counters.job++} finished: collect at OrderStats.scala:${between(random, 40, 49)}, took ${((end - t) / 1000).toFixed(6)} s`,
    );
    const broadcast = `broadcast_${counters.stage}_piece0`;
    sparkLine(
      scene,
      end + 2000,
      'INFO',
      'storage.BlockManagerInfo',
      `Removed ${broadcast} on ${DATA_NODES[0]}:41407 in memory (size: ${between(random, 3, 9)}.${random.int(10)} KB, free: 413.8 MB)`,
    );
  });
}

/** One stage of seven tasks; gives the time of its end. */
function writeStage(
  scene: Scene,
  dials: SparkDials,
  random: Random,
  counters: { stage: number; task: number },
  t: number,
  kind: 'ShuffleMapStage' | 'ResultStage',
): number {
  const stage = counters.stage++;
  const rdd = `MapPartitionsRDD[${between(random, 100, 999)}]`;
  sparkLine(
    scene,
    t,
    'INFO',
    'scheduler.DAGScheduler',
    `Submitting ${TASKS} missing tasks from ${kind} ${stage} (${rdd} at map at OrderStats.scala:31)`,
  );
  const nodes = dials.nodes(t);
  let end = t;
  for (let i = 0; i < TASKS; i++) {
    const task = counters.task++;
    const executor = random.int(nodes.length);
    const started = t + 20 + 4 * i;
    const took = someMs(random, 1800 * dials.slowdown(t));
    sparkLine(
      scene,
      started,
      'INFO',
      'scheduler.TaskSetManager',
      `Starting task ${i}.0 in stage ${stage}.0 (TID ${task}, ${nodes[executor]}, executor ${executor + 1}, partition ${i}, NODE_LOCAL, 7814 bytes)`,
    );
    sparkLine(
      scene,
      started + took,
      'INFO',
      'scheduler.TaskSetManager',
      `Finished task ${i}.0 in stage ${stage}.0 (TID ${task}) in ${took} ms on ${nodes[executor]} (executor ${executor + 1}) (${i + 1}/${TASKS})`,
    );
    end = Math.max(end, started + took);
  }
  sparkLine(
    scene,
    end + 4,
    'INFO',
    'scheduler.DAGScheduler',
    `${kind} ${stage} (collect at OrderStats.scala:44) finished in ${((end - t) / 1000).toFixed(3)} s`,
  );
  return end + 10;
}
