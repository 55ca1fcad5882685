/** Deployments of the shop: lines in the application's log, and entries of a change log. */
import type { Change } from '../../../contracts/changes';
import { between } from '../identifiers';
import { MINUTE, periodic, SECOND } from '../rhythm';
import { change, type Scene } from '../scene';
import { appLine } from './app-server';

export interface Deploy {
  readonly timeMs: number;
  /** '2.31.4' */
  readonly release: string;
  /** Name of the migration that comes with it, digits first: '118_add_shipping_note'. */
  readonly migration: string;
  /** What the change log says. */
  readonly what: string;
}

/** Minutes into the log of deployments that break nothing; three of them lie in the usual baseline. */
const HARMLESS_MINUTES = [21, 62, 106, 168];
const HARMLESS: readonly (readonly [string, string])[] = [
  ['114_add_shipping_note', 'new field for shipping notes'],
  ['115_widen_customer_phone', 'longer phone numbers'],
  ['116_add_voucher_table', 'vouchers, switched off'],
  ['117_backfill_order_channel', 'sales channel on orders'],
];

/** Writes the usual deployments of a working day; gives their entries of the change log. */
export function writeHarmlessDeploys(scene: Scene): Change[] {
  const random = scene.random.fork('deploys');
  return HARMLESS_MINUTES.map((minute, i) => {
    const [migration, what] = HARMLESS[i];
    const timeMs = scene.startMs + minute * MINUTE + random.int(8 * 60) * SECOND;
    return writeDeploy(scene, { timeMs, release: `2.31.${i}`, migration, what });
  });
}

/** A rolling deployment over three instances, about 80 seconds. */
export function writeDeploy(scene: Scene, { timeMs, release, migration, what }: Deploy): Change {
  const random = scene.random.fork(`deploy ${release}`);
  const deployer = 'com.acme.shop.ops.Deployer';
  const build = between(random, 5000, 5999);
  appLine(
    scene,
    timeMs,
    'INFO',
    'deploy-1',
    deployer,
    `Deployment of shop-api started: release ${release}, build ${build}, rolling`,
  );
  appLine(
    scene,
    timeMs + 6 * SECOND,
    'INFO',
    'main',
    'org.flywaydb.core.internal.command.DbMigrate',
    `Migrating schema shop to version ${migration}`,
  );
  for (let instance = 1; instance <= 3; instance++) {
    writeRestart(scene, timeMs + 10 * SECOND + (instance - 1) * 22 * SECOND, instance, release);
  }
  appLine(
    scene,
    timeMs + 80 * SECOND,
    'INFO',
    'deploy-1',
    deployer,
    `Deployment of shop-api finished: release ${release} ready on 3 of 3 instances`,
  );
  return change(timeMs, 'deploy', `shop-api ${release}: ${what} (migration ${migration})`);
}

/** Each of the three instances is recycled every half hour, as their runtime is known to fragment memory. */
export function writeRecycling(scene: Scene, isUp: (timeMs: number) => boolean): void {
  const random = scene.random.fork('recycling');
  for (let instance = 1; instance <= 3; instance++) {
    periodic(random, scene.startMs, scene.endMs, 30 * MINUTE, (10 * instance - 6) * MINUTE, (t) => {
      if (isUp(t) && isUp(t + MINUTE)) writeRestart(scene, t, instance, '2.31');
    });
  }
}

/** One instance stops in peace and starts again: 15 seconds. */
function writeRestart(scene: Scene, timeMs: number, instance: number, release: string): void {
  const random = scene.random.fork(`restart ${timeMs}`);
  appLine(
    scene,
    timeMs,
    'INFO',
    'SpringApplicationShutdownHook',
    'o.s.b.w.e.tomcat.GracefulShutdown',
    `Commencing graceful shutdown of shop-api-${instance}, ${between(random, 2, 9)} active requests`,
  );
  appLine(
    scene,
    timeMs + 2 * SECOND,
    'INFO',
    'tomcat-shutdown',
    'o.s.b.w.e.tomcat.GracefulShutdown',
    `Graceful shutdown of shop-api-${instance} complete`,
  );
  writeStart(scene, timeMs + 5 * SECOND, instance, release);
}

/** One instance starts: 10 seconds. */
export function writeStart(scene: Scene, timeMs: number, instance: number, release: string): void {
  const random = scene.random.fork(`start ${timeMs}`);
  const seconds = `9.${between(random, 100, 999)}`;
  appLine(
    scene,
    timeMs,
    'INFO',
    'main',
    'com.acme.shop.ShopApplication',
    `Starting ShopApplication v${release} using Java 21.0.2 on shop-api-${instance}`,
  );
  appLine(
    scene,
    timeMs + 3 * SECOND,
    'INFO',
    'main',
    'com.zaxxer.hikari.HikariDataSource',
    'HikariPool-1 - Start completed.',
  );
  appLine(
    scene,
    timeMs + 10 * SECOND,
    'INFO',
    'main',
    'com.acme.shop.ShopApplication',
    `Started ShopApplication in ${seconds} seconds, listening on port 8080`,
  );
}
