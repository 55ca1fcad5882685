/**
 * The retries of payment calls lose their pause between attempts. The acquirer slows down under its own echo, half an hour
 * later every thread of the server waits for it and requests are rejected.
 */
import { between, someMs } from '../identifiers';
import { SECOND } from '../rhythm';
import { change, planIncident, type Scenario } from '../scene';
import { changeBefore, duringOutage, growingWarnings, hurtBy, isDegraded, isOutage } from '../signs';
import { writeSources } from '../sources/all';
import { appLine, HEALTHY_APP, workerThread } from '../sources/app-server';
import { writeDeploy, writeHarmlessDeploys } from '../sources/deploys';

export const retryStorm: Scenario = {
  id: 'retry-storm',
  title: 'A retry storm',
  description:
    'Retries without a pause multiply the calls to a slow payment service until no thread is left to serve requests.',
  startHour: 9,
  hours: 6,
  scale: 1,
  run(scene) {
    const plan = planIncident(scene);
    const random = scene.random.fork('incident');
    const hurt = hurtBy(plan);
    const changes = writeHarmlessDeploys(scene);
    const what = 'payment client with 5 attempts, pause between attempts removed';
    changes.push(
      writeDeploy(scene, {
        timeMs: changeBefore(random, plan),
        release: '2.31.4',
        migration: '118_add_payment_attempts',
        what,
      }),
    );
    writeSources(scene, {
      app: {
        ...HEALTHY_APP,
        traffic: (t) => (isDegraded(plan, t) ? 1.15 + 0.7 * hurt(t) : 1),
        slowdown: (t) => (isDegraded(plan, t) ? 1.3 + 5 * hurt(t) : 1),
        failShare: (t) => (isOutage(plan, t) ? 0.7 : 0),
        failure: () => ({
          status: 503,
          ms: between(random, 1, 9),
          logger: 'com.acme.shop.web.ErrorHandler',
          message: `java.util.concurrent.RejectedExecutionException: thread pool http-nio-8080 exhausted, 200 of 200 threads busy, ${between(random, 900, 1000)} requests queued`,
          trace: [
            '\tat org.apache.tomcat.util.threads.ThreadPoolExecutor.execute(ThreadPoolExecutor.java:142)',
            '\tat org.apache.tomcat.util.net.AbstractEndpoint.processSocket(AbstractEndpoint.java:1342)',
          ],
        }),
      },
    });
    const warn = growingWarnings(scene, random, plan);
    warn(
      12,
      150,
      'com.acme.shop.payments.AcquirerClient',
      () =>
        `Call to acquirer timed out after ${2000 + random.int(9)} ms, attempt ${between(random, 1, 5)} of 5, retrying at once`,
    );
    warn(
      3,
      12,
      'com.acme.shop.payments.CircuitBreaker',
      (t) => `Failure rate of acquirer at ${Math.round(12 + 70 * hurt(t))} percent in the last 100 calls`,
    );
    warn(
      4,
      26,
      'com.acme.shop.web.ThreadWatch',
      (t) =>
        `Thread pool http-nio-8080 has ${Math.round(90 + 110 * hurt(t))} of 200 threads busy, ${Math.round(300 * hurt(t))} requests queued`,
    );
    warn(
      4,
      30,
      'com.acme.shop.web.SlowRequestFilter',
      (t) =>
        `Request POST /api/payments/${between(random, 1000, 99_999)}/capture took ${2000 + someMs(random, 900 + 9000 * hurt(t))} ms, threshold 2000 ms`,
    );
    duringOutage(random, plan, 20, (t) =>
      appLine(
        scene,
        t,
        'ERROR',
        workerThread(random),
        'com.acme.shop.payments.PaymentService',
        `Payment ${between(random, 100_000, 999_999)} given up: acquirer unavailable after 5 attempts`,
      ),
    );
    const fixMs = plan.outageEnd - 90 * SECOND;
    writeDeploy(scene, {
      timeMs: fixMs,
      release: '2.31.5',
      migration: '119_keep_payment_attempts',
      what: '',
    });
    changes.push(change(fixMs, 'deploy', 'shop-api 2.31.5: retries with exponential pause and jitter'));
    const cause =
      'A deployment removed the pause between retries of payment calls: the retries multiplied until all threads waited.';
    return { changes, truth: { ...plan, cause, runbook: 'retry-storm' } };
  },
};
