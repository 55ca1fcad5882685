// Seconds per stage, from an injected clock in milliseconds.
import type { Stage } from '../contracts/units';

export interface Stopwatch {
  /** Ends the stage that runs, begins this one. */
  begin(stage: Stage): void;
  /** Ends the last stage. */
  stop(): Times;
  /** The times so far; the stage goes on. */
  read(): Times;
}

interface Times {
  readonly stageSeconds: Partial<Record<Stage, number>>;
  readonly totalSeconds: number;
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
    read: () => ({ stageSeconds: { ...stageSeconds }, totalSeconds: (now() - started) / 1000 }),
  };
}
