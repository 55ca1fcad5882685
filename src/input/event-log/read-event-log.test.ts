// Binary Windows event logs: what is written into one comes out as XML, whatever is cut off, turned over or damaged in the file.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ansi,
  binary,
  bool,
  double,
  fileTime,
  guid,
  hex32,
  hex64,
  int8,
  int16,
  int32,
  int64,
  type MadeEvent,
  type MadeValue,
  makeEventLog,
  sid,
  systemTime,
  text,
  texts,
  uint8,
  uint16,
  uint32,
  uint32s,
  uint64,
} from '../fixtures/event-logs';
import { coveredBytes, ingest } from '../fixtures/ingest-here';
import { openFiles } from '../open';
import { readRows } from '../read-rows';

const START_TICKS = 133_537_608_000_000_000n;
const START_MS = Date.UTC(2024, 2, 1, 10);
const CHUNK_BYTES = 65_536;

const eventOf = (i: number, more: Partial<MadeEvent> = {}): MadeEvent => ({
  ticks: START_TICKS + BigInt(i) * 10_000_000n,
  provider: ['Service Control Manager', 'EventLog'][i % 2],
  eventId: 7000 + i,
  level: [4, 3, 2, 1][i % 4],
  data: [
    ['param1', text(`service ${i}`)],
    ['param2', uint32(i)],
  ],
  ...more,
});
const EVENTS = Array.from({ length: 25 }, (_, i) => eventOf(i));

async function read(bytes: Uint8Array, path = 'System.evtx') {
  const file = new File([bytes as Uint8Array<ArrayBuffer>], path);
  const { logs, problems } = await openFiles([{ path, file }]);
  const xml = logs.length > 0 ? await logs[0].blob.text() : '';
  return { logs, xml, problems: problems.filter(({ code }) => code !== 'event-log-as-text') };
}

const idsIn = (xml: string): number[] =>
  Array.from(xml.matchAll(/<EventRecordID>(\d+)</g), ([, id]) => Number(id));
const dataIn = (xml: string): string[] =>
  Array.from(xml.matchAll(/<Data Name="[^"]*">([^<]*)<\/Data>/g), ([, value]) => value);

/** As a reader of XML has it. */
const unescaped = (xml: string): string =>
  xml
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

test('an event is a line of XML, as Windows writes it', async () => {
  const { xml, problems } = await read(makeEventLog(EVENTS.slice(0, 1)).bytes);
  expect(problems).toEqual([]);
  expect(xml).toBe(
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Service Control Manager" Guid="{555908d1-a6d7-4695-8e1e-26931d2012f4}"/>' +
      '<EventID>7000</EventID><Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x8080000000000000</Keywords>' +
      '<TimeCreated SystemTime="2024-03-01T10:00:00.0000000Z"/><EventRecordID>1</EventRecordID><Execution ProcessID="812" ThreadID="1240"/>' +
      '<Channel>System</Channel><Computer>web1</Computer><Security UserID="S-1-5-18"/></System>' +
      '<EventData><Data Name="param1">service 0</Data><Data Name="param2">0</Data></EventData></Event>\n',
  );
});

test('its events are records with time, level and source; lines and gaps are the bytes of the text', async () => {
  const file = new File([makeEventLog(EVENTS).bytes as Uint8Array<ArrayBuffer>], 'System.evtx');
  const { logs, problems } = await openFiles([{ path: 'System.evtx', file }]);
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['event-log-as-text', 'info']]);
  expect(problems[0].message).toContain('wevtutil qe System.evtx');
  expect(logs[0].compression).toEqual({ kind: 'evtx', bytes: 4096 + CHUNK_BYTES });
  const source = await ingest(logs);
  expect(source.table.length).toBe(EVENTS.length);
  expect(coveredBytes(source.table, 0)).toBe(logs[0].bytes);
  const times = source.table.shards.flatMap(({ timeMs }) => [...timeMs]);
  expect(times).toEqual(EVENTS.map((_, i) => START_MS + i * 1000));
  const rows = (await readRows(source, Array.from(EVENTS.keys()))).map((row) => row!);
  expect(rows.map(({ level }) => level)).toEqual(
    EVENTS.map((_, i) => ['info', 'warn', 'error', 'fatal'][i % 4]),
  );
  expect(new Set(rows.map((row) => row.source))).toEqual(new Set(['Service Control Manager', 'EventLog']));
});

test.each<[string, MadeValue | null, string]>([
  ['text', text('Grüße <&> "x"'), 'Grüße &lt;&amp;&gt; &quot;x&quot;'],
  ['text of several lines', text('a\r\nb\tc'), 'a&#13;&#10;b&#9;c'],
  ['text with what XML cannot hold', text('a\u0000\u0001\ud800b'), 'a\ufffd\ufffd\ufffdb'],
  ['text of a code page', ansi('abc\0'), 'abc'],
  ['several texts', texts('a', 'bc'), 'a, bc'],
  ['int8', int8(-5), '-5'],
  ['uint8', uint8(200), '200'],
  ['int16', int16(-300), '-300'],
  ['uint16', uint16(65_000), '65000'],
  ['int32', int32(-70_000), '-70000'],
  ['uint32', uint32(4_000_000_000), '4000000000'],
  ['several uint32', uint32s(1, 2, 3), '1, 2, 3'],
  ['int64', int64(-5_000_000_000n), '-5000000000'],
  ['uint64', uint64(2n ** 64n - 1n), '18446744073709551615'],
  ['double', double(3.25), '3.25'],
  ['bool', bool(true), 'true'],
  ['binary', binary(1, 171, 255), '01ABFF'],
  ['guid', guid('{00112233-4455-6677-8899-aabbccddeeff}'), '{00112233-4455-6677-8899-aabbccddeeff}'],
  ['file time', fileTime(START_TICKS + 1_234_567n), '2024-03-01T10:00:00.1234567Z'],
  ['no file time', fileTime(2n ** 63n), '9223372036854775808'],
  ['system time', systemTime(2024, 3, 5, 1, 10, 0, 7, 42), '2024-03-01T10:00:07.042Z'],
  ['sid', sid('S-1-5-21-1-2-3-500'), 'S-1-5-21-1-2-3-500'],
  ['hex32', hex32(0xc0000005), '0xc0000005'],
  ['hex64', hex64(0xffff800000000000n), '0xffff800000000000'],
  ['a number cut short', { type: 0x0a, bytes: Uint8Array.of(1, 2) }, '0102'],
  ['a type that nobody knows', { type: 0x7e, bytes: Uint8Array.of(1, 2) }, '0102'],
  ['nothing', null, ''],
])('a value: %s', async (_, value, expected) => {
  const { xml, problems } = await read(makeEventLog([eventOf(0, { data: [['x', value]] })]).bytes);
  expect(problems).toEqual([]);
  expect(dataIn(xml)).toEqual([expected]);
});

test('any texts come back, in templates and without, over any number of chunks', async () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const form = fc.constantFrom('template', 'elements', 'dependent' as const);
  const made = fc.array(fc.tuple(fc.array(word, { minLength: 1, maxLength: 5 }), form), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(made, fc.integer({ min: 1, max: 12 }), async (list, perChunk) => {
      const events = list.map(([words, each], i) =>
        eventOf(i, { form: each, data: words.map((one, k) => [`p${k}`, text(one)] as const) }),
      );
      const { xml, problems } = await read(makeEventLog(events, { perChunk }).bytes);
      expect(problems).toEqual([]);
      expect(idsIn(xml)).toEqual(events.map((_, i) => i + 1));
      const expected = list.flatMap(([words]) =>
        words.map((one) =>
          one.replace(/\0+$/, '').replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\ufffd'),
        ),
      );
      expect(dataIn(xml).map(unescaped)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('chunks that the service wrote over in a ring are put in order', async () => {
  const { bytes } = makeEventLog(EVENTS, { perChunk: 5, order: [3, 4, 0, 1, 2], firstId: 900n });
  const { xml, problems } = await read(bytes);
  expect(problems).toEqual([]);
  expect(idsIn(xml)).toEqual(EVENTS.map((_, i) => 900 + i));
});

test('unused chunks are nothing to tell of, a log without events is', async () => {
  const { bytes } = makeEventLog(EVENTS);
  const larger = new Uint8Array(bytes.length + 3 * CHUNK_BYTES);
  larger.set(bytes);
  expect((await read(larger)).problems).toEqual([]);
  const empty = await read(makeEventLog([]).bytes);
  expect(empty.problems).toMatchObject([{ code: 'empty-file', severity: 'warning' }]);
});

test('cut at any byte: the events before that, and where it ends', async () => {
  const { bytes, recordAt } = makeEventLog(EVENTS, { perChunk: 10 });
  const whole = (await read(bytes)).xml;
  for (let end = 8; end < bytes.length; end += 1361) {
    const { xml, problems } = await read(bytes.subarray(0, end));
    expect(whole.startsWith(xml)).toBe(true);
    // The last of them may be cut.
    const num = recordAt.filter((at) => at < end).length;
    expect(idsIn(xml).length).toBeGreaterThanOrEqual(num - 1);
    expect(idsIn(xml).length).toBeLessThanOrEqual(num);
    if ((end - 4096) % CHUNK_BYTES !== 0)
      expect(problems).toMatchObject([{ code: 'truncated-event-log', byteOffset: end }]);
  }
}, 30_000);

test.each([0, 4, 24, 40])(
  'an event that is damaged at its byte %i is left out and named, the others are read',
  async (into) => {
    const { bytes, recordAt } = makeEventLog(EVENTS, { perChunk: 10 });
    const damaged = bytes.slice();
    damaged.fill(0xff, recordAt[13] + into, recordAt[13] + into + 8);
    const { xml, problems } = await read(damaged);
    expect(idsIn(xml)).toEqual(EVENTS.map((_, i) => i + 1).filter((id) => id !== 14));
    expect(problems).toMatchObject([
      { code: 'damaged-event-log', severity: 'warning', byteOffset: recordAt[13] },
    ]);
    expect(problems[0].message).toContain(`byte ${recordAt[13]}; 24 events could be read`);
  },
);

test('a chunk that is damaged as a whole is named, the others are read', async () => {
  const { bytes } = makeEventLog(EVENTS, { perChunk: 10 });
  const damaged = bytes.slice();
  damaged.fill(0xaa, 4096 + CHUNK_BYTES, 4096 + 2 * CHUNK_BYTES);
  const { xml, problems } = await read(damaged);
  expect(idsIn(xml)).toEqual([...Array.from({ length: 10 }, (_, i) => i + 1), 21, 22, 23, 24, 25]);
  expect(problems).toMatchObject([{ code: 'damaged-event-log', byteOffset: 4096 + CHUNK_BYTES }]);
});

test('a value that was changed is read, and the checksum that it breaks is told', async () => {
  const { bytes, recordAt } = makeEventLog(EVENTS, { perChunk: 10 });
  const changed = bytes.slice();
  const needle = new Uint8Array(Buffer.from('service 12', 'utf16le'));
  const at = Buffer.from(changed).indexOf(needle, recordAt[12]);
  changed[at] = 'S'.charCodeAt(0);
  const { xml, problems } = await read(changed);
  expect(dataIn(xml)).toContain('Service 12');
  expect(problems).toMatchObject([{ code: 'event-log-checksum', byteOffset: 4096 + CHUNK_BYTES }]);
  // A file that the service did not close has old checksums.
  changed[120] = 1;
  expect((await read(changed)).problems).toEqual([]);
});

test('what an older use of a chunk has left behind its last event is not read again', async () => {
  const older = makeEventLog(EVENTS.slice(0, 20)).bytes;
  const newer = makeEventLog(EVENTS.slice(0, 4), { firstId: 500n });
  const end = new DataView(newer.bytes.buffer).getUint32(4096 + 48, true);
  const mixed = older.slice();
  mixed.set(newer.bytes.subarray(0, 4096 + end));
  const { xml, problems } = await read(mixed);
  expect(idsIn(xml)).toEqual([500, 501, 502, 503]);
  expect(problems).toEqual([]);
});

test('whatever is changed in the file, nothing is thrown, and events that are not touched are read', async () => {
  const { bytes, recordAt } = makeEventLog(EVENTS.slice(0, 12), { perChunk: 6 });
  const changes = fc.array(
    fc.tuple(fc.integer({ min: 4096 + 512, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 })),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      const changed = bytes.slice();
      for (const [at, byte] of list) changed[at] = byte;
      const { xml } = await read(changed);
      // Names and templates stand in the first event of a chunk: only what lies behind it is its own alone.
      const isWhole = (i: number): boolean => {
        const first = Math.floor(i / 6) * 6;
        const ends = (k: number): number =>
          k % 6 === 5 ? 4096 + (first / 6 + 1) * CHUNK_BYTES : recordAt[k + 1];
        return list.every(
          ([at]) => (at < recordAt[i] || at >= ends(i)) && (at < recordAt[first] || at >= ends(first)),
        );
      };
      const ids = new Set(idsIn(xml));
      for (let i = 0; i < 12; i++) if (isWhole(i) && i % 6 > 0) expect(ids.has(i + 1)).toBe(true);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('templates within templates without end, and values that are put in a thousand times, are bounded', async () => {
  const { bytes, recordAt } = makeEventLog([eventOf(0), eventOf(1), eventOf(2)]);
  const hostile = bytes.slice();
  const view = new DataView(hostile.buffer);
  // The second event's data become a template whose values are that same event's place.
  for (let at = recordAt[1] + 24; at < recordAt[2] - 16; at++) {
    if (hostile[at] !== 0x0c || hostile[at + 1] !== 0x01) continue;
    view.setUint32(at + 6, recordAt[1] + 24 - 4096 - 24, true);
  }
  const { xml, problems } = await read(hostile);
  expect(idsIn(xml)).toEqual([1, 3]);
  expect(problems[0]).toMatchObject({ code: 'damaged-event-log', byteOffset: recordAt[1] });
});

/** A chunk whose bytes from 512 on are written by hand; `numRecords` events of a single template each. */
function chunkOf(write: (view: DataView) => number, numRecords: number, value: Uint8Array, type: number) {
  const bytes = new Uint8Array(4096 + CHUNK_BYTES);
  bytes.set(makeEventLog([]).bytes.subarray(0, 4096));
  const chunk = bytes.subarray(4096);
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  chunk.set(new TextEncoder().encode('ElfChnk\0'));
  let at = (write(view) + 7) & ~7;
  for (let i = 0; i < numRecords; i++) {
    const size = (24 + 10 + 8 + value.length + 4 + 7) & ~7;
    if (at + size > chunk.length) throw new Error('room');
    view.setUint32(at, 0x2a2a, true);
    view.setUint32(at + 4, size, true);
    view.setBigUint64(at + 8, BigInt(i + 1), true);
    chunk.set([0x0c, 1], at + 24);
    view.setUint32(at + 30, FIRST_TEMPLATE, true);
    view.setUint32(at + 34, 1, true);
    view.setUint16(at + 38, value.length, true);
    chunk[at + 40] = type;
    chunk.set(value, at + 42);
    view.setUint32(at + size - 4, size, true);
    at += size;
  }
  view.setUint32(48, chunk.length, true);
  return bytes;
}
const FIRST_TEMPLATE = 520;

/** Seventeen templates, each of which puts the next in twice, with `numValues` empty values each time. */
const doubling = (numValues: number) => (view: DataView) => {
  const use = 10 + 4 + numValues * 4;
  const size = 24 + 2 * use + 1;
  for (let k = 0; k < 17; k++) {
    const at = FIRST_TEMPLATE + k * size;
    view.setUint32(at + 20, k < 16 ? 2 * use + 1 : 1, true);
    for (let i = 0; i < 2 && k < 16; i++) {
      view.setUint8(at + 24 + i * use, 0x0c);
      view.setUint32(at + 24 + i * use + 6, at + size, true);
      view.setUint32(at + 24 + i * use + 10, numValues, true);
    }
  }
  return FIRST_TEMPLATE + 17 * size;
};

/** One element that puts its only value in `num` times. */
const repeating = (num: number) => (view: DataView) => {
  const name = FIRST_TEMPLATE + 24 + 7 + 4;
  const begin = FIRST_TEMPLATE + 24;
  view.setUint8(begin, 0x01);
  view.setUint16(begin + 1, 0xffff, true);
  view.setUint32(begin + 7, name, true);
  view.setUint16(name + 6, 1, true);
  view.setUint16(name + 8, 0x61, true);
  let at = name + 12;
  view.setUint8(at++, 0x02);
  for (let i = 0; i < num; i++, at += 4) view.setUint8(at, 0x0d);
  view.setUint8(at++, 0x04);
  view.setUint32(begin + 3, at - begin - 7, true);
  view.setUint32(FIRST_TEMPLATE + 20, at + 1 - begin, true);
  return at + 1;
};

test.each([
  ['templates that double', chunkOf(doubling(300), 200, new Uint8Array(0), 1)],
  ['many small events of templates that double', chunkOf(doubling(0), 1000, new Uint8Array(0), 1)],
  ['a value of zeros put in thousands of times', chunkOf(repeating(7000), 1, new Uint8Array(36_000), 1)],
  ['zeros before a letter', chunkOf(repeating(8), 1, new Uint8Array(60_000).fill(97, 59_999), 2)],
  ['thousands of texts', chunkOf(repeating(2000), 200, new Uint8Array(200).fill(97), 1)],
])('a chunk takes bounded time, whatever it holds: %s', async (_, bytes) => {
  const before = performance.now();
  const { problems } = await read(bytes);
  expect(performance.now() - before).toBeLessThan(3000);
  expect(problems.length).toBeGreaterThan(0);
});
