/**
 * Rows and mined templates -> the template table: how often, from when to when, how grave, from which source. One pass
 * over the rows, by kind (a few thousand); the rest is done on kinds.
 */
import type { LogTable, Template, TemplateTable } from '../../contracts/tables';
import { type EpochMs, NUM_LEVELS, type RowIdx } from '../../contracts/units';
import type { MinedTemplates } from './drain';

/** A level counts for a template when at least this share of its records carries it. */
const LEVEL_SHARE01 = 0.01;

interface KindStatistics {
  readonly count: Float64Array;
  readonly firstRow: Float64Array;
  readonly minMs: Float64Array;
  readonly maxMs: Float64Array;
}

/**
 * Templates in order of their first row (`mined` numbers them by first shape; the result renumbers). Templates that no
 * row has come last, with count 0 and no times.
 */
export function buildTemplateTable(table: LogTable, mined: MinedTemplates): TemplateTable {
  const ofKind = mapThrough(table.kinds.shape.subarray(0, table.kinds.length), mined.ofShape);
  const statistics = readKinds(table);
  const kindsOf: number[][] = mined.templates.map(() => []);
  for (let kind = 0; kind < ofKind.length; kind++) kindsOf[ofKind[kind]].push(kind);
  const made = mined.templates.map(({ text }, i) => makeTemplate(text, kindsOf[i], table, statistics));
  const order = made.map((_, i) => i).sort((a, b) => made[a].firstRow - made[b].firstRow || a - b);
  const place = new Uint32Array(order.length);
  for (const [position, i] of order.entries()) place[i] = position;
  return {
    length: made.length,
    templates: order.map((i) => ({
      ...made[i],
      firstRow: Math.min(made[i].firstRow, table.length) as RowIdx,
    })),
    ofShape: mapThrough(mined.ofShape, place),
    ofKind: mapThrough(ofKind, place),
  };
}

function mapThrough(from: Uint32Array, to: Uint32Array): Uint32Array {
  return from.map((value) => to[value]);
}

function readKinds(table: LogTable): KindStatistics {
  const { length } = table.kinds;
  const count = new Float64Array(length);
  const firstRow = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  const minMs = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  const maxMs = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  for (const shard of table.shards) {
    for (let i = 0; i < shard.length; i++) {
      const kind = shard.kind[i];
      const time = shard.timeMs[i];
      if (count[kind]++ === 0) firstRow[kind] = shard.rowBegin + i;
      if (time < minMs[kind]) minMs[kind] = time;
      if (time > maxMs[kind]) maxMs[kind] = time;
    }
  }
  return { count, firstRow, minMs, maxMs };
}

function makeTemplate(text: string, kinds: readonly number[], table: LogTable, of: KindStatistics): Template {
  const levels = new Float64Array(NUM_LEVELS);
  const sources = new Map<number, number>();
  let count = 0;
  let firstRow = Number.POSITIVE_INFINITY;
  let minMs = Number.POSITIVE_INFINITY;
  let maxMs = Number.NEGATIVE_INFINITY;
  for (const kind of kinds) {
    const source = table.kinds.source[kind];
    count += of.count[kind];
    levels[table.kinds.level[kind]] += of.count[kind];
    sources.set(source, (sources.get(source) ?? 0) + of.count[kind]);
    firstRow = Math.min(firstRow, of.firstRow[kind]);
    minMs = Math.min(minMs, of.minMs[kind]);
    maxMs = Math.max(maxMs, of.maxMs[kind]);
  }
  return {
    text,
    count,
    firstMs: toTime(minMs),
    lastMs: toTime(maxMs),
    firstRow: firstRow as RowIdx,
    level: gravestLevel(levels, count),
    source: mostFrequent(sources),
  };
}

function toTime(ms: number): EpochMs | null {
  return Number.isFinite(ms) ? (ms as EpochMs) : null;
}

function gravestLevel(levels: Float64Array, count: number): number {
  for (let level = NUM_LEVELS - 1; level > 0; level--) {
    if (levels[level] > 0 && levels[level] >= LEVEL_SHARE01 * count) return level;
  }
  return 0;
}

/** The source of most records; the one named first on a tie. */
function mostFrequent(sources: ReadonlyMap<number, number>): number {
  let best = 0;
  let bestCount = 0;
  for (const [source, count] of sources) {
    if (count < bestCount || (count === bestCount && source >= best)) continue;
    best = source;
    bestCount = count;
  }
  return best;
}
