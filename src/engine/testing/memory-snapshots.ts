// A history in memory, for tests: what is kept is a copy, as in a database, so that it has to be clonable.
import type { Snapshot } from '../../contracts/stored-analysis';
import type { SnapshotAccess } from '../engine-parts';

export function memorySnapshots(): SnapshotAccess {
  const kept = new Map<string, Snapshot>();
  return {
    save: async ({ id }, snapshot) => void kept.set(id, structuredClone(snapshot)),
    load: async (id) => structuredClone(kept.get(id) ?? null),
  };
}

/** What the page knows of an analysis that it keeps. */
export function metaOf(id: string) {
  return { id, name: id, savedMs: 0, verdict: '', tone: 'calm', numIncidents: 0, numRecords: 0 } as const;
}
