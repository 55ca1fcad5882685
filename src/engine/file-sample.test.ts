import { expect, test } from 'vitest';
import type { SampleLine } from '../contracts/file-sample';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { mineTemplates } from '../core/drain/drain';
import { buildTemplateTable } from '../core/drain/template-table';
import { ingest, openedOf } from '../input/fixtures/ingest-here';
import { sampleFile } from './file-sample';

async function sampleOf(content: string, name = 'app.log') {
  const { table, blobs, plans, states } = await ingest([openedOf(content, name)]);
  const templates = buildTemplateTable(table, mineTemplates(table.shapes, DEFAULT_SETTINGS.drain));
  const text = { table, blobs, plans, states };
  return { table, sample: await sampleFile({ table, templates, text }, 0) };
}

/** '{t:10:00:00} {l:INFO} ...': each part in braces with the first letter of its kind. */
function marked({ text, parts }: SampleLine): string {
  let at = 0;
  let out = '';
  for (const { begin, end, kind } of parts) {
    expect(begin).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(begin);
    out += `${text.slice(at, begin)}{${kind[0]}:${text.slice(begin, end)}}`;
    at = end;
  }
  return out + text.slice(at);
}

const plainOf = (line: string): string => line.replace(/\{[tlsm]:([^{}]*)\}/g, '$1');

test.each<[string, readonly string[]]>([
  [
    'log4j with text of several bytes a character',
    [
      '{t:2024-03-01 10:00:00,123} {l:INFO} [größe] {s:shop.Käse} - {m:für 3 € 🧀 verkauft}',
      '{t:2024-03-01 10:00:01,456} {l:ERROR} [größe] {s:shop.Käse} - {m:日本語 ist aus}',
    ],
  ],
  [
    'JSON lines, levels by number, escapes in the message',
    [
      '{"level":{l:30},"time":"{t:2024-03-01T10:00:00.123Z}","name":"{s:äpi}","msg":"{m:ready \\"now\\"}"}',
      '{"level":{l:50},"time":"{t:2024-03-01T10:00:01.000Z}","name":"{s:äpi}","msg":"{m:gone}"}',
    ],
  ],
  [
    'logfmt',
    [
      'time={t:2024-03-01T10:00:00Z} level={l:info} component={s:db} msg="{m:opened the store}" n=3',
      'time={t:2024-03-01T10:00:01Z} level={l:error} component={s:db} msg={m:failed} n=4',
    ],
  ],
  [
    'an access log: the status says how grave it is',
    [
      '10.0.0.1 - - [{t:01/Mar/2024:11:00:00 +0100}] {m:"GET /é HTTP/1.1" }{l:200}{m: 45 "-" "curl"}',
      '10.0.0.2 - - [{t:01/Mar/2024:11:00:01 +0100}] {m:"GET /x HTTP/1.1" }{l:503}{m: 0 "-" "curl"}',
    ],
  ],
  [
    'syslog with a priority',
    [
      '<{l:34}>{t:Oct 11 22:14:15} host {s:su}: {m:login failed on /dev/pts/8}',
      '<{l:13}>{t:Oct 11 22:14:16} host {s:app}[77]: {m:worker 3}',
    ],
  ],
  [
    'terminal colours',
    [
      '\u001b[2m{t:2024-03-01T10:00:00.123Z}\u001b[0m \u001b[32m{l:INFO}\u001b[0m {s:shop::http}: {m:up}',
      '\u001b[2m{t:2024-03-01T10:00:01.000Z}\u001b[0m \u001b[31m{l:ERROR}\u001b[0m {s:shop::db}: {m:lost}',
    ],
  ],
  ['one letter as level', ['{l:I}{t:0301 10:00:00.000123}       1 {s:control.go}:116] {m:Synced}']],
  [
    'names of days, months, zones and halves of the day',
    [
      '[{t:Fri Mar 01 10:00:00.123456 2024}] [{s:core}:{l:error}] [pid 13:tid 141] {m:AH00135: no method}',
      '[{t:Fri Mar 01 10:00:02.123456 2024}] [{s:ssl}:{l:warn}] [pid 12:tid 140] {m:AH01906: a CA}',
    ],
  ],
])('%s', async (_, expected) => {
  const { sample } = await sampleOf(`${expected.map(plainOf).join('\n')}\n`);
  expect(sample.lines.map(marked)).toEqual(expected);
  expect(sample.lines.map((line) => line.lineNum)).toEqual(expected.map((_line, i) => i + 1));
});

test('CSV: rows as they stand, quotes left out of the parts', async () => {
  const rows =
    'time,app,level,message\n2024-03-01T10:00:00Z,db,ERROR,"two\nlines"\n2024-03-01T10:00:01Z,db,INFO,ok\n';
  const { sample } = await sampleOf(rows, 'app.csv');
  expect(sample.lines.map(marked)).toEqual([
    '{t:2024-03-01T10:00:00Z},{s:db},{l:ERROR},"{m:two}\nlines"',
    '{t:2024-03-01T10:00:01Z},{s:db},{l:INFO},{m:ok}',
  ]);
});

test('a dozen lines from all over the file, other templates first; the time as it was understood', async () => {
  const lineOf = (i: number): string => {
    const stamp = new Date(Date.UTC(2024, 2, 1) + i * 1000).toISOString().replace('T', ' ').slice(0, 19);
    return i % 97 === 50 ? `${stamp} ERROR app.db: lost it` : `${stamp} INFO app.web: page ${i} served`;
  };
  const text = Array.from({ length: 1200 }, (_, i) => `${lineOf(i)}\n`).join('');
  const { sample } = await sampleOf(text);
  expect(sample.lines.map((line) => line.lineNum)).toHaveLength(12);
  expect(sample.lines[0]).toMatchObject({ row: 0, lineNum: 1, level: 3, timeMs: Date.UTC(2024, 2, 1) });
  expect(sample.lines.some((line) => line.text.includes('lost it'))).toBe(true);
  expect(sample.lines.at(-1)!.lineNum).toBeGreaterThan(1100);
});

test('lines that no rule explains come with their numbers, also from within a record', async () => {
  const head = '2024-03-01 10:00:00 INFO app: one\n2024-03-01 10:00:01 INFO app: two\n';
  const { sample, table } = await sampleOf(
    `${head}?? 10:00:02 gärbled\n2024-03-01 10:00:03 INFO app: four\n`,
  );
  expect(table.files[0].numUnparsed).toBe(1);
  expect(sample.unparsed).toMatchObject([
    { row: 1, lineNum: 3, text: '?? 10:00:02 gärbled', parts: [], timeMs: null },
  ]);
});

test('long lines are cut, formats that fit are offered, missing files are said', async () => {
  const long = `2024-03-01 10:00:00 INFO app: ${'é'.repeat(5000)}\n`;
  const { sample, table } = await sampleOf(long.repeat(3));
  expect(sample.lines[0].text).toHaveLength(2000);
  expect(sample.lines[0].parts.at(-1)).toMatchObject({ kind: 'message', end: 2000 });
  expect(sample.formatId).toBe('text');
  expect(sample.formats[0]).toMatchObject({ id: 'text', share01: 1 });
  expect(sample.formats.at(-1)?.id).toBe('plain');
  const templates = buildTemplateTable(table, mineTemplates(table.shapes, DEFAULT_SETTINGS.drain));
  const text = { table, blobs: [], plans: [], states: [] };
  await expect(sampleFile({ table, templates, text }, 0)).rejects.toThrow(/give the files/);
});
