// Every export of an analysis by its name in docs/EXPORTS.md: those of rows and windows, and those of incidents.
import { version } from '../../package.json';
import { buildExport, type ExportContext, exportNames, type ParquetWriter } from '../archive/exports';
import { logRows, type ReadMessages } from '../archive/log-rows';
import type { OnProgress } from '../contracts/units';
import { readRows, type TextSource } from '../input/read-rows';
import type { Tables } from './analyze';
import { lakeFileOf } from './lake-exports';
import { minerStateOf } from './miner-state';
import { buildTicketExport, ticketExportNames } from './ticket-exports';

export function allExportNames(tables: Tables): readonly string[] {
  const { result, features } = tables;
  return [...ticketExportNames(result), ...exportNames({ result, features, rows: rowsOf(tables) })];
}

/** @throws RangeError for a name that allExportNames does not list. */
export async function buildAnyExport(
  name: string,
  tables: Tables,
  parquet: ParquetWriter,
  onProgress: OnProgress,
  ticketTemplate?: string,
): Promise<Blob> {
  const { result, features, table } = tables;
  const ticket = buildTicketExport(name, result, version, ticketTemplate);
  if (ticket) return ticket;
  const onRows = (done: number): void =>
    onProgress({ stage: 'archive', detail: name, done, total: table.length, unit: 'lines' });
  const minerState = () => minerStateOf(tables);
  const context: ExportContext = {
    result,
    features,
    version,
    rows: rowsOf(tables),
    minerState,
    lake: (file) => lakeFileOf(tables, file),
    parquet,
    onRows,
  };
  return buildExport(name, context);
}

/** Null for a restored analysis whose files were not all given again: an export without messages would be a lie. */
function rowsOf({ table, templates, text }: Tables): ExportContext['rows'] {
  const complete = table.files.every((file, i) => text.blobs[i]?.size === file.bytes);
  return complete ? () => logRows(table, templates, readMessagesOf(text)) : null;
}

function readMessagesOf(text: TextSource): ReadMessages {
  return async (rowBegin, rowEnd) => {
    const rows = Uint32Array.from({ length: rowEnd - rowBegin }, (_, i) => rowBegin + i);
    return (await readRows(text, rows)).map((parts) => parts?.message ?? '');
  };
}
