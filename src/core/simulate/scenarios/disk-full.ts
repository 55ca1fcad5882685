/**
 * The job that removes old temporary data is switched off. The DataNodes' disks fill, blocks find fewer and fewer places,
 * half an hour later nothing can be written.
 */
import { between, pick, someMs } from '../identifiers';
import { SECOND } from '../rhythm';
import { change, planIncident, type Scenario } from '../scene';
import { changeBefore, duringOutage, growing, hurtBy, isDegraded, isOutage } from '../signs';
import { writeSources } from '../sources/all';
import { writeHarmlessDeploys } from '../sources/deploys';
import { blockId, DATA_NODES, HEALTHY_HDFS, hdfsLine } from '../sources/hdfs';
import { HEALTHY_SPARK, sparkLine } from '../sources/spark';

export const diskFull: Scenario = {
  id: 'disk-full',
  title: 'Disks fill up',
  description:
    'Retention of temporary data is switched off, the disks of the DataNodes fill for half an hour, then no write succeeds.',
  startHour: 9,
  hours: 6,
  scale: 1,
  run(scene) {
    const plan = planIncident(scene);
    const random = scene.random.fork('incident');
    const hurt = hurtBy(plan);
    const changes = writeHarmlessDeploys(scene);
    changes.push(
      change(
        changeBefore(random, plan),
        'config',
        'retention of /user/etl/_temporary switched off for the audit',
      ),
    );
    writeSources(scene, {
      hdfs: {
        ...HEALTHY_HDFS,
        traffic: (t) => (isOutage(plan, t) ? 0.25 : 1),
        slowdown: (t) => (isDegraded(plan, t) ? 1.3 + 3 * hurt(t) : 1),
      },
      spark: { ...HEALTHY_SPARK, slowdown: (t) => (isDegraded(plan, t) ? 1.2 + 2 * hurt(t) : 1) },
    });
    const thread = () => between(random, 100, 900);
    const sign = (first: number, last: number, component: string, message: (t: number) => string) =>
      growing(random, plan, first, last, (t) => hdfsLine(scene, t, 'WARN', thread(), component, message(t)));
    sign(
      8,
      30,
      'dfs.FSDataset',
      (t) =>
        `Volume /mnt/hadoop/dfs/data of ${pick(random, DATA_NODES)} is ${Math.round(91 + 9 * hurt(t))} percent full, ${Math.round(70 * (1 - hurt(t)))} GB left, reserve is 10 GB`,
    );
    sign(
      7,
      50,
      'dfs.FSNamesystem',
      (t) =>
        `Not able to place enough replicas, still in need of ${between(random, 1, hurt(t) > 0.5 ? 3 : 1)}`,
    );
    sign(
      5,
      36,
      'dfs.DataNode$BlockReceiver',
      (t) =>
        `Slow write of ${blockId(random)} to disk took ${300 + someMs(random, 300 + 3000 * hurt(t))}ms (threshold=300ms)`,
    );
    const full = 'java.io.IOException: No space left on device';
    duringOutage(random, plan, 55, (t) => {
      const trace =
        random.int(3) > 0
          ? ''
          : '\n\tat java.io.FileOutputStream.writeBytes(Native Method)\n\tat org.apache.hadoop.dfs.DataNode$BlockReceiver.receivePacket(DataNode.java:2268)';
      hdfsLine(
        scene,
        t,
        'ERROR',
        thread(),
        'dfs.DataNode$DataXceiver',
        `${pick(random, DATA_NODES)}:50010:DataXceiver: writeBlock ${blockId(random)} received exception ${full}${trace}`,
      );
    });
    duringOutage(random, plan, 25, (t) =>
      hdfsLine(
        scene,
        t,
        'ERROR',
        between(random, 26, 34),
        'dfs.FSNamesystem',
        `java.io.IOException: File /user/etl/_temporary/part-${between(random, 10_000, 99_999)} could only be replicated to 0 nodes, instead of 1`,
      ),
    );
    duringOutage(random, plan, 6, (t) =>
      sparkLine(
        scene,
        t,
        'ERROR',
        'scheduler.TaskSetManager',
        `Task ${between(random, 0, 6)} in stage ${between(random, 2000, 4000)}.0 failed 4 times; aborting job: ${full}`,
      ),
    );
    const fixMs = plan.outageEnd - 20 * SECOND;
    hdfsLine(
      scene,
      fixMs,
      'INFO',
      14,
      'dfs.FSNamesystem',
      `Removed ${between(random, 180_000, 220_000)} temporary files by hand, 64 percent of the capacity in use`,
    );
    changes.push(change(fixMs, 'config', 'temporary data removed by hand, retention switched on again'));
    const cause =
      'Retention of temporary data was switched off: the disks of the DataNodes filled until no block could be written.';
    return { changes, truth: { ...plan, cause, runbook: 'disk-full' } };
  },
};
