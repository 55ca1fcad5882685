/** For tests: a log of a few lines as the tables that the stages before would make of it. */
import type { FeatureMatrix } from '../../contracts/features';
import type { Episode } from '../../contracts/incident';
import type { FileSummary, LogTable, TemplateTable } from '../../contracts/tables';
import { type EpochMs, LEVELS, type LevelName, NUM_LEVELS, type RowIdx } from '../../contracts/units';

export interface FixtureLine {
  /** Minutes since START; null: the line states no time. */
  readonly minute: number | null;
  readonly level: LevelName;
  readonly template: string;
  /** The template by default. */
  readonly text?: string;
  readonly source?: string;
}

export const START = Date.UTC(2026, 2, 1, 12) as EpochMs;
export const WINDOW_MS = 5 * 60_000;

export interface Fixture {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly features: FeatureMatrix;
  readonly readTexts: (rows: readonly RowIdx[]) => Promise<readonly (string | null)[]>;
}

/** One file 'app.log', one kind a line, `numWindows` windows of five minutes from START. */
export function fixtureOf(lines: readonly FixtureLine[], numWindows: number): Fixture {
  const texts = [...new Set(lines.map((line) => line.template))];
  const sources = ['', ...new Set(lines.map((line) => line.source ?? 'app'))];
  const templateOf = (line: FixtureLine) => texts.indexOf(line.template);
  const timeOf = (line: FixtureLine) => (line.minute === null ? Number.NaN : START + line.minute * 60_000);
  const kind = Uint32Array.from(lines, (_, i) => i);
  const table: LogTable = {
    length: lines.length,
    files: [fileOf(lines.length)],
    shards: [
      {
        fileIdx: 0,
        rowBegin: 0,
        length: lines.length,
        byteBegin: 0,
        byteEnd: lines.length,
        lineBegin: 0,
        byteOffset: kind,
        timeMs: Float64Array.from(lines, timeOf),
        kind,
        extraRow: new Uint32Array(0),
        extraLines: new Uint32Array(0),
      },
    ],
    kinds: {
      length: lines.length,
      shape: Uint32Array.from(lines, templateOf),
      level: Uint8Array.from(lines, (line) => LEVELS.indexOf(line.level)),
      source: Uint32Array.from(lines, (line) => sources.indexOf(line.source ?? 'app')),
    },
    shapes: {
      length: texts.length,
      tokens: texts.map((text) => text.split(' ')),
      count: new Float64Array(texts.length),
    },
    sources,
    mentions: null,
    problems: [],
  };
  const templates: TemplateTable = {
    length: texts.length,
    templates: texts.map((text, i) => {
      const own = lines.filter((line) => line.template === text);
      const times = own.map(timeOf) as EpochMs[];
      const level = Math.max(...own.map((line) => LEVELS.indexOf(line.level)));
      const firstRow = lines.findIndex((line) => templateOf(line) === i) as RowIdx;
      const source = sources.indexOf(own[0].source ?? 'app');
      return { text, count: own.length, firstMs: times[0], lastMs: times.at(-1)!, firstRow, level, source };
    }),
    ofKind: Uint32Array.from(lines, templateOf),
  };
  const features = featuresOf(lines, templateOf, texts.length, numWindows);
  return {
    table,
    templates,
    features,
    readTexts: async (rows) => rows.map((row) => lines[row].text ?? lines[row].template),
  };
}

function featuresOf(
  lines: readonly FixtureLine[],
  templateOf: (line: FixtureLine) => number,
  numColumns: number,
  numWindows: number,
): FeatureMatrix {
  const rowBegin = new Uint32Array(numWindows + 1);
  const column: number[] = [];
  const count: number[] = [];
  for (let window = 0; window < numWindows; window++) {
    const inside = lines.filter((line) => line.minute !== null && Math.floor(line.minute / 5) === window);
    for (let template = 0; template < numColumns; template++) {
      const num = inside.filter((line) => templateOf(line) === template).length;
      if (num > 0) {
        column.push(template);
        count.push(num);
      }
    }
    rowBegin[window + 1] = column.length;
  }
  return {
    grid: { startMs: START, windowMs: WINDOW_MS, length: numWindows, reason: '5 minutes, the default' },
    columns: [],
    values: new Float32Array(0),
    counts: {
      numRows: numWindows,
      numColumns,
      rowBegin,
      column: Uint32Array.from(column),
      count: Uint32Array.from(count),
    },
    levelCounts: new Uint32Array(numWindows * NUM_LEVELS),
  };
}

function fileOf(numRecords: number): FileSummary {
  return {
    name: 'app.log',
    bytes: 1000,
    xxh64: '00ff00ff00ff00ff',
    compression: null,
    format: 'iso8601',
    formatConfidence01: 1,
    encoding: 'utf-8',
    zone: { name: 'UTC', from: 'log' },
    numLines: numRecords,
    numRecords,
    numUnparsed: 0,
    unparsedLineNums: [],
    numBackwards: 0,
    gaps: [],
    rowBegin: 0,
    rowEnd: numRecords,
    firstMs: START,
    lastMs: START,
  };
}

/** Windows [begin, end) as an episode of the given kind. */
export function episodeOf(begin: number, end: number, over: Partial<Episode> = {}): Episode {
  const time = (window: number) => (START + window * WINDOW_MS) as EpochMs;
  return {
    windowBegin: begin,
    windowEnd: end,
    start: time(begin),
    end: time(end),
    firstConfirmed: time(begin),
    kind: 'anomaly',
    severity: 'error',
    outageStart: null,
    outageReason: null,
    leadMinutes: null,
    votes: { baseline: end - begin, iforest: 1, lstm: 0 },
    reasons: [],
    ...over,
  };
}

export const BASELINE = {
  begin: 0,
  end: 6,
  start: START,
  endMs: (START + 6 * WINDOW_MS) as EpochMs,
  reason: 'the first windows',
};
