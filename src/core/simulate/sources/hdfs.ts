/**
 * Ten DataNodes and their NameNode in the form of HDFS 0.20 logs: blocks are written to three nodes, read, checked and
 * deleted. In: a scene and dials. Out: lines of hdfs-datanode.log.
 */
import type { Random } from '../../lib/random';
import { between, pick, someMs } from '../identifiers';
import { arrivals, type Dial, MINUTE, periodic, SECOND } from '../rhythm';
import type { Scene } from '../scene';

export const DATA_NODES = Array.from({ length: 10 }, (_, i) => `10.250.14.${31 + i}`);

export interface HdfsDials {
  /** Factor on blocks written and read. */
  readonly traffic: Dial;
  /** Factor on the time that a block takes. */
  readonly slowdown: Dial;
  /** Nodes that serve. */
  readonly nodes: (timeMs: number) => readonly string[];
}

export const HEALTHY_HDFS: HdfsDials = { traffic: () => 1, slowdown: () => 1, nodes: () => DATA_NODES };

export type HdfsLevel = 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

export function hdfsLine(
  { hdfs }: Pick<Scene, 'hdfs'>,
  timeMs: number,
  level: HdfsLevel,
  thread: number,
  component: string,
  message: string,
): void {
  const time = new Date(timeMs).toISOString();
  const day = time.slice(2, 10).replaceAll('-', '');
  const second = time.slice(11, 19).replaceAll(':', '');
  hdfs.add(timeMs, `${day} ${second} ${thread} ${level} ${component}: ${message}`);
}

export function blockId(random: Random): string {
  return `blk_${random.int(2) ? '-' : ''}${between(random, 10 ** 8, 9 * 10 ** 8)}${between(random, 10 ** 9, 2 * 10 ** 9)}`;
}

export function writeHdfs(scene: Scene, dials: HdfsDials = HEALTHY_HDFS): void {
  const random = scene.random.fork('hdfs');
  const { startMs, endMs } = scene;
  const rate =
    (perMinute: number): Dial =>
    (t) =>
      perMinute * scene.traffic(t) * dials.traffic(t);
  arrivals(random, startMs, endMs, rate(4.2), (t) => writeBlock(scene, dials, random, t));
  arrivals(random, startMs, endMs, rate(8), (t) => {
    const [server, client] = nodesOf(dials, random, t);
    hdfsLine(
      scene,
      t,
      'INFO',
      between(random, 20, 400),
      'dfs.DataNode$DataXceiver',
      `${server}:50010 Served block ${blockId(random)} to /${client}`,
    );
  });
  arrivals(random, startMs, endMs, rate(2.5), (t) => {
    hdfsLine(
      scene,
      t,
      'INFO',
      between(random, 10, 20),
      'dfs.DataBlockScanner',
      `Verification succeeded for ${blockId(random)}`,
    );
  });
  arrivals(random, startMs, endMs, rate(2), (t) => {
    const block = blockId(random);
    hdfsLine(
      scene,
      t,
      'INFO',
      between(random, 10, 20),
      'dfs.FSDataset',
      `Deleting block ${block} file /mnt/hadoop/dfs/data/current/subdir${between(random, 1, 63)}/${block}`,
    );
  });
  writeReports(scene, dials, random);
}

function nodesOf(dials: HdfsDials, random: Random, t: number): readonly string[] {
  const nodes = dials.nodes(t);
  const first = random.int(nodes.length);
  return [0, 1, 2].map((i) => nodes[(first + i * 3 + (i > 0 ? 1 : 0)) % nodes.length]);
}

/** One block: allocated, received by a pipeline of three nodes, acknowledged, entered in the NameNode's map. */
function writeBlock(scene: Scene, dials: HdfsDials, random: Random, t: number): void {
  const block = blockId(random);
  const nodes = nodesOf(dials, random, t);
  const size = between(random, 2 ** 20, 2 ** 26);
  const task = `task_2026031009${between(random, 10, 59)}_${String(between(random, 1, 400)).padStart(4, '0')}_m_${String(between(random, 1, 999)).padStart(6, '0')}_0`;
  hdfsLine(
    scene,
    t,
    'INFO',
    between(random, 26, 34),
    'dfs.FSNamesystem',
    `BLOCK* NameSystem.allocateBlock: /user/etl/_temporary/${task}/part-${between(random, 10_000, 99_999)}. ${block}`,
  );
  const took = someMs(random, 2600 * dials.slowdown(t));
  nodes.forEach((node, i) => {
    const thread = between(random, 100, 900);
    const from = i === 0 ? pick(random, nodes) : nodes[i - 1];
    const port = between(random, 32_768, 60_999);
    hdfsLine(
      scene,
      t + 20 + 12 * i,
      'INFO',
      thread,
      'dfs.DataNode$DataXceiver',
      `Receiving block ${block} src: /${from}:${port} dest: /${node}:50010`,
    );
    const done = t + 60 + took + 15 * (2 - i);
    hdfsLine(
      scene,
      done,
      'INFO',
      thread,
      'dfs.DataNode$PacketResponder',
      `PacketResponder ${2 - i} for block ${block} terminating`,
    );
    hdfsLine(
      scene,
      done + 1,
      'INFO',
      thread,
      'dfs.DataNode$PacketResponder',
      `Received block ${block} of size ${size} from /${from}`,
    );
    hdfsLine(
      scene,
      done + 40 + i,
      'INFO',
      between(random, 26, 34),
      'dfs.FSNamesystem',
      `BLOCK* NameSystem.addStoredBlock: blockMap updated: ${node}:50010 is added to ${block} size ${size}`,
    );
  });
}

/** What comes by the clock: block reports of each node, checkpoints, and a steady trickle of broken client connections. */
function writeReports(scene: Scene, dials: HdfsDials, random: Random): void {
  const { startMs, endMs } = scene;
  DATA_NODES.forEach((node, i) => {
    periodic(random, startMs, endMs, 10 * MINUTE, i * MINUTE + 25 * SECOND, (t) => {
      if (!dials.nodes(t).includes(node)) return;
      hdfsLine(
        scene,
        t,
        'INFO',
        19,
        'dfs.DataNode',
        `BlockReport of ${between(random, 41_000, 43_000)} blocks got processed in ${someMs(random, 420)} msecs`,
      );
    });
  });
  periodic(random, startMs, endMs, 5 * MINUTE, 95 * SECOND, (t) => {
    hdfsLine(
      scene,
      t,
      'INFO',
      14,
      'dfs.FSNamesystem',
      `Number of transactions: ${between(random, 900, 1200)} Total time for transactions(ms): ${between(random, 20, 40)} Number of syncs: ${between(random, 600, 700)}`,
    );
  });
  arrivals(random, startMs, endMs, 0.6, (t) => {
    const [server, client] = nodesOf(dials, random, t);
    hdfsLine(
      scene,
      t,
      'WARN',
      between(random, 100, 900),
      'dfs.DataNode$DataXceiver',
      `${server}:50010:Got exception while serving ${blockId(random)} to /${client}:`,
    );
  });
}
