/**
 * A deployment drops an index that it took for unused. Queries on orders scan the table, connections are held ever longer,
 * half an hour later the pool runs dry and most requests fail; a restart does not help, the rollback does.
 */
import type { Random } from '../../lib/random';
import { between, pick, someMs } from '../identifiers';
import { MINUTE, ramp, SECOND } from '../rhythm';
import { change, type IncidentPlan, planIncident, type Scenario, type Scene } from '../scene';
import { changeBefore, duringOutage, growingWarnings, hurtBy, isDegraded, isOutage } from '../signs';
import { writeSources } from '../sources/all';
import {
  type AppDials,
  appLine,
  type Failure,
  HEALTHY_APP,
  POOL_SIZE,
  workerThread,
} from '../sources/app-server';
import { writeDeploy, writeHarmlessDeploys, writeStart } from '../sources/deploys';

const TRACE = [
  '\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)',
  '\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:181)',
  '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:128)',
  '\tat org.springframework.jdbc.datasource.DataSourceUtils.fetchConnection(DataSourceUtils.java:160)',
  '\tat com.acme.shop.orders.OrderRepository.findOrdersByCustomer(OrderRepository.java:87)',
  '\tat com.acme.shop.orders.OrderService.openOrders(OrderService.java:142)',
];

export const poolExhaustion: Scenario = {
  id: 'pool-exhaustion',
  title: 'A connection pool runs dry',
  description:
    'A deployment drops an index, queries slow down for half an hour, then the database connection pool is empty and most requests fail.',
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
        migration: '118_drop_index_orders_customer_status',
        what: 'order history clean-up, drop index idx_orders_customer_status taken for unused',
      }),
    );
    writeSources(scene, { app: dialsOf(plan) });
    writeSigns(scene, plan, random);
    const rollbackMs = plan.outageEnd - 90 * SECOND;
    writeRecovery(scene, plan, rollbackMs);
    changes.push(
      change(
        rollbackMs,
        'deploy',
        'shop-api 2.31.5: rollback, index idx_orders_customer_status created again',
      ),
    );
    const cause =
      'A deployment dropped the index idx_orders_customer_status: queries on orders scanned the table until no database connection was left.';
    return { changes, truth: { ...plan, cause, runbook: 'db-connection-pool-exhausted' } };
  },
};

function dialsOf(plan: IncidentPlan): AppDials {
  const hurt = hurtBy(plan);
  const killed = plan.outageStart + 7 * MINUTE;
  const rareFailures = ramp(plan.degradationStart + 20 * MINUTE, plan.outageStart, 0, 0.02);
  return {
    ...HEALTHY_APP,
    isUp: (t) => t < killed || t >= killed + 25 * SECOND,
    slowdown: (t) => (isDegraded(plan, t) ? 2 + 10 * hurt(t) : 1),
    failShare: (t) => (isOutage(plan, t) ? 0.72 : rareFailures(t)),
    failure: (t, random) => poolTimeout(isOutage(plan, t), random),
    pool: (t, random) => {
      if (!isDegraded(plan, t)) return HEALTHY_APP.pool(t, random);
      const active = Math.min(POOL_SIZE, Math.round(14 + 7 * hurt(t) + random.next() * 2));
      return {
        active,
        waiting: active < 17 ? random.int(2) : Math.round((active - 16) * 4 * hurt(t) + random.int(6)),
      };
    },
  };
}

function poolTimeout(inOutage: boolean, random: Random): Failure {
  const waiting = inOutage ? between(random, 60, 180) : between(random, 8, 30);
  const ms = 30_000 + random.int(12);
  return {
    status: inOutage && random.int(3) > 0 ? 503 : 500,
    ms,
    logger: 'com.acme.shop.web.ErrorHandler',
    message: `java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after ${ms}ms (total=${POOL_SIZE}, active=${POOL_SIZE}, idle=0, waiting=${waiting})`,
    trace: TRACE,
  };
}

function writeSigns(scene: Scene, plan: IncidentPlan, random: Random): void {
  const hurt = hurtBy(plan);
  const warn = growingWarnings(scene, random, plan);
  warn(
    9,
    48,
    'com.acme.shop.db.SlowQueryLog',
    (t) =>
      `Slow query (${500 + someMs(random, 900 + 5000 * hurt(t))} ms): select o.id, o.total from orders o where o.customer_id = ? and o.status = ? order by o.created_at desc`,
  );
  warn(
    5,
    40,
    'com.acme.shop.web.SlowRequestFilter',
    (t) =>
      `Request GET /api/customers/${between(random, 1000, 99_999)}/orders took ${2000 + someMs(random, 700 + 6000 * hurt(t))} ms, threshold 2000 ms`,
  );
  warn(
    3,
    50,
    'com.zaxxer.hikari.pool.HikariPool',
    (t) =>
      `HikariPool-1 - Thread waited ${someMs(random, 150 + 9000 * hurt(t) ** 2)} ms for a connection (active=${POOL_SIZE - 2 + random.int(3)}, waiting=${between(random, 1, 2 + Math.round(40 * hurt(t)))})`,
  );
  warn(
    0.8,
    0.8,
    'com.acme.shop.db.PlanWatcher',
    () =>
      `Plan of query ${pick(random, ['findOrdersByCustomer', 'findOpenOrders'])} changed: Seq Scan on orders, ${between(random, 4_800_000, 4_900_000)} rows read, cost ${between(random, 98_000, 99_999)}`,
  );
  warn(
    0.5,
    4,
    'com.zaxxer.hikari.pool.ProxyLeakTask',
    () =>
      `Connection leak detection triggered for conn${between(random, 10, 99)} on thread ${workerThread(random)}, held longer than 10000 ms`,
    9,
  );
  duringOutage(random, plan, 8, (t) =>
    appLine(
      scene,
      t,
      'ERROR',
      'health-1',
      'com.acme.shop.ops.HealthCheck',
      `Readiness check failed: Unable to acquire JDBC Connection within ${between(random, 5000, 5010)} ms`,
    ),
  );
}

/** The killed and restarted process, seven minutes into the outage, and the rollback that ends it. */
function writeRecovery(scene: Scene, { outageStart }: IncidentPlan, rollbackMs: number): void {
  const killMs = outageStart + 7 * MINUTE;
  appLine(
    scene,
    killMs - 2 * SECOND,
    'ERROR',
    'health-1',
    'com.acme.shop.ops.HealthCheck',
    'Liveness check failed 6 times, process will be killed with SIGKILL',
  );
  writeStart(scene, killMs + 15 * SECOND, 1, '2.31.4');
  writeDeploy(scene, {
    timeMs: rollbackMs,
    release: '2.31.5',
    migration: '119_create_index_orders_customer_status',
    what: '',
  });
}
