/** A whole day on which nothing breaks: the daily rhythm, four deployments, nightly jobs, and the usual noise. */
import { between } from '../identifiers';
import { HOUR, MINUTE } from '../rhythm';
import type { Scenario, Scene } from '../scene';
import { writeSources } from '../sources/all';
import { appLine } from '../sources/app-server';
import { writeHarmlessDeploys } from '../sources/deploys';
import { hdfsLine } from '../sources/hdfs';

export const clean: Scenario = {
  id: 'clean',
  title: 'A quiet day',
  description:
    'Twenty-four hours with deployments, nightly jobs and noise, but no incident: nothing should be reported.',
  startHour: 0,
  hours: 24,
  scale: 0.27,
  run(scene) {
    const changes = writeHarmlessDeploys(scene);
    writeSources(scene);
    writeNightlyJobs(scene);
    const cause = 'Nothing was injected.';
    const truth = { degradationStart: null, outageStart: null, outageEnd: null, cause, runbook: null };
    return { changes, truth };
  },
};

/** A backup of the database at 02:00, a balancing of the DataNodes at 03:30. */
function writeNightlyJobs(scene: Scene): void {
  const random = scene.random.fork('nightly');
  const backup = scene.startMs + 2 * HOUR;
  for (let i = 0; i < 40; i++) {
    appLine(
      scene,
      backup + i * 40_000,
      'INFO',
      'backup-1',
      'com.acme.shop.jobs.Backup',
      `Backup wrote part ${i + 1} of 40, ${between(random, 480, 520)} MB`,
    );
  }
  const balance = scene.startMs + 3.5 * HOUR;
  for (let i = 0; i < 120; i++) {
    hdfsLine(
      scene,
      balance + i * MINUTE * 0.3,
      'INFO',
      12,
      'dfs.DataNode',
      `Balancer moved ${between(random, 20, 60)} blocks, ${between(random, 1, 4)} GB in iteration ${i + 1}`,
    );
  }
}
