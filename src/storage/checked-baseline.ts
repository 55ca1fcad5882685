// A saved baseline that came from a file or from the database. In: anything. Out: the baseline, or what keeps it from being one: types,
// ranges, and that its columns fit each other. A value out of its range would change verdicts without a word.
import * as v from 'valibot';
import type { BaselineRows, SavedBaseline } from '../contracts/saved-baseline';
import type { TrainedLstm } from '../contracts/trained-lstm';
import { LEVELS, NUM_LEVELS } from '../contracts/units';
import { fingerprintOfRows } from '../core/baseline/saved/rows';
import { highest, lowest } from '../core/lib/extremes';
import { baselineMeta, number, text, timeMs, whole } from './stored-rows';

const MAX_ROWS = 20_000;
/** No feature of a window comes near: they are counts, shares and logarithms. */
const MOST_VALUE = 1e12;

/** Of the list, what the rows do not tell. */
const statedMeta = v.pick(baselineMeta, ['id', 'name', 'savedMs', 'validation', 'refreshes']);

const template = v.object({
  text: text(65_536),
  level: v.picklist(['quiet', 'warning', 'error']),
  gravity: whole(LEVELS.length - 1),
});
const dense = v.instance(Uint32Array);
const rowsSchema = v.object({
  windowMs: number(1, 7 * 86_400_000),
  templates: v.pipe(v.array(template), v.maxLength(100_000)),
  sources: v.pipe(v.array(v.object({ name: text(10_000), print: text(100) })), v.maxLength(65_536)),
  startMs: v.instance(Float64Array),
  source: v.instance(Uint16Array),
  counts: v.object({
    numRows: whole(MAX_ROWS),
    numColumns: whole(100_000),
    rowBegin: dense,
    column: dense,
    count: dense,
  }),
  columns: v.pipe(v.array(text(1000)), v.maxLength(10_000)),
  values: v.instance(Float32Array),
  levelCounts: dense,
  gravityCounts: dense,
  sightings: v.object({ rowBegin: dense, template: dense, tick: dense }),
});

/** How a part of the rows is called in what is said. */
const PARTS: Readonly<Record<string, string>> = {
  windowMs: 'it has no size of windows',
  templates: 'its templates are none',
  sources: 'its sources do not fit',
  source: 'its sources do not fit',
  startMs: 'it has no windows',
  counts: 'its counts do not fit',
  columns: 'its values do not fit',
  values: 'its values do not fit',
  levelCounts: 'its levels do not fit',
  gravityCounts: 'its levels do not fit',
  sightings: 'its sightings do not fit',
};

/** @throws Error with what is wrong, in words that go after 'it is damaged: ' */
export function checkedBaseline(value: { meta?: unknown; rows?: unknown; lstm?: unknown }): SavedBaseline {
  const { rows: given, meta: stated, lstm } = value;
  const parsed = v.safeParse(rowsSchema, given, { abortEarly: true });
  if (!parsed.success) throw new Error(PARTS[String(parsed.issues[0].path?.[0]?.key)] ?? 'it has no rows');
  const rows: BaselineRows = parsed.output;
  const wrong = whatIsWrong(rows);
  if (wrong !== null) throw new Error(wrong);
  const meta = v.safeParse(statedMeta, withDefaults(stated), { abortEarly: true });
  if (!meta.success) throw new Error(aboutMeta(String(meta.issues[0].path?.[0]?.key)));
  const { startMs, windowMs, templates } = rows;
  return {
    version: 1,
    rows,
    lstm: isTrained(lstm as TrainedLstm | null | undefined, templates.length) ? (lstm as TrainedLstm) : null,
    meta: {
      ...meta.output,
      windowMs,
      numRows: startMs.length,
      numTemplates: templates.length,
      firstMs: lowest(startMs),
      lastMs: highest(startMs),
      print: fingerprintOfRows(rows),
    },
  };
}

function withDefaults(stated: unknown): unknown {
  if (typeof stated !== 'object' || stated === null) return stated;
  return { validation: null, refreshes: [], ...stated };
}

function aboutMeta(key: string): string {
  if (key === 'validation') return 'how it fared by its own measure is not told in shares and numbers';
  if (key === 'refreshes') return 'its refreshes are none';
  return 'it has no name or date';
}

/** What keeps these from being rows that detectors can learn; null: nothing. */
function whatIsWrong(rows: BaselineRows): string | null {
  const { templates, sources, startMs, source, counts, columns, values, sightings } = rows;
  const num = startMs.length;
  if (num === 0 || num > MAX_ROWS) return 'it has no windows';
  if (!startMs.every((ms) => v.is(timeMs, ms))) return 'a window has no time';
  if (source.length !== num || !source.every((each) => each < sources.length))
    return 'its sources do not fit';
  if (values.length !== num * columns.length) return 'its values do not fit';
  if (!values.every(isValue)) return 'a value is no number, or is beyond what a window can hold';
  for (const name of ['levelCounts', 'gravityCounts'] as const)
    if (rows[name].length !== num * NUM_LEVELS) return 'its levels do not fit';
  const isSparse = (begin: Uint32Array, key: Uint32Array, value: Uint32Array): boolean =>
    areSparse(num, templates.length, begin, key, value);
  if (!isSparse(counts.rowBegin, counts.column, counts.count)) return 'its counts do not fit';
  if (counts.numRows !== num || counts.numColumns !== templates.length) return 'its counts do not fit';
  if (!isSparse(sightings.rowBegin, sightings.template, sightings.tick)) return 'its sightings do not fit';
  return null;
}

function isValue(value: number): boolean {
  return Math.abs(value) <= MOST_VALUE;
}

function areSparse(
  num: number,
  numKeys: number,
  begin: Uint32Array,
  key: Uint32Array,
  value: Uint32Array,
): boolean {
  if (begin.length !== num + 1 || begin[0] !== 0 || begin[num] !== key.length) return false;
  if (key.length !== value.length || !key.every((each) => each < numKeys)) return false;
  return begin.every((each, i) => i === 0 || each >= begin[i - 1]);
}

/** Weights that do not fit, or are no numbers, are left out: the LSTM is then trained anew. */
function isTrained(lstm: TrainedLstm | null | undefined, numTemplates: number): boolean {
  if (!lstm?.inputs?.pca || !lstm.shape || !(lstm.parameters instanceof Float32Array)) return false;
  const { inputs, shape } = lstm;
  const { templates, pca, numWindows } = inputs;
  if (!(templates instanceof Uint32Array && numWindows instanceof Uint32Array)) return false;
  const floats = [inputs.deviation, pca.mean, pca.components, pca.variance, inputs.scale, lstm.scale];
  const levels = [inputs.levelMean, inputs.levelDeviation, lstm.heldScores];
  if (![...floats, ...levels].every((each) => each instanceof Float64Array && each.every(isValue)))
    return false;
  return (
    lstm.parameters.every(isValue) &&
    numWindows.length === numTemplates &&
    templates.every((template) => template < numTemplates) &&
    pca.numColumns === templates.length &&
    pca.components.length === pca.numComponents * pca.numColumns &&
    inputs.numInputs === shape.inputs &&
    lstm.scale.length === shape.inputs
  );
}
