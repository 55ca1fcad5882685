/**
 * Sources that write regularly, and when they do not. In: LogTable, the grid, the windows learnt from. Out: SourcePauses of the sources whose
 * silence would tell: named components with what their names begin with ('nova.compute.manager', 'nova'), and files where there are
 * several. A file that has ended is not silent; nor is anything in a window in which hardly anything is written at all.
 */
import type { SourcePauses, WindowGrid } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { median } from '../lib/quantile';
import { stemOfFile } from './file-stem';
import { forEachTimedRow } from './timed-rows';

/** Sources that are looked at, those of most records. */
const MAX_SOURCES = 200;
/** Fewer windows or records do not show how long a source usually pauses. */
const MIN_WINDOWS = 20;
const MIN_RECORDS = 30;
/** Of the windows learnt from, a source that goes on from end to end is in the first and the last of this many parts. */
const NUM_PARTS = 10;
/** Others go on where they write at least this share of their usual, which is some records a window: else the source is the log. */
const OTHERS_SHARE01 = 0.5;
const MIN_OTHERS = 3;

interface Stream {
  readonly name: string;
  numRecords: number;
  numLearnt: number;
  firstLearnt: number;
  lastLearnt: number;
  /** Last window of the files that hold it. */
  lastWindow: number;
}

/** `learnt`: ascending. None: an empty list. */
export function sourcePauses(
  table: LogTable,
  templates: TemplateTable,
  grid: WindowGrid,
  learnt: readonly number[],
): SourcePauses[] {
  if (learnt.length < MIN_WINDOWS) return [];
  const place = new Int32Array(grid.length).fill(-1);
  learnt.forEach((w, i) => {
    place[w] = i;
  });
  const { streams, ofRow } = streamsOf(table);
  if (streams.length < 2) return [];
  const lastOfFile = lastWindows(table, grid);
  const volume = new Uint32Array(grid.length);
  forEachTimedRow(table, (_row, timeMs, kind, fileIdx) => {
    const w = Math.floor((timeMs - grid.startMs) / grid.windowMs);
    if (w < 0 || w >= grid.length || templates.muted?.[templates.ofKind[kind]]) return;
    volume[w]++;
    for (const s of ofRow(kind, fileIdx)) note(streams[s], place[w], lastOfFile[fileIdx]);
  });
  const regular = streams
    .map((stream, s) => ({ ...stream, s }))
    .filter((stream) => isRegular(stream, learnt.length))
    .sort((a, b) => b.numRecords - a.numRecords || a.s - b.s)
    .slice(0, MAX_SOURCES);
  if (regular.length < 2) return [];
  return pausesOf(table, templates, grid, learnt, { regular, numStreams: streams.length, ofRow, volume });
}

function note(stream: Stream, place: number, lastWindow: number): void {
  stream.numRecords++;
  stream.lastWindow = Math.max(stream.lastWindow, lastWindow);
  if (place < 0) return;
  stream.numLearnt++;
  stream.firstLearnt = Math.min(stream.firstLearnt, place);
  stream.lastLearnt = Math.max(stream.lastLearnt, place);
}

function isRegular({ numLearnt, firstLearnt, lastLearnt }: Stream, numWindows: number): boolean {
  const part = Math.max(1, numWindows / NUM_PARTS);
  return numLearnt >= MIN_RECORDS && firstLearnt < part && lastLearnt >= numWindows - part;
}

/** Streams of a row: its source, what the name of its source begins with, its file. */
function streamsOf({ sources, kinds, files }: LogTable) {
  const idx = new Map<string, number>();
  const streams: Stream[] = [];
  const streamOf = (name: string): number => {
    const known = idx.get(name);
    if (known !== undefined) return known;
    const none = { numRecords: 0, numLearnt: 0, firstLearnt: Number.POSITIVE_INFINITY };
    idx.set(name, streams.length);
    return streams.push({ name, ...none, lastLearnt: -1, lastWindow: -1 }) - 1;
  };
  const ofSource = sources.map((name) =>
    name === '' ? [] : [...new Set([name, name.split('.')[0] || name])].map(streamOf),
  );
  const names = chainNames(files);
  const ofFile = names.map((name) => (files.length > 1 ? [streamOf(name)] : []));
  const known = ofFile.map((): (readonly number[])[] => []);
  const ofRow = (kind: number, fileIdx: number): readonly number[] => {
    const source = kinds.source[kind];
    known[fileIdx][source] ??= [...ofSource[source], ...ofFile[fileIdx]];
    return known[fileIdx][source];
  };
  return { streams, ofRow };
}

/**
 * Of each file the name of the log that it is a part of: its own, or that of the latest of the files that go on from each other. One goes on from
 * another where the names differ by numbers alone and it begins when that one has ended; files of one stem that are written side by side are streams of their own.
 */
export function chainNames(files: LogTable['files']): readonly string[] {
  const stems = files.map(stemOfFile);
  const byTime = files
    .map(({ firstMs, lastMs }, f) => ({ f, firstMs, lastMs }))
    .flatMap(({ f, firstMs, lastMs }) =>
      firstMs === null || lastMs === null ? [] : [{ f, firstMs, lastMs }],
    )
    .sort((a, b) => a.firstMs - b.firstMs || a.lastMs - b.lastMs || a.f - b.f);
  const chains: { stem: string; lastMs: number; members: number[] }[] = [];
  for (const { f, firstMs, lastMs } of byTime) {
    const before = chains
      .filter((chain) => chain.stem === stems[f] && chain.lastMs <= firstMs)
      .sort((a, b) => b.lastMs - a.lastMs)[0];
    if (before === undefined) chains.push({ stem: stems[f], lastMs, members: [f] });
    else {
      before.members.push(f);
      before.lastMs = lastMs;
    }
  }
  const names = files.map(({ name }) => name);
  for (const { members } of chains)
    for (const f of members) names[f] = files[members[members.length - 1]].name;
  return names;
}

/** Last window of each file, or of one that goes on from it. */
function lastWindows({ files }: LogTable, { startMs, windowMs }: WindowGrid): Int32Array {
  const last = new Map<string, number>();
  const stems = files.map(stemOfFile);
  files.forEach(({ lastMs }, f) => {
    const w = lastMs === null ? -1 : Math.floor((lastMs - startMs) / windowMs);
    last.set(stems[f], Math.max(last.get(stems[f]) ?? -1, w));
  });
  return Int32Array.from(stems, (stem) => last.get(stem) ?? -1);
}

interface Chosen {
  readonly regular: readonly (Stream & { readonly s: number })[];
  readonly numStreams: number;
  readonly ofRow: (kind: number, fileIdx: number) => readonly number[];
  readonly volume: Uint32Array;
}

/** Rows are in order of time but within a file, so last and first records of windows are gathered, and joined afterwards. */
function pausesOf(
  table: LogTable,
  templates: TemplateTable,
  grid: WindowGrid,
  learnt: readonly number[],
  { regular, numStreams, ofRow, volume }: Chosen,
): SourcePauses[] {
  const { startMs, windowMs, length } = grid;
  const slots = new Int32Array(numStreams).fill(-1);
  regular.forEach(({ s }, i) => {
    slots[s] = i;
  });
  const own = regular.map(() => ({
    count: new Uint32Array(length),
    first: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
    last: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
    longest: new Float32Array(length),
    before: Number.NaN,
  }));
  forEachTimedRow(table, (_row, timeMs, kind, fileIdx) => {
    const w = Math.floor((timeMs - startMs) / windowMs);
    if (w < 0 || w >= length || templates.muted?.[templates.ofKind[kind]]) return;
    for (const s of ofRow(kind, fileIdx)) {
      if (slots[s] < 0) continue;
      const stream = own[slots[s]];
      stream.count[w]++;
      if (timeMs < stream.first[w]) stream.first[w] = timeMs;
      if (timeMs > stream.last[w]) stream.last[w] = timeMs;
      const delta = timeMs - stream.before;
      if (delta < windowMs && delta > stream.longest[w]) stream.longest[w] = delta;
      stream.before = timeMs;
    }
  });
  return regular.flatMap(({ name, lastWindow }, i) => {
    const { count, first, last, longest } = own[i];
    const others = volume.map((all, w) => all - count[w]);
    const usual = median(learnt.map((w) => others[w]));
    if (usual < MIN_OTHERS) return [];
    const silentMs = new Float32Array(length);
    let before = Number.NaN;
    for (let w = 0; w < length; w++) {
      const endMs = startMs + (w + 1) * windowMs;
      if (count[w] > 0) {
        if (first[w] - before > longest[w]) longest[w] = first[w] - before;
        before = last[w];
      } else if (!Number.isNaN(before) && w <= lastWindow && others[w] >= OTHERS_SHARE01 * usual)
        silentMs[w] = endMs - before;
    }
    return [{ name, pauseMs: longest, silentMs }];
  });
}
