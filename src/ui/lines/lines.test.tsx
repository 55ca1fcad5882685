// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { isTyping } from '../shared/is-typing';
import { LogText, splitAtHits } from '../shared/log-text';
import { firstLine } from './line-list';
import { actionOf, type LineKeys } from './use-line-keys';

afterEach(cleanup);

test('log text is never HTML, and what is invisible is drawn', () => {
  const { container } = render(<LogText text={'<img src=x onerror=alert(1)>\u202Egnp'} />);
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe('<img src=x onerror=alert(1)>RLOgnp');
  expect(container.querySelector('.log-mark')?.getAttribute('title')).toBe('U+202E');
});

test('hits are marked whatever their case', () => {
  expect(splitAtHits('Pool pool POOL', 'pool')).toEqual(['', 'Pool', ' ', 'pool', ' ', 'POOL', '']);
  expect(splitAtHits('İstanbul', 'stan')).toEqual(['İstanbul']);
});

test('a stack trace is one row that says how much it hides', () => {
  expect(firstLine('a\r\n\tat b\r\n\tat c\r\n')).toEqual({ text: 'a', more: 2 });
  expect(firstLine('a\n')).toEqual({ text: 'a', more: 0 });
  expect(firstLine(null)).toEqual({ text: null, more: 0 });
});

test('the keys of lnav do what they do there', () => {
  const calls: unknown[][] = [];
  const lines = {
    cursor: 10,
    snapshot: { total: 100, error: null, version: 0 },
    findNext: (...args: unknown[]) => calls.push(['find', ...args]),
    jumpTo: (index: number) => calls.push(['jump', index]),
    setCursor: (index: number | null) => calls.push(['cursor', index]),
  };
  const focusSearch = vi.fn();
  const keys = { lines, find: 'pool', pageRows: 20, focusSearch } as unknown as LineKeys;
  for (const key of ['e', 'E', 'w', 'n', 'N', 'g', 'G', 'j', 'k', ' ', 'Escape'])
    actionOf(key, false, keys)?.();
  expect(calls).toEqual([
    ['find', { minLevel: 6 }, 1, 'error'],
    ['find', { minLevel: 6 }, -1, 'error'],
    ['find', { minLevel: 5 }, 1, 'warning'],
    ['find', { text: 'pool' }, 1, 'hit'],
    ['find', { text: 'pool' }, -1, 'hit'],
    ['jump', 0],
    ['jump', 99],
    ['jump', 11],
    ['jump', 9],
    ['jump', 30],
    ['cursor', null],
  ]);
  actionOf('/', false, keys)?.();
  expect(focusSearch).toHaveBeenCalledOnce();
  expect(actionOf('x', false, keys)).toBe(null);
});

test('n without a search says so and leaves the focus where it is', () => {
  const tell = vi.fn();
  const focusSearch = vi.fn();
  const lines = { cursor: null, snapshot: { total: 100 }, tell };
  const keys = { lines, find: '', pageRows: 20, focusSearch } as unknown as LineKeys;
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
