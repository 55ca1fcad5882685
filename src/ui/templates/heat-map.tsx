// Templates by time: who wrote when, and how much. A cell leads to its lines; a table holds the same for those who do not see the canvas.

import { useMemo, useState } from 'react';
import { templateId } from '../../contracts/tables';
import { countOf } from '../../words/count';
import { spanInShort } from '../../words/duration';
import { t } from '../../words/t';
import { useResult, useView } from '../shared/app-context';
import { formatNumber } from '../shared/format';
import { ScrollX } from '../shared/scroll-x';
import { TemplateText } from '../shared/template-text';
import { useClock } from '../shared/use-clock';
import { HeatCanvas, type HeatCell, type HeatRow } from './heat-canvas';
import { HEAT_ORDERS, type HeatOrder, heatRows, MAX_HEAT_ROWS } from './heat-rows';
import type { TemplateTimes } from './use-template-times';

interface HeatMapProps {
  /** Templates to choose from, in the order of the list. */
  readonly shown: readonly number[];
  /** Null: not counted yet, or there are no times. */
  readonly times: TemplateTimes | null;
}

export function HeatMap({ shown, times }: HeatMapProps) {
  const { timeline } = useResult();
  if (times === null)
    return (
      <p className="empty">
        {timeline === null
          ? t('No record states a time: there is nothing to lay over time.')
          : t('Counting …')}
      </p>
    );
  return <Cells shown={shown} times={times} />;
}

function Cells({ shown, times }: { readonly shown: readonly number[]; readonly times: TemplateTimes }) {
  const clock = useClock();
  const { templates, incidents } = useResult();
  const [order, setOrder] = useState<HeatOrder>('uneven');
  const [cell, setCell] = useState<HeatCell | null>(null);
  const showLines = useView((state) => state.showLines);
  const { startMs, binMs, numBins } = times;
  const rows = useMemo(
    () =>
      heatRows(shown, templates, times.binsOf, order).map(
        (template): HeatRow => ({
          template,
          level: templates[template].level,
          bins: times.binsOf(template),
        }),
      ),
    [shown, templates, times, order],
  );
  const marked = useMemo(
    () =>
      incidents
        .filter(({ start }) => Number.isFinite(start))
        .map(({ start, end }) => [(start - startMs) / binMs, (end - startMs) / binMs] as const),
    [incidents, startMs, binMs],
  );
  const open = (template: number, begin: number, end: number): void =>
    showLines({ template, start: startMs + begin * binMs, end: startMs + end * binMs });
  return (
    <div className="heat" data-testid="heat-map">
      <div className="heat-tools">
        <label>
          <span className="muted">{t('Rows:')} </span>
          <select
            className="input"
            data-testid="heat-order"
            value={order}
            onChange={(event) => {
              setOrder(event.target.value as HeatOrder);
              setCell(null);
            }}
          >
            {Object.entries(HEAT_ORDERS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <span className="faint">
          {t('{what}columns of {binMs}; each row on a scale of its own', {
            what:
              shown.length > MAX_HEAT_ROWS
                ? t('{shown} of {length} templates, ', {
                    shown: MAX_HEAT_ROWS,
                    length: formatNumber(shown.length),
                  })
                : '',
            binMs: spanInShort(binMs),
          })}
        </span>
      </div>
      <div className="heat-body">
        <ol className="heat-labels">
          {rows.map(({ template }, row) => (
            <li key={template} data-on={cell?.row === row ? '' : undefined} title={templates[template].text}>
              <span className="mono faint">{templateId(template)}</span>{' '}
              <TemplateText text={templates[template].text} />
            </li>
          ))}
        </ol>
        <HeatCanvas
          rows={rows}
          numBins={numBins}
          cell={cell}
          marked={marked}
          onPoint={(next) =>
            setCell((old) => (old?.row === next?.row && old?.bin === next?.bin ? old : next))
          }
          onPick={({ row, bin }) => open(rows[row].template, bin, bin + 1)}
        />
      </div>
      <p className="heat-axis num faint">
        <span>{clock.time(startMs)}</span>
        <span>
          {clock.time(startMs + numBins * binMs)} {clock.zone}
        </span>
      </p>
      <p className="heat-readout num" role="status" data-testid="heat-readout">
        {cell === null || rows[cell.row] === undefined
          ? t('Point at a cell, or move over them with the arrow keys; a click or Enter shows its lines.')
          : `${templateId(rows[cell.row].template)}: ${countOf(rows[cell.row].bins[cell.bin], 'record')}, ${clock.range(startMs + cell.bin * binMs, startMs + (cell.bin + 1) * binMs)}`}
      </p>
      <HeatTable rows={rows} times={times} onPick={open} />
    </div>
  );
}

/** Columns of the table: as many as can be read. */
const NUM_COLUMNS = 8;

interface HeatTableProps {
  readonly rows: readonly HeatRow[];
  readonly times: TemplateTimes;
  readonly onPick: (template: number, begin: number, end: number) => void;
}

function HeatTable({ rows, times: { startMs, binMs, numBins }, onPick }: HeatTableProps) {
  const clock = useClock();
  const { templates } = useResult();
  const step = Math.max(1, Math.ceil(numBins / NUM_COLUMNS));
  const begins = Array.from({ length: Math.ceil(numBins / step) }, (_, i) => i * step);
  return (
    <details className="heat-table">
      <summary>{t('The same as a table')}</summary>
      <ScrollX label={t('Records of each template by time')}>
        <table className="data-table num">
          <thead>
            <tr>
              <th scope="col">{t('Template')}</th>
              {begins.map((begin) => (
                <th scope="col" key={begin} className="right">
                  {clock.time(startMs + begin * binMs).slice(5, 16)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ template, bins }) => (
              <tr key={template}>
                <th scope="row" title={templates[template].text}>
                  {templateId(template)}
                </th>
                {begins.map((begin) => {
                  const num = bins.subarray(begin, begin + step).reduce((sum, each) => sum + each, 0);
                  return (
                    <td key={begin} className="right">
                      {num === 0 ? (
                        <span className="faint">0</span>
                      ) : (
                        <button
                          type="button"
                          className="plain-button text-link"
                          onClick={() => onPick(template, begin, begin + step)}
                        >
                          {formatNumber(num)}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </details>
  );
}
