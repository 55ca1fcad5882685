// The keys of lnav and less over the lines.
import { useEffect, useRef } from 'react';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { isTyping } from '../shared/is-typing';
import type { Lines } from './use-lines';

export interface LineKeys {
  readonly lines: Lines;
  /** Text that n and N look for; '' when none was typed. */
  readonly find: string;
  /** Whole lines that fit the view. */
  readonly pageRows: number;
  focusSearch(): void;
}

/** Null: the key is not one of ours. */
export function actionOf(key: string, shift: boolean, keys: LineKeys): (() => void) | null {
  const { lines, find, pageRows } = keys;
  const last = Math.max(0, (lines.snapshot.total ?? 0) - 1);
  const move = (by: number) => () => lines.jumpTo(clamp((lines.cursor ?? -1) + by, last));
  const nextHit = (direction: 1 | -1): void =>
    find === ''
      ? lines.tell('nothing to look for yet: / searches')
      : lines.findNext({ text: find }, direction, 'hit');
  const actions = new Map<string, () => void>([
    ['/', keys.focusSearch],
    ['e', () => lines.findNext({ minLevel: LEVEL_ERROR }, 1, 'error')],
    ['E', () => lines.findNext({ minLevel: LEVEL_ERROR }, -1, 'error')],
    ['w', () => lines.findNext({ minLevel: LEVEL_WARN }, 1, 'warning')],
    ['W', () => lines.findNext({ minLevel: LEVEL_WARN }, -1, 'warning')],
    ['n', () => nextHit(1)],
    ['N', () => nextHit(-1)],
    ['g', () => lines.jumpTo(0)],
    ['G', () => lines.jumpTo(last)],
    ['Home', () => lines.jumpTo(0)],
    ['End', () => lines.jumpTo(last)],
    ['j', move(1)],
    ['k', move(-1)],
    ['ArrowDown', move(1)],
    ['ArrowUp', move(-1)],
    ['PageDown', move(pageRows)],
    ['PageUp', move(-pageRows)],
    [' ', move(shift ? -pageRows : pageRows)],
    ['Escape', () => lines.setCursor(null)],
  ]);
  return actions.get(key) ?? null;
}

export function useLineKeys(keys: LineKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event) || isControl(event)) return;
      const action = actionOf(event.key, event.shiftKey, latest.current);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Space and arrows belong to a focused button or tab. */
function isControl(event: KeyboardEvent): boolean {
  const own =
    event.key === ' ' || event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End';
  return (
    own && event.target instanceof HTMLElement && event.target.closest('button, summary, a, input') !== null
  );
}

function clamp(index: number, last: number): number {
  return Math.min(Math.max(0, index), last);
}
