// The chart of an answer; its values stand in the table below it.

import type { ECharts } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import type { SqlChart } from '../../contracts/sql';
import { t } from '../../words/t';
import { drawInPieces } from '../charts/draw-in-pieces';
import { readPalette } from '../charts/palette';
import { seriesColour, sqlOption } from '../charts/sql-option';
import { formatNumber } from '../shared/format';
import { LogText } from '../shared/log-text';
import { useDrawnAppearance } from '../shared/use-theme';

export function SqlChartPanel({ chart }: { chart: SqlChart }) {
  const box = useRef<HTMLDivElement>(null);
  const [instance, setInstance] = useState<ECharts | null>(null);
  const [isDrawn, setDrawn] = useState(false);
  const appearance = useDrawnAppearance();
  useEffect(() => {
    let made: ECharts | null = null;
    let alive = true;
    const observer = new ResizeObserver(() => made?.resize());
    void import('../charts/echarts-core').then(({ initChart }) => {
      if (!alive || box.current === null) return;
      made = initChart(box.current, null, { renderer: 'canvas' });
      observer.observe(box.current);
      setInstance(made);
    });
    return () => {
      alive = false;
      observer.disconnect();
      made?.dispose();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette is read anew when the appearance changes.
  useEffect(() => {
    if (instance === null || box.current === null) return;
    instance.clear();
    setDrawn(false);
    return drawInPieces(instance, sqlOption(chart, readPalette(box.current)), () => setDrawn(true));
  }, [instance, chart, appearance]);
  return (
    <section className="panel" aria-label={t('Chart')}>
      <div className="panel-head">
        <h2>{t('Chart')}</h2>
        <ul className="sql-legend">
          {chart.series.map(({ name }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: series may share a name.
            <li key={i}>
              <span className="sql-swatch" style={{ background: `var(--${seriesColour(name, i)})` }} />
              <LogText text={name} />
            </li>
          ))}
        </ul>
        {chart.leftOut !== '' && (
          <span className="faint">{t('Drawn: {leftOut}', { leftOut: chart.leftOut })}</span>
        )}
      </div>
      <div
        ref={box}
        className="sql-canvas"
        role="img"
        aria-label={t(
          '{what} of {length} series over {length2} values of {xName}; the table below has the values.',
          {
            what: chart.kind === 'line' ? t('Lines') : t('Bars'),
            length: chart.series.length,
            length2: formatNumber(chart.x.length),
            xName: chart.xName,
          },
        )}
        data-testid="sql-chart"
        data-ready={isDrawn ? '' : undefined}
      />
    </section>
  );
}
