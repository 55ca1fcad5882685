// Files that change after they were analysed, against everything that reads their text: each either shows what was analysed, or says that
// it cannot. Never another text, never an empty one, never 'no hit' for what was not looked at.
import { beforeAll, describe, expect, test } from 'vitest';
import type { LinePage, LineQuery } from '../contracts/lines';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { OnProgress } from '../contracts/units';
import { CHUNK_BYTES } from '../input/fingerprint';
import { localScanner } from '../input/fixtures/local-scanner';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { createEngine, type Engine } from './engine';
import type { SnapshotAccess } from './engine-parts';
import { ALL_LINES } from './fixtures/all-lines';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { memorySnapshots, metaOf } from './fixtures/memory-snapshots';

const ALL: LineQuery = { ...ALL_LINES, byTime: false };
const ignore: OnProgress = () => {};
const NUM_LINES = 3600;
const lineOf = (i: number): string =>
  `2026-03-02 ${new Date(i * 4000).toISOString().slice(11, 19)},000 INFO app: order ${10_000 + i} shipped by carrier ${i % 5}`;
const LINES = Array.from({ length: NUM_LINES }, (_, i) => lineOf(i));
const TEXT = `${LINES.join('\n')}\n`;
/** In the second chunk, of which the text has four. */
const CHANGED_AT = TEXT.indexOf('order', CHUNK_BYTES + 1000);
const NUM_CHUNKS = Math.ceil(TEXT.length / CHUNK_BYTES);

/** What a browser may do with a file that changed: hand its new bytes out, or refuse to read it. */
type Reads = 'live' | 'refuses';

interface Change {
  readonly name: string;
  readonly content: string | null;
  readonly file?: string;
  /** All that was analysed is still there. */
  readonly isWhole: boolean;
}

const rewritten = (by: string): string => `${TEXT.slice(0, CHANGED_AT)}${by}${TEXT.slice(CHANGED_AT + 5)}`;
const CHANGES: readonly Change[] = [
  { name: 'append', content: `${TEXT}${lineOf(NUM_LINES)}\n`, isWhole: true },
  { name: 'truncate', content: TEXT.slice(0, 2 * CHUNK_BYTES + 999), isWhole: false },
  { name: 'rewrite to the same size', content: rewritten('ORDER'), isWhole: false },
  { name: 'rewrite to another size', content: rewritten('a longer word'), isWhole: false },
  { name: 'rename', content: TEXT, file: 'app.log.1', isWhole: true },
  { name: 'touch', content: TEXT, isWhole: true },
  { name: 'delete', content: null, isWhole: false },
];

/** A File whose bytes are another's from some moment on, as of a path that a browser reads anew each time. */
class ChangingFile extends File {
  now: Blob;
  refuses = false;
  constructor(text: string, name: string) {
    super([text], name);
    this.now = new Blob([text]);
  }
  override slice(begin?: number, end?: number): Blob {
    if (!this.refuses) return this.now.slice(begin, end);
    const refused = new Blob();
    refused.arrayBuffer = async () => {
      throw new DOMException('the file changed', 'NotReadableError');
    };
    return refused;
  }
}

/** The first rows that a query gives, when its search has come to its end. */
async function searched(engine: Engine, query: LineQuery, num: number): Promise<LinePage> {
  for (;;) {
    const page = await engine.queryLines(query, 0, num);
    if (page.search?.phase !== 'running') return page;
  }
}

function newEngine(snapshots = memorySnapshots()): Engine {
  return createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, () => 0, onProgress),
    parquet: {
      // What of a table is text, so that a test can look at it.
      structured: async ({ batches }) => {
        const messages: string[] = [];
        for await (const batch of batches) messages.push(...batch.message);
        return new Blob([messages.join('\n')]);
      },
      partitioned: async () => [],
      features: async () => new Blob(['parquet']),
      table: async () => new Blob(['parquet']),
    },
    snapshots,
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });
}

async function analysed(file: File): Promise<{ engine: Engine; snapshots: SnapshotAccess; id: string }> {
  const snapshots = memorySnapshots();
  const engine = newEngine(snapshots);
  const job = { name: 'test', files: [{ path: 'app.log', file }], settings: DEFAULT_SETTINGS, truth: null };
  const { id } = await engine.analyze(job, ignore);
  await engine.store(metaOf(id));
  return { engine, snapshots, id };
}

const file = new ChangingFile(TEXT, 'app.log');
let first: Awaited<ReturnType<typeof analysed>>;
beforeAll(async () => {
  first = await analysed(file);
}, 240_000);

/** Changed where it lies, and read again through the same File. */
async function changedInPlace({ content }: Change, reads: Reads): Promise<Engine> {
  file.now = new Blob([content ?? '']);
  file.refuses = reads === 'refuses' || content === null;
  return first.engine;
}

/** Opened again from what was stored, and given the file as it is now. */
async function reopened({ content, file: name = 'app.log' }: Change): Promise<Engine> {
  const engine = newEngine(first.snapshots);
  await engine.restore(first.id);
  if (content !== null) await engine.attachFiles([{ path: name, file: new File([content], name) }]);
  return engine;
}

interface Way {
  readonly name: string;
  readonly open: (change: Change) => Promise<Engine>;
  /** Whether text that is still in the file is read. */
  readonly reads: boolean;
}
const WAYS: readonly Way[] = [
  {
    name: 'read on through a File that hands out the new bytes',
    open: (change) => changedInPlace(change, 'live'),
    reads: true,
  },
  {
    name: 'read on through a File that the browser refuses',
    open: (change) => changedInPlace(change, 'refuses'),
    reads: false,
  },
  { name: 'stored, opened again and given anew', open: reopened, reads: true },
];

describe.each(WAYS)('$name', ({ open, reads }) => {
  describe.each(CHANGES)('$name', (change) => {
    let engine: Engine;
    let numRead = 0;
    beforeAll(async () => {
      engine = await open(change);
    });

    test('lines show what was analysed, or why they do not', async () => {
      for (let at = 0; at < NUM_LINES; at += 900) {
        const { rows } = await engine.queryLines(ALL, at, at + 900);
        for (const { row, text, unread } of rows) {
          if (text === null) expect(['missing', 'unreadable', 'changed'], `row ${row}`).toContain(unread);
          else expect(text.trimEnd()).toBe(LINES[row]);
          if (text !== null) numRead++;
        }
      }
      if (change.content === null || !reads) expect(numRead).toBe(0);
      else if (change.isWhole) expect(numRead).toBe(NUM_LINES);
      else expect(numRead).toBeGreaterThan(NUM_LINES / NUM_CHUNKS / 2);
      if (!change.isWhole) expect(numRead).toBeLessThan(NUM_LINES);
    });

    test('a search finds what is there, and says how much it could not look at', async () => {
      const { total, search } = await searched(engine, { ...ALL, where: 'shipped' }, 10);
      expect(total).toBe(numRead);
      expect(search?.unread.reduce((sum, part) => sum + part.numRecords, 0)).toBe(NUM_LINES - numRead);
      const changed = await searched(engine, { ...ALL, where: 'ORDER' }, NUM_LINES);
      expect(changed.rows.every(({ row, text }) => text?.trimEnd() === LINES[row])).toBe(true);
      const narrow = await searched(engine, { ...ALL, where: 'shipped template:T10000' }, 10);
      expect(narrow.search?.unread ?? []).toEqual([]);
    });

    test('values are those of the lines that were read', async () => {
      const values = await engine.templateParameters(0, ignore);
      expect(values.numRead).toBe(numRead);
      expect(values.unread.reduce((sum, part) => sum + part.numRecords, 0)).toBe(NUM_LINES - numRead);
      const seen = values.wildcards.flatMap(({ top }) => top.map(({ value }) => Number(value)));
      expect(seen.every((value) => value < 5 || (value >= 10_000 && value < 10_000 + NUM_LINES))).toBe(true);
    });

    test.each(['structured_logs.csv', 'structured_logs.parquet'])('%s has no empty message', async (name) => {
      if (!(await engine.exportNames()).includes(name)) {
        expect(numRead).toBe(0);
        return;
      }
      const { blob, unread } = await engine.exportFile(name, ignore);
      const lines = (await blob.text()).split('\n').filter(Boolean);
      const messages = lines.filter((line) => /order \d+ shipped by carrier \d/.test(line)).length;
      const notes = lines.filter((line) => line.includes('[not read: ')).length;
      expect([messages, notes]).toEqual([numRead, NUM_LINES - numRead]);
      expect(unread.reduce((sum, part) => sum + part.numRecords, 0)).toBe(NUM_LINES - numRead);
    });

    test('a sample of the file shows nothing else', async () => {
      const sample = await engine.sampleFile(0).catch(() => null);
      for (const { row, text } of sample?.lines ?? []) expect(text).toBe(LINES[row]);
    });
  });
});

test('evidence of a ticket is never taken from bytes that were put in place of those that were read', async () => {
  const engine = newEngine();
  const demo = await engine.simulate({ scenario: 'pool-exhaustion', seed: 42 });
  const others = await Promise.all(
    demo.files.map(async ({ path, file }) => {
      const text = await file.text();
      return { path, text, file: new ChangingFile(text, path) };
    }),
  );
  const onProgress: OnProgress = ({ stage }) => {
    if (stage !== 'drain') return;
    for (const { file, text } of others) file.now = new Blob([text.replaceAll(/[aeiou]/g, '#')]);
  };
  const result = await engine.analyze({ ...demo, files: others }, onProgress);
  const evidence = result.incidents.flatMap((incident) => incident.evidence);
  expect(evidence.length).toBeGreaterThan(0);
  for (const { text } of evidence)
    expect(text).toBe('[the file of this line has changed, or has to be given again to show it]');
  const names = (await engine.exportNames()).filter((name) => /ticket|alert|incidents/.test(name));
  for (const name of names)
    expect(await (await engine.exportFile(name, ignore)).blob.text(), name).not.toMatch(/p##l/);
}, 240_000);
