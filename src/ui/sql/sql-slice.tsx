// Which rows `logs` holds, where a page cannot hold all: by the query language of Lines, as far as columns answer it, and by a sample that says so.
import { useEffect, useId, useState } from 'react';
import { MAX_LOG_BYTES, MAX_LOG_ROWS } from '../../contracts/sql';
import { numRowsOf } from '../../core/lib/log-table';
import { textInUtc } from '../../core/query/in-utc';
import { parseQuery } from '../../core/query/parse';
import { isOfColumns } from '../../core/query/query';
import { lineQueryOf, NO_LINE_VIEW, spanTerms } from '../../store/line-view';
import { useApp, useResult, useView } from '../shared/app-context';
import { formatBytes, formatNumber } from '../shared/format';
import { useClock, useTimeReader } from '../shared/use-clock';

/** Sizes of samples that are offered. */
const SAMPLES = [1, 2, 5, 10, 20, 50, 100, 1000];
const HOUR_MS = 3_600_000;

export function SqlSlice() {
  const { files } = useResult();
  const slice = useView((state) => state.logSlice);
  const [isOpen, setOpen] = useState(false);
  const numRows = numRowsOf(files);
  const numBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const isTooLarge = numRows > MAX_LOG_ROWS || numBytes > MAX_LOG_BYTES;
  if (!isTooLarge && !isOpen && slice.where === '' && slice.oneIn === 1)
    return (
      <p className="sql-slice-closed faint">
        <code>logs</code> holds all {formatNumber(numRows)} rows.{' '}
        <button type="button" className="plain-button text-link" onClick={() => setOpen(true)}>
          Choose fewer
        </button>
      </p>
    );
  return (
    <section className="panel sql-slice" aria-label="Rows of logs" data-testid="sql-slice">
      {isTooLarge && (
        <p>
          This log has {formatNumber(numRows)} rows of {formatBytes(numBytes)}. A page holds{' '}
          {formatNumber(MAX_LOG_ROWS)} rows and {formatBytes(MAX_LOG_BYTES)} at most: choose which rows{' '}
          <code>logs</code> holds. The other tables are of all rows.
        </p>
      )}
      <SliceFields numRows={numRows} numBytes={numBytes} />
    </section>
  );
}

interface Size {
  readonly numRows: number;
  readonly numBytes: number;
}

function SliceFields({ numRows, numBytes }: Size) {
  const { incidents } = useResult();
  const zoom = useView((state) => state.zoom);
  const slice = useView((state) => state.logSlice);
  const change = useView((state) => state.sliceLogs);
  const id = useId();
  const numAsked = useNumAsked(slice.where);
  const own = numAsked === null ? null : Math.round(numAsked / slice.oneIn);
  const fit = numAsked === null ? 1 : sampleThatFits(numAsked, (numBytes / Math.max(1, numRows)) * numAsked);
  const where = (text: string): void => change({ ...slice, where: text });
  return (
    <>
      <div className="sql-slice-fields">
        <WhereField key={slice.where} id={id} where={slice.where} onChange={where} />
        <label htmlFor={`${id}-sample`}>Of them</label>
        <select
          id={`${id}-sample`}
          className="input"
          data-testid="sql-sample"
          value={slice.oneIn}
          onChange={({ target }) => change({ ...slice, oneIn: Number(target.value) })}
        >
          {[...new Set([...SAMPLES, fit, slice.oneIn])]
            .sort((a, b) => a - b)
            .map((num) => (
              <option key={num} value={num}>
                {num === 1 ? 'all' : `a sample, one in ${formatNumber(num)}`}
              </option>
            ))}
        </select>
      </div>
      <div className="sql-slice-offers">
        <Offer label="Warnings and above" onClick={() => where('level>=warn')} />
        {zoom !== null && <Offer label="The span in view" onClick={() => where(spanTerms(zoom))} />}
        {incidents
          .filter(({ start }) => !Number.isNaN(start))
          .slice(0, 3)
          .map(({ id: name, start, end }) => (
            <Offer
              key={name}
              label={`${name} and the hour before`}
              onClick={() => where(spanTerms({ start: start - HOUR_MS, end }))}
            />
          ))}
        {fit > slice.oneIn && (
          <Offer
            label={`A sample that fits: one in ${formatNumber(fit)}`}
            onClick={() => change({ ...slice, oneIn: fit })}
          />
        )}
        {(slice.where !== '' || slice.oneIn > 1) && (
          <Offer label="All rows" onClick={() => change({ where: '', oneIn: 1 })} />
        )}
      </div>
      <p className="num" role="status" data-testid="sql-slice-size">
        {own === null
          ? 'Counting …'
          : `${slice.oneIn > 1 ? 'About ' : ''}${formatNumber(own)} of ${formatNumber(numRows)} rows${fit > slice.oneIn ? ': too many still' : ''}`}
      </p>
    </>
  );
}

function Offer({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="button" onClick={onClick}>
      {label}
    </button>
  );
}

interface WhereFieldProps {
  readonly id: string;
  readonly where: string;
  readonly onChange: (where: string) => void;
}

/** Taken over by Enter or on leaving. */
function WhereField({ id, where, onChange }: WhereFieldProps) {
  const reader = useTimeReader();
  const { zone } = useClock();
  const [typed, setTyped] = useState(where);
  const { query, problem } = parseQuery(typed);
  const wrong = problem?.message ?? (query === null || isOfColumns(query) ? null : NO_TEXTS);
  const take = (): void => {
    if (wrong === null && typed.trim() !== where) onChange(textInUtc(typed.trim(), reader));
  };
  return (
    <>
      <label htmlFor={id}>Rows of</label>
      <input
        id={id}
        className="input mono"
        spellCheck={false}
        placeholder="level>=warn component:cinder after:10:00"
        title={`Times are read in ${zone}`}
        data-testid="sql-where"
        value={typed}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : `${id}-wrong`}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => key === 'Enter' && take()}
      />
      {wrong !== null && (
        <p id={`${id}-wrong`} className="query-problem" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}

const NO_TEXTS = 'by level, component, file, template, status:5xx and time; texts and fields are for WHERE';

/** One in so many of these rows is what a page holds; 1: all of them. */
function sampleThatFits(numRows: number, numBytes: number): number {
  const over = Math.max(numRows / MAX_LOG_ROWS, numBytes / MAX_LOG_BYTES);
  // A sample is not exactly of that size.
  return over <= 1 ? 1 : Math.ceil(over / 0.98);
}

/** Rows that the query asks for; null: not known yet. */
function useNumAsked(where: string): number | null {
  const app = useApp();
  const [counted, setCounted] = useState<{ readonly where: string; readonly num: number } | null>(null);
  useEffect(() => {
    let isOver = false;
    const { query } = lineQueryOf({ ...NO_LINE_VIEW, text: where, folds: false });
    void app.current.analyzer
      ?.countLines(query)
      .then(({ levels }) => {
        const num = levels.reduce((sum, count) => sum + count, 0);
        if (!isOver) setCounted({ where, num });
      })
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [app, where]);
  return counted?.where === where ? counted.num : null;
}
