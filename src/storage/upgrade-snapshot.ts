// A stored analysis of an earlier version in today's form. In: the body as it lies in the database, columns still packed. Out: the
// Snapshot, or null for a version that is not known. One step a version; fields keep their order, which the packed columns follow.
import type { Snapshot } from '../contracts/stored-analysis';
import { isPlainObject } from './pack';

const SNAPSHOT_VERSION = 3;

/** From version 2 to 3 fields took the field's own names; `*` stands for each entry of a list. */
const RENAMED_IN_3: readonly (readonly [path: string, from: string, to: string])[] = [
  ['result.timeline.detectors.*', 'reach', 'maxScale'],
  ['result.timeline.baseline', 'taught', 'alsoLearnt'],
  ['result.timeline.baseline', 'start', 'startMs'],
  ['result.sessions', 'judges', 'detectors'],
  ['tables.features', 'gravityCounts', 'effectiveLevelCounts'],
  ['tables.features', 'sightings', 'occurrences'],
];

export function upgradeSnapshot(body: unknown): Snapshot | null {
  if (!isPlainObject(body)) return null;
  if (body.version === SNAPSHOT_VERSION) return body as unknown as Snapshot;
  if (body.version !== 2) return null;
  const renamed = RENAMED_IN_3.reduce<unknown>(
    (node, [path, from, to]) => renameAt(node, path.split('.'), from, to),
    body,
  );
  return { ...(renamed as Snapshot), version: SNAPSHOT_VERSION };
}

/** A copy along the path, in which the field has its new name in its old place; what the path does not meet stays as it is. */
function renameAt(node: unknown, [step, ...rest]: readonly string[], from: string, to: string): unknown {
  if (step === '*') return Array.isArray(node) ? node.map((each) => renameAt(each, rest, from, to)) : node;
  if (!isPlainObject(node)) return node;
  const entries = Object.entries(node);
  if (step === undefined)
    return Object.fromEntries(entries.map(([key, value]) => [key === from ? to : key, value]));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === step ? renameAt(value, rest, from, to) : value]),
  );
}
