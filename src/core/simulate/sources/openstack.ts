/**
 * Nova, Neutron and Cinder in oslo.log's form, merged: polling of the APIs, instances that come and go, volumes, timers.
 * In: a scene and dials. Out: lines of openstack.log.
 */
import type { Random } from '../../lib/random';
import { between, hex, pick, someMs, uuid } from '../identifiers';
import { arrivals, type Dial, MINUTE, periodic, SECOND } from '../rhythm';
import type { Scene } from '../scene';

export interface OpenstackDials {
  /** Factor on the time of requests and of building instances. */
  readonly slowdown: Dial;
  /** Milliseconds by which the clock of compute-2 is ahead. */
  readonly skewMs: Dial;
}

export const HEALTHY_OPENSTACK: OpenstackDials = { slowdown: () => 1, skewMs: () => 0 };

export type OsloLevel = 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';

const PROJECTS = [
  '54fadb412c4e40cdbaed9335e4c35a9e',
  '9e3f7c21d0aa4c5f8d1b6f60a7e2c944',
  'e9746973ac574c6b8a9e8857f56a7608',
];
const USERS = ['113d3a99c3da401fbd62cc2caa5b96d2', 'f7b8d1f1d4d44643b07fa10ca7d021fb'];

/** Request, user and project as oslo.log writes them. */
export function requestContext(random: Random): string {
  return `[req-${uuid(random)} ${pick(random, USERS)} ${pick(random, PROJECTS)} - - -]`;
}

/** @param clockMs what the host's clock shows; the time of writing unless it is wrong. */
export function osloLine(
  { openstack }: Pick<Scene, 'openstack'>,
  timeMs: number,
  level: OsloLevel,
  pid: number,
  logger: string,
  context: string,
  message: string,
  clockMs = timeMs,
): void {
  const time = new Date(clockMs).toISOString();
  openstack.add(
    timeMs,
    `${time.slice(0, 10)} ${time.slice(11, 23)} ${pid} ${level} ${logger} ${context} ${message}`,
  );
}

export function writeOpenstack(scene: Scene, dials: OpenstackDials = HEALTHY_OPENSTACK): void {
  const random = scene.random.fork('openstack');
  const { startMs, endMs } = scene;
  const rate =
    (perMinute: number): Dial =>
    (t) =>
      perMinute * scene.traffic(t);
  arrivals(random, startMs, endMs, rate(13), (t) => writePoll(scene, dials, random, t, 'nova'));
  arrivals(random, startMs, endMs, rate(6), (t) => writePoll(scene, dials, random, t, 'neutron'));
  arrivals(random, startMs, endMs, rate(4), (t) => writePoll(scene, dials, random, t, 'cinder'));
  // Instances that were built before the log begins still go within it.
  arrivals(random, startMs - 10 * MINUTE, endMs, rate(1.5), (t) => writeInstance(scene, dials, random, t));
  arrivals(random, startMs, endMs, rate(0.5), (t) => writeVolume(scene, dials, random, t));
  writePeriodicTasks(scene, dials, random);
}

const POLLS = {
  nova: {
    pid: 25_746,
    logger: 'nova.osapi_compute.wsgi.server',
    path: (project: string) => `/v2/${project}/servers/detail`,
    ms: 240,
  },
  neutron: { pid: 3_104, logger: 'neutron.wsgi', path: () => '/v2.0/networks.json', ms: 60 },
  cinder: {
    pid: 4_410,
    logger: 'cinder.api.openstack.wsgi',
    path: (project: string) => `/v3/${project}/volumes/detail`,
    ms: 110,
  },
} as const;

function writePoll(
  scene: Scene,
  dials: OpenstackDials,
  random: Random,
  t: number,
  service: keyof typeof POLLS,
): void {
  const { pid, logger, path, ms } = POLLS[service];
  const seconds = (someMs(random, ms * dials.slowdown(t)) / 1000).toFixed(7);
  const request = `10.11.10.${between(random, 1, 4)} "GET ${path(pick(random, PROJECTS))} HTTP/1.1"`;
  osloLine(
    scene,
    t,
    'INFO',
    pid,
    logger,
    requestContext(random),
    `${request} status: 200 len: ${between(random, 1000, 1999)} time: ${seconds}`,
  );
}

/** An instance of a test farm: it is built, runs for two minutes and is deleted. */
function writeInstance(scene: Scene, dials: OpenstackDials, random: Random, t: number): void {
  const context = requestContext(random);
  const id = uuid(random);
  const onSecond = random.int(2) === 1;
  const say = (at: number, logger: string, message: string) =>
    osloLine(
      scene,
      at,
      'INFO',
      onSecond ? 2_932 : 2_931,
      logger,
      context,
      `[instance: ${id}] ${message}`,
      at + (onSecond ? dials.skewMs(at) : 0),
    );
  const built = t + someMs(random, 19_000 * dials.slowdown(t));
  say(
    t + 300,
    'nova.compute.claims',
    `Attempting claim: memory ${512 * between(random, 1, 16)} MB, disk ${between(random, 10, 80)} GB, vcpus ${between(random, 1, 8)} CPU`,
  );
  say(t + 310, 'nova.compute.claims', 'Claim successful');
  say(t + 2400, 'nova.virt.libvirt.driver', 'Creating image');
  say(built - 1200, 'nova.compute.manager', 'VM Started (Lifecycle Event)');
  say(built - 900, 'nova.compute.manager', 'VM Paused (Lifecycle Event)');
  say(built - 300, 'nova.compute.manager', 'VM Resumed (Lifecycle Event)');
  say(built, 'nova.virt.libvirt.driver', 'Instance spawned successfully.');
  say(
    built + 10,
    'nova.compute.manager',
    `Took ${((built - t) / 1000).toFixed(2)} seconds to spawn the instance on the hypervisor.`,
  );
  const gone = built + between(random, 115, 140) * SECOND;
  say(gone, 'nova.compute.manager', 'Terminating instance');
  say(gone + 1100, 'nova.virt.libvirt.driver', 'Instance destroyed successfully.');
  say(gone + 2300, 'nova.virt.libvirt.driver', `Deletion of /var/lib/nova/instances/${id}_del complete`);
}

function writeVolume(scene: Scene, dials: OpenstackDials, random: Random, t: number): void {
  const context = requestContext(random);
  const id = uuid(random);
  const say = (at: number, logger: string, message: string) =>
    osloLine(scene, at, 'INFO', 4_455, logger, context, message);
  say(
    t,
    'cinder.volume.flows.manager.create_volume',
    `Volume ${id}: being created as raw, size ${between(random, 1, 100)} GB`,
  );
  say(
    t + someMs(random, 2200 * dials.slowdown(t)),
    'cinder.volume.manager',
    `Created volume ${id} successfully.`,
  );
}

/** What the services do by the clock, for each of the two compute hosts. */
function writePeriodicTasks(scene: Scene, dials: OpenstackDials, random: Random): void {
  const { startMs, endMs } = scene;
  for (const host of [1, 2]) {
    const clock = (t: number) => t + (host === 2 ? dials.skewMs(t) : 0);
    const context = `[req-${uuid(random)} - - - - -]`;
    periodic(random, startMs, endMs, MINUTE, 12 * SECOND * host, (t) => {
      osloLine(
        scene,
        t,
        'INFO',
        2_930 + host,
        'nova.compute.resource_tracker',
        context,
        `Auditing locally available compute resources for node compute-${host}`,
        clock(t),
      );
      osloLine(
        scene,
        t + 700,
        'INFO',
        2_930 + host,
        'nova.compute.resource_tracker',
        context,
        `Final resource view: name=compute-${host} phys_ram=64172MB used_ram=${512 * between(random, 20, 60)}MB phys_disk=1799GB used_disk=${between(random, 200, 600)}GB`,
        clock(t + 700),
      );
    });
  }
  periodic(random, startMs, endMs, MINUTE, 33 * SECOND, (t) => {
    osloLine(
      scene,
      t,
      'INFO',
      4_455,
      'cinder.volume.manager',
      '[-]',
      `Updating volume status, ${between(random, 110, 140)} volumes on lvmdriver-1`,
    );
  });
  periodic(random, startMs, endMs, 5 * MINUTE, 48 * SECOND, (t) => {
    osloLine(
      scene,
      t,
      'INFO',
      2_931,
      'nova.virt.libvirt.imagecache',
      '[-]',
      `image ${hex(random, 32)} at (/var/lib/nova/instances/_base/${hex(random, 40)}): checking`,
    );
  });
  arrivals(random, startMs, endMs, 0.7, (t) => {
    osloLine(
      scene,
      t,
      'WARNING',
      3_104,
      'neutron.db.agents_db',
      requestContext(random),
      `Agent heartbeat took ${between(random, 5, 9)}.${between(random, 10, 99)} seconds to be stored, more than 5 seconds`,
    );
  });
}
