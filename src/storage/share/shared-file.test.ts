import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { pinKeyOf } from '../../contracts/pins';
import type { AnalysisResult } from '../../contracts/result';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import type { SharedAnalysis } from '../../contracts/shared-analysis';
import type { Snapshot } from '../../contracts/stored-analysis';
import type { LogTable } from '../../contracts/tables';
import { createEngine, type Engine } from '../../engine/engine';
import { trainHere } from '../../engine/fixtures/judge-log';
import { localSearchers } from '../../engine/fixtures/local-searchers';
import { noParquet } from '../../engine/fixtures/no-parquet';
import { localScanner } from '../../input/fixtures/local-scanner';
import { detectSequences } from '../../ml/next-event/detect-sequences';
import { pack } from '../pack';
import { checkedSnapshot } from './checked-snapshot';
import { frontOf, lastPart, partOf, ShareError } from './container';
import { fromText, toText } from './plain-values';
import { readShared, writeShared } from './shared-file';

const SETTINGS = { ...DEFAULT_SETTINGS, detection: { ...DEFAULT_SETTINGS.detection, lstmEpochs: 1 } };
let kept: Snapshot | null = null;
const newEngine = (): Engine =>
  createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, () => 0, onProgress),
    parquet: noParquet,
    share: { read: readShared, write: writeShared },
    snapshots: {
      save: async (_, snapshot) => {
        kept = snapshot;
      },
      load: async () => null,
    },
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });

/** Five hours of requests with an outage in the last of them: windows, an incident, sessions. */
function log(): string {
  const lines: string[] = [];
  for (let minute = 0; minute < 330; minute++)
    for (let i = 0; i < 4; i++) {
      const time = new Date(Date.UTC(2026, 2, 1, 0, minute, i * 14)).toISOString();
      const isOut = minute > 300;
      lines.push(
        isOut
          ? `${time} ERROR pool: Timeout after 30000 ms while waiting for a connection <b>${i}</b>`
          : `${time} INFO http: GET /api/orders/${minute * 4 + i} 200 in ${5 + i} ms req-${(minute * 4 + i).toString(16).padStart(8, '0')}`,
      );
    }
  return `${lines.join('\n')}\n`;
}

let engine: Engine;
let result: AnalysisResult;
let file: Blob;
beforeAll(async () => {
  engine = newEngine();
  const files = [
    { path: 'orders.log', file: new File([log()], 'orders.log', { lastModified: 1_772_000_000_000 }) },
  ];
  result = await engine.analyze({ name: 'orders.log', files, settings: SETTINGS, truth: null }, () => {});
  await engine.store({
    id: result.id,
    name: '',
    savedMs: 1,
    verdict: '',
    tone: 'calm',
    numIncidents: 0,
    numRecords: 0,
  });
  file = await shared(true);
}, 120_000);

const PIN = { recordIdx: 7, note: 'look <here>' };
async function shared(withLines: boolean): Promise<Blob> {
  const pins = [
    { ...PIN, file: pinKeyOf(result.files[0]) },
    { ...PIN, file: 'of another log' },
  ];
  return (
    await engine.exportFile('analysis.harbinger', () => {}, { pins, withLines, nowMs: 1_800_000_000_000 })
  ).blob;
}

test('in another engine it is the same analysis, with its pins, whose files can be given again', async () => {
  expect(result.incidents.length).toBeGreaterThan(0);
  const other = newEngine();
  const opened = await other.openShared(file);
  expect(opened.result).toEqual(result);
  expect(opened).toMatchObject({
    withLines: true,
    savedMs: 1_800_000_000_000,
    pins: [{ ...PIN, file: pinKeyOf(result.files[0]) }],
  });
  expect(
    await other.attachFiles([
      { path: 'orders.log', file: new File([log()], 'orders.log', { lastModified: 1_772_000_000_000 }) },
    ]),
  ).toEqual([]);
  const names = (await other.exportNames()).filter((name) => !/parquet|lake/.test(name));
  for (const name of names.filter((each) => each !== 'analysis.harbinger' && each !== 'run_summary.json')) {
    const [theirs, ours] = await Promise.all([other, engine].map((each) => each.exportFile(name, () => {})));
    expect(await theirs.blob.text(), name).toBe(await ours.blob.text());
  }
});

test('without lines it holds none of the evidence, and all else', async () => {
  const bytes = await readShared(await shared(false));
  const { snapshot, withLines } = bytes;
  expect(withLines).toBe(false);
  const texts = result.incidents.flatMap(({ evidence }) => evidence.map(({ text }) => text));
  const theirs = snapshot.result.incidents.flatMap(({ evidence }) => evidence);
  expect(theirs.map(({ text }) => text).filter((text) => texts.includes(text))).toEqual([]);
  expect(theirs.map(({ lineNum }) => lineNum)).toEqual(
    result.incidents.flatMap(({ evidence }) => evidence.map(({ lineNum }) => lineNum)),
  );
});

test('a byte that differs anywhere, or is missing, or is too much, is told, and nothing is given out', async () => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const step = Math.max(1, Math.floor(bytes.length / 250));
  const faults = new Set<string>();
  const faultOf = async (each: Uint8Array<ArrayBuffer>): Promise<string> =>
    readShared(new Blob([each])).then(
      () => 'taken',
      (error: unknown) => (error instanceof ShareError ? error.fault : `unnamed: ${String(error)}`),
    );
  const places = new Set([
    ...Array.from({ length: 60 }, (_, i) => i),
    ...Array.from({ length: 60 }, (_, i) => bytes.length - 1 - i),
  ]);
  for (let at = 0; at < bytes.length; at += step) places.add(at + (at % step));
  for (const at of [...places].filter((each) => each < bytes.length)) {
    const other = bytes.slice();
    other[at] ^= 1 << (at % 8);
    const flipped = await faultOf(other);
    const cut = await faultOf(bytes.slice(0, at));
    expect(flipped, `flipped at ${at}`).toMatch(/^(foreign|newer|damaged|cut|large)$/);
    expect(cut, `cut at ${at}`).toMatch(/^(foreign|cut|damaged)$/);
    faults.add(flipped).add(cut);
  }
  expect(await faultOf(Uint8Array.from([...bytes, 0]))).toBe('damaged');
  expect(await faultOf(new Uint8Array(new TextEncoder().encode(log())))).toBe('foreign');
  for (const fault of ['cut', 'damaged', 'foreign', 'newer']) expect(faults).toContain(fault);
}, 120_000);

test('parts that change places, are left out or stand twice are told', async () => {
  const places: [string, number, string][] = [
    ['HEAD', 0, '{}'],
    ['BODY', 1, '{}'],
    ['PINS', 2, '[]'],
  ];
  const made = (order: readonly number[]) =>
    Promise.all(order.map((i) => partOf(places[i][0], places[i][1], new TextEncoder().encode(places[i][2]))));
  for (const order of [[1, 0, 2], [0, 2], [0, 0, 1, 2], [0, 1], []]) {
    const blob = new Blob([frontOf(), ...(await made(order)), await lastPart(order.length)]);
    await expect(readShared(blob), order.join()).rejects.toThrow(ShareError);
  }
});

test('a part that unpacks to more or less than it states is refused before it takes the memory', async () => {
  const long = await partOf('HEAD', 0, new Uint8Array(1_000_000));
  const head = new Uint8Array(await long.arrayBuffer());
  new DataView(head.buffer).setUint32(12, 10, true);
  await expect(readShared(new Blob([frontOf(), head]))).rejects.toThrow(ShareError);
});

/** Each is one lie in an analysis whose checksums all hold. */
const LIES: Readonly<Record<string, (snapshot: Snapshot) => unknown>> = {
  'more records': (s) => ({ ...s, result: { ...s.result, numRecords: s.result.numRecords + 1 } }),
  'more rows than columns': (s) => withTable(s, (t) => ({ ...t, length: t.length + 1 })),
  'a longer shard': (s) =>
    withTable(s, (t) => ({ ...t, shards: t.shards.map((each) => ({ ...each, length: each.length + 1 })) })),
  'bytes beyond the file': (s) =>
    withTable(s, (t) => ({ ...t, shards: t.shards.map((each) => ({ ...each, byteEnd: each.byteEnd + 9 })) })),
  'a kind that is not there': (s) =>
    withTable(s, (t) => ({
      ...t,
      shards: t.shards.map((each) => ({ ...each, kind: each.kind.map(() => 99_999) })),
    })),
  'offsets that fall': (s) =>
    withTable(s, (t) => ({
      ...t,
      shards: t.shards.map((each) => ({ ...each, byteOffset: each.byteOffset.slice().reverse() })),
    })),
  'another level': (s) =>
    withTable(s, (t) => ({ ...t, kinds: { ...t.kinds, level: t.kinds.level.map(() => 77) } })),
  'templates that count otherwise': (s) => {
    const tables = s.tables as { templates: { templates: { count: number }[] } };
    const templates = tables.templates.templates.map((each) => ({ ...each, count: each.count + 1 }));
    return { ...s, tables: { ...tables, templates: { ...tables.templates, templates } } };
  },
  'windows of another number': (s) => ({
    ...s,
    result: {
      ...s.result,
      timeline: { ...s.result.timeline, grid: { ...s.result.timeline!.grid, length: 3 } },
    },
  }),
  'votes beyond one': (s) => ({
    ...s,
    result: {
      ...s.result,
      timeline: {
        ...s.result.timeline,
        consensus: {
          ...s.result.timeline!.consensus,
          confirmed: s.result.timeline!.consensus.confirmed.map(() => 9),
        },
      },
    },
  }),
  'evidence beyond the log': (s) =>
    withIncident(s, (i) => ({ ...i, evidence: i.evidence.map((each) => ({ ...each, row: 10 ** 9 })) })),
  'two incidents of one name': (s) => ({
    ...s,
    result: { ...s.result, incidents: [...s.result.incidents, ...s.result.incidents] },
  }),
  'a title that is no text': (s) => withIncident(s, (i) => ({ ...i, title: { toString: 1 } })),
  'a severity of its own': (s) => withIncident(s, (i) => ({ ...i, severity: '"><script>' })),
  'an id that is a path': (s) => ({ ...s, result: { ...s.result, id: '../../x' } }),
  'no tables': (s) => ({ ...s, tables: null }),
  'a version to come': (s) => ({ ...s, version: 4 }),
};
function withTable(s: Snapshot, change: (table: LogTable) => unknown): unknown {
  const tables = s.tables as { table: LogTable };
  return { ...s, tables: { ...tables, table: change(tables.table) } };
}
function withIncident(
  s: Snapshot,
  change: (incident: AnalysisResult['incidents'][number]) => unknown,
): unknown {
  return { ...s, result: { ...s.result, incidents: s.result.incidents.map(change) } };
}

test.each(Object.entries(LIES))('with %s it is refused, though its checksums hold', async (_, lie) => {
  const about = { pins: [], product: '1.2.3', savedMs: null, withLines: true };
  const honest = await writeShared({ ...about, snapshot: kept! }, () => {});
  expect((await readShared(honest)).snapshot.result.id).toBe(result.id);
  const forged = await writeShared(
    { ...about, snapshot: lie(kept!) as Snapshot } as SharedAnalysis,
    () => {},
  );
  await expect(readShared(forged)).rejects.toMatchObject({
    fault: expect.stringMatching(/^(forged|newer)$/),
  });
});

test('a body that asks for more memory than the file has bytes is refused before it is given any', async () => {
  for (const bytes of [2 ** 40, -1, Number.NaN, 'x', 3]) {
    const body = { version: 3, result: { harbingerColumn: 'Float64Array', bytes }, tables: {} };
    const json = (name: string, idx: number, text: string) =>
      partOf(name, idx, new TextEncoder().encode(text));
    const head = { kind: 'harbinger-analysis', product: '1', savedMs: null, withLines: true, numChunks: 0 };
    const parts = [
      await json('HEAD', 0, JSON.stringify(head)),
      await json('BODY', 1, toText(body)),
      await json('PINS', 2, '[]'),
    ];
    await expect(readShared(new Blob([frontOf(), ...parts, await lastPart(3)]))).rejects.toMatchObject({
      fault: 'forged',
    });
  }
});

test('values that JSON lacks come back as they were', () => {
  const leaf = fc.oneof(
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, null, true),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 40 }),
    fc.float32Array({ maxLength: 10 }),
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('node')),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$', '__proto__')), tie('node'), {
        noNullPrototype: true,
      }),
    ),
  })).node;
  fc.assert(
    fc.property(value, (given) => {
      const plain = pack(given).body;
      expect(fromText(toText(plain))).toEqual(plain);
    }),
  );
});

test('what no contract names does not come in', () => {
  const more = { ...kept!, extra: 1, result: { ...kept!.result, extra: '<b>' } };
  const checked = checkedSnapshot(more);
  expect(checked).not.toBeTypeOf('string');
  expect(Object.keys(checked as object)).not.toContain('extra');
  expect(Object.keys((checked as Snapshot).result)).not.toContain('extra');
});
