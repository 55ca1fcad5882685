/**
 * Lines to be read of one file, with what the table knows of them. In: table, templates, a way to read texts. Out: physical lines in file order. A short file is
 * read whole; of a long one its beginning, its end and what sounds grave by its kind, so that time and memory are bounded.
 */
import type { FileSummary, LogShard, LogTable, TemplateTable } from '../../contracts/tables';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { bareLine, MAX_LINE } from '../entities/bare-line';
import type { ReadRecords } from '../features/series/numbers';
import type { RecordText } from '../features/series/values';
import { lineNumOf } from '../lib/log-table';
import { signOf } from './rules';
import { type Said, sayingOf } from './said';

export interface ReadLine {
  readonly row: number;
  /** In its file, from 1. */
  readonly lineNum: number;
  /** As it stands, cut at MAX_LINE characters. */
  readonly raw: string;
  readonly bare: string;
  /** Index into LEVELS, as the record states it; 0 on its further lines. */
  readonly level: number;
  /** NaN: the record states no time. */
  readonly timeMs: number;
  /** '' where the record names none. */
  readonly source: string;
  readonly template: number;
  /** The first line of its record, or the one that holds its message. */
  readonly isFirst: boolean;
  /** A record of nothing but a header. */
  readonly isHeading: boolean;
  /** A line within a field of the line before, of a trace in JSON: `raw` is the line that holds it. */
  readonly isWithin: boolean;
  /** Lines of the file before it were left out. */
  readonly isAfterGap: boolean;
}

const LEVEL_FATAL = LEVEL_ERROR + 1;
/** In these any program states an error of what it looks for in vain, on a device that is well. */
const LOOSE_FORMATS: ReadonlySet<string> = new Set(['android-logcat']);
/** A sentence or a name that begins with the word of a level states none: 'Error logging capability'. */
const SPOKEN = /^\s*(?:Error|Fatal|Critical|Warning|Notice) (?!(?:in|during|while|when|on|at|from)\b)\p{Ll}/u;
/** Records up to which a file is read whole. */
const MAX_WHOLE = 20_000;
const NUM_FIRST = 200;
const NUM_LAST = 4000;
/** Of each kind that sounds grave, and what is read around each. */
const FIRST_OF_KIND = 12;
const AROUND = 6;
const MAX_CHOSEN = 16_000;
const ROWS_AT_ONCE = 500;
const MAX_LINES = 60_000;
const LINES_OF_RECORD = 4000;
/** Most bytes of one record. */
const MAX_RECORD_BYTES = 65_536;

export async function readLines(
  table: LogTable,
  templates: TemplateTable,
  file: FileSummary,
  readRecords: ReadRecords,
): Promise<readonly ReadLine[]> {
  const rows = rowsToRead(table, file);
  const lines: ReadLine[] = [];
  const maxLevel = LOOSE_FORMATS.has(file.format) ? LEVEL_WARN : LEVEL_FATAL;
  for (let at = 0; at < rows.length && lines.length < MAX_LINES; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE);
    const records = await readRecords(some, MAX_RECORD_BYTES);
    for (const [i, row] of some.entries()) {
      const before = at + i > 0 ? rows[at + i - 1] : file.rowBegin - 1;
      addRecord(lines, records[i], {
        table,
        templates,
        row,
        maxLevel,
        isAfterGap: row !== before + 1,
      });
    }
  }
  return dedented(lines);
}

/** Without what all lines are indented by: another hand did that. */
function dedented(lines: readonly ReadLine[]): readonly ReadLine[] {
  let least = Number.POSITIVE_INFINITY;
  for (const { bare } of lines)
    if (bare !== '') least = Math.min(least, bare.length - bare.trimStart().length);
  return least === 0 || !Number.isFinite(least)
    ? lines
    : lines.map((line) => ({ ...line, bare: line.bare.slice(least) }));
}

interface RecordPlace {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly row: number;
  readonly maxLevel: number;
  readonly isAfterGap: boolean;
}

function addRecord(lines: ReadLine[], record: RecordText | null, place: RecordPlace): void {
  if (record === null) return;
  const { text } = record;
  const { table, templates, row } = place;
  const shard = shardOf(table, row);
  const local = row - shard.rowBegin;
  const kind = shard.kind[local];
  const template = templates.ofKind[kind];
  if (templates.muted?.[template]) return;
  const first = lineNumOf(shard, local);
  const source = table.sources[table.kinds.source[kind]] ?? '';
  const { stated = table.kinds.level } = table.kinds;
  const said = sayingOf(record, templates.templates[template]?.text ?? '');
  const messageAt = said?.at ?? 0;
  const isHeading = stated[kind] > 0 && (templates.templates[template]?.text ?? '').trim() === '';
  const timeMs = shard.timeMs[local];
  for (const [i, raw] of text.split(/\r\n|\n/, LINES_OF_RECORD).entries()) {
    if (lines.length >= MAX_LINES) return;
    const cut = raw.slice(0, MAX_LINE).toWellFormed();
    const line = { row, lineNum: first + i, raw: cut, timeMs, template, isWithin: false, isHeading };
    const isFirst = i === messageAt;
    const isAfterGap = i === 0 && place.isAfterGap;
    const heading = isFirst ? headingBefore(lines, row) : null;
    const level =
      isFirst && !SPOKEN.test(cut) ? calmLevel(stated[kind] || (heading?.level ?? 0), place.maxLevel) : 0;
    const bare = isHeading && isFirst ? '' : said === null ? bareLine(cut) : bareOf(said, i, cut);
    const ownSource = source || (heading?.source ?? '');
    lines.push({ ...line, source: ownSource, bare, level, isFirst, isAfterGap });
    if (isFirst && said !== null)
      for (const inner of said.lines.slice(1))
        lines.push({
          ...line,
          source,
          bare: bareLine(inner),
          level: 0,
          isFirst: false,
          isWithin: true,
          isAfterGap: false,
        });
  }
}

/** A record before this one that states level and logger and says nothing: the message is on the next line. */
function headingBefore(lines: readonly ReadLine[], row: number): ReadLine | null {
  const before = lines.at(-1);
  return before?.row === row - 1 && before.isHeading ? before : null;
}

/** What is around a message says nothing: the fields of an object, the keys before a description. */
function bareOf({ at, lines, header, isWhole }: Said, i: number, raw: string): string {
  if (i === at) return lines[0].slice(0, MAX_LINE).toWellFormed();
  if (i < at || isWhole) return '';
  // Each line of a trace may have the header of the record that it goes on.
  const isAlike = header !== '' && shapeOf(raw.slice(0, header.length)) === shapeOf(header);
  return isAlike ? bareLine(raw.slice(header.length)) : bareLine(raw);
}

/** An error where programs state one of whatever they miss is a warning; what is fatal stays. */
function calmLevel(level: number, maxLevel: number): number {
  return level >= LEVEL_FATAL ? level : Math.min(level, maxLevel);
}

function shapeOf(header: string): string {
  return header.replace(/\d/g, '0');
}

function shardOf({ shards }: LogTable, row: number): LogShard {
  return shards.find(({ rowBegin, length }) => row >= rowBegin && row < rowBegin + length) ?? shards[0];
}

function rowsToRead(table: LogTable, { rowBegin, rowEnd }: FileSummary): number[] {
  const num = rowEnd - rowBegin;
  if (num <= MAX_WHOLE) return Array.from({ length: num }, (_, i) => rowBegin + i);
  const chosen = new Set<number>();
  const add = (from: number, to: number): void => {
    for (let row = Math.max(rowBegin, from); row < Math.min(rowEnd, to); row++) chosen.add(row);
  };
  add(rowBegin, rowBegin + NUM_FIRST);
  add(rowEnd - NUM_LAST, rowEnd);
  const isGrave = gravesOf(table);
  const seen = new Uint32Array(table.kinds.length);
  for (const shard of table.shards) {
    for (let i = 0; i < shard.length; i++) {
      const row = shard.rowBegin + i;
      const kind = shard.kind[i];
      if (row < rowBegin || row >= rowEnd || !isGrave[kind] || seen[kind] >= FIRST_OF_KIND) continue;
      seen[kind]++;
      if (chosen.size < MAX_CHOSEN) add(row - AROUND, row + 2 * AROUND);
    }
  }
  return [...chosen].sort((a, b) => a - b);
}

/** 1 for each kind that states an error or whose shape sounds like one. */
function gravesOf({ kinds, shapes }: LogTable): Uint8Array {
  const ofShape = shapes.tokens.map((tokens) => (signOf(tokens.join(' ')) ? 1 : 0));
  return Uint8Array.from(kinds.level, (level, kind) =>
    level >= LEVEL_ERROR ? 1 : ofShape[kinds.shape[kind]],
  );
}
