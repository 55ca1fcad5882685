// Seconds per stage, or per step of one, from an injected clock in milliseconds.
export interface Stopwatch<Name extends string> {
  /** Ends the stage that runs, begins this one. */
  begin(stage: Name): void;
  /** Ends the last stage. */
  stop(): Times<Name>;
  /** The times so far; the stage goes on. */
  read(): Times<Name>;
}

interface Times<Name extends string> {
  readonly stageSeconds: Partial<Record<Name, number>>;
  readonly totalSeconds: number;
}

export function createStopwatch<Name extends string>(now: () => number): Stopwatch<Name> {
  const started = now();
  const stageSeconds: Partial<Record<Name, number>> = {};
  let current: { stage: Name; since: number } | null = null;
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
