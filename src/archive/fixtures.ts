/** A small analysis with every awkward value in it, for the tests of the exports. */

import type { FeatureMatrix } from '../contracts/features';
import type { AnalysisResult, Timeline } from '../contracts/result';
import type { DetectorResult, SessionTable } from '../contracts/scores';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { FileSummary, LogShard, LogTable, Template, TemplateTable } from '../contracts/tables';
import { type EpochMs, LEVELS, NUM_LEVELS } from '../contracts/units';

export const START = Date.UTC(2026, 2, 10, 9) as EpochMs;
const WINDOW = 300_000;

/** Messages that break naive writers: quotes, separators, line ends, formulas, controls, bidi marks, lone surrogates. */
export const HOSTILE = [
  '=HYPERLINK("http://evil.example","click")',
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\tindented',
  '\rreturn',
  'comma, "quoted" and\r\na second line',
  "it's; fine",
  'NUL \u0000 and escape \u001b[31m',
  'right-to-left \u202e and ünïcödé 日本 🚀',
  '',
  '  spaces kept  ',
  "'=already quoted",
  'null',
  '-1',
];

const file = (name: string, rowBegin: number, rowEnd: number): FileSummary => ({
  name,
  bytes: 1000,
  xxh64: '00ff00ff00ff00ff',
  compression: null,
  format: 'log4j',
  formatConfidence01: 1,
  encoding: 'utf-8',
  zone: { name: 'UTC', from: 'assumed' },
  numLines: rowEnd - rowBegin + 2,
  numRecords: rowEnd - rowBegin,
  numUnparsed: 1,
  unparsedLineNums: [3],
  numBackwards: 0,
  gaps: [
    { begin: 0, end: 3, reason: 'byte-order-mark' },
    { begin: 990, end: 1000, reason: 'unreadable' },
  ],
  rowBegin,
  rowEnd,
  firstMs: START,
  lastMs: (START + 600_000) as EpochMs,
});

/** Kinds: (info, ''), (error, 'db'), (no level, 'db'). Row i is of kind i % 3; every fifth row states no time. */
function shard(fileIdx: number, rowBegin: number, length: number): LogShard {
  const rows = Array.from({ length }, (_, i) => rowBegin + i);
  return {
    fileIdx,
    rowBegin,
    length,
    byteBegin: 0,
    byteEnd: 1000,
    lineBegin: 0,
    byteOffset: Uint32Array.from(rows, (_, i) => i),
    timeMs: Float64Array.from(rows, (row) => (row % 5 === 4 ? Number.NaN : START + row * 10_000.25)),
    kind: Uint32Array.from(rows, (row) => row % 3),
    // The second record of each shard has two lines more.
    extraRow: Uint32Array.of(1),
    extraLines: Uint32Array.of(2),
  };
}

export function tableOf(numRows: readonly number[]): LogTable {
  const begins = numRows.map((_, i) => numRows.slice(0, i).reduce((a, b) => a + b, 0));
  return {
    length: numRows.reduce((a, b) => a + b, 0),
    files: numRows.map((rows, i) => file(`run/app-${i}.log`, begins[i], begins[i] + rows)),
    shards: numRows.map((rows, i) => shard(i, begins[i], rows)),
    kinds: {
      length: 3,
      shape: Uint32Array.of(0, 1, 2),
      level: Uint8Array.of(3, 6, 0),
      source: Uint32Array.of(0, 1, 1),
    },
    shapes: { length: 3, tokens: [['a'], ['b'], ['c']], count: Float64Array.of(1, 1, 1) },
    sources: ['', 'db'],
    mentions: null,
    problems: [],
  };
}

const template = (text: string, firstMs: EpochMs | null): Template => ({
  text,
  count: 7,
  firstMs,
  lastMs: firstMs,
  firstRow: 0 as Template['firstRow'],
  level: 6,
  source: 0,
});

export const TEMPLATES: TemplateTable = {
  length: 3,
  templates: [template('user <*> logged in', START), template('=cmd|calc, <*>', START), template('-', null)],
  ofKind: Uint32Array.of(0, 1, 2),
};

export const messageOfRow = (row: number): string => HOSTILE[row % HOSTILE.length];
export const readMessages = async (begin: number, end: number): Promise<string[]> =>
  Array.from({ length: end - begin }, (_, i) => messageOfRow(begin + i));

const detector = (
  name: DetectorResult['name'],
  score: number[],
  vote: number[],
  abstained: string | null,
): DetectorResult => ({
  name,
  backend: 'js',
  numRows: 2,
  seconds: 0.5,
  threshold: abstained ? null : 1.5,
  abstained,
  score: Float32Array.from(score),
  vote: Uint8Array.from(vote),
  reasons: {},
  lossCurve: [],
});

/** Three windows; the forest has no score for the first one, the LSTM abstained. */
export const TIMELINE: Timeline = {
  grid: { startMs: START, windowMs: WINDOW, length: 3, reason: '5 minutes, the default' },
  baseline: {
    begin: 0,
    end: 2,
    start: START,
    endMs: (START + 2 * WINDOW) as EpochMs,
    reason: 'the first 40 % of the log',
  },
  levelCounts: new Uint32Array(3 * NUM_LEVELS),
  detectors: [
    detector('baseline', [-0.5, 0, 2.25], [0, 0, 1], null),
    detector('iforest', [Number.NaN, 0.25, 0.75], [0, 0, 1], null),
    detector('lstm', [Number.NaN, Number.NaN, Number.NaN], [0, 0, 0], 'too little history'),
  ],
  consensus: { confirmed: Uint8Array.of(0, 0, 1), watch: Uint8Array.of(0, 1, 0) },
};

export const FEATURES: FeatureMatrix = {
  grid: TIMELINE.grid,
  columns: ['volume', 'error_rate'],
  values: Float32Array.of(10, 0, 20, 0.5, 30, -0.25),
  counts: {
    numRows: 3,
    numColumns: 0,
    rowBegin: new Uint32Array(4),
    column: new Uint32Array(0),
    count: new Uint32Array(0),
  },
  levelCounts: TIMELINE.levelCounts,
};

export const SESSIONS: SessionTable = {
  identifier: 'block',
  length: 2,
  keys: ['blk_-1', '-2+3'],
  startMs: Float64Array.of(START, Number.NaN),
  endMs: Float64Array.of(START + 1, Number.NaN),
  numEvents: Uint32Array.of(13, 1),
  score: Float32Array.of(0.5, Number.NaN),
  anomalous: Uint8Array.of(1, 0),
};

export function resultOf(table: LogTable, parts: Partial<AnalysisResult> = {}): AnalysisResult {
  return {
    id: 'abc',
    name: 'test',
    settings: DEFAULT_SETTINGS,
    settingsHash: '0123',
    files: table.files,
    zones: [],
    problems: [],
    numRecords: table.length,
    numShapes: 3,
    timeline: TIMELINE,
    templates: TEMPLATES.templates,
    sources: table.sources,
    sessions: SESSIONS,
    changes: [],
    incidents: [],
    benchmark: null,
    stageSeconds: { ingest: 1 },
    totalSeconds: 4,
    truth: null,
    ...parts,
  };
}

/** What the row's columns should read back as. */
export function expectedRow(table: LogTable, row: number) {
  const fileIdx = table.files.findIndex((each) => row < each.rowEnd);
  const local = row - table.files[fileIdx].rowBegin;
  const kind = row % 3;
  return {
    line: local + (local > 1 ? 2 : 0) + 1,
    timestamp: row % 5 === 4 ? null : new Date(Math.floor(START + row * 10_000.25)).toISOString(),
    level: LEVELS[[3, 6, 0][kind]] || null,
    source: table.files.length === 1 && kind > 0 ? 'db' : table.files[fileIdx].name,
    template_id: `T${kind + 1}`,
    template: TEMPLATES.templates[kind].text,
    message: messageOfRow(row),
  };
}
