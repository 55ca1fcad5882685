/**
 * All that a database needs to count as the page does: heads of lines, the tree that matches messages, the templates behind the texts by level,
 * the windows. In: the tables of an analysis, plans of its files, some of its records. Out: LakeModel, from which the SQL is written.
 */
import type { WindowGrid } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { templateId } from '../../contracts/tables';
import { LEVELS } from '../../contracts/units';
import { LEVEL_CLASSES, levelClassOf } from '../drain/state';
import { levelOfWords } from '../features/level-words';
import type { ScanPlan } from '../ingest/types';
import { hashText } from '../lib/hash';
import { type Calibrated, calibrate } from './calibrate';
import { type CheckedHeads, checkHeads, type SampleRecord } from './check-heads';
import { headsOf } from './head';
import type { LakeShape } from './matcher';
import { type Head, type NoHead, prefixOf } from './piece';

/** Moves when the meaning of what the SQL counts does. */
const LAKE_VERSION = 1;
export const UNKNOWN = 'unknown';

/** A template of the page behind a text and a class of levels (0 quiet, 1 warning, 2 error). */
export interface LakeTemplate {
  readonly text: number;
  readonly levelClass: number;
  readonly id: string;
  /** What the words of its text say; index into LEVELS. */
  readonly wordsLevel: number;
  /** The user called it normal: it is left out of the windows. */
  readonly isNormal: boolean;
  /** Level of its records where their lines have no place for one; index into LEVELS. */
  readonly usualLevel: number;
}

export interface LakeModel {
  /** Version and hash of what was generated: the page knows its own windows by it. */
  readonly print: string;
  readonly lines: CheckedHeads;
  readonly match: Calibrated;
  readonly texts: readonly string[];
  /** Three for each text: one a class of levels. */
  readonly templates: readonly LakeTemplate[];
  readonly grid: WindowGrid;
}

export interface LakeInput {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly plans: readonly ScanPlan[];
  readonly grid: WindowGrid;
  /** Texts of templates that the user called normal. */
  readonly normal: readonly string[];
  readonly sample: readonly SampleRecord[];
}

export function lakeModel({ table, templates, plans, grid, normal, sample }: LakeInput): LakeModel {
  const texts = [...new Set(templates.templates.map(({ text }) => text))];
  const noOf = new Map(texts.map((text, i) => [text, i]));
  const own = templatesOf(table, templates, noOf, new Set(normal));
  const shapes = shapesOf(table, templates, noOf);
  const print = hashText(
    JSON.stringify(own.map(({ id, levelClass, text }) => [id, levelClass, texts[text]])),
  );
  return {
    print: `harbinger-lake-${LAKE_VERSION}-${print}`,
    lines: checkHeads(headsOfAll(plans), sample),
    match: calibrate(texts, shapes),
    texts,
    templates: own,
    grid,
  };
}

/** Each once, those of the first file first. */
function headsOfAll(plans: readonly ScanPlan[]): (Head | NoHead)[] {
  const all = new Map<string, Head | NoHead>();
  for (const each of plans.flatMap(headsOf)) {
    const key = 'why' in each ? `${each.format} ${each.why}` : prefixOf(each, each.pieces.length);
    if (!all.has(key)) all.set(key, each);
  }
  return [...all.values()];
}

function shapesOf(
  { kinds, shapes }: LogTable,
  { templates, ofKind }: TemplateTable,
  noOf: ReadonlyMap<string, number>,
): LakeShape[] {
  const text = new Array<number | null>(shapes.length).fill(null);
  for (let kind = 0; kind < kinds.length; kind++)
    text[kinds.shape[kind]] = noOf.get(templates[ofKind[kind]].text) ?? null;
  return shapes.tokens.map((tokens, i) => ({ tokens, text: text[i], count: shapes.count[i] }));
}

function templatesOf(
  table: LogTable,
  { templates, ofKind, levelClass }: TemplateTable,
  noOf: ReadonlyMap<string, number>,
  normal: ReadonlySet<string>,
): LakeTemplate[] {
  const { kinds } = table;
  const count = countsOfKinds(table);
  const byKey = new Map<number, number>();
  const levels = new Map<number, Float64Array>();
  for (let kind = 0; kind < kinds.length; kind++) {
    const text = noOf.get(templates[ofKind[kind]].text) ?? 0;
    const ofLevel = LEVEL_CLASSES.indexOf(levelClassOf(kinds.level[kind]));
    byKey.set(text * NUM_CLASSES + ofLevel, ofKind[kind]);
    const counts = levels.get(text) ?? new Float64Array(LEVELS.length);
    counts[(kinds.stated ?? kinds.level)[kind]] += count[kind];
    levels.set(text, counts);
  }
  templates.forEach(({ text }, i) => {
    const key = (noOf.get(text) ?? 0) * NUM_CLASSES + LEVEL_CLASSES.indexOf(levelClass?.[i] ?? 'quiet');
    if (!byKey.has(key)) byKey.set(key, i);
  });
  return [...noOf].flatMap(([text, no]) =>
    LEVEL_CLASSES.map((_, ofLevel) => ({
      text: no,
      levelClass: ofLevel,
      id: templateId(byKey.get(no * NUM_CLASSES + ofLevel) ?? homeOf(byKey, no)),
      wordsLevel: levelOfWords(text),
      isNormal: normal.has(text),
      usualLevel: mostOf(levels.get(no)),
    })),
  );
}

const NUM_CLASSES = LEVEL_CLASSES.length;

/** Where a class of levels has no template of its own, the quietest that the text has: the rule of drain/template-table.ts. */
function homeOf(byKey: ReadonlyMap<number, number>, text: number): number {
  for (let ofLevel = 0; ofLevel < NUM_CLASSES; ofLevel++) {
    const found = byKey.get(text * NUM_CLASSES + ofLevel);
    if (found !== undefined) return found;
  }
  return 0;
}

function mostOf(counts: Float64Array | undefined): number {
  return counts === undefined ? 0 : counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
}

function countsOfKinds({ shards, kinds }: LogTable): Float64Array {
  const count = new Float64Array(kinds.length);
  for (const { kind } of shards) for (const each of kind) count[each]++;
  return count;
}
