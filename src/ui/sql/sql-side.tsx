// What can be asked: examples to click, and every table with its columns, types and meaning.

import { SQL_TABLES, type SqlTable, type SqlTableName } from '../../contracts/sql';
import { EXAMPLES } from '../../contracts/sql-examples';
import { named, t } from '../../words/t';
import { useApp, useResult } from '../shared/app-context';
import { formatNumber } from '../shared/format';

export function SqlExamples() {
  const app = useApp();
  const numRows = useNumRows();
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('Examples')}</h2>
      </div>
      <ul className="sql-examples">
        {EXAMPLES.filter(({ needs }) => numRows[needs] !== null).map(({ title, sql }) => (
          <li key={title}>
            <button
              type="button"
              className="plain-button text-link"
              data-testid="sql-example"
              onClick={() => {
                app.sql.write(sql);
                app.view.getState().showSql(sql);
              }}
            >
              {named(title)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SqlTables() {
  const numRows = useNumRows();
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('Tables')}</h2>
        <span className="faint">{t('DuckDB, times in UTC')}</span>
      </div>
      <div className="sql-tables">
        {SQL_TABLES.map((table) => (
          <TableColumns key={table.name} table={table} numRows={numRows[table.name]} />
        ))}
      </div>
      <p className="panel-foot faint sql-foot">
        {t('They hold what the exports hold. Nothing else can be read: no file, no address, no extension.')}
      </p>
    </section>
  );
}

function TableColumns({ table, numRows }: { table: SqlTable; numRows: number | null }) {
  return (
    <details data-testid={`sql-table-${table.name}`}>
      <summary>
        <span className="mono">{table.name}</span>{' '}
        <span className="faint num">
          {numRows === null
            ? t('not in this analysis')
            : `${formatNumber(numRows)} ${numRows === 1 ? t('row') : t('rows')}`}
        </span>
      </summary>
      <p className="faint">{t('As in {of}.', { of: table.of })}</p>
      <dl>
        {table.columns.map(({ name, type, what }) => (
          <div key={name} title={what}>
            <dt className="mono">{name}</dt>
            <dd className="mono faint">{type.length > 60 ? 'STRUCT(…)[]' : type}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Null: the analysis has no such table. */
function useNumRows(): Readonly<Record<SqlTableName, number | null>> {
  const { numRecords, templates, timeline, incidents, sessions } = useResult();
  return {
    logs: numRecords,
    templates: templates.length,
    windows: timeline?.grid.length ?? null,
    incidents: incidents.length,
    sessions: sessions?.length ?? null,
  };
}
