// Messages that a container runtime cuts, of several streams and containers, between each other: each is one record with all of its text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coveredBytes, ingest, openedOf, rowsOf } from './fixtures/ingest-here';
import { readRows } from './read-rows';

const WRITERS = ['stdout', 'stderr'];
const CONTAINERS = ['', '[pod/web-1/app] ', '[pod/web-2/app] '];

interface Message {
  /** Which stream of which container. */
  readonly writer: number;
  readonly pieces: readonly string[];
}

const word = fc.stringMatching(/^[a-z]{1,9}$/);
const messages = fc.array(
  fc.record({ writer: fc.nat(5), pieces: fc.array(word, { minLength: 1, maxLength: 4 }) }),
  { minLength: 4, maxLength: 24 },
);

/** Lines of all writers, each writer's in order, whose turn it is as `turns` says; and the texts in the order in which they begin. */
function written(all: readonly Message[], turns: readonly number[], prefixed: boolean) {
  const queues = new Map<number, { message: number; piece: number }[]>();
  all.forEach(({ writer, pieces }, message) => {
    const of = prefixed ? writer : writer % 2;
    const queue = queues.get(of) ?? [];
    queues.set(of, queue);
    pieces.forEach((_, piece) => {
      queue.push({ message, piece });
    });
  });
  const lines: string[] = [];
  const texts: string[] = [];
  for (let turn = 0; [...queues.values()].some((queue) => queue.length > 0); turn++) {
    const waiting = [...queues].filter(([, queue]) => queue.length > 0);
    const [writer, queue] = waiting[(turns[turn % turns.length] + turn) % waiting.length];
    const next = queue.shift();
    if (!next) break;
    const { pieces } = all[next.message];
    if (next.piece === 0) texts.push(`n${next.message} ${pieces.join('')}`);
    const flag = next.piece === pieces.length - 1 ? 'F' : 'P';
    const seconds = String(lines.length % 60).padStart(2, '0');
    const container = prefixed ? CONTAINERS[1 + ((writer >> 1) % 2)] : '';
    const text = `${next.piece === 0 ? `n${next.message} ` : ''}${pieces[next.piece]}`;
    lines.push(`${container}2024-05-14T09:00:${seconds}.137123456Z ${WRITERS[writer % 2]} ${flag} ${text}`);
  }
  return { lines, texts };
}

/** What tells detection that lines may be pieces. */
const HEAD = ['P a long ', 'F one', 'F short'];
const headOf = (prefixed: boolean): string[] =>
  HEAD.map((text) => `${prefixed ? CONTAINERS[1] : ''}2024-05-14T09:00:00.137123456Z stdout ${text}`);

test('pieces of streams and containers between each other are joined, whatever the shards, and no byte is lost', async () => {
  let joined = 0;
  await fc.assert(
    fc.asyncProperty(
      messages,
      fc.array(fc.nat(7), { minLength: 3, maxLength: 9 }),
      fc.boolean(),
      fc.integer({ min: 70, max: 900 }),
      async (some, turns, prefixed, shardBytes) => {
        // Writers 4 and 5 are those of the first container too.
        const all = some.map(({ writer, pieces }) => ({ writer: writer % 4, pieces }));
        const { lines, texts } = written(all, turns, prefixed);
        const file = openedOf(`${[...headOf(prefixed), ...lines].join('\n')}\n`);
        const read = await ingest([file], { shardBytes, numScanners: 2 });
        const rows = Uint32Array.from({ length: read.table.length }, (_, row) => row);
        const parts = await readRows(read, rows);
        expect(parts.map((part) => part?.message)).toEqual(['a long one', 'short', ...texts]);
        expect(coveredBytes(read.table, 0)).toBe(file.bytes);
        // A row that is read alone has the whole text too.
        const alone = await Promise.all(
          Array.from(rows, async (row) => (await readRows(read, [row]))[0]?.message),
        );
        expect(alone).toEqual(parts.map((part) => part?.message));
        expect(rowsOf(read.table).rows).toEqual(rowsOf((await ingest([file])).table).rows);
        joined += texts.length;
      },
    ),
    { numRuns: 60, seed: 6 },
  );
  expect(joined).toBeGreaterThan(400);
});

test('a message that never ends is kept, counted and said, and takes nothing from what follows', async () => {
  const line = (text: string): string => `2024-05-14T09:00:00.137123456Z ${text}`;
  const text = [
    line('stdout F INFO started'),
    line('stderr P ERROR cut '),
    line('stdout F INFO goes on'),
    line('stdout P INFO also '),
  ].join('\n');
  const file = openedOf(`${text}\n`);
  const read = await ingest([file]);
  const parts = await readRows(read, [0, 1, 2, 3]);
  expect(parts.map((part) => part?.message)).toEqual(['started', 'cut ', 'goes on', 'also ']);
  expect(coveredBytes(read.table, 0)).toBe(file.bytes);
  expect(read.table.problems.map(({ code }) => code)).toEqual(['message-cut-off']);
});
