// The list of templates under the user's hand: the row that the keys move, the ticked rows, the open one.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useResult, useView } from '../shared/app-context';
import { toggleSelected } from './select-range';

export interface TemplateList {
  /** Template under the cursor; null: none yet. */
  readonly cursor: number | null;
  /** Moves with each move by key, so that the table brings the cursor into sight. */
  readonly moves: number;
  /** Ticked templates, ascending. */
  readonly selected: readonly number[];
  /** Template in detail. */
  readonly open: number | null;
  setOpen(template: number | null): void;
  /** With `extend` the rows since the last one ticked follow. */
  toggle(template: number, extend: boolean): void;
  setSelected(templates: readonly number[]): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** Rows that a page key moves by. */
const PAGE_ROWS = 15;

/** @param shown Templates in the order of the table. */
export function useTemplateList(shown: readonly number[]): TemplateList {
  const { templates } = useResult();
  const open = useOpenTemplate();
  const showTemplate = useView((state) => state.showTemplate);
  const [{ cursor, moves }, setPlace] = useState({ cursor: open, moves: open === null ? 0 : 1 });
  const [selected, setSelected] = useState<readonly number[]>([]);
  const anchor = useRef<number | null>(null);
  useForgetting(templates, () => {
    setSelected([]);
    setPlace({ cursor: null, moves: 0 });
  });
  const setOpen = (template: number | null): void => {
    showTemplate(template === null ? null : { template, text: templates[template].text });
    if (template !== null) setPlace((old) => ({ ...old, cursor: template }));
  };
  const toggle = (template: number, extend: boolean): void => {
    setSelected(toggleSelected(selected, shown, template, extend ? anchor.current : null));
    anchor.current = template;
    setPlace((old) => ({ ...old, cursor: template }));
  };
  const moveTo = (place: number): void => {
    const template = shown[Math.min(Math.max(0, place), shown.length - 1)];
    if (template === undefined) return;
    setPlace((old) => ({ cursor: template, moves: old.moves + 1 }));
    if (open !== null) setOpen(template);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isOwnKey(event)) return;
    const at = cursor === null ? -1 : shown.indexOf(cursor);
    const to = placeAfter(event.key, at, shown.length);
    if (to !== null) moveTo(to);
    else if (event.key === 'Escape' && open !== null) setOpen(null);
    else if (event.key === 'Enter' && cursor !== null && at >= 0) setOpen(cursor);
    else if (event.key === ' ' && cursor !== null && at >= 0) toggle(cursor, event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { cursor, moves, selected, open, setOpen, toggle, setSelected, onKeyDown };
}

/** The open template in the numbers of this result. */
function useOpenTemplate(): number | null {
  const { templates } = useResult();
  const open = useView((state) => state.openTemplate);
  if (open === null) return null;
  if (templates[open.template]?.text === open.text) return open.template;
  const found = templates.findIndex(({ text }) => text === open.text);
  return found < 0 ? null : found;
}

/** Numbers of templates mean nothing in another result. */
function useForgetting(templates: readonly unknown[], forget: () => void): void {
  const last = useRef(templates);
  useEffect(() => {
    if (last.current === templates) return;
    last.current = templates;
    forget();
  });
}

/** Place after a key; null: the key moves nothing. */
export function placeAfter(key: string, at: number, length: number): number | null {
  if (key === 'ArrowDown' || key === 'j') return at + 1;
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, at - 1);
  if (key === 'PageDown') return at + PAGE_ROWS;
  if (key === 'PageUp') return at - PAGE_ROWS;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : null;
}

/** Enter and Space belong to a focused button or box of the head. */
function isOwnKey(event: KeyboardEvent): boolean {
  const own = event.key === 'Enter' || event.key === ' ';
  return own && event.target instanceof HTMLElement && event.target.closest('.template-row.head') !== null;
}
