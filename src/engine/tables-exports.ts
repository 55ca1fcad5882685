// Every export of an analysis by its name in docs/EXPORTS.md: those of rows and windows, and those of incidents.
import { version } from '../../package.json';
import { buildExport, type ExportContext, exportNames } from '../archive/exports';
import { logRows, type ReadMessages } from '../archive/log-rows';
import { componentFolders } from '../archive/partition-folders';
import { zipOf } from '../archive/zip-store';
import type { ExportFile, ExportWishes } from '../contracts/exported-file';
import type { ExportName } from '../contracts/exports';
import type { DroppedTable } from '../contracts/lake-tables';
import type { OnProgress } from '../contracts/units';
import type { RecordParts } from '../core/ingest/read-record';
import { ownCells, ownLines } from '../core/lake/home/own-cells';
import { whyUnread } from '../core/wording/unread';
import { isAtHand, type TextSource, UnreadTally } from '../input/checked-text';
import { readRows, recordRange } from '../input/read-rows';
import type { EngineParts, ShareAccess } from './engine-parts';
import { lakeFileOf } from './lake-exports';
import { minerStateOf } from './miner-state';
import { pinnedLines } from './pinned-lines';
import { buildShareExport, shareExportNames } from './share-exports';
import type { Tables } from './tables';
import { buildTicketExport, ticketExportNames } from './ticket-exports';

/** A folder of tables. */
const PARTITIONED: ExportName = 'partitioned_logs.zip';

export function allExportNames(tables: Tables, share: ShareAccess | undefined): readonly string[] {
  const { result, features } = tables;
  const ofRows = exportNames({ result, features, rows: rowsOf(tables), hasLines: isAnyAtHand(tables) });
  return [
    ...ticketExportNames(result),
    ...shareExportNames(tables, share),
    ...ofRows,
    ...(rowsOf(tables) ? [PARTITIONED] : []),
  ];
}

/** @throws RangeError for a name that allExportNames does not list. */
export async function buildAnyExport(
  name: string,
  tables: Tables,
  parts: Pick<EngineParts, 'parquet' | 'share'>,
  onProgress: OnProgress,
  wishes: ExportWishes = {},
): Promise<Omit<ExportFile, 'name'>> {
  const { result, features, table } = tables;
  const ticket = buildTicketExport(name, result, version, wishes.ticketTemplate);
  const whole = ticket ?? (await buildShareExport(name, tables, wishes, parts.share, onProgress));
  if (whole) return { blob: whole, unread: [] };
  const unread = new UnreadTally();
  const onRows = (done: number): void =>
    onProgress({ stage: 'archive', detail: name, done, total: table.length, unit: 'lines' });
  if (name === PARTITIONED) {
    const rows = rowsOf(tables, unread);
    if (rows === null) throw new RangeError(`no export of this analysis: ${name}`);
    const made = await parts.parquet.partitioned(rows(), componentFolders(table), onRows);
    return { blob: zipOf(made), parts: made, unread: unread.parts() };
  }
  const minerState = () => minerStateOf(tables);
  const context: ExportContext = {
    result,
    features,
    version,
    rows: rowsOf(tables, unread),
    hasLines: isAnyAtHand(tables),
    minerState,
    lake: (file) => lakeFileOf(tables, file),
    home: (kind) => homeTable(tables, kind, unread),
    pins: (withText) => pinnedLines(tables, wishes.pins ?? [], withText),
    withLines: wishes.withLines ?? true,
    parquet: parts.parquet,
    onRows,
  };
  const blob = await buildExport(name, context);
  return { blob, unread: unread.parts() };
}

const wholeMessage = ({ message, more }: RecordParts): string => (more ? `${message}\n${more}` : message);

async function homeTable(
  { table, templates, features, result, text }: Tables,
  kind: 'cells' | 'lines',
  unread: UnreadTally,
): Promise<DroppedTable> {
  const own = ownCells(table, templates, features!.grid, result.settings.normal.templates);
  if (kind === 'cells') return own.cells;
  const parts = await readRows(text, own.rows, undefined, (at, why) =>
    unread.add(table.files[recordRange(table, own.rows[at]).fileIdx].name, why),
  );
  return ownLines(
    own,
    parts.map((part) => part?.text ?? null),
  );
}

const isAnyAtHand = ({ table, text }: Pick<Tables, 'table' | 'text'>): boolean =>
  table.files.some((_, i) => isAtHand(text, i));

/** Null while no file is at hand, and of a log that a database counted. What cannot be read of those that are, is counted, and says so in the place of its message. */
function rowsOf({ table, templates, text }: Tables, unread = new UnreadTally()): ExportContext['rows'] {
  return isAnyAtHand({ table, text }) && !table.counted
    ? () => logRows(table, templates, readMessagesOf(text, unread))
    : null;
}

/** Messages by their rows; what cannot be read is counted, and a note in square brackets stands in its place. */
export function readMessagesOf(text: TextSource, unread: UnreadTally): ReadMessages {
  return async (rowBegin, rowEnd) => {
    const rows = Uint32Array.from({ length: rowEnd - rowBegin }, (_, i) => rowBegin + i);
    const notes = new Map<number, string>();
    const parts = await readRows(text, rows, undefined, (at, why) => {
      const { name } = text.table.files[recordRange(text.table, rows[at]).fileIdx];
      unread.add(name, why);
      notes.set(at, `[not read: ${whyUnread(why, name)}]`);
    });
    return parts.map((each, at) => (each ? wholeMessage(each) : (notes.get(at) ?? '')));
  };
}
