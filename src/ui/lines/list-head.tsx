// Names of the columns above the list, each with an edge that is dragged, or moved by arrow keys, to make it wider.

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { t } from '../../words/t';
import { LogText } from '../shared/log-text';
import {
  COLUMN_NAMES,
  type Column,
  type ColumnState,
  clampWidth,
  fieldWidthVar,
  widthOfField,
} from './columns';

/** Pixels of one press of an arrow key. */
const STEP = 8;

interface ListHeadProps {
  readonly shown: readonly Column[];
  /** Of columns of fields, in their order. */
  readonly fields: readonly string[];
  readonly columns: ColumnState;
  readonly onChange: (change: Partial<ColumnState>) => void;
  /** Begins a search by the field. */
  readonly onSearch: (field: string) => void;
}

export function ListHead({ shown, fields, columns, onChange, onSearch }: ListHeadProps) {
  return (
    <div className="list-head">
      {shown.map((name) => (
        <HeadCell
          key={name}
          name={COLUMN_NAMES[name]}
          width={columns.width[name]}
          property={`--w-${name}`}
          onWidth={(px) => onChange({ width: { ...columns.width, [name]: px } })}
        >
          {COLUMN_NAMES[name]}
        </HeadCell>
      ))}
      {fields.map((name, i) => (
        <HeadCell
          key={`field ${name}`}
          name={name}
          width={widthOfField(columns, name)}
          property={fieldWidthVar(i)}
          onWidth={(px) => onChange({ fieldWidth: { ...columns.fieldWidth, [name]: px } })}
        >
          <button
            type="button"
            className="plain-button list-head-field"
            title={t('Search by {name}', { name })}
            aria-label={t('Search by {name}', { name })}
            onClick={() => onSearch(name)}
          >
            <LogText text={name} />
          </button>
        </HeadCell>
      ))}
      <span className="list-head-cell">{t('Message')}</span>
    </div>
  );
}

interface HeadCellProps {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  /** Style property that holds the width. */
  readonly property: string;
  readonly onWidth: (px: number) => void;
  readonly children: ReactNode;
}

function HeadCell({ name, width, property, onWidth, children }: HeadCellProps) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const resize = (px: number): void => onWidth(clampWidth(px));
  const onMove = (event: PointerEvent): void => {
    if (drag.current !== null) resize(drag.current.width + event.clientX - drag.current.x);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    resize(width + step);
  };
  return (
    <span className="list-head-cell" style={{ width: `var(${property})` }}>
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a rule across cannot be moved. */}
      <span
        className="list-head-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('Width of {name}', { name })}
        aria-valuenow={width}
        aria-valuemin={36}
        aria-valuemax={600}
        tabIndex={0}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, width };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onMove}
        onPointerUp={() => {
          drag.current = null;
        }}
        onKeyDown={onKey}
      />
    </span>
  );
}
