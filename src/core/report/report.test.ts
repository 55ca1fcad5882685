import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import { REPORT_SECTIONS } from '../../contracts/export-share';
import type { PinnedLine } from '../../contracts/pins';
import type { AnalysisResult } from '../../contracts/result';
import { type EpochMs, NUM_LEVELS } from '../../contracts/units';
import { fixtureResult } from '../../store/fixtures/result';
import { quietResult, timelessResult } from '../../store/fixtures/variants';
import { visible } from '../ticket/neutral';
import { reportHtml } from './report';
import { REPORT_STYLE, REPORT_STYLE_HASH } from './style';
import { MAX_TEMPLATES } from './tables';
import { barsOf } from './timeline';

const PINS: readonly PinnedLine[] = [
  {
    source: 'host/syslog',
    lineNum: 77,
    timeMs: 1_773_300_000_000 as EpochMs,
    note: 'look here',
    text: 'a pinned line',
    unread: null,
  },
  { source: 'gone.log', lineNum: 3, timeMs: null, note: '', text: null, unread: 'missing' },
];
const made = (result: AnalysisResult, pins = PINS, withLines = true): string =>
  reportHtml({ result, version: '1.2.3', pins, withLines });

/** All that a report is made of. No link but within the page, nothing that loads, runs or styles. */
const TAGS =
  /^(html|head|meta|title|style|body|header|nav|main|section|article|h[1-4]|p|ul|ol|li|a|strong|code|pre|span|div|dl|dt|dd|table|thead|tbody|tr|th|td|figure|figcaption|details|summary|svg|g|rect|line|text)$/;
const ATTRIBUTES =
  /^(lang|charset|http-equiv|content|name|class|id|href|role|aria-label|aria-labelledby|tabindex|scope|width|height|x|y|x1|x2|y1|y2|text-anchor)$/;
const EMPTY = /^(meta)$/;

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

/** Tags of a text in the one form that the product writes; a strict parser of our own. @throws Error where it is not whole. */
function tagsOf(text: string): Tag[] {
  const pattern = /<(\/?)([a-z0-9]+)((?: [a-z0-9-]+="[^"<>]*")*)(\/?)>/g;
  const rest = text.replace(/^<!doctype html>/, '').replace(pattern, '');
  // In text neither stands by itself; the style sheet has its combinators.
  const [before, after = ''] = rest.split(REPORT_STYLE);
  if (/[<>]/.test(before + after))
    throw new Error(`stray markup: ${/.{0,60}[<>].{0,60}/.exec(before + after)?.[0]}`);
  const open: string[] = [];
  const tags: Tag[] = [];
  for (const [, closing, name, attributes, closed] of text.matchAll(pattern)) {
    if (closing) {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> where ${last} is open`);
      continue;
    }
    if (!closed && !EMPTY.test(name)) open.push(name);
    tags.push({
      name,
      attributes: Array.from(
        attributes.matchAll(/ ([a-z0-9-]+)="([^"]*)"/g),
        ([, key, value]) => [key, value] as const,
      ),
    });
  }
  expect(open).toEqual([]);
  return tags;
}

function expectHarmless(text: string): void {
  const ids = new Set<string>();
  const targets: string[] = [];
  for (const { name, attributes } of tagsOf(text)) {
    expect(name === 'title' ? 'title' : name).toMatch(TAGS);
    for (const [key, value] of attributes) {
      expect(key).toMatch(ATTRIBUTES);
      if (key === 'href') {
        expect(value).toMatch(/^#[\w-]+$/);
        targets.push(value.slice(1));
      }
      if (key === 'id') ids.add(value);
    }
  }
  expect(targets.filter((each) => !ids.has(each))).toEqual([]);
  expect(text.match(/<style>/g)).toHaveLength(1);
  expect(REPORT_STYLE).not.toMatch(/url\(|@import|</);
  expect(text).toContain('content="default-src &#39;none&#39;; style-src &#39;sha256-');
}

/** Words of the contract, which code chooses by and the schema of a shared file holds to: no text of a log. */
const WORDS = new Set([
  'severity',
  'kind',
  'direction',
  'confidence',
  'form',
  'basis',
  'outcome',
  'from',
  'code',
  'detector',
  'unread',
]);
/** Names that others point at: the same for all of them. */
const IDS = new Set(['id', 'evidence', 'provider']);

/** A copy in which every text is another one. */
function withTexts<T>(value: T, next: () => string, key = ''): T {
  if (typeof value === 'string') return (WORDS.has(key) || IDS.has(key) ? value : next()) as T;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map((each) => withTexts(each, next, key)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, withTexts(each, next, name)]),
  ) as T;
}

const PIECES = [
  '<script>alert(1)</script>',
  '</pre></li></ol></section>',
  '"><img src=x onerror=alert(1)>',
  "' onload='x",
  '<!--',
  ']]>',
  '&lt;b&gt;',
  '&#60;i>',
  '</title><base href=//x>',
  '`code`',
  '[E1]',
  ' [E1] [E2]',
  '$&',
  '\u202e\u0000\u001b[31m',
  '\ud800',
  '<svg/onload=x>',
  'javascript:alert(1)',
  '\n\n# h',
  '-->',
  '</style>',
  '=1+1',
];
const hostile = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((all) => all.join('')),
);

test('no text arrives as markup, whatever it is and in whatever field', () => {
  const base = fixtureResult();
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 12 }), fc.boolean(), (texts, withLines) => {
      let i = 0;
      const next = (): string => texts[i++ % texts.length];
      const result = withTexts({ ...base, settings: base.settings }, next);
      const text = made({ ...result, settings: base.settings }, withTexts(PINS, next), withLines);
      expectHarmless(text);
    }),
    { numRuns: 60 },
  );
});

test('hostile names of incidents and of evidence lead nowhere else', () => {
  fc.assert(
    fc.property(hostile, (id) => {
      const base = fixtureResult();
      const [first, ...rest] = base.incidents;
      expectHarmless(made({ ...base, incidents: [withTexts({ ...first, id }, () => id), ...rest] }));
    }),
  );
});

test('what is not text in its place is not markup either', () => {
  const forged = { text: '<script>x</script>', toString: () => '<script>y</script>' } as unknown as string;
  const base = fixtureResult();
  expectHarmless(made({ ...base, name: forged }));
});

test.each([
  ['an incident', fixtureResult()],
  ['a quiet log', quietResult()],
  ['a log without times', timelessResult()],
])('of %s it is whole, has every section, and reads the same through another parser', (_, result) => {
  const text = made(result);
  expectHarmless(text);
  const { document } = parsed(text);
  expect([...document.querySelectorAll('h2')].map((each) => each.textContent)).toEqual(
    REPORT_SECTIONS.map(({ name }) => name),
  );
  expect(document.title).toContain(result.name);
  expect(document.querySelector('script, img, link, iframe, object, form, [style]')).toBeNull();
  expect(document.querySelectorAll('article')).toHaveLength(result.incidents.length);
  for (const { title, evidence } of result.incidents) {
    expect(document.body.textContent).toContain(title);
    for (const each of evidence) {
      expect(document.body.textContent).toContain(`${each.source}:${each.lineNum}`);
      expect(document.body.textContent).toContain(visible(each.text));
    }
  }
});

test('its policy names the style sheet, and no other', () => {
  expect(REPORT_STYLE_HASH).toBe(`sha256-${createHash('sha256').update(REPORT_STYLE).digest('base64')}`);
});

test('every number in its tables is the one of the result', () => {
  const counts = fc.nat({ max: 3_000_000 });
  fc.assert(
    fc.property(fc.array(counts, { minLength: 60, maxLength: 400 }), (nums) => {
      const result = withNumbers(fixtureResult(), nums);
      const { document } = parsed(made(result));
      const rows = (name: string): number[][] =>
        [...document.querySelectorAll(`[aria-label="${name}"] tbody tr`)].map((row) =>
          [...row.querySelectorAll('.num')].map((cell) => Number(cell.textContent.replace(/,/g, ''))),
        );
      const byCount = result.templates
        .map(({ count }) => count)
        .filter((count) => count > 0)
        .sort((a, b) => b - a);
      expect(rows('Templates').flat()).toEqual(byCount.slice(0, MAX_TEMPLATES));
      const { grid, levelCounts, consensus } = result.timeline!;
      const bars = rows('Bars of the timeline');
      const sumOf = (columns: readonly number[]) =>
        bars.reduce((sum, row) => sum + columns.reduce((all, at) => all + row[at], 0), 0);
      expect(sumOf([0])).toBe(grid.length);
      const levels = (wanted: readonly number[]): number =>
        levelCounts.reduce((sum, num, i) => sum + (wanted.includes(i % NUM_LEVELS) ? num : 0), 0);
      expect([1, 2, 3, 4, 5].map((column) => sumOf([column]))).toEqual(
        [[7], [6], [5], [3, 4], [0, 1, 2]].map(levels),
      );
      expect(sumOf([6])).toBe(consensus.confirmed.reduce((a, b) => a + b, 0));
      const facts = [...document.querySelectorAll('dl')].map((list) =>
        [...list.querySelectorAll('dd')].map((each) => each.textContent.replace(/,/g, '')),
      );
      expect(facts.map((each) => each.slice(1, 5).map(Number))).toEqual(
        result.files.map(({ bytes, numLines, numRecords, numUnparsed }) => [
          bytes,
          numLines,
          numRecords,
          numUnparsed,
        ]),
      );
    }),
    { numRuns: 8 },
  );
});

test('bars hold every window once, however many there are', () => {
  const { timeline } = fixtureResult();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (length) => {
      const bars = barsOf({
        ...timeline!,
        grid: { ...timeline!.grid, length },
        levelCounts: new Uint32Array(length * NUM_LEVELS).fill(1),
        consensus: { confirmed: new Uint8Array(length).fill(1), watch: new Uint8Array(length) },
      });
      expect(bars.length).toBeLessThanOrEqual(192);
      expect(bars.reduce((sum, bar) => sum + bar.numWindows, 0)).toBe(length);
      expect(
        bars.reduce((sum, { fatal, error, warn, info, low }) => sum + fatal + error + warn + info + low, 0),
      ).toBe(length * NUM_LEVELS);
    }),
  );
});

test('without lines it holds none of them, and says so', () => {
  const result = fixtureResult();
  const secret = 'zq-secret-of-the-line';
  const incidents = result.incidents.map((each) => ({
    ...each,
    evidence: each.evidence.map((line) => ({ ...line, text: secret })),
  }));
  const pins = PINS.map((each) => ({ ...each, text: each.text && secret }));
  expect(made({ ...result, incidents }, pins)).toContain(secret);
  const without = made({ ...result, incidents }, pins, false);
  expect(without).not.toContain(secret);
  expect(without).toContain('saved without the lines of the log');
  expect(without).toContain(
    `${result.incidents[0].evidence[0].source}:${result.incidents[0].evidence[0].lineNum}`,
  );
});

function withNumbers(result: AnalysisResult, nums: readonly number[]): AnalysisResult {
  let i = 0;
  const next = (): number => nums[i++ % nums.length];
  const timeline = result.timeline!;
  return {
    ...result,
    templates: Array.from({ length: 70 }, (_, t) => ({
      ...result.templates[t % result.templates.length],
      count: next(),
    })),
    files: result.files.map((file) => ({
      ...file,
      bytes: next(),
      numLines: next(),
      numRecords: next(),
      numUnparsed: next(),
    })),
    timeline: { ...timeline, levelCounts: timeline.levelCounts.map(next) },
  };
}

function parsed(text: string) {
  const window = new Window();
  window.document.write(text);
  return window;
}
