// Seconds per stage, from an injected clock in milliseconds.
import type { Stage } from '../contracts/units';

export interface Stopwatch {
  /** Ends the stage that runs, begins this one. */
  begin(stage: Stage): void;
  /** Ends the last stage. */
  stop(): { stageSeconds: Partial<Record<Stage, number>>; totalSeconds: number };
}

export function createStopwatch(now: () => number): Stopwatch {
  const started = now();
  const stageSeconds: Partial<Record<Stage, number>> = {};
  let current: { stage: Stage; since: number } | null = null;
  const end = (): void => {
    if (!current) return;
    const seconds = (now() - current.since) / 1000;
    stageSeconds[current.stage] = (stageSeconds[current.stage] ?? 0) + seconds;
  };
  return {
    begin(stage) {
      end();
      current = { stage, since: now() };
    },
    stop() {
      end();
      current = null;
      return { stageSeconds, totalSeconds: (now() - started) / 1000 };
    },
  };
}
