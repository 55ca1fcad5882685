// A saved baseline as a JSON file for another machine, and back. Columns are base64 of their bytes, little-endian. A file is checked before
// it is taken: it may come from anywhere.

import type { BaselineRows, SavedBaseline } from '../contracts/saved-baseline';
import type { TrainedLstm } from '../contracts/trained-lstm';
import { LEVELS, NUM_LEVELS } from '../contracts/units';
import { fingerprintOfRows } from '../core/baseline/saved/rows';
import { highest, lowest } from '../core/lib/extremes';

const BASELINE_KIND = 'harbinger-baseline';
const TYPES = { Float32Array, Float64Array, Uint16Array, Uint32Array } as const;
type TypeName = keyof typeof TYPES;
const MAX_ROWS = 20_000;

export function baselineToText(baseline: SavedBaseline): string {
  return `${JSON.stringify({ kind: BASELINE_KIND, ...baseline }, (_key, value) => encode(value), 1)}\n`;
}

function encode(value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value;
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode(...bytes.subarray(i, Math.min(bytes.length, i + 8192)));
  return { type: value.constructor.name, base64: btoa(text) };
}

/** @throws Error with what is wrong with the file, in words that go after its name. */
export function baselineFromText(text: string): SavedBaseline {
  const parsed = parse(text);
  if (parsed?.kind !== BASELINE_KIND) throw new Error('is no saved baseline of Harbinger');
  if (parsed.version !== 1)
    throw new Error(`is of version ${String(parsed.version)}; this page reads version 1`);
  const { meta, rows, lstm } = parsed as unknown as SavedBaseline;
  const wrong = whatIsWrong(rows);
  if (wrong !== null) throw new Error(`is damaged: ${wrong}`);
  if (typeof meta?.id !== 'string' || typeof meta.name !== 'string' || !Number.isFinite(meta.savedMs))
    throw new Error('is damaged: it has no name or date');
  const { startMs, windowMs, templates } = rows;
  return {
    version: 1,
    rows,
    lstm: isTrained(lstm, templates.length) ? lstm : null,
    meta: {
      id: meta.id.slice(0, 100),
      name: meta.name.slice(0, 200),
      savedMs: meta.savedMs,
      windowMs,
      numRows: startMs.length,
      numTemplates: templates.length,
      firstMs: lowest(startMs),
      lastMs: highest(startMs),
      print: fingerprintOfRows(rows),
      validation: meta.validation ?? null,
      refreshes: Array.isArray(meta.refreshes) ? meta.refreshes : [],
    },
  };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text, (_key, value) => decode(value));
  } catch {
    return null;
  }
}

function decode(value: unknown): unknown {
  const { type, base64 } = (value ?? {}) as { type?: unknown; base64?: unknown };
  if (typeof base64 !== 'string' || typeof type !== 'string' || !Object.hasOwn(TYPES, type)) return value;
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new TYPES[type as TypeName](bytes.buffer);
}

/** What keeps these from being rows that detectors can learn; null: nothing. */
function whatIsWrong(rows: BaselineRows): string | null {
  if (typeof rows !== 'object' || rows === null) return 'it has no rows';
  const { windowMs, templates, sources, startMs, source, counts, columns, values, sightings } = rows;
  if (!(windowMs >= 1 && windowMs <= 7 * 86_400_000)) return 'it has no size of windows';
  if (!Array.isArray(templates) || !templates.every(isTemplate)) return 'its templates are none';
  if (!(startMs instanceof Float64Array) || startMs.length === 0 || startMs.length > MAX_ROWS)
    return 'it has no windows';
  if (!startMs.every(Number.isFinite)) return 'a window has no time';
  const num = startMs.length;
  if (!Array.isArray(sources) || !(source instanceof Uint16Array) || source.length !== num)
    return 'its sources do not fit';
  if (!source.every((s) => typeof sources[s]?.print === 'string')) return 'its sources do not fit';
  if (!Array.isArray(columns) || !isColumn(values, Float32Array, num * columns.length))
    return 'its values do not fit';
  for (const name of ['levelCounts', 'gravityCounts'] as const)
    if (!isColumn(rows[name], Uint32Array, num * NUM_LEVELS)) return 'its levels do not fit';
  const isSparse = (begin: unknown, key: unknown, value: unknown): boolean =>
    areSparse(num, templates.length, begin, key, value);
  if (!isSparse(counts?.rowBegin, counts?.column, counts?.count)) return 'its counts do not fit';
  if (counts.numRows !== num || counts.numColumns !== templates.length) return 'its counts do not fit';
  if (!isSparse(sightings?.rowBegin, sightings?.template, sightings?.tick)) return 'its sightings do not fit';
  return null;
}

function isTemplate(value: unknown): boolean {
  const { text, level, gravity } = (value ?? {}) as Record<string, unknown>;
  const isKnown = level === 'quiet' || level === 'warning' || level === 'error';
  return typeof text === 'string' && isKnown && Number.isInteger(gravity) && (gravity as number) in LEVELS;
}

function isColumn(value: unknown, type: (typeof TYPES)[TypeName], length: number): boolean {
  return value instanceof type && value.length === length;
}

function areSparse(num: number, numKeys: number, begin: unknown, key: unknown, value: unknown): boolean {
  if (!(begin instanceof Uint32Array && key instanceof Uint32Array && value instanceof Uint32Array))
    return false;
  if (begin.length !== num + 1 || begin[0] !== 0 || begin[num] !== key.length) return false;
  if (key.length !== value.length || !key.every((each) => each < numKeys)) return false;
  return begin.every((each, i) => i === 0 || each >= begin[i - 1]);
}

/** Weights that do not fit are left out: the LSTM is then trained anew. */
function isTrained(lstm: TrainedLstm | null | undefined, numTemplates: number): boolean {
  if (!lstm?.inputs?.pca || !(lstm.parameters instanceof Float32Array)) return false;
  const { inputs, shape } = lstm;
  const { templates, pca, numWindows } = inputs;
  if (!(templates instanceof Uint32Array && numWindows instanceof Uint32Array)) return false;
  const floats = [inputs.deviation, pca.mean, pca.components, pca.variance, inputs.scale, lstm.scale];
  if (![...floats, lstm.heldScores].every((each) => each instanceof Float64Array)) return false;
  return (
    numWindows.length === numTemplates &&
    templates.every((template) => template < numTemplates) &&
    pca.numColumns === templates.length &&
    pca.components.length === pca.numComponents * pca.numColumns &&
    inputs.numInputs === shape.inputs &&
    lstm.scale.length === shape.inputs
  );
}
