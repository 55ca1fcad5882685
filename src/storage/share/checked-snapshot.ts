// A stored analysis that came from a file. In: anything. Out: the analysis, without what no contract names; or, as a text, what keeps it from being one:
// its types, and then what must agree, since a count that does not would be shown, or asked for, as if it did.
import * as v from 'valibot';
import type { FeatureMatrix } from '../../contracts/features';
import type { AnalysisResult } from '../../contracts/result';
import type { Snapshot } from '../../contracts/stored-analysis';
import type { CountedRows, LogTable, TemplateTable } from '../../contracts/tables';
import { LEVELS, NUM_LEVELS } from '../../contracts/units';
import { numRecordsOf } from '../../core/lib/log-table';
import { analysisResult } from './result-schema';
import { listOf, words } from './schema-parts';
import { features, table, templates } from './tables-schema';

/** How a file is read again (core/ingest/types.ts): more of it depends on the format. */
const plan = v.looseObject({ format: words, parsers: v.array(v.unknown()), zone: words });
const snapshotSchema = v.object({
  version: v.literal(3),
  result: analysisResult,
  tables: v.object({
    table,
    templates,
    features: v.nullable(features),
    plans: listOf(plan),
    states: v.optional(listOf(v.optional(v.instance(Uint8Array)))),
  }),
});

export function checkedSnapshot(value: unknown): Snapshot | string {
  const parsed = v.safeParse(snapshotSchema, value, { abortEarly: true });
  if (!parsed.success) return `${v.getDotPath(parsed.issues[0]) ?? 'it'} is not what it should be`;
  const { result, tables } = parsed.output;
  const wrong =
    wrongTable(tables.table) ??
    wrongTemplates(tables.table, tables.templates) ??
    wrongPlans(tables.table, tables.plans, tables.states) ??
    wrongResult(result, tables.table) ??
    wrongWindows(result, tables.templates, tables.features);
  return wrong ?? (parsed.output as unknown as Snapshot);
}

function wrongTable({
  length,
  files,
  shards,
  kinds,
  shapes,
  sources,
  mentions,
  counted,
}: LogTable): string | null {
  let row = 0;
  for (const { fileIdx, rowBegin, length: num, byteBegin, byteEnd, ...columns } of shards) {
    const { byteOffset, timeMs, kind, extraRow, extraLines } = columns;
    const inOrder = fileIdx < files.length && rowBegin === row && byteBegin <= byteEnd;
    if (!inOrder || byteEnd > files[fileIdx].bytes) return 'a piece of its records is not in its place';
    if ([byteOffset, timeMs, kind].some((column) => column.length !== num)) return COLUMNS;
    if (!areBelow(kind, kinds.length) || !isAscending(byteOffset, byteEnd - byteBegin + 1)) return COLUMNS;
    if (extraRow.length !== extraLines.length || !isAscending(extraRow, 2 ** 32)) return COLUMNS;
    row += num;
  }
  if (row !== length) return `it counts ${length} records and has ${row}`;
  if (counted && isWrongCounted(counted, length)) return 'its counted windows do not fit';
  let end = 0;
  for (const { rowBegin, rowEnd, numRecords } of files) {
    if (rowBegin !== end || rowEnd - rowBegin !== numRecords)
      return 'its files do not have the records that they count';
    end = rowEnd;
  }
  if (end !== length) return 'its files do not have the records that they count';
  const ofKind = [kinds.shape, kinds.level, kinds.source, kinds.status, kinds.stated];
  if (ofKind.some((column) => column !== undefined && column.length !== kinds.length)) return KINDS;
  const isKnown = areBelow(kinds.shape, shapes.length) && areBelow(kinds.source, sources.length);
  if (!isKnown || !areBelow(kinds.level, LEVELS.length)) return KINDS;
  if (shapes.tokens.length !== shapes.length || shapes.count.length !== shapes.length)
    return 'its line shapes do not fit';
  const isMention =
    mentions === null ||
    mentions.chunks.every(
      ({ row: rows, key }) =>
        areBelow(key, mentions.keys.length) &&
        (rows === null || (rows.length === key.length && areBelow(rows, length))),
    );
  return isMention ? null : 'its identifiers do not fit';
}

function isWrongCounted(
  { weight, lastMs, numWindows, paused, figures }: CountedRows,
  length: number,
): boolean {
  const byWindow = [paused, ...Object.values(figures)];
  return (
    [weight, lastMs].some((column) => column.length !== length) ||
    byWindow.some((column) => column.length !== numWindows)
  );
}

const COLUMNS = 'the columns of its records do not fit';
const KINDS = 'its kinds of records do not fit';
const WINDOWS = 'its windows do not fit';

function wrongTemplates(
  table: LogTable,
  { length, templates: all, ofKind, levelClass, muted }: TemplateTable,
): string | null {
  const numRecords = numRecordsOf(table);
  if (all.length !== length || ofKind.length !== table.kinds.length || !areBelow(ofKind, length))
    return 'its templates do not fit';
  if ((levelClass && levelClass.length !== length) || (muted && muted.length !== length))
    return 'its templates do not fit';
  const sum = all.reduce((total, { count }) => total + count, 0);
  return sum === numRecords ? null : `its templates count ${sum} records of ${numRecords}`;
}

function wrongPlans(
  { files }: LogTable,
  plans: readonly unknown[],
  states: readonly unknown[] = [],
): string | null {
  return plans.length === files.length && states.length <= files.length
    ? null
    : 'how its files were read does not fit';
}

function wrongResult(result: AnalysisResult, table: LogTable): string | null {
  const { length, files, sources } = table;
  const num = numRecordsOf(table);
  if (result.numRecords !== num) return `its result counts ${result.numRecords} records of ${num}`;
  const ofFiles = JSON.stringify(result.files) === JSON.stringify(files);
  if (!ofFiles) return 'its result is of other files';
  const ids = result.incidents.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return 'two of its incidents have one name';
  const isKnown = (template: number | null | undefined): boolean =>
    template === null || template === undefined || template < result.templates.length;
  for (const { evidence, topTemplates } of result.incidents)
    if (
      evidence.some(({ row, template }) => row >= length || !isKnown(template)) ||
      topTemplates.some(({ template }) => !isKnown(template))
    )
      return 'an incident points at what is not there';
  if (result.templates.some(({ source }) => source >= Math.max(1, sources.length)))
    return 'its templates do not fit';
  const { sessions } = result;
  if (sessions === null) return null;
  const columns = [
    sessions.keys,
    sessions.startMs,
    sessions.endMs,
    sessions.numEvents,
    sessions.score,
    sessions.anomalous,
  ];
  const verdicts = (sessions.detectors ?? []).flatMap(({ score, vote, why, template }) => [
    score,
    vote,
    why,
    template,
  ]);
  return [...columns, ...verdicts].every((column) => column.length === sessions.length)
    ? null
    : 'its sessions do not fit';
}

function wrongWindows(
  { timeline, incidents, templates: all }: AnalysisResult,
  { length }: TemplateTable,
  matrix: FeatureMatrix | null,
): string | null {
  if (all.length > length) return 'its templates do not fit';
  if (timeline === null)
    return incidents.every(({ windowEnd }) => windowEnd === 0) && matrix === null ? null : WINDOWS;
  const num = timeline.grid.length;
  const { consensus, detectors, baseline, levelCounts, figures } = timeline;
  const perWindow = [consensus.confirmed, consensus.watch, baseline.leftOut, baseline.alsoLearnt];
  const ofDetectors = detectors
    .filter(({ abstained }) => abstained === null)
    .flatMap(({ score, vote, maxScale }) => [score, vote, maxScale]);
  if ([...perWindow, ...ofDetectors].some((column) => column !== undefined && column.length !== num))
    return WINDOWS;
  if (![consensus.confirmed, consensus.watch].every((flags) => areBelow(flags, 2))) return WINDOWS;
  if (levelCounts.length !== num * NUM_LEVELS || baseline.begin > baseline.end || baseline.end > num)
    return WINDOWS;
  if (figures !== undefined && figures.values.length !== num * figures.columns.length) return WINDOWS;
  if (incidents.some(({ windowBegin, windowEnd }) => windowBegin > windowEnd || windowEnd > num))
    return WINDOWS;
  if (matrix === null) return null;
  const { grid, values, columns, counts } = matrix;
  const isMatrix =
    grid.length === num &&
    values.length === num * columns.length &&
    counts.rowBegin.length === num + 1 &&
    counts.column.length === counts.count.length &&
    counts.rowBegin[num] === counts.column.length &&
    isAscending(counts.rowBegin, counts.column.length + 1) &&
    areBelow(counts.column, counts.numColumns);
  return isMatrix ? null : WINDOWS;
}

/** Every value is at least 0 by its type. */
function areBelow(values: Uint8Array | Uint32Array, limit: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] >= limit) return false;
  return true;
}

function isAscending(values: Uint32Array, limit: number): boolean {
  for (let i = 0; i < values.length; i++)
    if (values[i] >= limit || (i > 0 && values[i] < values[i - 1])) return false;
  return true;
}
