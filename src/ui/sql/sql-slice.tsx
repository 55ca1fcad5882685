// Which rows `logs` holds, where a page cannot hold all: by the query language of Lines, as far as columns answer it, and by a sample that says so.

import { useEffect, useId, useState } from 'react';
import { MAX_LOG_BYTES, MAX_LOG_ROWS } from '../../contracts/sql';
import { numRowsOf } from '../../core/lib/log-table';
import { textInUtc } from '../../core/query/in-utc';
import { parseQuery } from '../../core/query/parse';
import { isOfColumns } from '../../core/query/query';
import { lineQueryOf, NO_LINE_VIEW, spanTerms } from '../../store/line-view';
import { type Label, t } from '../../words/t';
import { useApp, useResult, useView } from '../shared/app-context';
import { formatBytes, formatNumber } from '../shared/format';
import { rich } from '../shared/rich';
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
        {rich('{code} holds all {numRows} rows. {button}', {
          code: <code>logs</code>,
          numRows: formatNumber(numRows),
          button: (
            <button type="button" className="plain-button text-link" onClick={() => setOpen(true)}>
              {t('Choose fewer')}
            </button>
          ),
        })}
      </p>
    );
  return (
    <section className="panel sql-slice" aria-label={t('Rows of logs')} data-testid="sql-slice">
      {isTooLarge && (
        <p>
          {rich(
            'This log has {numRows} rows of {numBytes}. A page holds {maxRows} rows and {maxBytes} at most: choose which rows {code} holds. The other tables are of all rows.',
            {
              numRows: formatNumber(numRows),
              numBytes: formatBytes(numBytes),
              maxRows: formatNumber(MAX_LOG_ROWS),
              maxBytes: formatBytes(MAX_LOG_BYTES),
              code: <code>logs</code>,
            },
          )}
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
        <label htmlFor={`${id}-sample`}>{t('Of them')}</label>
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
                {num === 1 ? t('all') : t('a sample, one in {num}', { num: formatNumber(num) })}
              </option>
            ))}
        </select>
      </div>
      <div className="sql-slice-offers">
        <Offer label={t('Warnings and above')} onClick={() => where('level>=warn')} />
        {zoom !== null && <Offer label={t('The span in view')} onClick={() => where(spanTerms(zoom))} />}
        {incidents
          .filter(({ start }) => !Number.isNaN(start))
          .slice(0, 3)
          .map(({ id: name, start, end }) => (
            <Offer
              key={name}
              label={t('{name} and the hour before', { name })}
              onClick={() => where(spanTerms({ start: start - HOUR_MS, end }))}
            />
          ))}
        {fit > slice.oneIn && (
          <Offer
            label={t('A sample that fits: one in {fit}', { fit: formatNumber(fit) })}
            onClick={() => change({ ...slice, oneIn: fit })}
          />
        )}
        {(slice.where !== '' || slice.oneIn > 1) && (
          <Offer label={t('All rows')} onClick={() => change({ where: '', oneIn: 1 })} />
        )}
      </div>
      <p className="num" role="status" data-testid="sql-slice-size">
        {own === null
          ? t('Counting …')
          : t('{what}{own} of {numRows} rows{what2}', {
              what: slice.oneIn > 1 ? t('About ') : '',
              own: formatNumber(own),
              numRows: formatNumber(numRows),
              what2: fit > slice.oneIn ? t(': too many still') : '',
            })}
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
  const wrong = problem?.message ?? (query === null || isOfColumns(query) ? null : t(NO_TEXTS));
  const take = (): void => {
    if (wrong === null && typed.trim() !== where) onChange(textInUtc(typed.trim(), reader));
  };
  return (
    <>
      <label htmlFor={id}>{t('Rows of')}</label>
      <input
        id={id}
        className="input mono"
        spellCheck={false}
        placeholder="level>=warn component:cinder after:10:00"
        title={t('Times are read in {zone}', { zone })}
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

const NO_TEXTS: Label =
  'by level, component, file, template, status:5xx and time; texts and fields are for WHERE';

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
