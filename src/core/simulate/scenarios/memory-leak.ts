/**
 * A new cache of search results has no bound. The heap fills, collections take longer and longer, half an hour later the
 * process runs out of memory and is killed, again and again until the cache is switched off.
 */

import type { Random } from '../../lib/random';
import { between, pick, someMs } from '../identifiers';
import { MINUTE, SECOND } from '../rhythm';
import { change, type IncidentPlan, planIncident, type Scenario, type Scene } from '../scene';
import { changeBefore, growing, hurtBy, isDegraded, isOutage } from '../signs';
import { writeSources } from '../sources/all';
import { type AppDials, appLine, HEALTHY_APP, workerThread } from '../sources/app-server';
import { writeDeploy, writeHarmlessDeploys, writeStart } from '../sources/deploys';

/** Minutes into the outage at which the process is killed; it starts again two minutes later. */
const KILLS = [0.5, 5, 9.5];
const DOWN = 2 * MINUTE;

export const memoryLeak: Scenario = {
  id: 'memory-leak',
  title: 'A memory leak ends in an OOM kill',
  description:
    'A cache without a bound fills the heap for half an hour, then the process is killed for want of memory and restarts in a loop.',
  startHour: 9,
  hours: 6,
  scale: 1,
  run(scene) {
    const plan = planIncident(scene);
    const random = scene.random.fork('incident');
    const changes = writeHarmlessDeploys(scene);
    changes.push(
      writeDeploy(scene, {
        timeMs: changeBefore(random, plan),
        release: '2.31.4',
        migration: '118_add_search_history',
        what: 'cache of search results in memory',
      }),
    );
    writeSources(scene, { app: dialsOf(plan) });
    writeSigns(scene, plan, random);
    writeKills(scene, plan, random);
    const fixMs = plan.outageEnd - 90 * SECOND;
    writeDeploy(scene, { timeMs: fixMs, release: '2.31.5', migration: '119_drop_search_history', what: '' });
    changes.push(change(fixMs, 'deploy', 'shop-api 2.31.5: rollback, cache of search results removed'));
    const cause =
      'A deployment brought a cache of search results without a bound: the heap filled until the process was killed.';
    return { changes, truth: { ...plan, cause, runbook: 'java-heap-out-of-memory' } };
  },
};

function killTimes({ outageStart }: IncidentPlan): readonly number[] {
  return KILLS.map((minute) => outageStart + minute * MINUTE);
}

function dialsOf(plan: IncidentPlan): AppDials {
  const hurt = hurtBy(plan);
  const kills = killTimes(plan);
  return {
    ...HEALTHY_APP,
    isUp: (t) => !kills.some((kill) => t >= kill && t < kill + DOWN),
    slowdown: (t) => (isDegraded(plan, t) ? 1.5 + 8 * hurt(t) : 1),
    failShare: (t) => (isOutage(plan, t) ? 0.75 : 0),
    failure: (_, random) => ({
      status: 500,
      ms: someMs(random, 9000),
      logger: 'com.acme.shop.web.ErrorHandler',
      message: 'java.lang.OutOfMemoryError: Java heap space',
      trace: [
        '\tat java.base/java.util.Arrays.copyOf(Arrays.java:3537)',
        '\tat java.base/java.util.ArrayList.grow(ArrayList.java:238)',
        '\tat com.acme.shop.search.ResultCache.put(ResultCache.java:64)',
        '\tat com.acme.shop.search.SearchService.search(SearchService.java:118)',
      ],
    }),
  };
}

function writeSigns(scene: Scene, plan: IncidentPlan, random: Random): void {
  const hurt = hurtBy(plan);
  const { isUp } = dialsOf(plan);
  const warn = (
    first: number,
    last: number,
    logger: string,
    message: (t: number) => string,
    delayMinutes = 0,
  ) =>
    growing(
      random,
      plan,
      first,
      last,
      (t) => {
        if (isUp(t))
          appLine(scene, t, 'WARN', pick(random, ['metrics-1', workerThread(random)]), logger, message(t));
      },
      delayMinutes,
    );
  const used = (t: number) => Math.round(1780 + 240 * hurt(t) + 10 * random.next());
  warn(
    7,
    34,
    'com.acme.shop.jvm.GcLog',
    (t) =>
      `Pause Full (Ergonomics) ${used(t) + 15}M->${used(t)}M(2048M) ${someMs(random, 250 + 2600 * hurt(t))}.${between(random, 100, 999)}ms`,
  );
  warn(
    5,
    14,
    'com.acme.shop.jvm.MemoryWatch',
    (t) =>
      `Heap usage ${Math.round((used(t) / 2048) * 100)} percent after collection, old generation grows by ${between(random, 4, 12)}M a minute`,
  );
  warn(
    4,
    24,
    'com.acme.shop.cache.ProductCache',
    () => `Evicted ${between(random, 100, 900)} entries under memory pressure, soft references cleared`,
  );
  warn(
    4,
    42,
    'com.acme.shop.web.SlowRequestFilter',
    (t) =>
      `Request GET /api/products/${between(random, 1000, 99_999)} took ${2000 + someMs(random, 500 + 5000 * hurt(t))} ms, threshold 2000 ms`,
  );
  warn(
    1,
    10,
    'com.acme.shop.jvm.MemoryWatch',
    (t) =>
      `GC overhead limit near: ${Math.round(40 + 55 * hurt(t))} percent of the last minute spent in collection`,
    11,
  );
}

/** Each kill as the JVM, the kernel and the container runtime see it, and the start after it. */
function writeKills(scene: Scene, plan: IncidentPlan, random: Random): void {
  for (const kill of killTimes(plan)) {
    appLine(
      scene,
      kill - 2 * SECOND,
      'ERROR',
      'main',
      'com.acme.shop.jvm.MemoryWatch',
      'Terminating due to java.lang.OutOfMemoryError: Java heap space',
    );
    appLine(
      scene,
      kill,
      'ERROR',
      'kubelet',
      'kernel',
      `Out of memory: Killed process ${between(random, 4000, 9000)} (java) total-vm:${between(random, 4_000_000, 4_200_000)}kB, anon-rss:${between(random, 2_080_000, 2_097_152)}kB`,
    );
    appLine(
      scene,
      kill + SECOND,
      'ERROR',
      'kubelet',
      'containers',
      'Container shop-api-1 terminated: OOMKilled, exit code 137, back-off before restart',
    );
    writeStart(scene, kill + DOWN - 10 * SECOND, 1, '2.31.4');
  }
}
