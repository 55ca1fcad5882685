// How a file was read, on some of its lines. In: the tables of an analysis. Out: about a dozen lines spread over the file, of
// different templates where it has them, with their parts; the first lines that no rule explains; formats that would fit.
import type { FileSample, SampleLine } from '../contracts/file-sample';
import type { FileSummary, LogShard, LogTable, TemplateTable } from '../contracts/tables';
import { createPartFinder, type PartFinder } from '../core/ingest/line-parts';
import { isDelimited, type ScanPlan } from '../core/ingest/types';
import { CARRIAGE_RETURN, LINE_FEED } from '../core/lib/ascii';
import { skipNuls } from '../core/lib/bytes';
import { lineNumOf, shardIdxOfRow, templateOfRow } from '../core/lib/log-table';
import { isAtHand } from '../input/checked-text';
import { fittingFormats } from '../input/detect-file';
import { readRecordBytes } from '../input/read-rows';
import type { Tables } from './tables';

const NUM_LINES = 12;
/** Rows of a stretch that are tried for a template not yet shown. */
const MAX_TRIED = 400;
const MAX_TEXT = 2000;
/** UTF-8 takes at most so many bytes for MAX_TEXT characters. */
const MAX_LINE_BYTES = 4 * MAX_TEXT;

/** @throws Error when the file is not at hand. */
export async function sampleFile(
  { table, templates, text }: Pick<Tables, 'table' | 'templates' | 'text'>,
  fileIdx: number,
): Promise<FileSample> {
  const file = table.files[fileIdx];
  const blob = text.blobs[fileIdx];
  if (!isAtHand(text, fileIdx))
    throw new Error('Sample lines need the file itself: give the files of this analysis again.');
  const plan = text.plans[fileIdx];
  const findParts = createPartFinder(plan);
  const read = (row: number): Promise<Uint8Array | null> => readRecordBytes(text, row);
  const lines: SampleLine[] = [];
  for (const row of pickRows(table, templates, file)) {
    const bytes = await read(row);
    if (bytes) lines.push(sampleLine(table, row, lineOf(bytes, plan, 0), findParts));
  }
  const unparsed: SampleLine[] = [];
  for (const lineNum of file.unparsedLineNums) {
    const row = rowOfLine(table, file, lineNum);
    const bytes = row === null ? null : await read(row);
    if (row === null || bytes === null) continue;
    const below = lineNum - placeOf(table, row).lineNum;
    const line = sampleLine(table, row, lineOf(bytes, plan, below), () => []);
    // The time is that of the record that it stands in.
    unparsed.push({ ...line, lineNum, timeMs: null, level: 0 });
  }
  const formats = await fittingFormats({ blob, bytes: file.bytes, name: file.name });
  return { fileIdx, formatId: plan.parsers[0].parser, formats, lines, unparsed };
}

/** One row of each of NUM_LINES stretches of the file: its first of a template that was not yet shown, else its first. */
function pickRows(table: LogTable, templates: TemplateTable, { rowBegin, rowEnd }: FileSummary): number[] {
  const num = rowEnd - rowBegin;
  const seen = new Set<number>();
  const borders = Array.from({ length: Math.min(NUM_LINES, num) + 1 }, (_, i) =>
    Math.round(rowBegin + (num * i) / Math.min(NUM_LINES, num)),
  );
  return borders.slice(0, -1).map((begin, i) => {
    const stop = Math.min(borders[i + 1], begin + MAX_TRIED);
    let row = begin;
    while (row < stop && seen.has(templateOfRow(table, templates, row))) row++;
    if (row === stop) row = begin;
    seen.add(templateOfRow(table, templates, row));
    return row;
  });
}

/** Line `below` of a record, or where the format delimits records the whole of it. */
function lineOf(bytes: Uint8Array, plan: ScanPlan, below: number): Uint8Array {
  let begin = 0;
  if (!isDelimited(plan.style)) for (let i = 0; i < below; i++) begin = bytes.indexOf(LINE_FEED, begin) + 1;
  const found = isDelimited(plan.style) ? -1 : bytes.indexOf(LINE_FEED, begin);
  let end = found < 0 ? bytes.length : found;
  while (end > begin && (bytes[end - 1] === LINE_FEED || bytes[end - 1] === CARRIAGE_RETURN)) end--;
  return bytes.subarray(skipNuls(bytes, begin, end), Math.min(end, begin + MAX_LINE_BYTES));
}

function sampleLine(table: LogTable, row: number, line: Uint8Array, findParts: PartFinder): SampleLine {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = decoder.decode(line).slice(0, MAX_TEXT);
  const unitsBefore = (bytes: number): number =>
    Math.min(text.length, decoder.decode(line.subarray(0, bytes)).length);
  const parts = findParts(line)
    .map(({ begin, end, kind }) => ({ begin: unitsBefore(begin), end: unitsBefore(end), kind }))
    .filter(({ begin, end }) => end > begin);
  const { shard, local, lineNum } = placeOf(table, row);
  const timeMs = shard.timeMs[local];
  const kind = shard.kind[local];
  const level = table.kinds.stated?.[kind] || table.kinds.level[kind];
  return { row, lineNum, text, parts, timeMs: Number.isNaN(timeMs) ? null : timeMs, level };
}

interface Place {
  readonly shard: LogShard;
  readonly local: number;
  readonly lineNum: number;
}

function placeOf(table: LogTable, row: number): Place {
  const shard = table.shards[shardIdxOfRow(table, row)];
  const local = row - shard.rowBegin;
  return { shard, local, lineNum: lineNumOf(shard, local) };
}

/** The record that holds a line: the last one that begins at or before it. */
function rowOfLine(table: LogTable, { rowBegin, rowEnd }: FileSummary, lineNum: number): number | null {
  let [low, high] = [rowBegin, rowEnd];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (placeOf(table, middle).lineNum <= lineNum) low = middle + 1;
    else high = middle;
  }
  return low > rowBegin ? low - 1 : null;
}
