/**
 * A new list of time servers leaves one compute host without any. Its clock runs ahead by two seconds a minute; half an hour
 * later its tokens are refused and every request through it fails, until the clock is set back.
 */
import { between, uuid } from '../identifiers';
import { MINUTE, SECOND } from '../rhythm';
import { change, planIncident, type Scenario } from '../scene';
import { changeBefore, duringOutage, growing, isDegraded } from '../signs';
import { writeSources } from '../sources/all';
import { writeHarmlessDeploys } from '../sources/deploys';
import { HEALTHY_OPENSTACK, type OsloLevel, osloLine, requestContext } from '../sources/openstack';

const MS_AHEAD_PER_MINUTE = 2000;

export const clockSkew: Scenario = {
  id: 'clock-skew',
  title: 'A clock runs ahead',
  description:
    'A compute host loses its time servers, its clock runs ahead for half an hour, then its tokens are refused and requests fail.',
  startHour: 9,
  hours: 6,
  scale: 1,
  run(scene) {
    const plan = planIncident(scene);
    const random = scene.random.fork('incident');
    const changes = writeHarmlessDeploys(scene);
    changes.push(
      change(
        changeBefore(random, plan),
        'config',
        'list of time servers replaced in chrony on the compute hosts',
      ),
    );
    const skewMs = (t: number) =>
      isDegraded(plan, t) ? ((t - plan.degradationStart) / MINUTE) * MS_AHEAD_PER_MINUTE : 0;
    writeSources(scene, { openstack: { ...HEALTHY_OPENSTACK, skewMs } });
    const say = (t: number, level: OsloLevel, pid: number, logger: string, message: string) =>
      osloLine(scene, t, level, pid, logger, requestContext(random), message);
    const sign = (
      first: number,
      last: number,
      pid: number,
      logger: string,
      message: (seconds: string) => string,
    ) =>
      growing(random, plan, first, last, (t) =>
        say(t, 'WARNING', pid, logger, message((skewMs(t) / SECOND).toFixed(1))),
      );
    sign(
      7,
      24,
      2_940,
      'nova.servicegroup.drivers.db',
      (seconds) => `Heartbeat of nova-compute on compute-2 lies ${seconds} seconds in the future`,
    );
    sign(
      6,
      40,
      4_120,
      'keystonemiddleware.auth_token',
      (seconds) =>
        `Token issued ${seconds} seconds in the future accepted within the tolerance, clock of compute-2 is suspect`,
    );
    sign(
      5,
      26,
      3_104,
      'neutron.db.agents_db',
      (seconds) => `Agent Open vSwitch agent on compute-2 has a clock offset of ${seconds} seconds`,
    );
    sign(
      1.5,
      6,
      612,
      'chronyd',
      (seconds) => `No selectable source, system clock wrong by ${seconds} seconds`,
    );
    duringOutage(random, plan, 50, (t) =>
      say(
        t,
        'ERROR',
        4_120,
        'keystonemiddleware.auth_token',
        `Authorization failed: token ${uuid(random)} is not yet valid`,
      ),
    );
    duringOutage(random, plan, 25, (t) =>
      say(
        t,
        'ERROR',
        25_746,
        'nova.api.openstack',
        `Unauthorized: The request you have made requires authentication. (HTTP 401) (Request-ID: req-${uuid(random)})`,
      ),
    );
    duringOutage(random, plan, 8, (t) =>
      say(
        t,
        'ERROR',
        2_932,
        'nova.compute.manager',
        `[instance: ${uuid(random)}] Instance failed to spawn: Unauthorized, build of ${between(random, 1, 3)} attempts given up`,
      ),
    );
    osloLine(
      scene,
      plan.outageEnd - SECOND,
      'WARNING',
      612,
      'chronyd',
      '[-]',
      `System clock was stepped by -${(skewMs(plan.outageEnd - SECOND) / SECOND).toFixed(6)} seconds`,
    );
    changes.push(
      change(plan.outageEnd - 30 * SECOND, 'config', 'former list of time servers restored in chrony'),
    );
    const cause =
      'A new list of time servers left compute-2 without one: its clock ran ahead until its tokens were refused.';
    return { changes, truth: { ...plan, cause, runbook: 'clock-skew-ntp' } };
  },
};
