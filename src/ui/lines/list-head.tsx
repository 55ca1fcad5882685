// Names of the columns above the list, each with an edge that is dragged, or moved by arrow keys, to make it wider.
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { COLUMN_NAMES, type Column, type ColumnState, clampWidth } from './columns';

/** Pixels of one press of an arrow key. */
const STEP = 8;

interface ListHeadProps {
  readonly shown: readonly Column[];
  readonly columns: ColumnState;
  readonly onChange: (change: Partial<ColumnState>) => void;
}

export function ListHead({ shown, columns, onChange }: ListHeadProps) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const resize = (name: Column, px: number): void =>
    onChange({ width: { ...columns.width, [name]: clampWidth(px) } });
  const onMove = (name: Column, event: PointerEvent): void => {
    if (drag.current !== null) resize(name, drag.current.width + event.clientX - drag.current.x);
  };
  const onKey = (name: Column, event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    resize(name, columns.width[name] + step);
  };
  return (
    <div className="list-head">
      {shown.map((name) => (
        <span key={name} className="list-head-cell" style={{ width: `var(--w-${name})` }}>
          {COLUMN_NAMES[name]}
          {/* biome-ignore lint/a11y/useSemanticElements: a rule across cannot be moved. */}
          <span
            className="list-head-edge"
            role="separator"
            aria-orientation="vertical"
            aria-label={`Width of ${COLUMN_NAMES[name]}`}
            aria-valuenow={columns.width[name]}
            aria-valuemin={36}
            aria-valuemax={600}
            tabIndex={0}
            onPointerDown={(event) => {
              drag.current = { x: event.clientX, width: columns.width[name] };
              event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={(event) => onMove(name, event)}
            onPointerUp={() => {
              drag.current = null;
            }}
            onKeyDown={(event) => onKey(name, event)}
          />
        </span>
      ))}
      <span className="list-head-cell">Message</span>
    </div>
  );
}
