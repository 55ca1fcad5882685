// What the logs of a drop are known by before they are read: samples of each, read as the whole will be. In: opened logs, settings, scanners.
// Out: FileEvidence of each, in their order.

import type { Settings } from '../contracts/settings';
import type { FileSummary, LogTable } from '../contracts/tables';
import type { OnProgress } from '../contracts/units';
import type { FileEvidence } from '../core/apart/evidence';
import { traitsOf } from '../core/apart/traits';
import type { ShardScanner } from '../core/ingest/types';
import { blobBytes } from '../input/blob-bytes';
import { ingestFiles } from '../input/ingest-files';
import type { TriageListing } from '../input/triage/listing';
import type { OpenedFile } from '../input/types';

/** Beginning, middle and end; of many files less of each. */
const PIECE_BYTES = 32_768;
const LEAST_PIECE = 4096;
const ALL_BYTES = 12 * 2 ** 20;
/** Of so many timed records the first and the last fiftieth may be strays. */
const MANY_TIMES = 50;
const STRAY_SHARE01 = 0.02;
/** A shape with fewer words of its own says nothing of its kind. */
const MIN_WORDS = 2;
const MAX_SHAPES = 500;
/** Of so many outputs and configurations of a folder it was collected by a tool. */
const COLLECTED = 3;

export async function evidenceOf(
  logs: readonly OpenedFile[],
  listing: TriageListing,
  settings: Settings,
  scanners: readonly ShardScanner[],
  onProgress: OnProgress,
): Promise<readonly FileEvidence[]> {
  const piece = Math.max(LEAST_PIECE, Math.min(PIECE_BYTES, Math.floor(ALL_BYTES / (3 * logs.length))));
  const samples: Sample[] = [];
  for (const [i, log] of logs.entries()) {
    samples.push(await sampleOf(log, piece));
    report(onProgress, i, logs.length);
  }
  const blobs = logs.map((log, i) => ({ ...log, blob: samples[i].blob, bytes: samples[i].blob.size }));
  const { table } = await ingestFiles(blobs, settings, scanners);
  report(onProgress, logs.length, logs.length);
  const systems = systemsOf(listing);
  const found = rowsOf(table);
  return table.files.map((file, i): FileEvidence => {
    const root = rootOf(file.name);
    return {
      ...spanOf(found[i].times),
      ...traitsOf(samples[i].text),
      name: file.name,
      format: file.format,
      shapes: found[i].shapes,
      log: logOf(file),
      root,
      isOfSystem: root !== null && systems.has(root),
    };
  });
}

const DETAIL = 'what belongs together';

function report(onProgress: OnProgress, done: number, total: number): void {
  onProgress({ stage: 'open', detail: DETAIL, done, total, unit: 'files' });
}

interface Sample {
  readonly blob: Blob;
  readonly text: string;
}

/** Pieces begin where a line does; bytes that cannot be read are told when the file is read. */
async function sampleOf({ blob, bytes }: OpenedFile, piece: number): Promise<Sample> {
  const begins = bytes <= 4 * piece ? [0] : [0, Math.floor((bytes - piece) / 2), bytes - piece];
  const size = begins.length === 1 ? bytes : piece;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const begin of begins) {
    const all = await blobBytes(blob, begin, begin + size).catch(() => new Uint8Array());
    const from = begin === 0 ? 0 : all.indexOf(10) + 1;
    const end = all.lastIndexOf(10) + 1;
    if (begin === 0 && (end === 0 || size === bytes)) pieces.push(all);
    else if (begin === 0 || from > 0)
      pieces.push(all.subarray(from, begin + size === bytes ? all.length : end));
  }
  const sample = new Blob(pieces);
  return { blob: sample, text: await sample.text() };
}

interface Found {
  readonly times: number[];
  readonly shapes: Set<string>;
}

function rowsOf({ files, shards, kinds, shapes }: LogTable): readonly Found[] {
  const found = files.map((): Found => ({ times: [], shapes: new Set() }));
  const texts = new Map<number, string | null>();
  for (const shard of shards) {
    const { times, shapes: own } = found[shard.fileIdx];
    for (let row = 0; row < shard.length; row++) {
      if (!Number.isNaN(shard.timeMs[row])) times.push(shard.timeMs[row]);
      const shape = kinds.shape[shard.kind[row]];
      if (!texts.has(shape)) texts.set(shape, tellingText(shapes.tokens[shape]));
      const text = texts.get(shape);
      if (text && own.size < MAX_SHAPES) own.add(text);
    }
  }
  return found;
}

/** Null: it holds too few words of its own. */
function tellingText(tokens: readonly string[]): string | null {
  const words = tokens.filter((token) => !token.includes('<') && /\p{L}{2}/u.test(token));
  return words.length < MIN_WORDS ? null : tokens.join(' ');
}

function spanOf(times: number[]): Pick<FileEvidence, 'firstMs' | 'lastMs'> {
  if (times.length === 0) return { firstMs: null, lastMs: null };
  times.sort((a, b) => a - b);
  const strays = times.length < MANY_TIMES ? 0 : Math.floor(STRAY_SHARE01 * times.length);
  return { firstMs: times[strays], lastMs: times[times.length - 1 - strays] };
}

function logOf({ name, place }: Pick<FileSummary, 'name' | 'place'>): string {
  return place?.rotation?.log ?? name;
}

/** 'night/' of 'night/web/app.log'. */
function rootOf(name: string): string | null {
  const slash = name.indexOf('/');
  return slash < 0 ? null : name.slice(0, slash + 1);
}

/** Folders and archives that a tool has collected of a machine or a cluster. */
function systemsOf(listing: TriageListing): ReadonlySet<string> {
  const { entries } = listing.page('', 0, Number.POSITIVE_INFINITY);
  const isCollected = (entry: (typeof entries)[number]): boolean =>
    entry.kind === 'folder' && entry.counts.configuration + entry.counts.output >= COLLECTED;
  return new Set(entries.filter(isCollected).map(({ path }) => path));
}
