// The cells of the heat map on a canvas: a row a template, a column a part of the time. A click or Enter picks a cell; arrow keys move over them.

import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { t } from '../../words/t';
import { readPalette } from '../charts/palette';
import { useDrawnAppearance } from '../shared/use-theme';
import { heat01 } from './heat-rows';

const HEAT_ROW_PX = 24;

export interface HeatRow {
  readonly template: number;
  readonly level: number;
  readonly bins: Uint32Array;
}

export interface HeatCell {
  readonly row: number;
  readonly bin: number;
}

interface HeatCanvasProps {
  readonly rows: readonly HeatRow[];
  readonly numBins: number;
  readonly cell: HeatCell | null;
  /** Bins [begin, end) of incidents, marked above the rows. */
  readonly marked: readonly (readonly [begin: number, end: number])[];
  readonly onPoint: (cell: HeatCell | null) => void;
  readonly onPick: (cell: HeatCell) => void;
}

const HEAD_PX = 6;

export function HeatCanvas({ rows, numBins, cell, marked, onPoint, onPick }: HeatCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const widthPx = useWidth(canvas);
  const appearance = useDrawnAppearance();
  const heightPx = rows.length * HEAT_ROW_PX + HEAD_PX;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette is read anew when the appearance changes.
  useEffect(() => {
    if (canvas.current !== null && widthPx > 0)
      draw(canvas.current, { rows, numBins, cell, marked, widthPx, heightPx });
  }, [rows, numBins, cell, marked, widthPx, heightPx, appearance]);
  const cellAt = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent): HeatCell | null => {
    const row = Math.floor((offsetY - HEAD_PX) / HEAT_ROW_PX);
    const bin = Math.floor((offsetX / Math.max(1, widthPx)) * numBins);
    return row >= 0 && row < rows.length && bin >= 0 && bin < numBins ? { row, bin } : null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = cellAfter(event.key, cell, rows.length, numBins);
    if (next !== null) onPoint(next);
    else if (event.key === 'Enter' && cell !== null) onPick(cell);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className="heat-canvas"
      data-testid="heat-canvas"
      role="application"
      aria-label={t(
        'Heat map of templates by time. Arrow keys move from cell to cell, Enter opens the lines of one; the table below holds the same.',
      )}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move over it.
      tabIndex={0}
      onPointerMove={(event) => onPoint(cellAt(event))}
      onPointerDown={(event) => onPoint(cellAt(event))}
      onClick={(event) => {
        const at = cellAt(event);
        if (at !== null) onPick(at);
      }}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} style={{ height: heightPx }} />
    </div>
  );
}

/** Null: the key moves nothing. */
export function cellAfter(
  key: string,
  cell: HeatCell | null,
  numRows: number,
  numBins: number,
): HeatCell | null {
  const moves: Readonly<Record<string, readonly [row: number, bin: number]>> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    Home: [0, -numBins],
    End: [0, numBins],
  };
  const move = moves[key];
  if (move === undefined || numRows === 0) return null;
  if (cell === null) return { row: 0, bin: 0 };
  const clamp = (value: number, most: number): number => Math.min(Math.max(0, value), most);
  return { row: clamp(cell.row + move[0], numRows - 1), bin: clamp(cell.bin + move[1], numBins - 1) };
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [widthPx, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}

type Drawing = Pick<HeatCanvasProps, 'rows' | 'numBins' | 'cell' | 'marked'> & {
  readonly widthPx: number;
  readonly heightPx: number;
};

function draw(canvas: HTMLCanvasElement, { rows, numBins, cell, marked, widthPx, heightPx }: Drawing): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(widthPx * ratio);
  canvas.height = Math.round(heightPx * ratio);
  context.scale(ratio, ratio);
  const palette = readPalette(canvas);
  const binPx = widthPx / numBins;
  const edge = (bin: number): number => Math.round(bin * binPx);
  context.fillStyle = palette.alarm;
  for (const [begin, end] of marked)
    context.fillRect(edge(begin), 0, Math.max(2, edge(end) - edge(begin)), HEAD_PX - 2);
  rows.forEach(({ bins, level }, row) => {
    const top = HEAD_PX + row * HEAT_ROW_PX;
    context.globalAlpha = 1;
    context.fillStyle = palette.sunken;
    context.fillRect(0, top + 1, widthPx, HEAT_ROW_PX - 2);
    context.fillStyle =
      level >= LEVEL_ERROR ? palette.alarm : level >= LEVEL_WARN ? palette.signal : palette.hand;
    const most = bins.reduce((a, b) => Math.max(a, b), 0);
    bins.forEach((count, bin) => {
      if (count === 0) return;
      context.globalAlpha = heat01(count, most);
      context.fillRect(edge(bin), top + 1, Math.max(1, edge(bin + 1) - edge(bin)), HEAT_ROW_PX - 2);
    });
  });
  context.globalAlpha = 1;
  if (cell === null) return;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.5;
  const left = edge(cell.bin);
  context.strokeRect(
    left + 0.75,
    HEAD_PX + cell.row * HEAT_ROW_PX + 1,
    Math.max(3, edge(cell.bin + 1) - left) - 1.5,
    HEAT_ROW_PX - 2,
  );
}
