// What contracts/exports.ts says of each file against what is written of a whole analysis, read by other programs' readers.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { featureParquet, initParquet, structuredParquet, tableParquet } from '../archive/parquet';
import { partitionedLogs } from '../archive/partitioned-logs';
import { type ExportColumn, namesOf, type Unit } from '../contracts/export-column';
import { EXPORTS, exportRow } from '../contracts/exports';
import { pinKeyOf } from '../contracts/pins';
import type { AnalysisResult } from '../contracts/result';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import type { DroppedFile } from '../contracts/threads';
import { DEMO } from '../core/simulate/simulate';
import { localScanner } from '../input/fixtures/local-scanner';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { partsIn } from '../storage/share/container';
import { readShared, writeShared } from '../storage/share/shared-file';
import { HEAD_BYTES, savedKindOf } from '../store/saved-kinds';
import { createEngine } from './engine';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { buildTicketExport, ticketExportNames } from './ticket-exports';

/** Nothing is left at its default that leaves a key out: masks, edits, a mark that covers nothing and so is a Problem. */
const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  detection: { ...DEFAULT_SETTINGS.detection, lstmEpochs: 2 },
  drain: {
    ...DEFAULT_SETTINGS.drain,
    masks: [{ name: 'CART', pattern: 'cart=\\d+' }],
    edits: [{ kind: 'merge', templates: ['no such', 'nor this'] }],
  },
  normal: { templates: ['no such template'], windows: [] },
};

const folder = mkdtempSync(join(tmpdir(), 'harbinger-exports-'));
const engine = createEngine({
  scanners: [localScanner],
  lstm: { detect: trainHere(() => 0) },
  detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, () => 0, onProgress),
  parquet: {
    structured: structuredParquet,
    partitioned: partitionedLogs,
    features: featureParquet,
    table: tableParquet,
  },
  share: { read: readShared, write: writeShared },
  searchers: localSearchers,
  now: () => performance.now(),
  proxy: (value) => value,
});
let result: AnalysisResult;

beforeAll(async () => {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
  const demo = await engine.simulate(DEMO);
  // Of the five systems two are enough: the one that fails, and one whose lines carry an identifier.
  const [first, ...rest] = demo.files.filter(({ path }) => /^(app-server|hdfs|changes)/.test(path));
  const files = [await gzipped(first), ...rest, ...(await bundled(first))];
  result = await engine.analyze({ ...demo, files, settings: SETTINGS }, () => {});
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** A rotated log of the same times, beside a file that is none: what a bundle leaves in the summary. */
async function bundled({ file }: DroppedFile): Promise<DroppedFile[]> {
  const text = await file.slice(0, 4000).text();
  const some = text.slice(0, text.lastIndexOf('\n') + 1);
  const dropped = (path: string, content: string): DroppedFile => ({ path, file: new File([content], path) });
  const release = dropped('host/etc/os-release', 'NAME="Example"\nPRETTY_NAME="Example Linux 9"\n');
  return [dropped('host/app.log', some), dropped('host/app.log.1', some), release];
}

async function gzipped({ path, file }: DroppedFile): Promise<DroppedFile> {
  const bytes = gzipSync(new Uint8Array(await file.arrayBuffer()));
  return { path: `${path}.gz`, file: new File([bytes], `${path}.gz`) };
}

/** A value with the name of its column or its path, as a row of contracts/exports.ts names it. */
type Value = readonly [name: string, value: unknown];

describe.each(EXPORTS)('$name', ({ name, media, columns }: (typeof EXPORTS)[number]) => {
  test('has the columns, keys or sections that are documented and no others, in the units that are documented', async () => {
    const pins = result.files.map((file, i) => ({ file: pinKeyOf(file), recordIdx: i, note: '=look here' }));
    const { blob } = await engine.exportFile(name, () => {}, { pins });
    expect(blob.type).toBe(media);
    const { names, values } = await READERS[media](blob, columns);
    const documented = namesOf<string>(columns);
    if (media === 'application/json') expect([...new Set(names)].sort()).toEqual([...documented].sort());
    else expect(names).toEqual(documented);
    const unitOf = new Map<string, Unit>(columns.map((each) => [each.name, each.unit]));
    const wrong = values.filter(([at, value]) => value !== null && !FITS[unitOf.get(at) ?? 'object'](value));
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(values.length).toBeGreaterThan(0);
  });
});

test('what was saved is known again when it is dropped, by what is in it', async () => {
  /** The rest is read as what it is: a log in CSV, windows that come home, templates for another log (store/dropped-states.ts), texts. */
  const isRead = (name: string): boolean =>
    /^((feature_windows|template_windows|template_lines|structured_logs)\.parquet|structured_logs\.csv|partitioned_logs\.zip|redacted_logs\.tar\.gz|miner_state\.json|lake\/.*)$/.test(
      name,
    );
  for (const { name } of EXPORTS) {
    const { blob } = await engine.exportFile(name, () => {});
    const kind = savedKindOf(`out/${name}`, await blob.slice(0, HEAD_BYTES).text());
    expect(kind === null, name).toBe(isRead(name));
    // A log under the name of an export is a log, but where no content can tell.
    const log = savedKindOf(`out/${name}`, '2026-03-12T06:00:00Z INFO app: hello');
    expect(log === null, `a log named ${name}`).toBe(name !== 'analysis.harbinger');
  }
});

test('every row is of a file that the analysis offers, and the reverse', async () => {
  const offered = (await engine.exportNames()).filter((name) => !name.startsWith('tickets/'));
  expect([...offered].sort()).toEqual(EXPORTS.map(({ name }) => name).sort());
});

test('the tickets of other incidents are documented by their form, and by their own id', async () => {
  const [incident] = result.incidents;
  const both = { ...result, incidents: [incident, { ...incident, id: 'INC-2' }] };
  const others = ticketExportNames(both).filter((name) => name.startsWith('tickets/'));
  expect(others.length).toBeGreaterThan(0);
  for (const name of others) {
    const row = exportRow(name);
    expect(row.what).toMatch(/INC-2\b/);
    const blob = buildTicketExport(name, both, '1.2.3')!;
    expect(blob.type).toBe(row.media);
    const { names } = await READERS[row.media](blob, row.columns);
    expect([...new Set(names)].sort()).toEqual([...namesOf(row.columns)].sort());
  }
  expect(() => exportRow('tickets/INC-2.exe')).toThrow(RangeError);
});

/** Names of the files of a tar. */
async function untarred(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  for (let at = 0; bytes[at] !== 0; ) {
    const text = (from: number, to: number) =>
      Buffer.from(bytes.subarray(at + from, at + to))
        .toString()
        .replace(/\0.*/s, '');
    names.push(text(0, 100));
    at += 512 + Math.ceil(Number.parseInt(text(124, 135), 8) / 512) * 512;
  }
  return names;
}

interface Read {
  readonly names: readonly string[];
  readonly values: readonly Value[];
}

/** Rows of a table that are looked at. */
const SOME_ROWS = 500;

const READERS: Readonly<
  Record<(typeof EXPORTS)[number]['media'], (blob: Blob, columns: readonly ExportColumn[]) => Promise<Read>>
> = {
  'text/csv': async (blob, columns) => {
    const { data, meta, errors } = Papa.parse<Record<string, string>>(await blob.text(), {
      header: true,
      newline: '\r\n',
      preview: SOME_ROWS,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    const isText = (name: string) =>
      columns.some((each) => each.name === name && /^(text|time)$/.test(each.unit));
    const cells = data.flatMap((row) => Object.entries(row)).filter(([, cell]) => cell !== '');
    const values = cells.map(([name, cell]): Value => [name, isText(name) ? cell : Number(cell)]);
    return { names: meta.fields ?? [], values };
  },
  'application/vnd.apache.parquet': async (blob, columns) => {
    const types = await query(blob, 'select column_name, column_type from (describe select * from FILE)');
    const names = types.map(([name]) => String(name));
    const unitOf = new Map(columns.map((each) => [each.name, each.unit]));
    const typed = names.map((name) => [name, PARQUET_TYPES[unitOf.get(name) ?? 'number'] ?? 'DOUBLE']);
    expect(types).toEqual(typed);
    const times = names.filter((name) => unitOf.get(name) === 'time');
    const asText = times.map((name) => `strftime("${name}", '%Y-%m-%dT%H:%M:%S.%gZ') as "${name}"`);
    const replaced = asText.length === 0 ? '' : `replace (${asText.join(', ')})`;
    const rows = await query(blob, `select * ${replaced} from FILE limit ${SOME_ROWS}`);
    const values = rows.flatMap((row) => row.map((value, i) => [names[i], value] as const));
    return {
      names,
      values: values.map(([name, value]) => [name, unitOf.get(name) === 'line' ? Number(value) : value]),
    };
  },
  'application/json': async (blob, columns) => {
    const values = [...leaves(JSON.parse(await blob.text()), columns, '')];
    return { names: values.map(([name]) => name), values };
  },
  'text/markdown': async (blob) => {
    const names = Array.from((await blob.text()).matchAll(/^## (.+)$/gm), ([, heading]) => heading);
    return { names, values: names.map((name) => [name, '']) };
  },
  'text/html': async (blob) => {
    const names = Array.from(
      (await blob.text()).matchAll(/<h2[^>]*>([^<]+)<\/h2>/g),
      ([, heading]) => heading,
    );
    return { names, values: names.map((name) => [name, '']) };
  },
  'application/gzip': async (blob) => {
    const bytes = gunzipSync(new Uint8Array(await blob.arrayBuffer()));
    const names = await untarred(bytes);
    return {
      names: names.length === result.files.length ? ['*'] : names,
      values: names.map(() => ['*', '']),
    };
  },
  // Two columns stand in the names of the folders.
  'application/zip': async (blob) => {
    const root = mkdtempSync(join(folder, 'parts-'));
    for (const entry of await new ZipReader(new BlobReader(blob)).getEntries()) {
      if (entry.directory) continue;
      mkdirSync(join(root, entry.filename, '..'), { recursive: true });
      writeFileSync(join(root, entry.filename), await entry.getData(new Uint8ArrayWriter()));
    }
    const all = `read_parquet('${root}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
    const rows = await query(
      new Blob(),
      `select date, component, * exclude (date, component) replace (strftime(timestamp, '%Y-%m-%dT%H:%M:%S.%gZ') as timestamp) from ${all} limit ${SOME_ROWS}`,
    );
    const names = await query(
      new Blob(),
      `select column_name from (describe select date, component, * exclude (date, component) from ${all})`,
    );
    const columns = names.map(([name]) => String(name));
    const values = rows.flatMap((row) =>
      row.map((value, i): Value => [columns[i], columns[i] === 'line' ? Number(value) : value]),
    );
    return { names: columns, values };
  },
  'application/x-harbinger': async (blob) => {
    const documented = { HEAD: 'head', BODY: 'body', COLS: 'columns', PINS: 'pins' };
    const parts = (await partsIn(blob)).map(({ name }) => documented[name as keyof typeof documented]);
    return { names: [...new Set(parts)], values: [['head', await readShared(blob)]] };
  },
  'application/sql': async (blob) => {
    const made = (await blob.text()).matchAll(
      /^CREATE (?:OR REPLACE )?(?:TEMPORARY )?(?:TABLE|VIEW) (\w+)/gm,
    );
    const names = Array.from(made, ([, name]) => name);
    return { names, values: names.map((name) => [name, {}]) };
  },
};

/** Types other than DOUBLE. */
const PARQUET_TYPES: Partial<Record<Unit, string>> = {
  time: 'TIMESTAMP WITH TIME ZONE',
  text: 'VARCHAR',
  line: 'BIGINT',
  '0 or 1': 'TINYINT',
};

async function query(blob: Blob, sql: string): Promise<unknown[][]> {
  const path = join(folder, 'test.parquet');
  writeFileSync(path, new Uint8Array(await blob.arrayBuffer()));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("set timezone = 'UTC'");
  return (await connection.runAndReadAll(sql.replaceAll('FILE', `'${path}'`))).getRowsJson();
}

/** Values that hold no others, by path; one that is documented as an object is not looked into, a list or object that is null holds none. */
function* leaves(value: unknown, columns: readonly ExportColumn[], path: string): Generator<Value> {
  const isObject = columns.some((each) => each.name === path && each.unit === 'object');
  if (isObject || typeof value !== 'object') yield [path, value];
  else if (value === null) {
    if (!columns.some(({ name }) => name.startsWith(`${path}.`))) yield [path, null];
  } else if (Array.isArray(value)) for (const each of value) yield* leaves(each, columns, `${path}[]`);
  else {
    const isMap = columns.some(({ name }) => name.startsWith(`${path}.*`));
    for (const [key, each] of Object.entries(value))
      yield* leaves(each, columns, `${path && `${path}.`}${isMap ? '*' : key}`);
  }
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isAtLeast =
  (least: number) =>
  (value: unknown): boolean =>
    isNumber(value) && value >= least;
const isWhole =
  (least: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && isAtLeast(least)(value);

const FITS: Readonly<Record<Unit, (value: unknown) => boolean>> = {
  time: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value)),
  text: (value) => typeof value === 'string',
  count: isWhole(0),
  line: isWhole(1),
  '0 or 1': (value) => value === 0 || value === 1,
  share: (value) => isAtLeast(0)(value) && Number(value) <= 1,
  score: isNumber,
  number: isNumber,
  bits: isAtLeast(0),
  minutes: isNumber,
  seconds: isAtLeast(0),
  ms: isAtLeast(0),
  bytes: isWhole(0),
  'bytes a second': isAtLeast(0),
  object: (value) => typeof value === 'object',
};
