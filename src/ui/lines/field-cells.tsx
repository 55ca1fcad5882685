// What the fields of a record say, in columns of their own: read from its text when it is on screen.

import type { CSSProperties } from 'react';
import type { LineRow } from '../../contracts/lines';
import { fieldsOf } from '../../core/query/record-fields';
import { LogText } from '../shared/log-text';
import { fieldWidthVar } from './columns';

const kept = new WeakMap<LineRow, ReadonlyMap<string, string>>();

export function FieldCells({ line, fields }: { line: LineRow; fields: readonly string[] }) {
  const values = valuesOf(line);
  return fields.map((name, i) => {
    const value = values.get(name) ?? '';
    return (
      <span
        key={name}
        className="line-cell line-field"
        data-field={name}
        data-none={value === '' ? '' : undefined}
        title={value === '' ? undefined : `${name} ${value}`}
        data-label={`${name} `}
        style={{ '--w': `var(${fieldWidthVar(i)})` } as CSSProperties}
      >
        <LogText text={value} />
      </span>
    );
  });
}

/** Several values of one name stand beside each other. */
function valuesOf(line: LineRow): ReadonlyMap<string, string> {
  const known = kept.get(line);
  if (known) return known;
  const values = new Map<string, string>();
  for (const { name, value, isBare } of fieldsOf(line.text ?? ''))
    if (!isBare) values.set(name, values.has(name) ? `${values.get(name)}, ${value}` : value);
  kept.set(line, values);
  return values;
}
