// Columns of the list: which are shown, and how wide. Kept in the browser, so that they are the same after a reload.

import { useState } from 'react';
import { words } from '../../words/t';

export const COLUMNS = ['time', 'level', 'component', 'file', 'number'] as const;
export type Column = (typeof COLUMNS)[number];

export interface ColumnState {
  readonly hidden: readonly Column[];
  /** Pixels. */
  readonly width: Readonly<Record<Column, number>>;
  /** Long lines are wrapped. */
  readonly wraps: boolean;
  /** Lines as they stand, with what the columns hold. */
  readonly isRaw: boolean;
  readonly facets: boolean;
  /** Pixels of columns of fields, by name; absent: FIELD_WIDTH. */
  readonly fieldWidth: Readonly<Record<string, number>>;
  /** Columns of fields are not shown, and wait. */
  readonly hidesFields: boolean;
}

export const COLUMN_NAMES: Readonly<Record<Column, string>> = words({
  time: 'Time',
  level: 'Level',
  component: 'Component',
  file: 'File',
  number: 'Line',
});
const [LEAST, MOST] = [36, 600];

const FIRST: ColumnState = {
  hidden: ['number'],
  width: { time: 88, level: 46, component: 116, file: 116, number: 56 },
  wraps: false,
  isRaw: false,
  facets: true,
  fieldWidth: {},
  hidesFields: false,
};
const FIELD_WIDTH = 112;
/** Of columns of fields that are kept by name, the latest. */
const MAX_KEPT_WIDTHS = 60;
const KEY = 'harbinger-lines';

export function useColumns(): [ColumnState, (change: Partial<ColumnState>) => void] {
  const [state, setState] = useState(restored);
  const change = (part: Partial<ColumnState>): void =>
    setState((before) => {
      const next = { ...before, ...part };
      try {
        localStorage.setItem(KEY, JSON.stringify(next));
      } catch {
        // Storage may be refused; the choice then lasts as long as the view.
      }
      return next;
    });
  return [state, change];
}

/** Name of the style property that holds the width of a column of fields, by its place. */
export const fieldWidthVar = (place: number): string => `--wf-${place}`;

export const widthOfField = ({ fieldWidth }: ColumnState, name: string): number =>
  Object.hasOwn(fieldWidth, name) ? fieldWidth[name] : FIELD_WIDTH;

export const clampWidth = (px: number): number => Math.round(Math.min(MOST, Math.max(LEAST, px)));

/** What was kept, as far as it is sound. */
function restored(): ColumnState {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<ColumnState> | null;
    if (kept === null || typeof kept !== 'object') return FIRST;
    const width = { ...FIRST.width };
    for (const name of COLUMNS) {
      const own = kept.width?.[name];
      if (typeof own === 'number' && Number.isFinite(own)) width[name] = clampWidth(own);
    }
    const hidden = Array.isArray(kept.hidden)
      ? COLUMNS.filter((name) => kept.hidden?.includes(name))
      : FIRST.hidden;
    return {
      hidden,
      width,
      wraps: kept.wraps === true,
      isRaw: kept.isRaw === true,
      facets: kept.facets !== false,
      fieldWidth: soundWidths(kept.fieldWidth),
      hidesFields: kept.hidesFields === true,
    };
  } catch {
    return FIRST;
  }
}

function soundWidths(kept: unknown): Readonly<Record<string, number>> {
  if (typeof kept !== 'object' || kept === null) return {};
  const sound = Object.entries(kept).filter(([, px]) => typeof px === 'number' && Number.isFinite(px));
  return Object.fromEntries(sound.slice(-MAX_KEPT_WIDTHS).map(([name, px]) => [name, clampWidth(px)]));
}
