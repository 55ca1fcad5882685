// Damaged logs of every format, cut anywhere, by scanners that answer in any order: the same rows, templates and numbers of
// templates, and every byte in a record or a gap.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { LogTable } from '../contracts/tables';
import { mineTemplates } from '../core/drain/drain';
import { buildTemplateTable } from '../core/drain/template-table';
import type { ShardScanner } from '../core/ingest/types';
import { damagedGolden } from './fixtures/damaged-golden';
import { coveredBytes, openedOf, rowsOf } from './fixtures/ingest-here';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';

const NUM_SCANNERS = [1, 2, 3, 8];

const damaged = damagedGolden(30, 4);

/** Answers after so many turns of the event loop, in turn; notes the order of its answers. */
function lagging(delays: readonly number[], answered: number[]): ShardScanner {
  let num = 0;
  return {
    async scan(blob, job) {
      const result = await localScanner.scan(blob, job);
      for (let left = delays[num++ % delays.length]; left > 0; left--)
        await new Promise((resolve) => setImmediate(resolve));
      answered.push(job.begin);
      return result;
    },
  };
}

function templatesOf(table: LogTable) {
  const { length, templates, ofKind } = buildTemplateTable(
    table,
    mineTemplates(table.shapes, DEFAULT_SETTINGS.drain),
  );
  return { length, templates, ofKind: [...ofKind] };
}

test('the same records, templates and ids for 1, 2, 3 and 8 scanners at any cut, and no byte is lost', async () => {
  let late = 0;
  let several = 0;
  const delays = fc.array(fc.nat(12), { minLength: 3, maxLength: 9 });
  const check = async (
    { name, bytes }: { name: string; bytes: Uint8Array },
    shardBytes: number,
    lag: number[],
  ) => {
    const files = [openedOf(bytes, name, 1.7e12)];
    const { table: whole } = await ingestFiles(files, DEFAULT_SETTINGS, [localScanner]);
    const [rows, templates] = [rowsOf(whole), templatesOf(whole)];
    expect(coveredBytes(whole, 0)).toBe(bytes.length);
    if (templates.length > 1) several++;
    for (const num of NUM_SCANNERS) {
      const answered: number[] = [];
      const scanners = Array.from({ length: num }, (_, i) => lagging(lag.slice(i % 3), answered));
      const { table } = await ingestFiles(files, DEFAULT_SETTINGS, scanners, { shardBytes });
      if (answered.some((begin, i) => begin < (answered[i - 1] ?? 0))) late++;
      expect(coveredBytes(table, 0)).toBe(bytes.length);
      expect(rowsOf(table)).toEqual(rows);
      expect(templatesOf(table)).toEqual(templates);
    }
  };
  await fc.assert(fc.asyncProperty(damaged, fc.integer({ min: 1, max: 3000 }), delays, check), {
    numRuns: 80,
  });
  // Otherwise it would prove nothing: answers came out of order, and there was something to number.
  expect(late).toBeGreaterThan(20);
  expect(several).toBeGreaterThan(40);
}, 120_000);
