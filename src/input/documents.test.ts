// Documents of YAML between '---', and tables whose rows state a time and nothing else that a log states.
import { expect, it } from 'vitest';
import { coveredBytes, ingest, openedOf } from './fixtures/ingest-here';
import { readRows } from './read-rows';

const START = Date.UTC(2024, 4, 14, 9);
const NUM = 20;
const NAMES = [
  { time: 'timestamp', level: 'severity', message: 'textPayload' },
  { time: 'time', level: 'level', message: 'msg' },
  { time: 'created_at', level: 'severity', message: 'message' },
];
const QUOTES: Record<string, (text: string) => string> = {
  bare: (text) => text,
  single: (text) => `'${text}'`,
  double: (text) => `"${text}"`,
};

it.each(Object.keys(QUOTES))('documents with %s times', async (quote) => {
  for (const { time, level, message } of NAMES) {
    const documents = Array.from({ length: NUM }, (_, i) =>
      [
        '---',
        `insertId: 8f1e${i}`,
        'labels:',
        `  level: nothing`,
        `  time: 1999-01-01T00:00:00Z`,
        `${level}: ${['INFO', 'ERROR', 'WARNING'][i % 3]}`,
        `${message}: step ${i} of the job`,
        `${time}: ${QUOTES[quote](new Date(START + i * 7000).toISOString())}`,
      ].join('\n'),
    );
    const text = `${documents.join('\n')}\n`;
    const source = await ingest([openedOf(text, 'logging-read.yaml', START)]);
    expect(source.table.shards.flatMap(({ timeMs }) => [...timeMs])).toEqual(
      Array.from({ length: NUM }, (_, i) => START + i * 7000),
    );
    expect(coveredBytes(source.table, 0)).toBe(text.length);
    const read = await readRows(
      source,
      Array.from({ length: NUM }, (_, row) => row),
    );
    expect(read.map((parts) => parts?.level)).toEqual(
      Array.from({ length: NUM }, (_, i) => ['info', 'error', 'warn'][i % 3]),
    );
    expect(read[7]?.message).toBe('step 7 of the job');
  }
});

it.each([',', ';', '\t'])('rows of a table of times, parted by %j', async (mark) => {
  const rows = Array.from({ length: NUM }, (_, i) =>
    ['API', `2024051409${String(i).padStart(2, '0')}00.000`, `4exLF${i}`, `${i * 37}`].join(mark),
  );
  const head = ['EVENT_TYPE', 'TIMESTAMP', 'REQUEST_ID', 'RUN_TIME'].join(mark);
  const { table } = await ingest([openedOf(`${[head, ...rows].join('\n')}\n`, 'events.csv', START)]);
  expect(table.shards.flatMap(({ timeMs }) => [...timeMs])).toEqual(
    Array.from({ length: NUM }, (_, i) => START + i * 60_000),
  );
});
