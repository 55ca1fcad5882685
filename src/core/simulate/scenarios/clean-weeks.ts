/**
 * Three weeks of one application on which nothing breaks: days, nights and weekends, a backup each night, a report and a cleaning
 * each Sunday, a deployment twice a week.
 */
import type { Change } from '../../../contracts/changes';
import { between } from '../identifiers';
import { type Dial, HOUR, MINUTE } from '../rhythm';
import type { Scenario, Scene } from '../scene';
import { appLine, HEALTHY_APP, writeAppServer } from '../sources/app-server';
import { writeDeploy, writeRecycling } from '../sources/deploys';

const DAY = 24 * HOUR;
const NUM_DAYS = 21;
/** Share of a working day's traffic that comes on a Saturday or Sunday. */
const WEEKEND01 = 0.6;

export const cleanWeeks: Scenario = {
  id: 'clean-weeks',
  title: 'Three quiet weeks',
  description:
    'Twenty-one days of one application with weekends, nightly and weekly jobs and deployments, but no incident: nothing should be reported.',
  startHour: 0,
  hours: NUM_DAYS * 24,
  scale: 0.015,
  run(scene) {
    writeAppServer(scene, { ...HEALTHY_APP, traffic: weekRhythm });
    writeRecycling(scene, HEALTHY_APP.isUp);
    const changes: Change[] = [];
    for (let day = 0; day < NUM_DAYS; day++) {
      const midnight = scene.startMs + day * DAY;
      const weekday = new Date(midnight).getUTCDay();
      writeBackup(scene, midnight + 2 * HOUR);
      if (weekday === 0) writeSundayJobs(scene, midnight + 4 * HOUR);
      if (weekday === 2 || weekday === 4) changes.push(deploy(scene, midnight + 10 * HOUR, changes.length));
    }
    const cause = 'Nothing was injected.';
    const truth = { degradationStart: null, outageStart: null, outageEnd: null, cause, runbook: null };
    return { changes, truth };
  },
};

/** Less at weekends, with an hour of passage at each midnight. */
const weekRhythm: Dial = (timeMs) => {
  const share = (ms: number): number => (new Date(ms).getUTCDay() % 6 === 0 ? WEEKEND01 : 1);
  const passed01 = Math.min(1, (timeMs % DAY) / HOUR);
  return share(timeMs - HOUR) * (1 - passed01) + share(timeMs) * passed01;
};

function writeBackup(scene: Scene, timeMs: number): void {
  const random = scene.random.fork(`backup ${timeMs}`);
  const start = timeMs + random.int(4 * 60) * 1000;
  for (let i = 0; i < 40; i++) {
    const part = `Backup wrote part ${i + 1} of 40, ${between(random, 480, 520)} MB`;
    appLine(scene, start + i * 20_000, 'INFO', 'backup-1', 'com.acme.shop.jobs.Backup', part);
  }
}

/** The week's report reads much, so some queries are slow; sessions that were left behind are thrown away. */
function writeSundayJobs(scene: Scene, timeMs: number): void {
  const random = scene.random.fork(`sunday ${timeMs}`);
  const job = 'com.acme.shop.jobs.WeeklyReport';
  for (let i = 0; i < 60; i++)
    appLine(scene, timeMs + i * 30_000, 'INFO', 'report-1', job, `Report section ${i + 1} of 60 written`);
  for (let i = 0; i < 12; i++) {
    const slow = `Query revenueByCategory took ${between(random, 4000, 9000)} ms, limit 2000 ms`;
    appLine(scene, timeMs + i * 2.4 * MINUTE, 'WARN', 'report-1', 'com.acme.shop.db.QueryLog', slow);
  }
  for (let i = 0; i < 80; i++) {
    const session = `Session cart-${between(random, 10_000, 99_999)} removed, idle for ${between(random, 7, 60)} days`;
    appLine(
      scene,
      timeMs + HOUR + i * 5000,
      'INFO',
      'cleaner-1',
      'com.acme.shop.jobs.SessionCleaner',
      session,
    );
  }
}

function deploy(scene: Scene, timeMs: number, num: number): Change {
  const random = scene.random.fork(`when ${num}`);
  return writeDeploy(scene, {
    timeMs: timeMs + random.int(180) * MINUTE,
    release: `2.31.${num}`,
    migration: `${114 + num}_add_column_${num}`,
    what: 'small changes of the week',
  });
}
