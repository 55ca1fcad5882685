/** Tools of the ingest tests: files from text, ingest in this thread, and a check of what every table must satisfy. */
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import type { LogTable } from '../contracts/tables';
import { lineNumOf } from '../core/lib/log-table';
import { mentionCursor } from '../core/lib/mention-cursor';
import { type Ingested, type IngestOptions, ingestFiles } from './ingest-files';
import { recordRange } from './read-rows';
import { localScanner } from './scan-blob';
import type { OpenedFile } from './types';

export function openedOf(
  content: string | Uint8Array,
  name = 'app.log',
  lastModified: number | null = null,
): OpenedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  return { name, blob, bytes: bytes.length, compression: null, encoding: 'utf-8', lastModified };
}

export function ingest(
  files: readonly OpenedFile[],
  options: IngestOptions & { readonly numScanners?: number; readonly settings?: Partial<Settings> } = {},
): Promise<Ingested> {
  const scanners = Array.from({ length: options.numScanners ?? 1 }, () => localScanner);
  return ingestFiles(files, { ...DEFAULT_SETTINGS, ...options.settings }, scanners, options);
}

/** All that must not depend on shards or scanners, row by row. */
export function rowsOf(table: LogTable) {
  const rows = table.shards.flatMap((shard) =>
    Array.from({ length: shard.length }, (_, local) => ({
      begin: shard.byteBegin + shard.byteOffset[local],
      end: recordRange(table, shard.rowBegin + local).end,
      timeMs: shard.timeMs[local],
      kind: shard.kind[local],
      line: lineNumOf(shard, local),
    })),
  );
  const { kinds, shapes, sources, files } = table;
  return { rows, kinds, shapes, sources, mentions: pairsOf(table.mentions), files };
}

/** Pairs (row, key), whatever pieces they lie in. */
export function pairsOf(mentions: LogTable['mentions']) {
  if (mentions === null) return null;
  const { length, identifier, keys } = mentions;
  const pairs: [number, number][] = [];
  for (const at = mentionCursor(mentions); at.row < Number.POSITIVE_INFINITY; at.next())
    pairs.push([at.row, at.key]);
  return { length, identifier, keys, pairs };
}

/** Sum of record bytes and gap bytes of a file. */
export function coveredBytes(table: LogTable, fileIdx: number): number {
  const file = table.files[fileIdx];
  let bytes = file.gaps.reduce((sum, gap) => sum + gap.end - gap.begin, 0);
  for (let row = file.rowBegin; row < file.rowEnd; row++) {
    const range = recordRange(table, row);
    bytes += range.end - range.begin;
  }
  return bytes;
}
