import { expect, it } from 'vitest';
import { coveredBytes, ingest, openedOf, rowsOf } from './fixtures/ingest-here';
import { readRows } from './read-rows';

const NUM = 24;
const START = Date.UTC(2024, 4, 14, 9);
/** Every third text is none for journald: it has a line end, a control character, or is no ASCII. */
const TEXTS = Array.from({ length: NUM }, (_, i) =>
  i % 3 === 0 ? `två rader ${i}\n__CURSOR=s=x\n\u0001 end` : `job ${i} finished`,
);
const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** journalctl -o export: a value that is no text has its length before it, as 8 bytes. */
function exportOf(first: string): Uint8Array<ArrayBuffer> {
  const pieces = TEXTS.flatMap((text, i) => {
    const cursor = first === '__CURSOR' ? [`__CURSOR=s=1;i=${i}\n`] : [];
    const fields = [
      ...cursor,
      `__REALTIME_TIMESTAMP=${(START + i * 7000) * 1000}\n`,
      `PRIORITY=${i % 5 ? 6 : 3}\n`,
    ];
    const size = new Uint8Array(8);
    const message = encode(text);
    new DataView(size.buffer).setUint32(0, message.length, true);
    const sized = text.includes('\n');
    const value = sized ? [encode('MESSAGE\n'), size, message] : [encode('MESSAGE='), message];
    return [...fields.map(encode), ...value, encode('\nSYSLOG_IDENTIFIER=app\n\n')];
  });
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

async function expectRead(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const read = await ingest([openedOf(bytes, 'journal.export')]);
  const { table } = read;
  expect(coveredBytes(table, 0)).toBe(bytes.length);
  const parts = await readRows(
    read,
    TEXTS.map((_, row) => row),
  );
  expect(table.shards.flatMap((shard) => [...shard.timeMs])).toEqual(TEXTS.map((_, i) => START + i * 7000));
  expect(parts.map((part) => part!.message.split('\n')[0])).toEqual(TEXTS.map((text) => text.split('\n')[0]));
  expect(parts.map((part) => part!.level)).toEqual(TEXTS.map((_, i) => (i % 5 ? 'info' : 'error')));
  expect(parts.every((part) => part!.source === 'app')).toBe(true);
  const cut = await ingest([openedOf(bytes, 'journal.export')], { shardBytes: 100, numScanners: 2 });
  expect(rowsOf(cut.table)).toEqual(rowsOf(table));
}

it.each(['__CURSOR', '__REALTIME_TIMESTAMP'])(
  'the export format with values that are no text, from %s on',
  async (first) => {
    await expectRead(exportOf(first));
  },
);

it('JSON with messages as lists of bytes', async () => {
  const lines = TEXTS.map((text, i) =>
    JSON.stringify({
      __REALTIME_TIMESTAMP: String((START + i * 7000) * 1000),
      PRIORITY: i % 5 ? '6' : '3',
      SYSLOG_IDENTIFIER: 'app',
      _PID: ['1', '2'],
      MESSAGE: text.includes('\n') ? [...encode(text)] : text,
    }),
  );
  await expectRead(encode(`${lines.join('\n')}\n`));
});
