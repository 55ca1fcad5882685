import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { type ShardJob, transferablesOf } from '../core/ingest/types';
import { coveredBytes, ingest, openedOf, rowsOf } from './fixtures/ingest-here';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';
import { patiently } from './patiently';

const LOG4J = [
  '2024-03-01 00:00:00,001 INFO [main] com.example.App: started in 12 ms',
  '2024-03-01 00:00:01,002 ERROR [http-1] com.example.Db: query failed',
  'java.lang.IllegalStateException: pool exhausted',
  '\tat com.example.Db.query(Db.java:12)',
  '\tat com.example.App.main(App.java:3)',
  '',
  '2024-03-01 00:00:02,003 WARN [http-2] com.example.Db: retry 1 of 3',
  '2024-03-01 00:00:01,900 INFO [http-2] com.example.Db: retry 2 of 3',
].join('\n');
const SYSLOG = [
  'Dec 31 23:59:58 host sshd[12]: Invalid user admin from 10.0.0.1',
  'Dec 31 23:59:59 host kernel: eth0 up',
  'Jan  1 00:00:00 host sshd[13]: Invalid user bob from 10.0.0.2',
  'Dec 31 23:59:59 host cron[14]: late',
  'Jan  1 00:00:01 host sshd[15]: session opened for blk_1234567',
].join('\n');
const CSV = [
  'timestamp,source,level,message',
  '2024-03-01T00:00:00Z,db,ERROR,"first line',
  'second, ""quoted"" line"',
  '2024-03-01T00:00:01Z,db,INFO,plain',
  ',web,WARN,no time',
].join('\r\n');
const JSONL = [
  '{"time":"2024-03-01T00:00:00Z","level":"info","msg":"started","port":80}',
  '{"time":"2024-03-01T00:00:01Z","level":"error","msg":"broke \\"badly\\"\\nagain"}',
  'not json at all',
  '{"time":"2024-03-01T00:00:02Z","level":30,"msg":"done"}',
].join('\n');

const PRETTY = `[\n${[1, 2, 3].map((i) => `  {\n    "time": "2024-03-01T10:00:0${i}Z",\n    "msg": "a ]}{ ${i}"\n  }`).join(',\n')}\n]\n`;
const EXPORT =
  '\n__CURSOR=a\n__REALTIME_TIMESTAMP=1709287200123456\nMESSAGE\n\x04\0\0\0\0\0\0\0a\n\nb\n_PID=1\n\n__CURSOR=b\n__REALTIME_TIMESTAMP=1709287200123457\nMESSAGE=x\n\n';
const ANSI =
  '\x1b[2m2024-03-01T10:00:00Z\x1b[0m \x1b[32mINFO\x1b[0m a: up\n  more\n\x1b[2m2024-03-01T10:00:01Z\x1b[0m \x1b[31mERROR\x1b[0m b: down';

const TEXTS = [LOG4J, SYSLOG, CSV, JSONL, PRETTY, EXPORT, ANSI];

const anyLines = fc.constantFrom(...TEXTS.flatMap((text) => text.split('\n')), '', '  ', '\r');
const anyText = fc.oneof(
  fc.constantFrom(...TEXTS, `${LOG4J}\n`, `\uFEFF${LOG4J}\n\n`, `\n\n${SYSLOG}`, '\n\n\n'),
  fc.array(anyLines, { maxLength: 30 }).map((lines) => lines.join('\n')),
  fc
    .tuple(fc.constantFrom(...TEXTS), fc.array(anyLines, { maxLength: 20 }))
    .map(([head, tail]) => [head, ...tail].join('\n')),
);
const anyBytes = fc.oneof(
  anyText.map((text) => new TextEncoder().encode(text)),
  fc.tuple(anyText, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 })).map(([text, edits]) => {
    const bytes = new TextEncoder().encode(text);
    for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
    return bytes;
  }),
  fc.uint8Array({ maxLength: 600 }),
);

test('records and gaps cover every byte, and no table depends on shard size or number of scanners', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyBytes,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 4 }),
      async (bytes, shardBytes, numScanners) => {
        const whole = (await ingest([openedOf(bytes)])).table;
        const cut = (await ingest([openedOf(bytes)], { shardBytes, numScanners })).table;
        expect(coveredBytes(whole, 0)).toBe(bytes.length);
        expect(coveredBytes(cut, 0)).toBe(bytes.length);
        expect(rowsOf(cut)).toEqual(rowsOf(whole));
      },
    ),
    { numRuns: 300 },
  );
});

test('every place of a cut gives the same table', async () => {
  for (const text of TEXTS) {
    const whole = rowsOf((await ingest([openedOf(text)])).table);
    for (let shardBytes = 1; shardBytes < text.length; shardBytes++) {
      const { table } = await ingest([openedOf(text)], { shardBytes, numScanners: 3 });
      expect(rowsOf(table)).toEqual(whole);
    }
  }
});

test('a stack trace stays with its record, and line numbers count it', async () => {
  const { table } = await ingest([openedOf(LOG4J)]);
  expect(table.length).toBe(4);
  expect(rowsOf(table).rows.map((row) => row.line)).toEqual([1, 2, 7, 8]);
  expect(table.files[0]).toMatchObject({
    numLines: 8,
    numRecords: 4,
    numUnparsed: 0,
    numBackwards: 1,
    gaps: [],
  });
});

test('the year turns at New Year, and a late line does not turn it back for those after it', async () => {
  const lastModified = Date.UTC(2021, 0, 1, 0, 5);
  const { table } = await ingest([openedOf(SYSLOG, 'syslog', lastModified)], { shardBytes: 80 });
  expect(rowsOf(table).rows.map((row) => new Date(row.timeMs).toISOString())).toEqual([
    '2020-12-31T23:59:58.000Z',
    '2020-12-31T23:59:59.000Z',
    '2021-01-01T00:00:00.000Z',
    '2020-12-31T23:59:59.000Z',
    '2021-01-01T00:00:01.000Z',
  ]);
});

test('the year of the settings is that of the first line', async () => {
  const { table } = await ingest([openedOf(SYSLOG)], { settings: { year: 2005 } });
  expect(new Date(table.files[0].firstMs!).toISOString()).toBe('2005-12-31T23:59:58.000Z');
  expect(new Date(table.files[0].lastMs!).toISOString()).toBe('2006-01-01T00:00:01.000Z');
});

test('the zone of the settings applies to times that state none, daylight saving included', async () => {
  const text = '2024-03-30 12:00:00 INFO a: x\n2024-03-31 12:00:00 INFO a: x\n2024-03-31T12:00:00Z INFO a: x';
  const { table } = await ingest([openedOf(text)], { settings: { zone: 'Europe/Berlin' } });
  expect(rowsOf(table).rows.map((row) => new Date(row.timeMs).toISOString())).toEqual([
    '2024-03-30T11:00:00.000Z',
    '2024-03-31T10:00:00.000Z',
    '2024-03-31T12:00:00.000Z',
  ]);
  expect(table.files[0].zone).toEqual({ name: 'Europe/Berlin', from: 'setting' });
});

test('a record takes 10,000 continuation lines, wherever shards are cut', async () => {
  const text = `${LOG4J}\n${'\tat somewhere\n'.repeat(25_000)}2024-03-01 00:00:09,000 INFO [m] a.B: end\n`;
  const whole = (await ingest([openedOf(text)])).table;
  expect(whole.length).toBe(4 + 2 + 1);
  const cut = (await ingest([openedOf(text)], { shardBytes: 30_000, numScanners: 2 })).table;
  expect(rowsOf(cut)).toEqual(rowsOf(whole));
  expect(coveredBytes(cut, 0)).toBe(text.length);
});

test('a line longer than a shard is one record', async () => {
  const text = `${LOG4J}\n2024-03-01 00:00:03,000 INFO [m] a.B: ${'x'.repeat(3_000_000)}\n2024-03-01 00:00:04,000 INFO [m] a.B: y`;
  const whole = (await ingest([openedOf(text)])).table;
  const cut = (await ingest([openedOf(text)], { shardBytes: 1000, numScanners: 2 })).table;
  expect(whole.length).toBe(6);
  expect(rowsOf(cut)).toEqual(rowsOf(whole));
});

test('several files: rows, sources and fingerprints file after file', async () => {
  const { table } = await ingest(
    [openedOf(LOG4J, 'a.log'), openedOf('', 'none.log'), openedOf(CSV, 'b.csv')],
    { numScanners: 3, shardBytes: 100 },
  );
  expect(
    table.files.map(({ name, rowBegin, rowEnd, format }) => ({ name, rowBegin, rowEnd, format })),
  ).toEqual([
    { name: 'a.log', rowBegin: 0, rowEnd: 4, format: 'log4j' },
    { name: 'none.log', rowBegin: 4, rowEnd: 4, format: 'plain' },
    { name: 'b.csv', rowBegin: 4, rowEnd: 7, format: 'csv' },
  ]);
  // xxh64 of nothing, from its specification.
  expect(table.files[1].xxh64).toBe('ef46db3751d8e999');
  expect(table.files[2].gaps).toEqual([{ begin: 0, end: 32, reason: 'csv-header' }]);
});

test('what cannot be read becomes a gap and a problem; the rest is kept', async () => {
  const good = openedOf(`${LOG4J}\n`.repeat(50));
  const broken = Object.create(good.blob, {
    size: { value: good.bytes },
    slice: {
      value: (begin: number, end: number) =>
        begin >= 8000
          ? { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }
          : good.blob.slice(begin, end),
    },
  }) as Blob;
  const { table } = await ingest([{ ...good, blob: broken }], {
    ...{ shardBytes: 1000, numScanners: 2, storeWaitsMs: [1] },
  });
  expect(table.problems).toHaveLength(1);
  // It is no file that somebody changed, as far as is known.
  expect(table.problems[0].message).toContain('The browser gave back no more of the text');
  expect(table.problems[0]).toMatchObject({ code: 'file-unreadable', severity: 'error' });
  expect(table.files[0].gaps.at(-1)).toMatchObject({ end: good.bytes, reason: 'unreadable' });
  expect(table.files[0].xxh64).toBeNull();
  expect(table.length).toBeGreaterThan(40);
  expect(coveredBytes(table, 0)).toBe(good.bytes);
});

test('a text that the browser stored itself is asked for again; a dropped file and other errors are not', async () => {
  let numAsked = 0;
  const refused = (error: Error, times: number) => async () => {
    if (numAsked++ < times) throw error;
    return 7;
  };
  const busy = new DOMException('busy', 'NotReadableError');
  expect(await patiently(refused(busy, 3), new Blob(['x']), [1, 1, 1])).toBe(7);
  numAsked = 0;
  await expect(patiently(refused(busy, 9), new Blob(['x']), [1, 1])).rejects.toThrow('busy');
  expect(numAsked).toBe(3);
  numAsked = 0;
  await expect(patiently(refused(busy, 3), new File(['x'], 'a.log'), [1, 1])).rejects.toThrow('busy');
  await expect(patiently(refused(new Error('a fault'), 3), new Blob(['x']), [1])).rejects.toThrow('a fault');
  expect(numAsked).toBe(2);
});

test('a text that the browser stored and is slow to give is read as any other', async () => {
  const text = LOG4J.repeat(20);
  let numAsked = 0;
  /** Refuses each second look. */
  class Slow extends Blob {
    override slice(begin = 0, end = this.size): Blob {
      const part = super.slice(begin, end);
      if (numAsked++ % 2 > 0) return part;
      return Object.assign(part, {
        arrayBuffer: () => Promise.reject(new DOMException('busy', 'NotReadableError')),
      });
    }
  }
  const options = { shardBytes: 5000 };
  const whole = await ingest([openedOf(text)], options);
  const slow = await ingest([{ ...openedOf(text), blob: new Slow([text]) }], options);
  expect(numAsked).toBeGreaterThan(4);
  expect(rowsOf(slow.table)).toEqual(rowsOf(whole.table));
  expect(slow.table.files).toEqual(whole.table.files);
});

test('progress counts every byte once', async () => {
  const seen: number[] = [];
  const text = LOG4J.repeat(20);
  await ingest([openedOf(text)], {
    shardBytes: 500,
    numScanners: 3,
    onProgress: ({ done }) => seen.push(done),
  });
  expect(seen.at(-1)).toBe(text.length);
});

test('a result crosses to another thread by transfer, bytes and all', async () => {
  const plain = await ingest([openedOf(LOG4J), openedOf(CSV, 'b.csv')]);
  const crossing = {
    async scan(blob: Blob, job: ShardJob) {
      const result = await localScanner.scan(blob, job);
      return structuredClone(result, { transfer: transferablesOf(result) });
    },
  };
  const files = [openedOf(LOG4J), openedOf(CSV, 'b.csv')];
  const crossed = await ingestFiles(files, DEFAULT_SETTINGS, [crossing], { shardBytes: 90 });
  expect(rowsOf(crossed.table)).toEqual(rowsOf(plain.table));
});

test('a log without a year in a copied folder is of the year of the dated one beside it, and that is said', async () => {
  const copied = Date.UTC(2025, 8, 1);
  const { table } = await ingest([openedOf(LOG4J, 'app.log', copied), openedOf(SYSLOG, 'messages', copied)]);
  const [app, messages] = table.files;
  expect(new Date(app.firstMs!).toJSON()).toBe('2024-03-01T00:00:00.001Z');
  expect(new Date(messages.firstMs!).toJSON()).toBe('2024-12-31T23:59:58.000Z');
  const near = LOG4J.replaceAll('2024-03-01', '2022-01-02');
  const { table: other } = await ingest([
    openedOf(near, 'app.log', copied),
    openedOf(SYSLOG, 'messages', copied),
  ]);
  expect(new Date(other.files[1].firstMs!).toJSON()).toBe('2021-12-31T23:59:58.000Z');
  expect(other.files[1].reading?.year).toEqual({ value: '2021', from: 'decided', by: 'the files beside it' });
  expect(other.problems.map(({ code }) => code)).not.toContain('year-assumed');
});
