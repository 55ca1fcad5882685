/**
 * A disk of one DataNode is dying while two others are being emptied for repair. Its reads and writes slow down and fail,
 * half an hour later it is lost, and the blocks that had their last copy there with it.
 */
import { between, pick, someMs } from '../identifiers';
import { SECOND } from '../rhythm';
import { change, planIncident, type Scenario } from '../scene';
import { changeBefore, duringOutage, growing, hurtBy, isDegraded, isOutage } from '../signs';
import { writeSources } from '../sources/all';
import { writeHarmlessDeploys } from '../sources/deploys';
import { blockId, DATA_NODES, hdfsLine } from '../sources/hdfs';
import { sparkLine } from '../sources/spark';

const DYING = DATA_NODES[5];

export const datanodeDeath: Scenario = {
  id: 'datanode-death',
  title: 'A DataNode dies',
  description:
    'A disk of one DataNode slows down and throws errors for half an hour, then the node is lost and blocks with it.',
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
        'scale',
        'two DataNodes taken out of service for repair, their load moved to the others',
      ),
    );
    const nodes = (t: number) =>
      isOutage(plan, t) ? DATA_NODES.filter((node) => node !== DYING) : DATA_NODES;
    const slowdown = (t: number) => (isDegraded(plan, t) ? 1.3 + 2 * hurt(t) : 1);
    writeSources(scene, { hdfs: { nodes, slowdown, traffic: () => 1 }, spark: { nodes, slowdown } });
    const thread = () => between(random, 100, 900);
    const sign = (first: number, last: number, component: string, message: (t: number) => string) =>
      growing(random, plan, first, last, (t) => {
        if (!isOutage(plan, t)) hdfsLine(scene, t, 'WARN', thread(), component, message(t));
      });
    sign(
      8,
      44,
      'dfs.DataNode$BlockReceiver',
      (t) =>
        `Slow BlockReceiver write packet to mirror ${DYING}:50010 took ${300 + someMs(random, 400 + 4000 * hurt(t))}ms (threshold=300ms)`,
    );
    sign(
      6,
      34,
      'dfs.DataNode',
      () =>
        `${DYING}:50010:Input/output error on /dev/sdc while reading ${blockId(random)}, sector ${between(random, 10 ** 8, 10 ** 9)}`,
    );
    sign(
      4,
      22,
      'dfs.DataBlockScanner',
      () => `Verification failed for ${blockId(random)}. It may be due to race with write.`,
    );
    sign(
      2,
      9,
      'dfs.FSNamesystem',
      (t) => `Heartbeat of ${DYING}:50010 is ${Math.round(4 + 500 * hurt(t))} seconds late`,
    );
    hdfsLine(
      scene,
      plan.outageStart,
      'ERROR',
      14,
      'dfs.FSNamesystem',
      `BLOCK* NameSystem.heartbeatCheck: lost heartbeat from ${DYING}:50010, removing /default-rack/${DYING}:50010`,
    );
    duringOutage(random, plan, 60, (t) =>
      hdfsLine(
        scene,
        t,
        'ERROR',
        thread(),
        'dfs.DFSClient',
        `Could not obtain block ${blockId(random)} from any node: java.io.IOException: No live nodes contain current block`,
      ),
    );
    duringOutage(random, plan, 30, (t) =>
      hdfsLine(
        scene,
        t,
        'WARN',
        14,
        'dfs.FSNamesystem',
        `BLOCK* ask ${pick(random, nodes(t))}:50010 to replicate ${blockId(random)} to datanode(s) ${pick(random, nodes(t))}:50010`,
      ),
    );
    duringOutage(random, plan, 12, (t) =>
      sparkLine(
        scene,
        t,
        'ERROR',
        'scheduler.TaskSetManager',
        `Lost task ${between(random, 0, 6)}.0 in stage ${between(random, 2000, 4000)}.0 (TID ${between(random, 10_000, 90_000)}, executor ${between(random, 1, 10)}): org.apache.hadoop.hdfs.BlockMissingException`,
      ),
    );
    const fixMs = plan.outageEnd - 10 * SECOND;
    hdfsLine(
      scene,
      fixMs,
      'INFO',
      14,
      'dfs.FSNamesystem',
      `BLOCK* NameSystem.registerDatanode: node registration from ${DYING}:50010 storage DS-${between(random, 10 ** 8, 10 ** 9)}`,
    );
    changes.push(change(fixMs, 'other', `disk of ${DYING} replaced, two DataNodes back in service`));
    const cause = `A disk of DataNode ${DYING} died while two others were out of service: blocks had no copy left.`;
    return { changes, truth: { ...plan, cause, runbook: 'hdfs-datanode-dead' } };
  },
};
