/**
 * Rows and mined templates -> the template table: how often, from when to when, how grave, from which source. One pass
 * over the rows, by kind (a few thousand); the rest is done on kinds.
 */
import type { LevelClass } from '../../contracts/settings';
import type { LogTable, Template, TemplateTable } from '../../contracts/tables';
import { type EpochMs, LEVEL_ERROR, NUM_LEVELS, type RowIdx } from '../../contracts/units';
import { numOfRow } from '../lib/log-table';
import type { MinedTemplates } from './mined';
import { LEVEL_CLASSES, levelClassOf } from './state';

/** A level counts for a template when at least this share of its records carries it. */
const LEVEL_SHARE01 = 0.01;

interface KindStatistics {
  readonly count: Float64Array;
  readonly firstRow: Float64Array;
  readonly minMs: Float64Array;
  readonly maxMs: Float64Array;
  /** 1: the kind comes from a file whose format derives the level. */
  readonly isDerived: Uint8Array;
}

/** Formats whose level is no word of the line but comes from a value that a template hides: the status of a request. */
const DERIVED_LEVEL_FORMATS: ReadonlySet<string> = new Set(['access-log', 'http-requests']);

/**
 * Templates in order of their first row (`mined` numbers them by first shape; the result renumbers). One wording at
 * several levels is one template for each of quiet, warning and error where these are frequent, and always in an access
 * log: who looks for trouble wants its 500s apart from its 200s.
 * Templates of a saved state come first and keep its order, so that their ids stay, also those that no row has. Other
 * templates that no row has come last. Both have count 0 and no times.
 */
export function buildTemplateTable(table: LogTable, mined: MinedTemplates): TemplateTable {
  const statistics = readKinds(table);
  const groups = groupKinds(table, mined, statistics);
  const made = groups.map(({ text, kinds }) => makeTemplate(text, kinds, table, statistics));
  const order = made
    .map((_, i) => i)
    .sort(
      (a, b) =>
        ascending(groups[a].place, groups[b].place) || ascending(made[a].firstRow, made[b].firstRow) || a - b,
    );
  const ofKind = new Uint32Array(table.kinds.length);
  order.forEach((i, position) => {
    for (const kind of groups[i].kinds) ofKind[kind] = position;
  });
  const templates = order.map((i) => ({
    ...made[i],
    firstRow: Math.min(made[i].firstRow, table.length) as RowIdx,
  }));
  const levelClass = order.map((i) => groups[i].level);
  return { length: made.length, templates, ofKind, levelClass };
}

/** Templates whose records are known by their kinds, in the order of their texts: nothing is parted or renumbered. One without records has count 0. */
export function templatesOfKinds(
  table: LogTable,
  texts: readonly string[],
  ofKind: Uint32Array,
): TemplateTable {
  const statistics = readKinds(table);
  const kinds: number[][] = texts.map(() => []);
  ofKind.forEach((template, kind) => {
    kinds[template].push(kind);
  });
  const templates = texts.map((text, i) => {
    const made = makeTemplate(text, kinds[i], table, statistics);
    return { ...made, firstRow: Math.min(made.firstRow, table.length) as RowIdx };
  });
  return {
    length: texts.length,
    templates,
    ofKind,
    levelClass: templates.map(({ level }) => levelClassOf(level)),
  };
}

interface KindGroup {
  readonly text: string;
  readonly level: LevelClass;
  /** Place that a saved state gives it; infinite: none. */
  readonly place: number;
  readonly kinds: number[];
}

/** Kinds by mined template, and by class of level where that is saved, derived or frequent. */
function groupKinds({ kinds }: LogTable, mined: MinedTemplates, of: KindStatistics): KindGroup[] {
  const numOfClass = new Float64Array(mined.templates.length * NUM_CLASSES);
  for (let kind = 0; kind < kinds.length; kind++)
    numOfClass[mined.ofShape[kinds.shape[kind]] * NUM_CLASSES + classOf(kinds.level[kind])] += of.count[kind];
  const groups = savedGroups(mined);
  const isSaved = new Set(groups.keys());
  const isUsed = new Uint8Array(mined.templates.length);
  for (let kind = 0; kind < kinds.length; kind++) {
    const template = mined.ofShape[kinds.shape[kind]];
    const own = template * NUM_CLASSES + classOf(kinds.level[kind]);
    const standsAlone = of.isDerived[kind] === 1 || numOfClass[own] >= FREQUENT || isSaved.has(own);
    const key = standsAlone ? own : homeOf(template, mined);
    const group = groups.get(key) ?? newGroup(mined.templates[template].text, key % NUM_CLASSES);
    group.kinds.push(kind);
    groups.set(key, group);
    isUsed[template] = 1;
  }
  const unused = mined.templates.filter((_, i) => isUsed[i] === 0 && !mined.places?.[i].length);
  return [...groups.values(), ...unused.map(({ text }) => newGroup(text, 0))];
}

function newGroup(text: string, levelClass: number): KindGroup {
  return { text, level: LEVEL_CLASSES[levelClass], place: Number.POSITIVE_INFINITY, kinds: [] };
}

/** A group for each template and class of levels of the saved state, whether this log has records of it or not. */
function savedGroups({ templates, places }: MinedTemplates): Map<number, KindGroup> {
  const groups = new Map<number, KindGroup>();
  places?.forEach((ofTemplate, template) => {
    for (const { place, level } of ofTemplate) {
      const key = template * NUM_CLASSES + LEVEL_CLASSES.indexOf(level);
      groups.set(key, { place, level, text: templates[template].text, kinds: [] });
    }
  });
  return groups;
}

/** Key of the group for records of a class that does not stand alone: the quiet one, or the first that a state has. */
function homeOf(template: number, { places }: MinedTemplates): number {
  const saved = places?.[template]?.map(({ level }) => LEVEL_CLASSES.indexOf(level)) ?? [];
  return template * NUM_CLASSES + (saved.length === 0 ? 0 : Math.min(...saved));
}

/** Infinities are equal, which their difference is not. */
function ascending(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const NUM_CLASSES = 3;
/** Records of a class that make it a pattern of its own; fewer stay with the quiet ones of their wording. */
const FREQUENT = 50;
/** 0: quiet, 1: warning, 2: error and above. */
function classOf(level: number): number {
  return LEVEL_CLASSES.indexOf(levelClassOf(level));
}

function readKinds(table: LogTable): KindStatistics {
  const { length } = table.kinds;
  const count = new Float64Array(length);
  const firstRow = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  const minMs = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  const maxMs = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  const isDerived = new Uint8Array(length);
  const { counted } = table;
  for (const shard of table.shards) {
    const derives = DERIVED_LEVEL_FORMATS.has(table.files[shard.fileIdx]?.format) ? 1 : 0;
    for (let i = 0; i < shard.length; i++) {
      const kind = shard.kind[i];
      isDerived[kind] |= derives || (table.kinds.status?.[kind] ?? 0) > 0 ? 1 : 0;
      const row = shard.rowBegin + i;
      const time = shard.timeMs[i];
      const last = counted ? counted.lastMs[row] : time;
      if (count[kind] === 0) firstRow[kind] = row;
      count[kind] += numOfRow(table, row);
      if (time < minMs[kind]) minMs[kind] = time;
      if (last > maxMs[kind]) maxMs[kind] = last;
    }
  }
  return { count, firstRow, minMs, maxMs, isDerived };
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
    numErrors: levels.subarray(LEVEL_ERROR).reduce((sum, num) => sum + num, 0),
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
