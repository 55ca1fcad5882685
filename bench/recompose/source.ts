// A labelled log that pieces can be cut from. In: its file, truth and clock. Out: records with their times; pieces of them put one
// behind the other as a new log, times rewritten, with the truth that goes with it. What a record says but its time stays as it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { moveIncident, moveSpan, type TimeSpan, type TrueIncident, type Truth } from './truth';

/** How the lines of a log state their time. */
export interface Clock {
  /** Ms since 1970, UTC; null: the line belongs to the record before it. */
  read(line: string): number | null;
  write(line: string, timeMs: number): string;
}

export interface LogRecord {
  readonly timeMs: number;
  /** The first line states the time. */
  readonly lines: readonly string[];
}

export interface Source {
  readonly name: string;
  readonly clock: Clock;
  readonly records: readonly LogRecord[];
  readonly truth: Truth;
}

export function readSource(dir: string, file: string, clock: Clock): Source {
  const truth: Truth = JSON.parse(readFileSync(join(dir, 'truth.json'), 'utf8'));
  const text = gunzipSync(readFileSync(join(dir, file))).toString();
  const records: { timeMs: number; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const timeMs = clock.read(line);
    if (timeMs !== null) records.push({ timeMs, lines: [line] });
    else if (line !== '') records.at(-1)?.lines.push(line);
  }
  return { name: truth.name, clock, records, truth };
}

/** Records of a source in [from, to), to be put at `at`. */
export interface Piece extends TimeSpan {
  readonly source: Source;
  readonly at: number;
  /** Incidents that are true of it, in the times of the source; left out: those of the source's truth. */
  readonly incidents?: readonly TrueIncident[];
  /** True: what shows here is neither right nor wrong. */
  readonly isNeutral?: boolean;
}

export interface Composite {
  readonly name: string;
  readonly text: string;
  /** Of its beginning, for a log that does not state it. */
  readonly year: number;
  readonly truth: Truth;
}

/** @param keeps false for a record that is left out */
export function compose(
  name: string,
  pieces: readonly Piece[],
  keeps: () => boolean = () => true,
): Composite {
  const lines: string[] = [];
  for (const { source, from, to, at } of pieces) {
    for (const record of source.records) {
      if (record.timeMs < from || record.timeMs >= to || !keeps()) continue;
      lines.push(source.clock.write(record.lines[0], record.timeMs + at - from), ...record.lines.slice(1));
    }
  }
  const year = new Date(pieces[0].at).getUTCFullYear();
  return { name, text: `${lines.join('\n')}\n`, year, truth: truthOf(name, pieces) };
}

function truthOf(name: string, pieces: readonly Piece[]): Truth {
  const incidents = pieces.flatMap((piece) => {
    const isInside = ({ outage_start }: TrueIncident): boolean =>
      Date.parse(outage_start) >= piece.from && Date.parse(outage_start) < piece.to;
    const own = piece.incidents ?? piece.source.truth.incidents.filter(isInside);
    return own.map((incident) => moveIncident(incident, piece.at - piece.from));
  });
  const neutral = pieces.flatMap((piece) => {
    const { source, from, to, at, isNeutral } = piece;
    const iso = (ms: number): string => new Date(ms).toISOString();
    const all = [{ start: iso(from), end: iso(to), why: 'a fault shows that fails nothing' }];
    return (isNeutral ? all : (source.truth.neutral ?? [])).flatMap((span) =>
      moveSpan(span, piece, at - from),
    );
  });
  return { name, zone: 'UTC', clean: incidents.length === 0, incidents, neutral };
}
