// New logs from pieces of the two hosts' logs. In: the logs, a kind, a seed. Out: a log that begins later, ends earlier, is thinner, or has
// another quiet stretch as its beginning, with the truth that is left.
import { join } from 'node:path';
import type { Random } from '../../src/core/lib/random';
import { createRandom } from '../../src/core/lib/random';
import { MYSQL_CLOCK, syslogClock } from './clocks';
import { type Composite, compose, type Piece, readSource, type Source } from './source';

export const HOST_KINDS = [
  'linux-clean',
  'linux-crash',
  'linux-crisis',
  'galera-clean',
  'galera-outage',
] as const;
export type HostKind = (typeof HOST_KINDS)[number];

export interface Hosts {
  readonly linux: Source;
  readonly galera: Source;
}

export function readHosts(incidentsDir: string): Hosts {
  const linux = readSource(join(incidentsDir, 'linux_combo'), 'Linux.log.gz', syslogClock(2005, 5));
  const galera = readSource(join(incidentsDir, 'galera_pxc_node1'), 'node1.log.gz', MYSQL_CLOCK);
  return { linux, galera };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
export function recomposeHost({ linux, galera }: Hosts, kind: HostKind, seed: number): Composite {
  const random = createRandom(seed).fork(kind);
  const share = random.int(2) === 0 ? 1 : 0.7;
  const keeps = (): boolean => share === 1 || random.next() < share;
  const pieces = kind.startsWith('linux')
    ? linuxPieces(linux, kind, random)
    : [galeraPiece(galera, kind, random)];
  return compose(`${kind} ${seed}`, pieces, keeps);
}

/** Three weeks or more in which nothing broke; behind them an incident with some time before and after, moved by whole weeks. */
function linuxPieces(source: Source, kind: HostKind, random: Random): Piece[] {
  const quiet = cutOf(quietSpans(source, DAY, 3 * WEEK), 3 * WEEK, random);
  const first: Piece = { source, ...quiet, at: quiet.from };
  if (kind === 'linux-clean') return [first];
  const { outage_start, outage_end } = source.truth.incidents[kind === 'linux-crisis' ? 3 : random.int(3)];
  const from = Date.parse(outage_start) - DAY * (0.5 + random.next());
  const to = Date.parse(outage_end ?? outage_start) + 3 * DAY * (0.2 + random.next());
  const gap = (((from - quiet.to) % WEEK) + WEEK) % WEEK;
  return [first, { source, from, to, at: quiet.to + gap }];
}

/** Too sparse to be put together anew: begins later, or ends earlier. */
function galeraPiece(source: Source, kind: HostKind, random: Random): Piece {
  const times = source.records.map(({ timeMs }) => timeMs);
  const [start, end] = [times[0], times[times.length - 1]];
  const outages = source.truth.incidents.map(({ outage_start }) => Date.parse(outage_start));
  const late = random.int(2) * random.next() * 20 * HOUR;
  if (kind === 'galera-clean') {
    const from = start + late * 0.5;
    return { source, from, to: outages[0] - HOUR * (1 + 3 * random.next()), at: from };
  }
  const last = random.int(outages.length);
  const to = last === 2 ? end + 1 : outages[last] + HOUR * (1 + 8 * random.next());
  return { source, from: start + late, to, at: start + late };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Stretches between the incidents and the neutral spans, at least so long. */
function quietSpans({ records, truth }: Source, marginMs: number, leastMs: number): Span[] {
  const loud = [
    ...truth.incidents.map(({ outage_start, outage_end }) => [outage_start, outage_end ?? outage_start]),
    ...truth.neutral.map(({ start, end }) => [start, end]),
  ].map(([start, end]) => ({ from: Date.parse(start) - marginMs, to: Date.parse(end) + marginMs }));
  loud.sort((a, b) => a.from - b.from);
  const times = records.map(({ timeMs }) => timeMs);
  const last = times.reduce((a, b) => Math.max(a, b));
  const spans: Span[] = [];
  let from = times.reduce((a, b) => Math.min(a, b));
  for (const each of [...loud, { from: last, to: last }]) {
    if (each.from - from >= leastMs) spans.push({ from, to: each.from });
    from = Math.max(from, each.to);
  }
  return spans;
}

/** A part of one of the spans, at least `leastMs` long. */
function cutOf(spans: readonly Span[], leastMs: number, random: Random): Span {
  const span = spans[random.int(spans.length)];
  const spare = Math.max(0, span.to - span.from - leastMs);
  const from = span.from + random.next() * spare * 0.6;
  const to = from + leastMs + random.next() * (span.to - from - leastMs);
  return { from, to: Math.max(from + leastMs, to) };
}
