// The chart of an answer; its values stand in the table below it.
import type { ECharts } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import type { SqlChart } from '../../contracts/sql';
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
    <section className="panel" aria-label="Chart">
      <div className="panel-head">
        <h2>Chart</h2>
        <ul className="sql-legend">
          {chart.series.map(({ name }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: series may share a name.
            <li key={i}>
              <span className="sql-swatch" style={{ background: `var(--${seriesColour(name, i)})` }} />
              <LogText text={name} />
            </li>
          ))}
        </ul>
        {chart.leftOut !== '' && <span className="faint">Drawn: {chart.leftOut}</span>}
      </div>
      <div
        ref={box}
        className="sql-canvas"
        role="img"
        aria-label={`${chart.kind === 'line' ? 'Lines' : 'Bars'} of ${chart.series.length} series over ${formatNumber(chart.x.length)} values of ${chart.xName}; the table below has the values.`}
        data-testid="sql-chart"
        data-ready={isDrawn ? '' : undefined}
      />
    </section>
  );
}
