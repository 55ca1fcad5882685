/** Steps of a run: where a build server, a pipeline, a container's build begins one. In: lines. Out: the step of each, from 0. */
import type { ReadLine } from './read-lines';

/** Where a step of a build begins, as its server writes it. */
export const STEP =
  /^##\[group\]Run |^Post job cleanup|^\[Pipeline\] (?:stage|sh|\{)|^(?:PLAY|TASK|RUNNING HANDLER) \[|^Step \d+\/\d+ ?: |^section_start:|^#\d+ \[|^\[[\w .-]+\] \$ /;
/** Job and step as columns before the time. */
const COLUMNS = /^([^\t\n]{1,80}\t[^\t\n]{1,120})\t\d{4}-/;
export function stepsOf(lines: readonly ReadLine[]): Int32Array {
  const stepOf = new Int32Array(lines.length);
  let step = 0;
  let columns = '';
  for (const [i, { bare, raw }] of lines.entries()) {
    const own = COLUMNS.exec(raw)?.[1] ?? '';
    if (STEP.test(bare) || (own !== '' && own !== columns)) step++;
    if (own !== '') columns = own;
    stepOf[i] = step;
  }
  return stepOf;
}
