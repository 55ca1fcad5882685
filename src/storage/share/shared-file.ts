// An analysis as a .harbinger file, and back; runs in the analysis worker. In: a stored analysis with its pins. Out: a Blob, made one chunk at a time.
// What is read is checked whole (bytes, then types, then what must agree) before any of it is given out: such a file may come from anybody.
import * as v from 'valibot';
import type { Pin } from '../../contracts/pins';
import type { SharedAnalysis } from '../../contracts/shared-analysis';
import type { Snapshot } from '../../contracts/stored-analysis';
import { pack } from '../pack';
import { timeMs } from '../stored-rows';
import { unpack } from '../unpack';
import { upgradeSnapshot } from '../upgrade-snapshot';
import { checkedSnapshot } from './checked-snapshot';
import {
  damaged,
  frontOf,
  lastPart,
  type PartPlace,
  partOf,
  partsIn,
  readPart,
  ShareError,
} from './container';
import { fromText, toText } from './plain-values';

const MIB = 2 ** 20;
/** Most plain bytes of a part, and of all columns: what is kept of one analysis (retention.ts). */
const MOST: Readonly<Record<string, number>> = { HEAD: MIB, BODY: 512 * MIB, COLS: 4 * MIB, PINS: 64 * MIB };
const MOST_COLUMNS = 1024 * MIB;
const KIND = 'harbinger-analysis';

const pin = v.object({
  file: v.pipe(v.string(), v.maxLength(10_000)),
  recordIdx: v.pipe(v.number(), v.integer(), v.minValue(0)),
  note: v.pipe(v.string(), v.maxLength(100_000)),
});
const headSchema = v.object({
  kind: v.literal(KIND),
  product: v.pipe(v.string(), v.maxLength(100)),
  savedMs: v.nullable(timeMs),
  withLines: v.boolean(),
  numChunks: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** @param onBytes told how many bytes of the columns are done */
export async function writeShared(
  { snapshot, pins, ...about }: SharedAnalysis,
  onBytes: (done: number, total: number) => void,
): Promise<Blob> {
  const packed = pack(snapshot);
  const columns: Blob[] = [];
  let done = 0;
  for (const chunk of packed.chunks()) {
    // Head and body come before them in the file.
    columns.push(await partOf('COLS', 2 + columns.length, chunk));
    done += chunk.length;
    onBytes(Math.min(done, packed.bytes), packed.bytes);
  }
  const numChunks = columns.length;
  const json = (name: string, idx: number, text: string): Promise<Blob> =>
    partOf(name, idx, new TextEncoder().encode(text));
  const head = await json('HEAD', 0, JSON.stringify({ kind: KIND, ...about, numChunks }));
  const body = await json('BODY', 1, toText(packed.body));
  const ownPins = await json('PINS', 2 + numChunks, JSON.stringify(pins));
  return new Blob([frontOf(), head, body, ...columns, ownPins, await lastPart(3 + numChunks)]);
}

/** @throws ShareError with what is wrong, in words that go after the file's name */
export async function readShared(file: Blob): Promise<SharedAnalysis> {
  const parts = await partsIn(file);
  const names = parts.map(({ name }) => name);
  const numChunks = parts.length - 3;
  const expected = ['HEAD', 'BODY', ...Array.from({ length: numChunks }, () => 'COLS'), 'PINS'];
  if (numChunks < 0 || names.join() !== expected.join())
    throw damaged('its parts are not those of an analysis');
  const large = parts.find(({ name, plainBytes }) => plainBytes > MOST[name]);
  const columnBytes = sumOf(parts.filter(({ name }) => name === 'COLS'));
  if (large !== undefined || columnBytes > MOST_COLUMNS)
    throw new ShareError('large', 'is larger than any analysis that this page keeps');
  const { kind: _, numChunks: stated, ...about } = await inForm(headSchema, file, parts[0]);
  if (stated !== numChunks) throw forged(`it states ${stated} pieces of columns and has ${numChunks}`);
  const pins: readonly Pin[] = await inForm(
    v.pipe(v.array(pin), v.maxLength(100_000)),
    file,
    parts[parts.length - 1],
  );
  const snapshot = await readSnapshot(file, parts[1], parts.slice(2, -1), columnBytes);
  return { ...about, snapshot, pins };
}

async function readSnapshot(
  file: Blob,
  bodyPart: PartPlace,
  chunks: readonly PartPlace[],
  columnBytes: number,
): Promise<Snapshot> {
  const stored = parsed(await readPart(file, bodyPart), fromText);
  const body = upgradeSnapshot(stored);
  if (body === null)
    throw new ShareError('newer', 'holds an analysis in the form of another version of Harbinger');
  // Asked for before memory is taken: a number in the body is no proof that the bytes are there.
  if (statedBytes(body) !== columnBytes) throw forged('its columns are not as long as it states');
  let taken = 0;
  const next = async (): Promise<Uint8Array | null> =>
    taken < chunks.length ? readPart(file, chunks[taken++]) : null;
  let snapshot: unknown;
  try {
    snapshot = await unpack(body, next);
  } catch (error) {
    if (error instanceof ShareError) throw error;
    throw forged('its columns are not what it states');
  }
  const checked = checkedSnapshot(snapshot);
  if (typeof checked === 'string') throw forged(checked);
  return checked;
}

/** Bytes that the references of a body ask for, each once. */
function statedBytes(body: unknown): number {
  const seen = new Set<object>();
  let bytes = 0;
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || ArrayBuffer.isView(node) || seen.has(node)) return;
    seen.add(node);
    const { harbingerColumn, harbingerTexts } = node as Record<string, unknown>;
    if (harbingerColumn !== undefined) bytes += asBytes((node as { bytes?: unknown }).bytes);
    else if (harbingerTexts !== undefined)
      for (const each of Array.isArray(harbingerTexts) ? harbingerTexts : [Number.NaN])
        bytes += asBytes(each);
    else for (const each of Object.values(node)) walk(each);
  };
  walk(body);
  return bytes;
}

function asBytes(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}

async function inForm<T>(schema: v.GenericSchema<unknown, T>, file: Blob, part: PartPlace): Promise<T> {
  const result = v.safeParse(schema, parsed(await readPart(file, part), JSON.parse), { abortEarly: true });
  if (!result.success) throw forged(`its part ${part.name} does not say what it should`);
  return result.output;
}

function parsed(bytes: Uint8Array, parse: (text: string) => unknown): unknown {
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw forged('a part of it is not in the form of Harbinger');
  }
}

function sumOf(parts: readonly PartPlace[]): number {
  return parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0);
}

/** Its bytes are as they were written, and what they say cannot be. */
function forged(why: string): ShareError {
  return new ShareError('forged', `cannot be what it says: ${why}`);
}
