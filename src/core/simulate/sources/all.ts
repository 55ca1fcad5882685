/** All five log files at once; a source without dials is healthy. */
import type { Scene } from '../scene';
import { type AppDials, HEALTHY_APP, writeAppServer } from './app-server';
import { writeBgl } from './bgl';
import { writeRecycling } from './deploys';
import { type HdfsDials, writeHdfs } from './hdfs';
import { type OpenstackDials, writeOpenstack } from './openstack';
import { type SparkDials, writeSpark } from './spark';

export interface Dials {
  readonly app?: AppDials;
  readonly hdfs?: HdfsDials;
  readonly spark?: SparkDials;
  readonly openstack?: OpenstackDials;
}

export function writeSources(scene: Scene, { app, hdfs, spark, openstack }: Dials = {}): void {
  writeAppServer(scene, app);
  writeRecycling(scene, (app ?? HEALTHY_APP).isUp);
  writeHdfs(scene, hdfs);
  writeSpark(scene, spark);
  writeOpenstack(scene, openstack);
  writeBgl(scene);
}
