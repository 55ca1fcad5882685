// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { LineRow } from '../../contracts/lines';
import { isTyping } from '../shared/is-typing';
import { hitsOf, LogText, splitAtMarks } from '../shared/log-text';
import { suggest } from './completion';
import { copiedText, elapsedWords, foldWords, shownText } from './line-words';
import { actionOf, type LineKeys } from './use-line-keys';

afterEach(cleanup);

const lineOf = (part: Partial<LineRow>): LineRow =>
  ({ text: '', message: '', marks: [], ...part }) as LineRow;

test('log text is never HTML, and what is invisible is drawn', () => {
  const { container } = render(<LogText text={'<img src=x onerror=alert(1)>\u202Egnp'} marks={[1, 4]} />);
  expect(container.querySelector('img')).toBeNull();
  expect(container.querySelector('mark')?.textContent).toBe('img');
  expect(container.textContent).toBe('<img src=x onerror=alert(1)>RLOgnp');
  expect(container.querySelector('.log-mark')?.getAttribute('title')).toBe('U+202E');
});

test('hits are marked whatever their case', () => {
  const split = (text: string, mark: string) => splitAtMarks(text, hitsOf(text, mark));
  expect(split('Pool pool POOL', 'pool')).toEqual(['', 'Pool', ' ', 'pool', ' ', 'POOL', '']);
  expect(split('İstanbul', 'stan')).toEqual(['İstanbul']);
});

test('a line shows its message, once; its head is shown where only the head is a hit; the rest is folded', () => {
  const text = '2024-03-01 10:00:00 ERROR cinder: lost connection\r\n\tat x.Y\r\nTypeError: bad';
  const line = lineOf({ text, message: 'lost connection' });
  expect(shownText(line, false)).toEqual({
    text: 'lost connection',
    marks: [],
    rest: '\tat x.Y\r\nTypeError: bad',
    restMarks: [],
  });
  expect(shownText({ ...line, marks: [34, 38, 53, 55] }, false)?.marks).toEqual([0, 4]);
  expect(shownText({ ...line, marks: [20, 25] }, false)).toMatchObject({
    marks: [20, 25],
    text: text.slice(0, 49),
  });
  expect(shownText(line, true)?.text).toBe(text.slice(0, 49));
  expect(shownText(lineOf({ text: null, message: null }), false)).toBeNull();
  const headed =
    '2024-03-01 10:00:00 ERROR a: boom\n2024-03-01 10:00:00 ERROR a: Traceback (most\n2024-03-01 10:00:00 ERROR a:   File "x"';
  const at = headed.indexOf('Traceback');
  expect(shownText(lineOf({ text: headed, message: 'boom', marks: [at, at + 9] }), false)).toMatchObject({
    rest: 'Traceback (most\n  File "x"',
    restMarks: [0, 9],
  });
  expect(foldWords('\tat x.Y\r\nTypeError: bad')).toBe('2 lines of trace · TypeError: bad');
  expect(foldWords('more')).toBe('1 more line');
});

test('time between lines is told as people tell it', () => {
  expect([0, 350, 1500, 61_000, 133_400, 3_600_000, 97_200_000, -5000].map(elapsedWords)).toEqual([
    '0 ms',
    '350 ms',
    '1.5 s',
    '1 min 1 s',
    '2 min 13.4 s',
    '1 h',
    '1 d 3 h',
    '5 s',
  ]);
});

test('lines are copied as they stand, with file and number', () => {
  const rows = [
    lineOf({ text: 'a\n b', fileIdx: 0, lineNum: 7 }),
    lineOf({ text: null, fileIdx: 1, lineNum: 1 }),
  ];
  expect(copiedText(rows, (idx) => ['x.log', 'y.log'][idx])).toBe(
    'x.log:7: a\n b\ny.log:1: (the file is not here)',
  );
});

test('fields and values of this log are suggested where the caret stands', () => {
  const known = {
    components: ['cinder.volume', 'my nova'],
    files: ['a.log'],
    templates: [['T4', 'lost connection']] as const,
    fields: [{ name: 'latency_ms', values: ['12', '7'] }],
    times: ['2024-03-01T10:00'],
    zone: 'UTC',
  };
  const labels = (text: string, caret = text.length) => suggest(text, caret, known).map(({ label }) => label);
  expect(labels('le')).toEqual(['level:']);
  expect(labels('-lat')).toEqual(['-latency_ms:']);
  expect(labels('x level:')[0]).toBe('level:fatal');
  expect(labels('level>=wa')).toEqual(['level>=warn']);
  expect(labels('component:nova')).toEqual(['component="my nova"']);
  expect(labels('template:lost')).toEqual(['template:T4']);
  expect(labels('latency_ms:1')).toEqual(['latency_ms:12']);
  expect(labels('"lev')).toEqual([]);
  expect(labels('/lev')).toEqual([]);
  expect(suggest('a le b', 4, known)[0]).toEqual({
    label: 'level:',
    help: 'error, warn, info; level>=warn',
    text: 'a level: b',
    caret: 8,
  });
});

test('the keys of lnav do what they do there', () => {
  const calls: unknown[][] = [];
  const lines = {
    cursor: 10,
    query: { find: 'pool' },
    snapshot: { total: 100, error: null, version: 0 },
    findNext: (...args: unknown[]) => calls.push(['find', ...args]),
    jumpTo: (...args: unknown[]) => calls.push(['jump', ...args]),
    setCursor: (index: number | null) => calls.push(['cursor', index]),
  };
  const focusSearch = vi.fn();
  const keys = { lines, pageRows: 20, focusSearch } as unknown as LineKeys;
  for (const key of ['e', 'E', 'w', 'n', 'N', 'g', 'G', 'j', 'k', 'J', ' ', 'Escape'])
    actionOf(key, false, keys)?.();
  expect(calls).toEqual([
    ['find', 'level>=error', 1, 'error'],
    ['find', 'level>=error', -1, 'error'],
    ['find', 'level>=warn', 1, 'warning'],
    ['find', '', 1, 'hit'],
    ['find', '', -1, 'hit'],
    ['jump', 0],
    ['jump', 99],
    ['jump', 11, false],
    ['jump', 9, false],
    ['jump', 11, true],
    ['jump', 30, false],
    ['cursor', null],
  ]);
  actionOf('/', false, keys)?.();
  expect(focusSearch).toHaveBeenCalledOnce();
  expect(actionOf('q', false, keys)).toBe(null);
});

test('n without a search says so and leaves the focus where it is', () => {
  const tell = vi.fn();
  const focusSearch = vi.fn();
  const lines = { cursor: null, query: { find: '' }, snapshot: { total: 100 }, tell };
  const keys = { lines, pageRows: 20, focusSearch } as unknown as LineKeys;
  for (const key of ['n', 'N']) actionOf(key, false, keys)?.();
  expect(tell).toHaveBeenCalledTimes(2);
  expect(focusSearch).not.toHaveBeenCalled();
});

test('keys typed into a field are its own; a tick box types nothing', () => {
  document.body.innerHTML = '<input id="search" type="search"><input id="box" type="checkbox">';
  const typing: unknown[] = [];
  const note = (event: KeyboardEvent): unknown => typing.push(isTyping(event));
  window.addEventListener('keydown', note);
  for (const id of ['search', 'box'])
    document.getElementById(id)?.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
  window.removeEventListener('keydown', note);
  expect(typing).toEqual([true, false]);
});
