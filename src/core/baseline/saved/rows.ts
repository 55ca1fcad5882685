/**
 * Windows of a log as a saved baseline keeps them. In: features, templates, the windows known to be good. Out: BaselineRows; and rows of
 * two of them joined, and some rows picked from one. Template texts are all the text that is kept.
 */
import type { FeatureMatrix, Occurrences } from '../../../contracts/features';
import type {
  BaselineRows,
  BaselineSource,
  BaselineTemplate,
  RowSightings,
} from '../../../contracts/saved-baseline';
import type { TemplateTable } from '../../../contracts/tables';
import { NUM_LEVELS } from '../../../contracts/units';
import { levelClassOf } from '../../drain/state';
import { TICK_MS } from '../../features/occurrences';
import { highest } from '../../lib/extremes';
import { hashText } from '../../lib/hash';
import { matchTemplates, mostGeneral } from './match-templates';
import { inColumns, pickDense, pickSparse, type RowPick, type SparseRows } from './sparse';

/** A template that comes more often than this in the windows is a murmur: nothing is said about what follows it. */
const MAX_SIGHTINGS = 2000;

/** `windows`: ascending windows of the grid. Only templates that they hold are kept. */
export function rowsOfWindows(
  features: FeatureMatrix,
  templates: TemplateTable,
  windows: readonly number[],
  source: BaselineSource,
): BaselineRows {
  const { grid, counts, columns, values, levelCounts } = features;
  const picks: RowPick[] = windows.map((w) => [0, w]);
  const whole = { rowBegin: counts.rowBegin, key: counts.column, value: counts.count };
  const held = new Set(
    windows.flatMap((w) => [...counts.column.subarray(counts.rowBegin[w], counts.rowBegin[w + 1])]),
  );
  const order = [...held].sort((a, b) => a - b);
  const place = new Map(order.map((template, i) => [template, i]));
  const keyOf = (template: number): number => place.get(template) ?? -1;
  const picked = pickSparse([{ rows: whole, keyOf }], picks, false);
  return {
    windowMs: grid.windowMs,
    templates: order.map((template) => templateOf(features, templates, template)),
    sources: [source],
    startMs: Float64Array.from(windows, (w) => grid.startMs + w * grid.windowMs),
    source: new Uint16Array(windows.length),
    counts: countsOf(picked, order.length),
    columns,
    values: pickDense([values], picks, columns.length),
    levelCounts: pickDense([levelCounts], picks, NUM_LEVELS),
    gravityCounts: pickDense([features.effectiveLevelCounts ?? levelCounts], picks, NUM_LEVELS),
    sightings: sightingsOf(features, windows, keyOf),
  };
}

function templateOf(
  features: FeatureMatrix,
  { templates, levelClass }: TemplateTable,
  i: number,
): BaselineTemplate {
  const { text, level } = templates[i];
  return {
    text,
    level: levelClass?.[i] ?? levelClassOf(level),
    gravity: features.templateLevel?.[i] ?? level,
  };
}

function countsOf({ rowBegin, key, value }: SparseRows, numColumns: number): BaselineRows['counts'] {
  return { numRows: rowBegin.length - 1, numColumns, rowBegin, column: key, count: value };
}

function sightingsOf(
  { occurrences, grid }: FeatureMatrix,
  windows: readonly number[],
  keyOf: (template: number) => number,
): RowSightings {
  const perWindow = grid.windowMs / TICK_MS;
  const rowOf = new Map(windows.map((w, i) => [w, i]));
  const rows: [template: number, tick: number][][] = windows.map(() => []);
  for (let template = 0; occurrences && template + 1 < occurrences.begin.length; template++) {
    const found = timesInWindows(occurrences, template, perWindow, rowOf);
    if (occurrences.isFull[template] || found.length > MAX_SIGHTINGS || keyOf(template) < 0) continue;
    for (const [row, tick] of found) rows[row].push([keyOf(template), tick]);
  }
  const rowBegin = new Uint32Array(windows.length + 1);
  rows.forEach((own, i) => {
    rowBegin[i + 1] = rowBegin[i] + own.length;
  });
  const flat = rows.flat();
  return {
    rowBegin,
    template: Uint32Array.from(flat, ([template]) => template),
    tick: Uint32Array.from(flat, ([, tick]) => tick),
  };
}

function timesInWindows(
  { begin, tick }: Occurrences,
  template: number,
  perWindow: number,
  rowOf: ReadonlyMap<number, number>,
): [row: number, tick: number][] {
  const found: [number, number][] = [];
  for (let i = begin[template]; i < begin[template + 1]; i++) {
    const w = Math.floor(tick[i] / perWindow);
    const row = rowOf.get(w);
    if (row !== undefined) found.push([row, Math.floor(tick[i] - w * perWindow)]);
  }
  return found;
}

/** Some of the rows, ascending; all templates stay, also those of rows that went. */
export function pickRows(rows: BaselineRows, keep: readonly number[]): BaselineRows {
  const picks: RowPick[] = keep.map((row) => [0, row]);
  return { ...joined([rows], [(t) => t], rows.templates, picks), sources: rows.sources };
}

/** The rows of both, the second ones after the first; templates that are the same become one, with the more general text. */
export function joinRows(a: BaselineRows, b: BaselineRows): BaselineRows {
  const match = matchTemplates(b.templates, a.templates);
  const groups: BaselineTemplate[][] = Array.from({ length: match.numGroups }, () => []);
  for (const [i, template] of a.templates.entries()) groups[match.ofOwn[i]].push(template);
  for (const [i, template] of b.templates.entries()) groups[match.ofSaved[i]].push(template);
  const templates = groups.map((group) => ({
    ...mostGeneral(group),
    gravity: highest(group.map(({ gravity }) => gravity)),
  }));
  const picks: RowPick[] = [
    ...Array.from(a.startMs, (_, row): RowPick => [0, row]),
    ...Array.from(b.startMs, (_, row): RowPick => [1, row]),
  ];
  const keys = [(t: number) => match.ofOwn[t], (t: number) => match.ofSaved[t]];
  return joined([a, b], keys, templates, picks);
}

function joined(
  parts: readonly BaselineRows[],
  keys: readonly ((template: number) => number)[],
  templates: readonly BaselineTemplate[],
  picks: readonly RowPick[],
): BaselineRows {
  const sparse = (of: (rows: BaselineRows) => SparseRows, sum: boolean): SparseRows =>
    pickSparse(
      parts.map((rows, i) => ({ rows: of(rows), keyOf: keys[i] })),
      picks,
      sum,
    );
  const counts = sparse(({ counts: c }) => ({ rowBegin: c.rowBegin, key: c.column, value: c.count }), true);
  const seen = sparse(
    ({ sightings: s }) => ({ rowBegin: s.rowBegin, key: s.template, value: s.tick }),
    false,
  );
  // Those of the newer rows: an older version may have known fewer.
  const { columns } = parts[parts.length - 1];
  const numBefore = (part: number): number => (part === 0 ? 0 : parts[0].sources.length);
  const dense = <T extends Float32Array | Uint32Array>(of: (rows: BaselineRows) => T, width: number): T =>
    pickDense(parts.map(of), picks, width);
  return {
    windowMs: parts[0].windowMs,
    templates,
    sources: parts.flatMap((rows) => rows.sources),
    startMs: Float64Array.from(picks, (pick) => parts[pick![0]].startMs[pick![1]]),
    source: Uint16Array.from(picks, (pick) => parts[pick![0]].source[pick![1]] + numBefore(pick![0])),
    counts: countsOf(counts, templates.length),
    columns,
    values: dense((rows) => inColumns(rows.values, rows.columns, columns), columns.length),
    levelCounts: dense((rows) => rows.levelCounts, NUM_LEVELS),
    gravityCounts: dense((rows) => rows.gravityCounts, NUM_LEVELS),
    sightings: { rowBegin: seen.rowBegin, template: seen.key, tick: seen.value },
  };
}

/** Hash of all that detectors learn from. */
export function fingerprintOfRows(rows: BaselineRows): string {
  const { counts, sightings } = rows;
  const texts = rows.templates.map(({ text, level, gravity }) => `${level} ${gravity} ${text}`);
  const numbers = [rows.startMs, rows.source, counts.rowBegin, counts.column, counts.count, rows.values];
  const more = [rows.levelCounts, rows.gravityCounts, sightings.rowBegin, sightings.template, sightings.tick];
  return hashText(
    [rows.windowMs, ...texts, ...[...numbers, ...more].map((list) => list.join(','))].join('\n'),
  );
}
