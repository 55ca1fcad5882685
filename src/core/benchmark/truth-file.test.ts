import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTruthFile } from './truth-file';

const FIRST = { start: '2026-03-01T10:00:00.000Z', end: '2026-03-01T10:20:00.000Z' };
const parse = (text: string, zone = 'UTC') => parseTruthFile('truth', text, zone);

test('a list, an object with a list, and CSV say the same', () => {
  const list = '[{"start": "2026-03-01T10:00:00Z", "end": "2026-03-01 10:20:00"}]';
  const texts = [
    list,
    `{"incidents": ${list}, "notes": "x"}`,
    'start,end,note\n2026-03-01T10:00:00Z,2026-03-01T10:20:00Z,"a, b"\n',
    '\uFEFFEnd;Start\n2026-03-01 10:20:00;2026-03-01 10:00:00\n',
    '{"outageStart": 1772359200000, "outageEnd": 1772360400}',
  ];
  for (const text of texts) expect(parse(text)).toEqual({ spans: [FIRST], problems: [], isClean: false });
});

test('a warning is right from the first symptom on; an incident without an end lasts half an hour', () => {
  const { spans } = parse(
    '{"incidents": [{"outage_start": "2026-03-01T12:00:00Z", "symptom_start": "2026-03-01T11:30:00Z", "outage_end": "2026-03-01T12:10:00Z"}, {"outage_start": "2026-03-01T09:00:00Z"}]}',
  );
  expect(spans).toEqual([
    { start: '2026-03-01T09:00:00.000Z', end: '2026-03-01T09:30:00.000Z' },
    { start: '2026-03-01T11:30:00.000Z', end: '2026-03-01T12:10:00.000Z' },
  ]);
});

test('times without a zone are of the zone that is set', () => {
  expect(parse('start,end\n2026-03-01 12:00,2026-03-01 12:20\n', '+02:00').spans).toEqual([FIRST]);
});

test('what cannot be taken is told, and the rest is', () => {
  const { spans, problems } = parse(
    '[{"start":"soon"},{"end":"2026-03-01T10:00:00Z"},{"start":"2026-03-01T10:00:00Z","end":"2026-03-01T10:20:00Z"},{"start":"2026-03-02","end":"2026-03-01"},7]',
  );
  expect(spans).toEqual([FIRST]);
  expect(problems).toEqual([
    'truth, incident 1: its start "soon" is no time that is understood.',
    'truth, incident 2: it states no start.',
    'truth, incident 4: it ends before it starts.',
    'truth, incident 5: it states no start.',
  ]);
  for (const text of ['', '{', '{}', 'a,b\n1,2', '{"incidents": 3}', 'null'])
    expect(parse(text)).toMatchObject({
      spans: [],
      problems: [expect.stringContaining('was not taken')],
      isClean: false,
    });
});

test('a list without incidents says that there is none', () => {
  for (const text of ['[]', '{"incidents": [], "clean": true}', 'start,end\n'])
    expect(parse(text)).toEqual({ spans: [], problems: [], isClean: true });
  expect(parse('[{"end": "2026-03-01"}]').isClean).toBe(false);
});

const DATA = join(import.meta.dirname, '../../../../shared/data/incidents');
test.skipIf(!existsSync(DATA))('truth files of the labelled logs are understood', () => {
  for (const name of readdirSync(DATA)) {
    const text = readFileSync(join(DATA, name, 'truth.json'), 'utf8');
    const { spans, problems } = parse(text);
    const listed = (JSON.parse(text) as { incidents: { outage_start?: string }[] }).incidents;
    expect(spans.length).toBe(listed.filter((each) => each.outage_start).length);
    expect(problems.length).toBe(listed.length - spans.length);
  }
});
