/** Everything but the application server, healthy: the surroundings of an incident that is the application's own. */
import type { Scene } from '../scene';
import { writeBgl } from '../sources/bgl';
import { writeHdfs } from '../sources/hdfs';
import { writeOpenstack } from '../sources/openstack';
import { writeSpark } from '../sources/spark';

export function writeBackground(scene: Scene): void {
  writeHdfs(scene);
  writeSpark(scene);
  writeOpenstack(scene);
  writeBgl(scene);
}
