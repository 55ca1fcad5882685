import { createTar } from 'nanotar';
import { describe, expect, test } from 'vitest';
import type { DropPart } from '../contracts/parting';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { AnalysisJob, DroppedFile } from '../contracts/threads';
import { localScanner } from '../input/fixtures/local-scanner';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { createEngine, type Engine } from './engine';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { noParquet } from './fixtures/no-parquet';

const ignore = (): void => {};

function newEngine(): Engine {
  return createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, () => 0, onProgress),
    parquet: noParquet,
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });
}

/** A record every ten seconds from that day on. */
function logOf(day: string, texts: readonly string[], numLines = 400): string {
  const start = Date.parse(`${day}T06:00:00Z`);
  return Array.from(
    { length: numLines },
    (_, i) => `${new Date(start + i * 10_000).toISOString()} INFO ${texts[i % texts.length]} ${i}\n`,
  ).join('');
}

const BLOCKS = logOf('2008-11-09', [
  'dfs.DataNode receiving block from peer',
  'dfs.NameNode added stored block',
]);
const CARTS = logOf('2026-03-02', ['shop.Cart item put into basket', 'shop.Pay card accepted for order']);
const CARTS_LATER = logOf('2026-03-02', ['shop.Stock counted shelf', 'shop.Mail letter sent to customer']);

const dropped = (files: Readonly<Record<string, string | Blob>>): DroppedFile[] =>
  Object.entries(files).map(([path, text]) => ({ path, file: new File([text], path, { lastModified: 0 }) }));

async function run(files: readonly DroppedFile[], more: Partial<AnalysisJob> = {}) {
  let parts: readonly DropPart[] | null = null;
  const hooks = {
    onPreview: ignore,
    ask: () => true,
    onParts: (found: readonly DropPart[]) => {
      parts = found;
    },
  };
  const job = { name: 'drop', files, settings: DEFAULT_SETTINGS, truth: null, ...more };
  const engine = newEngine();
  const result = await engine.analyze(job, ignore, hooks);
  return { engine, result, parts: parts as readonly DropPart[] | null };
}

const mayPart = true;

describe('a drop of logs that share nothing', () => {
  const files = dropped({ 'blocks.log': BLOCKS, 'carts.log': CARTS, 'stock.log': CARTS_LATER });

  test('gives the first of its parts, as if that had been dropped alone, and tells of the others', async () => {
    const { result, parts } = await run(files, { mayPart });
    expect(parts?.map(({ name, files: own, logs }) => [name, own, logs])).toEqual([
      ['blocks.log', [0], ['blocks.log']],
      ['carts.log and 1 more', [1, 2], ['carts.log', 'stock.log']],
    ]);
    expect(parts?.[1].whyTogether).toContain('their times overlap');
    expect(parts?.[0].whyApart).toContain('17 years between it and carts.log');
    const { result: alone } = await run([files[0]], { name: 'blocks.log' });
    expect(result).toEqual(alone);
    const second = parts![1];
    const its = { name: second.name, without: second.without };
    const { result: other } = await run(
      second.files.map((i) => files[i]),
      its,
    );
    expect(other.files.map(({ name }) => name)).toEqual(['carts.log', 'stock.log']);
  });

  test('is one analysis where nobody asked, and told as one where all belongs together', async () => {
    const whole = await run(files);
    expect(whole.parts).toBeNull();
    expect(whole.result.files).toHaveLength(3);
    const together = await run(files.slice(1), { mayPart });
    expect(together.parts).toHaveLength(1);
    expect(together.result).toEqual((await run(files.slice(1))).result);
  });

  test('is told apart in one archive too, of which each part then reads its own', async () => {
    const packed = dropped({
      'case.tar': new Blob([
        createTar([
          { name: 'blocks.log', data: BLOCKS },
          { name: 'carts.log', data: CARTS },
        ]) as BlobPart,
      ]),
    });
    const { result, parts } = await run(packed, { mayPart });
    expect(parts?.map(({ files: own, without }) => [own, without])).toEqual([
      [[0], ['case.tar/carts.log']],
      [[0], ['case.tar/blocks.log']],
    ]);
    expect(result.files.map(({ name }) => name)).toEqual(['case.tar/blocks.log']);
  });

  test('runs again on its own files only', async () => {
    const { engine } = await run(files.slice(0, 2), { without: ['carts.log'] });
    const again = await engine.reanalyze({ ...DEFAULT_SETTINGS, year: 2020 }, ignore);
    expect(again.files.map(({ name }) => name)).toEqual(['blocks.log']);
  });

  test('keeps all with a file that is set as the baseline', async () => {
    const settings = { ...DEFAULT_SETTINGS, baseline: { kind: 'file', name: 'carts.log' } as const };
    const { parts } = await run(files, { mayPart, settings });
    expect(parts).toHaveLength(1);
    expect(parts?.[0].whyTogether).toContain('one of them is the baseline');
  });
});
