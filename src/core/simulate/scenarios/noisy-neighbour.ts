/**
 * A batch job on the same host takes processor time away for forty minutes. Everything gets slower and says so, nothing
 * fails: an anomaly, but no outage, and no lead time to claim.
 */
import type { EpochMs } from '../../../contracts/units';
import { between, someMs } from '../identifiers';
import { arrivals, MINUTE } from '../rhythm';
import { planIncident, type Scenario } from '../scene';
import { writeSources } from '../sources/all';
import { appLine, HEALTHY_APP, workerThread } from '../sources/app-server';
import { writeHarmlessDeploys } from '../sources/deploys';
import { HEALTHY_OPENSTACK, osloLine } from '../sources/openstack';

const LASTS = 40 * MINUTE;

export const noisyNeighbour: Scenario = {
  id: 'noisy-neighbour',
  title: 'A noisy neighbour',
  description:
    'Another tenant takes processor time for forty minutes: everything is slower, nothing fails, there is no outage to warn of.',
  startHour: 9,
  hours: 6,
  scale: 1,
  run(scene) {
    const { degradationStart } = planIncident(scene);
    const end = (degradationStart + LASTS) as EpochMs;
    const random = scene.random.fork('incident');
    const isNoisy = (t: number) => t >= degradationStart && t < end;
    const changes = writeHarmlessDeploys(scene);
    const slowdown = (t: number) => (isNoisy(t) ? 2.2 : 1);
    writeSources(scene, { app: { ...HEALTHY_APP, slowdown }, openstack: { ...HEALTHY_OPENSTACK, slowdown } });
    arrivals(random, degradationStart, end, 6, (t) =>
      osloLine(
        scene,
        t,
        'WARNING',
        2_931,
        'nova.virt.libvirt.host',
        '[-]',
        `CPU steal on compute-1 at ${between(random, 18, 34)} percent, ${between(random, 1, 3)} instances above their share`,
      ),
    );
    arrivals(random, degradationStart, end, 5, (t) =>
      appLine(
        scene,
        t,
        'WARN',
        workerThread(random),
        'com.acme.shop.web.SlowRequestFilter',
        `Request GET /api/orders/${between(random, 1000, 99_999)} took ${2000 + someMs(random, 300)} ms, threshold 2000 ms`,
      ),
    );
    arrivals(random, degradationStart, end, 3, (t) =>
      appLine(
        scene,
        t,
        'WARN',
        'metrics-1',
        'com.acme.shop.jvm.CpuWatch',
        `Process was ready but not running for ${between(random, 15, 30)} percent of the last minute`,
      ),
    );
    const cause =
      'Another tenant of the same host took processor time away for forty minutes; nothing failed.';
    const truth = { degradationStart, degradationEnd: end, outageStart: null, outageEnd: null, cause };
    return { changes, truth: { ...truth, runbook: null } };
  },
};
