// What each column, key or section of a file means, behind a line that opens it; the rows of contracts/exports.ts.

import { useState } from 'react';
import { type ExportRow, partsOf } from '../../contracts/exports';
import { countOf } from '../../words/count';
import { t } from '../../words/t';

/** One of them. */
const PARTS_OF_FILE = {
  columns: 'column',
  keys: 'key',
  sections: 'section',
  tables: 'table',
  parts: 'part',
  files: 'file',
} as const;

/** The list is drawn when it is opened: many incidents have many tickets, of some sixty keys each. */
export function ExportColumns({ row }: { readonly row: ExportRow }) {
  const [isOpen, setIsOpen] = useState(false);
  const what = countOf(row.columns.length, PARTS_OF_FILE[partsOf(row)]);
  return (
    <details
      className="export-columns"
      data-testid={`columns-${row.name}`}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary aria-label={t('{what} of {name}', { what, name: row.name })}>{what}</summary>
      {isOpen && <ColumnList row={row} />}
    </details>
  );
}

function ColumnList({ row: { columns, note } }: { readonly row: ExportRow }) {
  return (
    <>
      {note !== undefined && <p className="export-note muted">{note}</p>}
      <dl>
        {columns.map(({ name, unit, what }) => (
          <div key={name}>
            <dt className="mono">{name}</dt>
            <dd className="export-unit">{unit}</dd>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
