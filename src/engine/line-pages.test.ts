import { beforeAll, expect, test, vi } from 'vitest';
import type { LinePage, LineQuery } from '../contracts/lines';
import type { TemplateTable } from '../contracts/tables';
import { LEVELS } from '../contracts/units';
import type { TextSource } from '../input/checked-text';
import { ingest, openedOf } from '../input/fixtures/ingest-here';
import { searcher } from '../input/search-blob';
import { ALL_LINES } from './fixtures/all-lines';
import { localSearchers } from './fixtures/local-searchers';
import { createLinePages, type LinePages } from './line-pages';
import type { Searchers } from './text-search';

const ALL: LineQuery = { ...ALL_LINES, byTime: false };
const WORDS = ['volume attached in', 'lost connection after', 'retry of request took', 'volume attached in'];

interface Line {
  readonly ms: number;
  readonly level: string;
  readonly source: string;
  readonly text: string;
}

/** Two files whose times interleave; runs of one wording stand in them; some records have a trace. */
function linesOf(file: number): Line[] {
  return Array.from({ length: 200 }, (_, i) => {
    const ms = Date.UTC(2024, 2, 1, 9, 59) + i * 1000 + file * 500;
    const word = WORDS[(i >> 2) % 4];
    const level = i % 9 === 0 ? 'ERROR' : i % 5 === 0 ? 'WARN' : 'INFO';
    const source = (i >> 4) % 3 === 0 ? 'cinder.volume' : 'nova.compute';
    const stamp = new Date(ms).toISOString().replace('T', ' ').replace('Z', '').replace('.', ',');
    const trace = i % 20 === 7 ? '\n\tat x.Y(Z.java:1)\n\tat deep.Frame(W.java:2)' : '';
    return {
      ms,
      level,
      source,
      text: `${stamp} ${level} [main] ${source}: ${word} latency_ms=${i * 3}${trace}`,
    };
  });
}

const FILES = [linesOf(0), linesOf(1)];
const LINES = FILES.flat();
let source: TextSource;
let templates: TemplateTable;
let pages: LinePages;

beforeAll(async () => {
  source = await ingest(
    FILES.map((lines, i) => openedOf(`${lines.map(({ text }) => text).join('\n')}\n`, `${'ab'[i]}.log`)),
    { shardBytes: 3000 },
  );
  // One template a shape.
  const { kinds, shapes } = source.table;
  const texts = shapes.tokens.map((tokens) => tokens.join(' '));
  templates = {
    length: shapes.length,
    templates: texts.map((text) => ({ text, level: 0 })),
    ofKind: kinds.shape,
  } as unknown as TemplateTable;
  pages = pagesBy(localSearchers);
});

const pagesBy = (searchers: Searchers): LinePages =>
  createLinePages(source.table, templates, source, searchers, () => 0);

/** Asks until all is read, as the page does. */
async function whole(query: Partial<LineQuery>, from = pages): Promise<LinePage> {
  for (;;) {
    const page = await from.query({ ...ALL, ...query }, 0, 2000);
    if (page.search?.phase !== 'running') return page;
  }
}

const rowsOf = async (query: Partial<LineQuery>) => (await whole(query)).rows.map(({ row }) => row);
const rowsWhere = (test: (line: Line, row: number) => boolean): number[] =>
  LINES.flatMap((line, row) => (test(line, row) ? [row] : []));
const numberIn = (text: string): number => Number(/latency_ms=(\d+)/.exec(text)?.[1]);

test.each<[string, (line: Line, row: number) => boolean]>([
  ['', () => true],
  ['level:error', (l) => l.level === 'ERROR'],
  ['level>=warn', (l) => l.level !== 'INFO'],
  ['level<warn', (l) => l.level === 'INFO'],
  ['component:CINDER', (l) => l.source === 'cinder.volume'],
  ['component=cinder', () => false],
  ['file:b -component:nova', (l, row) => row >= 200 && l.source !== 'nova.compute'],
  [
    'after:10:00:30 before:10:01',
    (l) => l.ms >= Date.UTC(2024, 2, 1, 10, 0, 30) && l.ms < Date.UTC(2024, 2, 1, 10, 1),
  ],
  ['-after:10:00', (l) => l.ms < Date.UTC(2024, 2, 1, 10)],
  ['"lost connection"', (l) => l.text.includes('lost connection')],
  ['"lost connection" level:error', (l) => l.text.includes('lost connection') && l.level === 'ERROR'],
  ['"lost connection" OR level:error', (l) => l.text.includes('lost connection') || l.level === 'ERROR'],
  ['-"lost connection" -level:info', (l) => !l.text.includes('lost connection') && l.level !== 'INFO'],
  ['/attach(ed)? in lat/i file:a', (l, row) => row < 200 && l.text.includes('attached in lat')],
  ['/deep\\.Frame/', (l) => l.text.includes('deep.Frame')],
  ['/^\\s+at x/', (l) => l.text.includes('at x.Y')],
  ['latency_ms>400', (l) => numberIn(l.text) > 400],
  [
    '(level:error latency_ms<30) OR (level:warn latency_ms>570)',
    (l) => (l.level === 'ERROR' && numberIn(l.text) < 30) || (l.level === 'WARN' && numberIn(l.text) > 570),
  ],
  ['template:connection', (l) => l.text.includes('connection')],
  ['template:T1', (l) => l.text.includes('volume attached') && !l.text.includes('at x.Y')],
])('%s', async (where, isAsked) => {
  const rows = rowsWhere(isAsked);
  const page = await whole({ where });
  if (where === 'template:T1') expect(page.rows.every(({ template }) => template === 0)).toBe(true);
  else expect(page.rows.map(({ row }) => row)).toEqual(rows);
  const merged = [...rows].sort((a, b) => LINES[a].ms - LINES[b].ms || a - b);
  if (where !== 'template:T1') expect(await rowsOf({ where, byTime: true })).toEqual(merged);
});

test('a message holds no time, level or component; the text is the whole record', async () => {
  const { rows } = await whole({ where: '/deep/' });
  expect(rows[0].message).toBe('lost connection after latency_ms=21');
  expect(rows[0].text).toBe(LINES[7].text);
  const [begin, end] = rows[0].marks;
  expect(rows[0].text?.slice(begin, end)).toBe('deep');
});

test('hits are told among what is shown, jumped to, and the only ones where that is asked', async () => {
  const query = { where: 'component:cinder', find: '"lost connection"' };
  const hits = rowsWhere((l) => l.source === 'cinder.volume' && l.text.includes('lost connection'));
  const page = await whole(query);
  expect(page.numHits).toBe(hits.length);
  expect(page.rows.filter(({ isHit }) => isHit).map(({ row }) => row)).toEqual(hits);
  expect(await rowsOf({ ...query, onlyHits: true })).toEqual(hits);
  let at: number | null = null;
  const seen: number[] = [];
  for (;;) {
    at = await pages.next({ ...ALL, ...query }, at, 1, '');
    if (at === null) break;
    seen.push(page.rows[at].row);
  }
  expect(seen).toEqual(hits);
  expect(await pages.next({ ...ALL, ...query }, 0, -1, '')).toBeNull();
});

test('errors are found in any list, forwards and back', async () => {
  const query = { ...ALL, where: 'file:a' };
  const first = await pages.next(query, null, 1, 'level>=error');
  expect(first).toBe(0);
  expect(await pages.next(query, 0, 1, 'level>=error')).toBe(9);
  expect(await pages.next(query, null, -1, 'level>=error')).toBe(198);
});

test('lines around what is asked for are lines of the log, each once, and are told apart', async () => {
  const hits = rowsWhere((l) => l.level === 'ERROR');
  const near = rowsWhere((_, row) => hits.some((hit) => Math.abs(hit - row) <= 2));
  const page = await whole({ where: 'level:error', context: 2 });
  expect(page.rows.map(({ row }) => row)).toEqual(near);
  expect(page.rows.filter(({ isContext }) => !isContext).map(({ row }) => row)).toEqual(hits);
  expect(page.numRecords).toBe(hits.length);
});

test('what repeats itself stands as one line, hits and opened runs do not, and no record is lost', async () => {
  const query = { ...ALL, where: 'file:a', folds: true };
  const page = await whole(query);
  expect(page.total).toBeLessThan(200);
  expect(page.rows.reduce((sum, { numFolded }) => sum + 1 + numFolded, 0)).toBe(200);
  const run = page.rows.find(({ numFolded }) => numFolded > 0)!;
  const inside = run.row + 1;
  expect(await pages.place(query, inside)).toEqual({ index: page.rows.indexOf(run), found: 'folded' });
  const open = await whole({ ...query, open: [inside] });
  expect(open.total).toBe(page.total + run.numFolded);
  expect(await pages.place({ ...query, open: [inside] }, inside)).toMatchObject({ found: 'shown' });
  const found = await whole({ ...query, find: `latency_ms=${inside * 3}` });
  expect(found.rows.find(({ row }) => row === inside)).toMatchObject({ isHit: true, numFolded: 0 });
});

test('a row has its place in either order, and beside those that leave it out', async () => {
  for (const byTime of [true, false]) {
    const rows = await rowsOf({ byTime });
    for (const row of [0, 13, 250, 399])
      expect(await pages.place({ ...ALL, byTime }, row)).toEqual({
        index: rows.indexOf(row),
        found: 'shown',
      });
  }
  expect(await pages.place({ ...ALL, where: 'level:error' }, 10)).toEqual({ index: 2, found: 'absent' });
  await expect(pages.place(ALL, 400)).rejects.toThrow('not in the analysis');
});

test('the map counts every error and hit, and knows where rows and moments stand', async () => {
  const times = [Date.UTC(2024, 2, 1, 9, 59), Date.UTC(2024, 2, 1, 10), Date.UTC(2030, 0, 1)];
  const query = { ...ALL, where: 'file:a', find: 'connection' };
  await whole(query);
  const map = await pages.map(query, 37, { rows: [0, 150], times });
  expect(map.numErrors.reduce((a, b) => a + b, 0)).toBe(FILES[0].filter((l) => l.level === 'ERROR').length);
  expect(map.numHits.reduce((a, b) => a + b, 0)).toBe(
    FILES[0].filter((l) => l.text.includes('connection')).length,
  );
  expect(map.placeOfTime).toEqual([0, 60, 200]);
  expect(map.placeOfRow).toEqual([0, 150]);
});

test('levels, components, templates, files and fields are counted as they are', async () => {
  const counts = await pages.counts({ ...ALL, folds: true });
  const levels = Object.fromEntries(counts.levels.map((num, i) => [LEVELS[i], num]));
  for (const [name, word] of [
    ['error', 'ERROR'],
    ['warn', 'WARN'],
    ['info', 'INFO'],
  ])
    expect(levels[name]).toBe(LINES.filter((l) => l.level === word).length);
  expect(counts.files).toEqual([
    [0, 200],
    [1, 200],
  ]);
  expect(counts.sources.map(([idx, num]) => [source.table.sources[idx], num])).toEqual([
    ['nova.compute', LINES.filter((l) => l.source === 'nova.compute').length],
    ['cinder.volume', LINES.filter((l) => l.source === 'cinder.volume').length],
  ]);
  const [field] = await pages.fields(ALL);
  expect(field).toMatchObject({ name: 'latency_ms', isNumeric: true });
});

test('a query that cannot be read is an error and harms nothing', async () => {
  await expect(pages.query({ ...ALL, where: '/a(/' }, 0, 1)).rejects.toThrow('no regular expression');
  expect((await whole({})).total).toBe(400);
});

test('an expression that never ends is named, its threads are ended, and the next search has others', async () => {
  let numOpened = 0;
  const close = vi.fn(async () => undefined);
  const stuck = pagesBy({
    open: async () => [
      { ...searcher, search: numOpened++ === 0 ? () => new Promise(() => undefined) : searcher.search },
    ],
    close,
  });
  vi.useFakeTimers();
  const first = stuck.query({ ...ALL, where: '/(o+)+$/' }, 0, 10);
  await vi.advanceTimersByTimeAsync(10_000);
  await first;
  vi.useRealTimers();
  const page = await whole({ where: '/(o+)+$/' }, stuck);
  expect(page.search).toMatchObject({
    phase: 'failed',
    problem: expect.stringMatching(/\/\(o\+\)\+\$\/ took longer than 4 s .* a\.log/),
  });
  expect(close).toHaveBeenCalledOnce();
  expect((await whole({ where: '/lost connection/' }, stuck)).total).toBeGreaterThan(0);
});

test('a run ends with its file', async () => {
  const same = '2024-03-01 10:00:00,000 INFO a: all is well\n'.repeat(4);
  const two = await ingest([openedOf(same, 'one.log'), openedOf(same, 'two.log')]);
  const { kinds, shapes } = two.table;
  const known = {
    length: shapes.length,
    templates: [{ text: 'all is well', level: 0 }],
    ofKind: kinds.shape,
  } as unknown as TemplateTable;
  const own = createLinePages(two.table, known, two, localSearchers, () => 0);
  const { rows } = await own.query({ ...ALL, folds: true }, 0, 10);
  expect(rows.map(({ fileIdx, numFolded }) => [fileIdx, numFolded])).toEqual([
    [0, 3],
    [1, 3],
  ]);
});

test('files that are not here are named; what columns know is found all the same', async () => {
  const bare = createLinePages(source.table, templates, { ...source, blobs: [] }, localSearchers, () => 0);
  expect((await whole({ where: 'level:error' }, bare)).total).toBeGreaterThan(0);
  const { total, search } = await whole({ where: 'lost' }, bare);
  expect([total, search?.phase]).toEqual([0, 'done']);
  expect(search?.unread).toContainEqual({ file: 'a.log', why: 'missing', numRecords: expect.any(Number) });
});
