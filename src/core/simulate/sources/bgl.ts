/**
 * The RAS log of a Blue Gene/L: corrected memory errors in bursts, alignment exceptions, the odd fatal line of an
 * application that died by its own fault. In: a scene. Out: lines of bgl-ras.log.
 */
import type { Random } from '../../lib/random';
import { between, hex, pick } from '../identifiers';
import { arrivals, MINUTE, periodic, SECOND } from '../rhythm';
import type { Scene } from '../scene';

export type BglLevel = 'INFO' | 'WARNING' | 'ERROR' | 'SEVERE' | 'FATAL';

/** The epoch and both dates name the same moment, in UTC. */
function bglLine(
  { bgl }: Pick<Scene, 'bgl'>,
  timeMs: number,
  node: string,
  component: string,
  level: BglLevel,
  message: string,
): void {
  const time = new Date(timeMs).toISOString();
  const day = time.slice(0, 10);
  const micros = String(Math.floor((timeMs % 1) * 1000)).padStart(3, '0');
  const clock = `${day}-${time.slice(11, 19).replaceAll(':', '.')}.${time.slice(20, 23)}${micros}`;
  const epoch = Math.floor(timeMs / SECOND);
  bgl.add(
    timeMs,
    `- ${epoch} ${day.replaceAll('-', '.')} ${node} ${clock} ${node} RAS ${component} ${level} ${message}`,
  );
}

/** A compute node: rack, midplane, node card, chip, unit. */
function bglNode(random: Random): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `R${two(random.int(64))}-M${random.int(2)}-N${random.int(16).toString(16).toUpperCase()}-C:J${two(between(random, 2, 17))}-U${pick(random, ['01', '11'])}`;
}

export function writeBgl(scene: Scene): void {
  const random = scene.random.fork('bgl');
  const { startMs, endMs } = scene;
  // A parity error comes in a burst from one node, as in the real machine.
  arrivals(random, startMs, endMs, 1.5, (t) => {
    const node = bglNode(random);
    const num = between(random, 3, 5);
    for (let i = 0; i < num; i++)
      bglLine(scene, t + 170.3 * i, node, 'KERNEL', 'INFO', 'instruction cache parity error corrected');
  });
  arrivals(random, startMs, endMs, 3, (t) =>
    bglLine(scene, t, bglNode(random), 'KERNEL', 'INFO', `generating core.${between(random, 1, 9999)}`),
  );
  arrivals(random, startMs, endMs, 2, (t) =>
    bglLine(
      scene,
      t,
      bglNode(random),
      'KERNEL',
      'INFO',
      `CE sym ${between(random, 1, 32)}, at 0x0${hex(random, 7)}, mask 0x${between(random, 10, 80)}`,
    ),
  );
  arrivals(random, startMs, endMs, 1.6, (t) =>
    bglLine(
      scene,
      t,
      bglNode(random),
      'KERNEL',
      'INFO',
      `${between(random, 1000, 9_999_999)} double-hummer alignment exceptions`,
    ),
  );
  arrivals(random, startMs, endMs, 0.8, (t) =>
    bglLine(
      scene,
      t,
      bglNode(random),
      'KERNEL',
      'INFO',
      `total of ${between(random, 1, 30)} ddr error(s) detected and corrected`,
    ),
  );
  arrivals(random, startMs, endMs, 0.6, (t) =>
    bglLine(
      scene,
      t,
      bglNode(random),
      'KERNEL',
      'WARNING',
      `ddr: excessive soft failures on rank ${between(random, 0, 3)}, consider replacing the card`,
    ),
  );
  arrivals(random, startMs, endMs, 0.6, (t) =>
    bglLine(
      scene,
      t,
      bglNode(random),
      'APP',
      'FATAL',
      `ciod: Error loading /home/user${between(random, 1, 40)}/run.rts: invalid or missing program image`,
    ),
  );
  periodic(random, startMs, endMs, 5 * MINUTE, 50 * SECOND, (t) => {
    bglLine(
      scene,
      t,
      `R${between(random, 10, 63)}-M0-L${random.int(4)}-U${between(random, 18, 19)}`,
      'MMCS',
      'INFO',
      `mmcs_server polled ${between(random, 1000, 1024)} node cards`,
    );
  });
}
