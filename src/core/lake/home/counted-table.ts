/**
 * Windows that come home as a log. In: cells in the order of their places, windows, lines. Out: a LogTable whose rows are the first records of
 * their cells, with what each stands for; their templates, which keep the ids of the database; the text of each file, as far as it was dropped.
 */
import type { CountedRows, FileSummary, LogShard, LogTable, TemplateTable } from '../../../contracts/tables';
import { type EpochMs, LEVEL_ERROR } from '../../../contracts/units';
import { templatesOfKinds } from '../../drain/template-table';
import { LEVEL_OF_CLASS } from '../../ingest/http-status';
import { highest, lowest } from '../../lib/extremes';
import type { Cell } from './cells';
import type { TextAt } from './lines';
import { idsOf } from './template-ids';
import type { HomeWindows } from './windows';

/** Where the first records stand in more files than this, they are listed as one. */
const MAX_FILES = 5000;
const ONE_FILE = 'template_windows';

export interface CountedLog {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  /** Of each file; a record whose line was not dropped is written as its template. */
  readonly texts: readonly Uint8Array<ArrayBuffer>[];
  /** Rows whose lines were dropped. */
  readonly numQuoted: number;
}

/** @param cells at least one. @throws TableError where one id stands for two templates. */
export function countedLog(cells: readonly Cell[], windows: HomeWindows, textAt: TextAt): CountedLog {
  const { texts: templateTexts, indexOf } = idsOf(cells);
  const kinds = new Kinds(indexOf);
  const kind = Uint32Array.from(cells, (cell) => kinds.of(cell));
  const { numQuoted, texts, files, shards } = filesOf(
    cells,
    kind,
    (cell) => textAt(cell.file, cell.seq, cell.nextSeq),
    (cell) => templateTexts[indexOf(cell.templateId)],
  );
  const { volume: _, ...counted } = windows;
  const rows: CountedRows = {
    ...counted,
    weight: Uint32Array.from(cells, ({ count }) => count),
    lastMs: Float64Array.from(cells, ({ lastMs }) => lastMs),
  };
  const numRecords = new Float64Array(templateTexts.length);
  for (const { templateId: id, count } of cells) numRecords[indexOf(id)] += count;
  const table: LogTable = {
    length: cells.length,
    files,
    shards,
    kinds: kinds.table(),
    shapes: {
      length: templateTexts.length,
      tokens: templateTexts.map((text) => text.split(' ')),
      count: numRecords,
    },
    sources: kinds.sources(),
    mentions: null,
    problems: [],
    counted: rows,
  };
  return { table, templates: templatesOfKinds(table, templateTexts, kinds.templates()), texts, numQuoted };
}

/** Distinct (template, level, status, component). */
class Kinds {
  private readonly byKey = new Map<string, number>();
  private readonly bySource = new Map<string, number>([['', 0]]);
  private readonly rows: { template: number; stated: number; status: number; source: number }[] = [];
  private readonly indexOf: (id: string) => number;

  constructor(indexOf: (id: string) => number) {
    this.indexOf = indexOf;
  }

  of({ templateId: id, level, status, component }: Cell): number {
    const template = this.indexOf(id);
    const key = `${level} ${status} ${template} ${component}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const source = this.bySource.get(component) ?? this.bySource.size;
    this.bySource.set(component, source);
    this.byKey.set(key, this.rows.length);
    return this.rows.push({ template, stated: level, status, source }) - 1;
  }

  sources(): readonly string[] {
    return [...this.bySource.keys()];
  }

  templates(): Uint32Array {
    return Uint32Array.from(this.rows, ({ template }) => template);
  }

  table(): LogTable['kinds'] {
    const { rows } = this;
    return {
      length: rows.length,
      shape: this.templates(),
      level: Uint8Array.from(rows, ({ stated, status }) => levelOf(stated, status)),
      status: Uint8Array.from(rows, ({ status }) => status),
      stated: Uint8Array.from(rows, ({ stated }) => stated),
      source: Uint32Array.from(rows, ({ source }) => source),
    };
  }
}

/** As reading has it: what is stated, else by the status; an answer of 5xx is an error at least. */
function levelOf(stated: number, status: number): number {
  if (status === 5) return Math.max(stated, LEVEL_ERROR);
  return stated || LEVEL_OF_CLASS[status];
}

function filesOf(
  cells: readonly Cell[],
  kind: Uint32Array,
  textOf: (cell: Cell) => string | null,
  templateOf: (cell: Cell) => string,
) {
  const isOne = new Set(cells.map(({ file }) => file)).size > MAX_FILES;
  const encoder = new TextEncoder();
  const texts: Uint8Array<ArrayBuffer>[] = [];
  const files: FileSummary[] = [];
  const shards: LogShard[] = [];
  let numQuoted = 0;
  for (let begin = 0; begin < cells.length; ) {
    let end = begin + 1;
    while (end < cells.length && (isOne || cells[end].file === cells[begin].file)) end++;
    const own = cells.slice(begin, end);
    const pieces = own.map((cell) => {
      const text = textOf(cell);
      if (text !== null) numQuoted++;
      return encoder.encode(`${text ?? templateOf(cell).replace(/[\r\n]+/g, ' ')}\n`);
    });
    const byteOffset = new Uint32Array(own.length);
    let bytes = 0;
    pieces.forEach((piece, i) => {
      byteOffset[i] = bytes;
      bytes += piece.length;
    });
    const text = new Uint8Array(bytes);
    pieces.forEach((piece, i) => {
      text.set(piece, byteOffset[i]);
    });
    shards.push({
      fileIdx: files.length,
      rowBegin: begin,
      length: own.length,
      byteBegin: 0,
      byteEnd: bytes,
      byteOffset,
      timeMs: Float64Array.from(own, ({ firstMs }) => firstMs),
      kind: kind.slice(begin, end),
      ...linesOf(own, isOne),
    });
    files.push(summaryOf(own, { name: isOne ? ONE_FILE : own[0].file || ONE_FILE, bytes, rowBegin: begin }));
    texts.push(text);
    begin = end;
  }
  return { texts, files, shards, numQuoted };
}

/** Lines are numbered as in the database where that can be said in 32 bits, else in their order. */
function linesOf(
  cells: readonly Cell[],
  isOne: boolean,
): Pick<LogShard, 'lineBegin' | 'extraRow' | 'extraLines'> {
  const isNumbered = cells.every(
    ({ seq }, i) => seq >= 1 && seq < 2 ** 32 && (i === 0 || seq > cells[i - 1].seq),
  );
  if (isOne || !isNumbered)
    return { lineBegin: 0, extraRow: new Uint32Array(0), extraLines: new Uint32Array(0) };
  const lineBegin = cells[0].seq - 1;
  const rest = cells.slice(1);
  return {
    lineBegin,
    extraRow: Uint32Array.from(rest, (_, i) => i),
    extraLines: Uint32Array.from(rest, ({ seq }, i) => seq - 1 - lineBegin - (i + 1)),
  };
}

function summaryOf(
  cells: readonly Cell[],
  { name, bytes, rowBegin }: { readonly name: string; readonly bytes: number; readonly rowBegin: number },
): FileSummary {
  const firstMs = lowest(cells.map((cell) => cell.firstMs));
  const lastMs = highest(cells.map((cell) => cell.lastMs));
  return {
    name,
    bytes,
    xxh64: null,
    compression: null,
    format: 'counted windows',
    formatConfidence01: 1,
    encoding: 'utf-8',
    zone: { name: 'UTC', from: 'log' },
    numLines: cells.length,
    numRecords: cells.length,
    numUnparsed: 0,
    unparsedLineNums: [],
    numBackwards: 0,
    gaps: [],
    rowBegin,
    rowEnd: rowBegin + cells.length,
    firstMs: firstMs as EpochMs,
    lastMs: lastMs as EpochMs,
  };
}
