// The keys of lnav and less over the lines.

import { useEffect, useRef } from 'react';
import { t } from '../../words/t';
import { isTyping } from '../shared/is-typing';
import type { Lines } from './use-lines';

export interface LineKeys {
  readonly lines: Lines;
  /** Whole lines that fit the view. */
  readonly pageRows: number;
  focusSearch(): void;
  toggleWrap(): void;
  toggleZone(): void;
  toggleRaw(): void;
  /** Shows the columns of fields, or hides them. */
  toggleFields(): void;
  /** Unfolds or folds what hides in the line under the cursor. */
  toggleFold(): void;
  /** Shows only hits, or all with the hits among them. */
  toggleOnlyHits(): void;
  pin(): void;
  copy(): void;
  copyLink(): void;
  exclude(): void;
}

/** Null: the key is not one of ours. */
export function actionOf(key: string, shift: boolean, keys: LineKeys): (() => void) | null {
  const { lines, pageRows } = keys;
  const last = Math.max(0, (lines.snapshot.total ?? 0) - 1);
  const move =
    (by: number, extend = false) =>
    () =>
      lines.jumpTo(clamp((lines.cursor ?? (by > 0 ? -1 : 0)) + by, last), extend);
  const nextHit = (direction: 1 | -1): void =>
    lines.query.find === ''
      ? lines.tell(t('nothing to look for yet: / searches'))
      : lines.findNext('', direction, 'hit');
  const actions = new Map<string, () => void>([
    ['/', keys.focusSearch],
    ['e', () => lines.findNext('level>=error', 1, 'error')],
    ['E', () => lines.findNext('level>=error', -1, 'error')],
    ['w', () => lines.findNext('level>=warn', 1, 'warning')],
    ['W', () => lines.findNext('level>=warn', -1, 'warning')],
    ['n', () => nextHit(1)],
    ['N', () => nextHit(-1)],
    ['g', () => lines.jumpTo(0)],
    ['G', () => lines.jumpTo(last)],
    ['Home', () => lines.jumpTo(0)],
    ['End', () => lines.jumpTo(last)],
    ['j', move(1)],
    ['k', move(-1)],
    ['J', move(1, true)],
    ['K', move(-1, true)],
    ['ArrowDown', move(1, shift)],
    ['ArrowUp', move(-1, shift)],
    ['PageDown', move(pageRows, shift)],
    ['PageUp', move(-pageRows, shift)],
    [' ', move(shift ? -pageRows : pageRows)],
    ['Enter', keys.toggleFold],
    ['o', keys.toggleFold],
    ['b', keys.toggleWrap],
    ['z', keys.toggleZone],
    ['f', keys.toggleFields],
    ['r', keys.toggleRaw],
    ['h', keys.toggleOnlyHits],
    ['m', keys.pin],
    ['c', keys.copy],
    ['y', keys.copyLink],
    ['x', keys.exclude],
    ['Escape', () => lines.setCursor(null)],
  ]);
  return actions.get(key) ?? null;
}

export function useLineKeys(keys: LineKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event) || isControl(event)) return;
      const action = actionOf(event.key, event.shiftKey, latest.current);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Space, Enter and arrows belong to a focused button or tab. */
function isControl(event: KeyboardEvent): boolean {
  const own = /^(?: |Enter|Arrow.*|Home|End|PageUp|PageDown)$/.test(event.key);
  const controls = 'button, summary, a, input, [role="separator"], [role^="menu"], [role="tab"]';
  return own && event.target instanceof HTMLElement && event.target.closest(controls) !== null;
}

function clamp(index: number, last: number): number {
  return Math.min(Math.max(0, index), last);
}
