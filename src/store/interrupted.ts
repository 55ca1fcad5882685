// Analyses that ended with the page: the browser or the tab crashed, or was closed. A run is written down when it begins, with a lock that
// this page holds as long as it lives; a page that opens later finds runs that nobody holds any more, and says so once.
import { uniqueName } from '../storage/unique-name';
import type { ValueStore } from '../storage/values';

export interface Interrupted {
  readonly id: string;
  /** As the page called the analysis. */
  readonly name: string;
  readonly startedMs: number;
}

const LOCK = 'harbinger-run ';
/** Older ones say nothing to anybody. */
const MOST_AGE_MS = 7 * 86_400_000;
const MOST_RUNS = 20;

export interface RunNotes {
  /** Gives what takes the note away again. */
  begin(name: string, nowMs: number): () => void;
  /** Those that no page works on any more; their notes are taken away. */
  takeInterrupted(nowMs: number): Promise<readonly Interrupted[]>;
}

export function createRunNotes(values: ValueStore): RunNotes {
  return {
    begin(name, nowMs) {
      const note: Interrupted = { id: uniqueName(), name: name.slice(0, 1000), startedMs: nowMs };
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      void globalThis.navigator?.locks?.request(LOCK + note.id, () => ended).catch(() => undefined);
      const written = values
        .update('runs', (stored) => [...notesIn(stored), note].slice(-MOST_RUNS))
        .catch(() => undefined);
      return () => {
        end();
        void written
          .then(() => values.update('runs', (stored) => notesIn(stored).filter(({ id }) => id !== note.id)))
          .catch(() => undefined);
      };
    },
    async takeInterrupted(nowMs) {
      // Without locks nothing tells a run of another tab from one that is over.
      if (globalThis.navigator?.locks === undefined) return [];
      const { held = [], pending = [] } = await navigator.locks.query();
      const alive = new Set([...held, ...pending].map(({ name }) => name));
      let found: readonly Interrupted[] = [];
      await values.update('runs', (stored) => {
        const notes = notesIn(stored);
        found = notes.filter(({ id }) => !alive.has(LOCK + id));
        return notes.filter(({ id }) => alive.has(LOCK + id));
      });
      return found.filter(({ startedMs }) => nowMs - startedMs < MOST_AGE_MS);
    },
  };
}

function notesIn(stored: unknown): readonly Interrupted[] {
  return Array.isArray(stored) ? stored.filter(isNote) : [];
}

function isNote(value: unknown): value is Interrupted {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, startedMs } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string' && Number.isFinite(startedMs);
}
