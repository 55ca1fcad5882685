/** One log file in the making. In: lines in any order, each with its place in time. Out: the file's text, from a span of time. */
export interface LogWriter {
  readonly path: string;
  /**
   * Adds a line, or a record of several lines. `timeMs` is when it is written (ms since 1970, UTC) and decides the order;
   * what the text says about the time may differ, as on a host whose clock is wrong. What is written before or after the
   * span of the log is not in it.
   */
  add(timeMs: number, text: string): void;
  /** Lines in order of time (equal times: as added), each ended by a newline. */
  toText(): string;
}

export function createLogWriter(path: string, startMs: number, endMs: number): LogWriter {
  const times: number[] = [];
  const texts: string[] = [];
  return {
    path,
    add(timeMs, text) {
      if (timeMs < startMs || timeMs >= endMs) return;
      times.push(timeMs);
      texts.push(text);
    },
    toText() {
      const order = Uint32Array.from(times, (_, i) => i).sort((a, b) => times[a] - times[b] || a - b);
      const lines: string[] = [];
      for (const i of order) lines.push(texts[i], '\n');
      return lines.join('');
    },
  };
}
