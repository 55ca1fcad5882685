// Baselines of a fleet, learnt from windows as lake/ gives them: each judges its own component, and the file says so when it is opened.
import { expect, test } from 'vitest';
import type { DroppedTable } from '../src/contracts/lake-tables';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import type { DroppedFile } from '../src/contracts/threads';
import { fleetDrift } from '../src/core/baseline/saved/fleet-drift';
import { createRandom } from '../src/core/lib/random';
import { createEngine } from '../src/engine/engine';
import { trainHere } from '../src/engine/fixtures/judge-log';
import { localSearchers } from '../src/engine/fixtures/local-searchers';
import { noParquet } from '../src/engine/fixtures/no-parquet';
import { localScanner } from '../src/input/fixtures/local-scanner';
import { fleetFromText, fleetToText } from '../src/storage/baseline-file';
import { driftInWords, learnFleet } from './fleet';

const MINUTE = 60_000;

/** Ten hours of a component; its wordings are its own. */
function logOf(component: string, day: number, seed: number): string {
  const random = createRandom(seed);
  const lines: string[] = [];
  const begin = Date.UTC(2026, 2, day);
  for (let ms = 0; ms < 600 * MINUTE; ms += 4000 + random.int(16_000)) {
    const at = new Date(begin + ms).toISOString();
    lines.push(
      `${at} INFO ${component}: ${random.next() < 0.7 ? 'served' : 'queued'} ${component} call ${random.int(9999)}`,
    );
    if (random.next() < 0.05)
      lines.push(`${at} WARN ${component}: slow ${component} call ${random.int(9999)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What a database gives of a log: its tables as CSV. */
async function windowsOf(text: string, folder: string): Promise<DroppedFile[]> {
  const engine = createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: () => Promise.reject(new Error('not here')),
    parquet: {
      ...noParquet,
      table: async (table) => new Blob([csvOf(table)]),
      features: async ({ grid, columns, values }) => {
        const iso = (w: number) => new Date(grid.startMs + w * grid.windowMs).toISOString();
        const rows = Array.from({ length: grid.length }, (_, w) =>
          [iso(w), iso(w + 1), ...values.subarray(w * columns.length, (w + 1) * columns.length)].join(','),
        );
        return new Blob([[['start', 'end', ...columns].join(','), ...rows].join('\n')]);
      },
    },
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });
  const files = [{ path: 'a.log', file: new File([text], 'a.log') }];
  await engine.analyze({ name: 'a', files, settings: DEFAULT_SETTINGS, truth: null }, () => {});
  return Promise.all(
    ['feature_windows', 'template_windows'].map(async (name) => {
      const { blob } = await engine.exportFile(`${name}.parquet`, () => {});
      return { path: `${folder}/${name}.csv`, file: new File([blob], `${name}.csv`) };
    }),
  );
}

function csvOf({ numRows, columns }: DroppedTable): string {
  const names = Object.keys(columns);
  const cell = (name: string, row: number): string => {
    const column = columns[name];
    const value = column.values[row];
    if (column.kind === 'text') return `"${String(value ?? '').replaceAll('"', '""')}"`;
    return column.kind === 'time' ? new Date(Number(value)).toISOString() : String(value);
  };
  const rows = Array.from({ length: numRows }, (_, row) => names.map((name) => cell(name, row)).join(','));
  return [names.join(','), ...rows].join('\n');
}

test('each component has a baseline of its own windows, in one file that is read back', async () => {
  const files = [
    ...(await windowsOf(logOf('api', 1, 1), 'week/component=api')),
    ...(await windowsOf(logOf('pay%2Fout', 1, 2).replaceAll('%2F', '-'), 'week/component=pay%2Fout')),
    {
      path: 'week/component=empty/feature_windows.csv',
      file: new File(['start,end\n'], 'feature_windows.csv'),
    },
    { path: 'readme.txt', file: new File(['no table'], 'readme.txt') },
  ];
  const { entries, left } = await learnFleet(files, 1000);
  expect(entries.map(({ component, baseline }) => [component, baseline.meta.name])).toEqual([
    ['api', 'api'],
    ['pay/out', 'pay/out'],
  ]);
  expect(left.map(({ component }) => component)).toEqual(['empty']);
  const [api, pay] = entries.map(({ baseline }) =>
    baseline.rows.templates.map(({ text }) => text).join('\n'),
  );
  expect(api).toContain('api call');
  expect(api).not.toContain('pay');
  expect(pay).toContain('pay-out call');
  const text = fleetToText(entries);
  const read = fleetFromText(text);
  expect(read.map(({ baseline }) => baseline.meta.print)).toEqual(
    entries.map(({ baseline }) => baseline.meta.print),
  );
  expect(() => fleetFromText(text.replace('"api"', '"pay/out"'))).toThrow(
    'is damaged: component "pay/out" is in it twice',
  );
  expect(() => fleetFromText(text.replace('"base64": "AA', '"base64": "AB'))).toThrow(
    /its baseline of "api" is damaged/,
  );
  expect(() => fleetFromText('{"kind":"harbinger-baseline"}')).toThrow('is no file of saved baselines');
  const rows = new Map(read.map(({ component, baseline }) => [component, baseline.rows]));
  const said = driftInWords(fleetDrift(rows, rows));
  // Ten hours tell nothing of what moved in a week.
  expect(said).toContain('api: cannot tell. the older is of 0.4 days, and 7 are needed');
  expect(said).toContain('2 components: 0 moved, 0 did not, 2 cannot be told, 0 new, 0 gone.');
});
