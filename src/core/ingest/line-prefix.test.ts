import { expect, test } from 'vitest';
import { detectFormat } from './detect';
import { type PrefixKind, prefixEnd } from './line-prefix';

const own = (kind: PrefixKind, line: string): string | null => {
  const bytes = new TextEncoder().encode(line);
  const at = prefixEnd(kind, bytes, 0, bytes.length);
  return at < 0 ? null : line.slice(at);
};

test.each<[PrefixKind, string, string | null]>([
  ['bar', 'web-1  | ready', 'ready'],
  ['bar', 'web-1  |', ''],
  ['bar', 'web-1  |   at x', '  at x'],
  ['bar', 'INFO | main | ready', null],
  ['bar', '2024-03-01 | ready', null],
  ['bar', 'two words | ready', null],
  ['path', '[pod/web-7c9/app] ready', 'ready'],
  ['path', '[pod/web-7c9/app]', ''],
  ['path', '[core/error] ready', null],
  ['path', '[2024-03-01] ready', null],
  ['file', 'logs/app.log:12:ready', 'ready'],
  ['file', 'app.log:ready', 'ready'],
  ['file', '12:ready', 'ready'],
  ['file', 'ready: steady', null],
  ['words', 'web-7c9 app ready', 'ready'],
  ['words', 'web-7c9 level=info ready', null],
])('%s: %s', (kind, line, expected) => {
  expect(own(kind, line)).toBe(expected);
});

const planOf = (line: (i: number) => string) => {
  const bytes = new TextEncoder().encode(Array.from({ length: 60 }, (_, i) => `${line(i)}\n`).join(''));
  return detectFormat([bytes], { name: 'a.log', zone: 'UTC', whole: true, format: null }).plan;
};
const clock = (i: number): string => `10:00:${String(i).padStart(2, '0')}`;

test('what reads well as it stands has no prefix', () => {
  const prefixOf = (line: (i: number) => string) => planOf(line).parsers[0].prefix;
  expect(prefixOf((i) => `${clock(i)} ERROR [main] a.B - job ${i} failed`)).toBeUndefined();
  expect(prefixOf((i) => `Mar  1 ${clock(i)} web1 cron[${i}]: job ${i} failed`)).toBeUndefined();
  expect(prefixOf((i) => `node r0 2024-03-01 ${clock(i)} ERROR job ${i} failed`)).toBeUndefined();
  expect(prefixOf((i) => `starting job ${i}`)).toBeUndefined();
  expect(prefixOf((i) => `ERROR failed job ${i} on node-1 [2024-03-01 ${clock(i)}]`)).toBeUndefined();
  expect(prefixOf((i) => `job ${i} of web-1 ended at 2024-03-01 ${clock(i)}`)).toBeUndefined();
  expect(prefixOf((i) => `a.log:2024-03-01 ${clock(i)} ERROR job ${i} failed`)).toBe('file');
});

test('a line of compose without a time is a record of its own, what reads as the rest of one is not', () => {
  const plan = planOf((i) => `web-1 | 2024-03-01 ${clock(i)} ERROR job ${i} failed`);
  expect(plan.style).toBe('timed');
  expect(plan.parsers.map(({ parser }) => parser)).toEqual(['text', 'any-header', 'prefixed']);
});
