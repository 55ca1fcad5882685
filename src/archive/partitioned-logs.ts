/**
 * The structured log by days and components: date=.../component=.../part-N.parquet. In: rows in batches, in the order of the files. Out: files, each with
 * its rows in the order of time, so that the statistics of a row group tell a short span. Rows wait until there are many of a folder or many in all;
 * whatever waits longest in size is written then: memory is bounded, and a folder has as many parts as that takes.
 */
import type { FilePart } from '../contracts/exported-file';
import type { LogRowBatch } from '../contracts/log-rows';
import { crc32 } from '../core/lib/crc32';
import { BATCH_ROWS, type LogRows } from './log-rows';
import { structuredParquet } from './parquet';
import { dateFolder } from './partition-folders';

export interface WaitLimits {
  /** Rows of a folder that become a part. */
  readonly partRows: number;
  /** UTF-16 units of messages that wait in all folders together. */
  readonly chars: number;
}

const LIMITS: WaitLimits = { partRows: 8 * BATCH_ROWS, chars: 48 * 2 ** 20 };
/** What a row weighs beside its message. */
const ROW_CHARS = 40;

/** initParquet comes first. @param folders by index of the component @param onRows called with the number of rows taken so far */
export async function partitionedLogs(
  { batches, ...names }: LogRows,
  folders: readonly string[],
  onRows: (numRows: number) => void = () => {},
  limits: WaitLimits = LIMITS,
): Promise<readonly FilePart[]> {
  const waiting = new Map<string, WaitingRows>();
  const numParts = new Map<string, number>();
  const parts: FilePart[] = [];
  const write = async (folder: string): Promise<void> => {
    const rows = waiting.get(folder)!;
    waiting.delete(folder);
    const batch = rows.inOrderOfTime();
    const blob = await structuredParquet({ ...names, batches: one(batch) });
    const part = numParts.get(folder) ?? 0;
    numParts.set(folder, part + 1);
    parts.push({ path: `${folder}/part-${part}.parquet`, blob, crc32: await checksumOf(blob) });
  };
  let numRows = 0;
  let chars = 0;
  for await (const batch of batches) {
    for (let i = 0; i < batch.length; i++) {
      const folder = `${dateFolder(batch.timeMs[i])}/${folders[batch.component[i]]}`;
      let rows = waiting.get(folder);
      if (!rows) {
        rows = new WaitingRows();
        waiting.set(folder, rows);
      }
      chars += rows.add(batch, i);
      if (rows.length >= limits.partRows) {
        chars -= rows.chars;
        await write(folder);
      }
      while (chars > limits.chars) {
        const largest = [...waiting].reduce((a, b) => (b[1].chars > a[1].chars ? b : a));
        chars -= largest[1].chars;
        await write(largest[0]);
      }
    }
    numRows += batch.length;
    onRows(numRows);
  }
  for (const folder of [...waiting.keys()]) await write(folder);
  return parts.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Rows of one folder, in the order in which they came. */
class WaitingRows {
  /** What they weigh together. */
  chars = 0;
  private readonly message: string[] = [];
  private readonly columns: Readonly<Record<NumberColumn, number[]>> = {
    line: [],
    timeMs: [],
    level: [],
    status: [],
    effectiveLevel: [],
    source: [],
    component: [],
    template: [],
  };

  get length(): number {
    return this.message.length;
  }

  /** What the row weighs. */
  add(batch: LogRowBatch, i: number): number {
    for (const name of NUMBER_COLUMNS) this.columns[name].push(batch[name][i]);
    this.message.push(batch.message[i]);
    const weight = ROW_CHARS + batch.message[i].length;
    this.chars += weight;
    return weight;
  }

  /** Those of one moment stay in the order of the files; those without a time come last. */
  inOrderOfTime(): LogRowBatch {
    const { timeMs } = this.columns;
    const time = (i: number): number => (Number.isNaN(timeMs[i]) ? Number.MAX_VALUE : timeMs[i]);
    const order = Uint32Array.from(this.message, (_, i) => i).sort((a, b) => time(a) - time(b) || a - b);
    const of = (name: NumberColumn): number[] => Array.from(order, (i) => this.columns[name][i]);
    return {
      length: this.length,
      line: Float64Array.from(of('line')),
      timeMs: Float64Array.from(of('timeMs')),
      level: Uint8Array.from(of('level')),
      status: Uint8Array.from(of('status')),
      effectiveLevel: Uint8Array.from(of('effectiveLevel')),
      source: Uint32Array.from(of('source')),
      component: Uint32Array.from(of('component')),
      template: Uint32Array.from(of('template')),
      message: Array.from(order, (i) => this.message[i]),
    };
  }
}

type NumberColumn = Exclude<keyof LogRowBatch, 'length' | 'message'>;
const NUMBER_COLUMNS: readonly NumberColumn[] = [
  'line',
  'timeMs',
  'level',
  'status',
  'effectiveLevel',
  'source',
  'component',
  'template',
];

async function* one<T>(value: T): AsyncGenerator<T> {
  yield value;
}

async function checksumOf(blob: Blob): Promise<number> {
  const reader = blob.stream().getReader();
  let sum = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) sum = crc32(part.value, sum);
  return sum;
}
