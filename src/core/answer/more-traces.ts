/**
 * Lines with other traces than the ones that are evidence. In: incidents with their evidence, the tables. Out: for each incident more lines: of
 * a template whose records hold traces, the first record of each further exception or place. One pass over the rows serves all incidents.
 */
import type { Evidence, Incident } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { RowIdx } from '../../contracts/units';
import { foldException } from '../entities/exceptions';
import { forEachTimedRow } from '../features/timed-rows';
import { type EvidenceRequest, type ReadTexts, toEvidence } from '../investigate/evidence';
import { templateOfRow } from '../lib/log-table';

/** Records of one incident that are read for it, and lines that it gets. */
const MAX_READ = 60;
const MAX_ADDED = 4;
/** Characters of a record that may be the end of the trace before it. */
const MAX_END = 400;

/** Evidence with the text of its whole record, which may be longer than what is shown. */
export interface WholeLine {
  readonly line: Evidence;
  readonly text: string;
}

interface Tables {
  readonly table: LogTable;
  readonly templates: TemplateTable;
}

/** All evidence with whole texts, further traces behind it. */
export async function wholeLines(
  incidents: readonly Incident[],
  tables: Tables,
  readTexts: ReadTexts,
): Promise<readonly (readonly WholeLine[])[]> {
  const lines = incidents.map(({ evidence }) => evidence);
  const own = await readTexts(lines.flat().map(({ row }) => row));
  const flat = lines.flat().map((line, i) => ({ line, text: own[i] ?? line.text }));
  const whole = await withEnds(flat, tables.table.length, readTexts);
  const begins = lines.map((_, i) => lines.slice(0, i).flat().length);
  const known = lines.map((of, i) => whole.slice(begins[i], begins[i] + of.length));
  const rows = rowsOfTraces(incidents, known, tables);
  const texts = await readTexts(rows.flat());
  let at = 0;
  return rows.map((of, i) => {
    const read = of.map((row) => ({ row, text: texts[at++] }));
    return [...known[i], ...further(known[i], read, tables)];
  });
}

/** A trace whose last line was read as a record of its own gets it back: without it nobody knows what was thrown. */
async function withEnds(
  lines: readonly WholeLine[],
  numRows: number,
  readTexts: ReadTexts,
): Promise<readonly WholeLine[]> {
  const open = lines.filter(
    ({ line, text }) =>
      line.row + 1 < numRows && text.includes('Traceback (') && foldException(text) === null,
  );
  const next = await readTexts(open.map(({ line }) => (line.row + 1) as RowIdx));
  return lines.map((each) => {
    const end = next[open.indexOf(each)] ?? null;
    const joined = end === null || end.length > MAX_END ? null : `${each.text}\n${end}`;
    return joined !== null && foldException(joined) !== null ? { ...each, text: joined } : each;
  });
}

/** Rows of the incident, in order of time, of templates whose evidence holds a trace. */
function rowsOfTraces(
  incidents: readonly Incident[],
  known: readonly (readonly WholeLine[])[],
  { table, templates }: Tables,
): readonly (readonly RowIdx[])[] {
  const wanted = known.map(
    (lines) =>
      new Set(
        lines.flatMap(({ line, text }) =>
          line.template !== null && text.includes('\n') && foldException(text) !== null
            ? [line.template]
            : [],
        ),
      ),
  );
  const any = new Set<number>(wanted.flatMap((each) => [...each]));
  const found: { row: RowIdx; timeMs: number }[][] = incidents.map(() => []);
  if (any.size === 0) return found.map(() => []);
  const isWanted = Uint8Array.from(templates.ofKind, (template) => (any.has(template) ? 1 : 0));
  forEachTimedRow(table, (row, timeMs, kind) => {
    if (isWanted[kind] === 0) return;
    incidents.forEach(({ start, end, evidence }, i) => {
      if (timeMs < start || timeMs >= end || found[i].length >= MAX_READ) return;
      const template = templates.ofKind[kind] as Evidence['template'];
      if (template !== null && wanted[i].has(template) && !evidence.some((each) => each.row === row))
        found[i].push({ row: row as RowIdx, timeMs });
    });
  });
  return found.map((rows) => rows.sort((a, b) => a.timeMs - b.timeMs || a.row - b.row).map(({ row }) => row));
}

function further(
  known: readonly WholeLine[],
  read: readonly { readonly row: RowIdx; readonly text: string | null }[],
  { table, templates }: Tables,
): readonly WholeLine[] {
  const kinds = new Set(known.map(({ text }) => kindOf(text)));
  const added: WholeLine[] = [];
  for (const { row, text } of read) {
    const kind = text === null ? '' : kindOf(text);
    if (text === null || kind === '' || kinds.has(kind) || added.length >= MAX_ADDED) continue;
    kinds.add(kind);
    const request = {
      row,
      why: 'another exception of this kind of record',
      template: templateOfRow(table, templates, row),
    };
    const [line] = toEvidence([request as EvidenceRequest], [text], table);
    added.push({ line: { ...line, id: `E${known.length + added.length + 1}` }, text });
  }
  return added;
}

/** The exception and where it was thrown; '': the text holds none. */
function kindOf(text: string): string {
  const folded = foldException(text);
  return folded === null ? '' : `${folded.type} ${folded.frame?.file}:${folded.frame?.line}`;
}
