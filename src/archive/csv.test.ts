import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { namesOf } from '../contracts/export-column';
import { SESSION_COLUMNS } from '../contracts/export-tables';
import type { SessionVerdict } from '../contracts/session-detectors';
import { csvText, guardFormula } from './csv';
import {
  expectedRow,
  HOSTILE,
  readMessages,
  resultOf,
  SESSIONS,
  START,
  TEMPLATES,
  TIMELINE,
  tableOf,
} from './fixtures/awkward-result';
import { logRows } from './log-rows';
import { sessionsCsv, templatesCsv, windowsCsv } from './result-csv';
import { structuredCsv } from './structured-csv';

const iso = (ms: number): string => new Date(ms).toISOString();

function parse(text: string): Record<string, string>[] {
  const { data, errors } = Papa.parse<Record<string, string>>(text, {
    header: true,
    newline: '\r\n',
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}

test('any cells read back as they were, but for the guard', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { minLength: 1 }), (rows) => {
      const { data } = Papa.parse<string[]>(csvText(['a', 'b'], rows), { newline: '\r\n', delimiter: ',' });
      expect(data.slice(1, -1).map((row) => row.map(String))).toEqual(
        rows.map((row) => row.map(guardFormula)),
      );
    }),
  );
});

test('no cell of text begins like a formula, and numbers stay numbers', () => {
  const [header, ...rows] = csvText(
    ['text', 'number'],
    HOSTILE.map((text) => [text, -1.5]),
  ).split('\r\n');
  expect(header).toBe('text,number');
  expect(csvText(['t'], [['=1+1']])).toBe("t\r\n'=1+1\r\n");
  expect(
    csvText(
      ['n', 't'],
      [
        [-1.5, 'a'],
        [Number.NaN, ''],
        [null, 'b'],
      ],
    ),
  ).toBe('n,t\r\n-1.5,a\r\n,\r\n,b\r\n');
  for (const row of rows) expect(row).not.toMatch(/^"?[=+\-@\t\r]/);
});

test('the guard is one quote, and only where a formula could begin', () => {
  for (const text of HOSTILE) expect(guardFormula(text)).toBe(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
});

test('windows.csv: columns as agreed, nothing where a detector gave nothing', () => {
  const text = windowsCsv(TIMELINE);
  expect(text.split('\r\n')[0]).toBe(
    'start,end,in_baseline,baseline_score,baseline_vote,iforest_score,iforest_vote,lstm_score,lstm_vote,confirmed,watch',
  );
  const rows = parse(text);
  expect(rows).toHaveLength(3);
  expect(Object.values(rows[0])).toEqual([
    iso(START),
    iso(START + 300_000),
    '1',
    '-0.5',
    '0',
    '',
    '',
    '',
    '',
    '0',
    '0',
  ]);
  expect(Object.values(rows[2]).slice(2)).toEqual(['0', '2.25', '1', '0.75', '1', '', '', '1', '0']);
  expect(parse(windowsCsv(null))).toEqual([]);
});

test('sessions.csv and templates.csv read back', () => {
  expect(
    parse(sessionsCsv(SESSIONS)).map((row) => namesOf(SESSION_COLUMNS).map((name) => row[name])),
  ).toEqual([
    ['blk_-1', iso(START), iso(START + 1), '13', '0.5', '1', '', '', '', '', '', ''],
    ["'-2+3", '', '', '1', '', '0', '', '', '', '', '', ''],
  ]);
  const detector = (name: SessionVerdict['name'], score: number[], abstained: string | null = null) =>
    ({ name, abstained, score: Float32Array.from(score), vote: Uint8Array.of(1, 0) }) as SessionVerdict;
  const detectors = [
    detector('habits', [0.5, 0.25]),
    detector('iforest', [2, Number.NaN]),
    detector('lstm', [1, 1], 'late'),
  ];
  const [first, second] = parse(sessionsCsv({ ...SESSIONS, detectors }));
  expect(Object.keys(first).slice(0, 6)).toEqual(['key', 'start', 'end', 'num_events', 'score', 'anomalous']);
  expect(Object.entries(first).slice(6)).toEqual([
    ['habits_score', '0.5'],
    ['habits_vote', '1'],
    ['iforest_score', '2'],
    ['iforest_vote', '1'],
    ['lstm_score', ''],
    ['lstm_vote', ''],
  ]);
  expect(Object.values(second).slice(6)).toEqual(['0.25', '0', '', '', '', '']);
  const templates = parse(templatesCsv(resultOf(tableOf([3]))));
  expect(Object.keys(templates[0])).toEqual([
    'template_id',
    'count',
    'first_seen',
    'last_seen',
    'level',
    'template',
  ]);
  expect(templates.map((row) => [row.template_id, row.first_seen, row.template])).toEqual([
    ['T1', iso(START), 'user <*> logged in'],
    ['T2', iso(START), "'=cmd|calc, <*>"],
    ['T3', '', "'-"],
  ]);
});

test.each([[[40]], [[25, 15]]])('structured_logs.csv of files %j reads back row by row', async (sizes) => {
  const table = tableOf(sizes);
  let reported = 0;
  const blob = await structuredCsv(logRows(table, TEMPLATES, readMessages, 7), (numRows) => {
    reported = numRows;
  });
  const rows = parse(await blob.text());
  expect(reported).toBe(40);
  expect(rows).toEqual(
    Array.from({ length: 40 }, (_, row) => {
      const expected = expectedRow(table, row);
      const { line, timestamp, level, source, template_id, template, message } = expected;
      const texts = {
        status: expected.status ?? '',
        effective_level: expected.effective_level ?? '',
        source: guardFormula(source),
        template_id,
        template: guardFormula(template),
        message: guardFormula(message),
      };
      return { line: String(line), timestamp: timestamp ?? '', level: level ?? '', ...texts };
    }),
  );
});
